"""Changes of a recipe as pure functions, and the usual names of its layers."""

from __future__ import annotations

import random

from core.artwork.recipe import Layers, Move, Recipe, StyleMix
from core.document.edits import changed

SEEDS = 2**32

# The usual split of a StyleGAN2 (Karras et al. 2019, section 3.1): two w layers a block; blocks of 4 to 8 px set the
# layout, 16 to 32 px the shapes, those above the colours and the finish. Layers beyond the model's last are ignored.
COARSE: Layers = (0, 3)
MIDDLE: Layers = (4, 7)
FINE: Layers = (8, 63)


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


def nearby(recipe: Recipe, directions: list[str], spread: float, chance: random.Random) -> Recipe:
    """A neighbour of the recipe: a normal step of ``spread`` standard deviations along each of the directions."""
    for direction in directions:
        move = move_along(recipe, direction) or Move(direction=direction, value=0)
        value = max(-10.0, min(10.0, move.value + chance.gauss(0, spread)))
        recipe = with_move(recipe, changed(move, value=round(value, 2)))
    return recipe


def projected(recipe: Recipe) -> StyleMix | None:
    """The mix that stands for a reference picture: the first with a latent of its own."""
    return next((mix for mix in recipe.mix if mix.w is not None), None)


def with_projected(recipe: Recipe, mix: StyleMix | None) -> Recipe:
    """``mix`` in the place of the one before; taken out when None."""
    before, others = projected(recipe), list(recipe.mix)
    place = others.index(before) if before else len(others)
    others[place : place + 1] = [mix] if mix else []
    return changed(recipe, mix=tuple(others))
