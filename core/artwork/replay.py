"""What a recipe means to its model: w for every layer, and how to draw them.

In this order: the seed's place on the map, or the start; truncation; each move; each mix.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from core.artwork.latent_text import floats, unfloats
from core.artwork.recipe import Layers, Move, Recipe, StyleMix
from core.errors import DieloomError
from core.gan.config import AliasFreeConfig, Config, Padding
from core.gan.directions import Direction
from core.gan.latents import direction_of, family_index, mapped, on_map, truncate
from core.gan.model import Model
from core.gan.setting import Setting

Finder = Callable[[str], Direction]
"""Gives a direction by name; raises DieloomError for one that is not known."""


def recipe_ws(model: Model, recipe: Recipe, find: Finder | None = None) -> Tensor:
    """w for every layer [w_layers, w_dim].

    ``find`` knows the directions saved beside the model; without it those of the model itself are known. Raises
    DieloomError for what the model does not have.
    """
    find = find or (lambda name: direction_of(model, name))
    layers = model.config.w_layers
    ws, centre = starting_ws(model, recipe)
    ws = truncate(ws, centre, recipe.psi, recipe.cutoff)
    for move in recipe.moves:
        ws[_span(move.layers)] += _step(model, move, find)
    for mix in recipe.mix:
        span = _span(mix.layers)
        ws[span] = torch.lerp(ws[span], _mixed(model, recipe, mix).expand(layers, -1)[span], mix.weight)
    return ws


def starting_ws(model: Model, recipe: Recipe) -> tuple[Tensor, Tensor]:
    """Where a recipe begins: w for every layer [w_layers, w_dim] before truncation, and its centre [w_dim]."""
    if recipe.start is not None:
        centre = model.centres[family_index(model, recipe.family, recipe.seed)]
        return _layered(model, unfloats(recipe.start), "start").clone(), centre
    w, centre = on_map(model, recipe.seed, recipe.family, recipe.between)
    return w.repeat(model.config.w_layers, 1), centre


def start_text(ws: Tensor) -> str:
    """w layers [w_layers, w_dim] as a recipe's start: one w where all are the same."""
    return floats(ws[0] if bool((ws == ws[0]).all()) else ws)


def setting_of(model: Model, recipe: Recipe) -> Setting:
    """How the recipe's tile is drawn; raises DieloomError for cells or seams that its kind of model cannot make."""
    config = model.config
    if _of_one_piece(config):
        if recipe.cells != (1, 1) or recipe.tile not in (None, "none"):
            raise DieloomError(
                f"The model {model.name} is a StyleGAN3: its pictures cannot be made to tile or be continued.",
                "Leave its cells at 1 by 1 and its tiling as it is, or choose another model.",
            )
        return Setting()
    padding: tuple[Padding, Padding] | None = None
    if recipe.tile is not None:
        padding = ("torus" if "x" in recipe.tile else "zero", "torus" if "y" in recipe.tile else "zero")
    if padding == config.padding:
        padding = None
    noise = recipe.noise if config.noise else "const"
    return Setting(recipe.cells, padding, noise, recipe.noise_seed if noise == "random" else 0)


def repeats(model: Model, recipe: Recipe) -> tuple[bool, bool]:
    """Whether the recipe's tile goes on without a seam in x and in y."""
    if _of_one_piece(model.config):
        return False, False
    padding = setting_of(model, recipe).padding or model.config.padding
    return padding[0] == "torus", padding[1] == "torus"


def _of_one_piece(config: Config) -> bool:
    """Whether a kind of generator draws no tiles: StyleGAN3 begins with waves that fit no frame."""
    return isinstance(config, AliasFreeConfig)


def _step(model: Model, move: Move, find: Finder) -> Tensor:
    if move.step is None:
        return find(move.direction).step(move.value)
    step = unfloats(move.step)
    if len(step) != model.config.w_dim:
        raise _unfitting(model, f"step along {move.direction}", len(step))
    return step * move.value


def _mixed(model: Model, recipe: Recipe, mix: StyleMix) -> Tensor:
    """The mix's w, for all layers [1, w_dim] or for each [w_layers, w_dim]."""
    if mix.w is not None:
        return _layered(model, torch.tensor(mix.w, dtype=torch.float32), "style")
    assert mix.seed is not None  # a recipe's mix has one of them
    family = family_index(model, recipe.family, recipe.seed)
    w = mapped(model, mix.seed, family).expand(model.config.w_layers, -1)
    return truncate(w, model.centres[family], recipe.psi, recipe.cutoff)


def _layered(model: Model, numbers: Tensor, what: str) -> Tensor:
    """w or w+ as [w_layers, w_dim]."""
    layers, w_dim = model.config.w_layers, model.config.w_dim
    if len(numbers) not in (w_dim, layers * w_dim):
        raise _unfitting(model, what, len(numbers))
    return numbers.reshape(-1, w_dim).expand(layers, -1)


def _unfitting(model: Model, what: str, count: int) -> DieloomError:
    layers, w_dim = model.config.w_layers, model.config.w_dim
    return DieloomError(
        f"A {what} in the recipe has {count} numbers and the model {model.name} takes {w_dim} (or {layers * w_dim}).",
        "It was made with another model: choose that one, or take the latent again with this one.",
    )


def _span(layers: Layers | None) -> slice:
    return slice(None) if layers is None else slice(layers[0], layers[1] + 1)
