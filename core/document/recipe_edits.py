"""Changes of a recipe as pure functions, and the usual names of its layers."""

from __future__ import annotations

import random
from collections.abc import Sequence

from core.artwork.recipe import Layers, Move, Recipe
from core.document.edits import changed
from core.gan.direction_files import DirectionInfo

SEEDS = 2**32

# The usual split of a StyleGAN2 (Karras et al. 2019, section 3.1): two w layers a block; blocks of 4 to 8 px set the
# layout, 16 to 32 px the shapes, those above the colours and the finish. Layers beyond the model's last are ignored.
COARSE: Layers = (0, 3)
MIDDLE: Layers = (4, 7)
FINE: Layers = (8, 63)


def ranges(w_layers: int) -> tuple[Layers, Layers, Layers]:
    """The coarse, middle and fine layers of a model with so many; thirds of a small one. Raises ValueError below 3."""
    if w_layers < 3:
        raise ValueError(f"{w_layers} w layers have no three ranges")
    first, second = (4, 8) if w_layers > 9 else (round(w_layers / 3), round(w_layers * 2 / 3))
    return (0, first - 1), (first, second - 1), (second, w_layers - 1)


def usual_ranges(w_layers: int | None) -> tuple[Layers, ...]:
    """Coarse, middle and fine layers of a model, where it has three ranges; the usual ones while it is not known."""
    if w_layers is None:
        return COARSE, MIDDLE, FINE
    return ranges(w_layers) if w_layers >= 3 else ()


def move_along(recipe: Recipe, direction: str) -> Move | None:
    return next((move for move in recipe.moves if move.direction == direction), None)


def with_move(recipe: Recipe, move: Move) -> Recipe:
    """``move`` in place of the one along the same direction; a step of zero is left out."""
    others = [each for each in recipe.moves if each.direction != move.direction]
    place = next((i for i, each in enumerate(recipe.moves) if each.direction == move.direction), len(others))
    if move.value:
        others.insert(place, move)
    return changed(recipe, moves=tuple(others))


def without_moves(recipe: Recipe, keep: set[str]) -> Recipe:
    """Every direction back at zero but those to ``keep``."""
    return changed(recipe, moves=tuple(move for move in recipe.moves if move.direction in keep))


def with_seed(recipe: Recipe, seed: int) -> Recipe:
    return changed(recipe, seed=seed % SEEDS)


def with_start(recipe: Recipe, start: str | None) -> Recipe:
    """A latent that was found, as it is, in place of the seed's; None gives the place back to the seed.

    It was found without truncation, so it is drawn without; moves and mixes still apply to it.
    """
    psi = Recipe.model_fields["psi"].default if start is None else 1.0
    return changed(recipe, start=start, between=(0.0, 0.0), psi=psi, cutoff=None)


def nearby(recipe: Recipe, directions: Sequence[str | DirectionInfo], spread: float, chance: random.Random) -> Recipe:
    """A neighbour of the recipe: a normal step of ``spread`` standard deviations along each of the directions."""
    for direction in directions:
        move = move_along(recipe, direction if isinstance(direction, str) else direction.name) or _still(direction)
        value = max(-10.0, min(10.0, move.value + chance.gauss(0, spread)))
        recipe = with_move(recipe, changed(move, value=round(value, 2)))
    return recipe


def _still(direction: str | DirectionInfo) -> Move:
    """No step along a direction yet."""
    if isinstance(direction, str):
        return Move(direction=direction, value=0)
    return Move(direction=direction.name, value=0, layers=direction.layers, step=direction.step)
