"""The artist replays recipes: it keeps loaded models and recent tiles, and every tile it makes is exactly periodic."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.artwork.palette import shift_palette
from core.artwork.recipe import Layers, Recipe, StyleMix
from core.artwork.resize import resize_tile
from core.errors import DieloomError
from core.gan.files import find_model, load_model
from core.gan.latents import family_index, step, w_of_seed
from core.gan.model import Model
from core.gan.project import project
from core.gan.synthesis import Synthesizer, to_pixels
from core.jobs import Progress

Pixels = NDArray[np.uint8]

KEPT_BYTES = 256 << 20


class Artist:
    """One artist to a thread. Tiles are [H, W, 3] sRGB; they are shared, so do not write to them."""

    def __init__(self) -> None:
        self._load = lru_cache(maxsize=4)(_load)
        self._tiles: OrderedDict[tuple[str, bool], Pixels] = OrderedDict()

    def model(self, name: str) -> Model:
        """A bundled model by name or a model file by path, loaded once; raises DieloomError."""
        return self._load(name)[0]

    def tile(self, recipe: Recipe, *, draft: bool = False, progress: Progress | None = None) -> Pixels:
        """The recipe's tile at the model's own size times its cells; a draft has the same size and is coarser.

        Raises DieloomError for an unknown model, family or direction, and Cancelled between blocks.
        """
        key = (recipe.digest(), draft)
        if key not in self._tiles:
            self._keep(key, self._paint(recipe, draft, progress or Progress()))
        self._tiles.move_to_end(key)
        return self._tiles[key]

    def sized_tile(self, recipe: Recipe, width_px: int, height_px: int, progress: Progress | None = None) -> Pixels:
        """The recipe's tile resampled to a size, still periodic."""
        return resize_tile(self.tile(recipe, progress=progress), width_px, height_px)

    def project(self, image: Pixels, recipe: Recipe, progress: Progress) -> StyleMix:
        """The style of a reference picture [H, W, 3 or more] as a mix for this recipe's model; raises Cancelled."""
        return StyleMix(w=project(self.model(recipe.model), image, progress).w)

    def _paint(self, recipe: Recipe, draft: bool, progress: Progress) -> Pixels:
        model, synthesizer = self._load(recipe.model)
        picture = synthesizer.picture(recipe_ws(model, recipe), recipe.cells, draft=draft, progress=progress)
        pixels = to_pixels(picture)
        if recipe.palette is not None:
            pixels = shift_palette(pixels, recipe.palette)
        pixels.flags.writeable = False
        return pixels

    def _keep(self, key: tuple[str, bool], tile: Pixels) -> None:
        self._tiles[key] = tile
        while len(self._tiles) > 1 and sum(each.nbytes for each in self._tiles.values()) > KEPT_BYTES:
            self._tiles.popitem(last=False)


def _load(name: str) -> tuple[Model, Synthesizer]:
    model = load_model(find_model(name))
    return model, Synthesizer(model.generator)


def recipe_ws(model: Model, recipe: Recipe) -> Tensor:
    """w for every layer [w_layers, w_dim]: the seed's, then each move, then each mix, in the recipe's order."""
    layers = model.config.w_layers
    family = family_index(model, recipe.family, recipe.seed)
    ws = w_of_seed(model, recipe.seed, family, recipe.psi).repeat(layers, 1)
    for move in recipe.moves:
        ws[_span(move.layers, layers)] += step(model, move.direction, move.value)
    for mix in recipe.mix:
        span = _span(mix.layers, layers)
        ws[span] = torch.lerp(ws[span], _mixed_w(model, mix, family, recipe.psi).expand_as(ws[span]), mix.weight)
    return ws


def _mixed_w(model: Model, mix: StyleMix, family: int, psi: float) -> Tensor:
    if mix.w is None:
        assert mix.seed is not None  # a recipe's mix has one of them
        return w_of_seed(model, mix.seed, family, psi)
    if len(mix.w) != model.config.w_dim:
        raise DieloomError(
            f"A style in the recipe has {len(mix.w)} numbers and the model {model.name} takes {model.config.w_dim}.",
            "Take the style from its picture again, with this model.",
        )
    return torch.tensor(mix.w)


def _span(chosen: Layers | None, count: int) -> slice:
    return slice(0, count) if chosen is None else slice(chosen[0], chosen[1] + 1)
