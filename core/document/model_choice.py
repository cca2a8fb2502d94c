"""Another model for a recipe: what the new one understands is kept, what only the old one knew is not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from core.artwork.recipe import Recipe
from core.document.edits import changed
from core.document.recipe_edits import with_start
from core.gan.config import AliasFreeConfig, Config


def with_model(recipe: Recipe, model: str, config: Config, own: Collection[str]) -> Recipe:
    """``recipe`` drawn by ``model``, which is built as ``config`` says and has these directions of its ``own``.

    Latents of the old model (a start, projected styles, steps that were found in it) mean nothing to another one, and
    neither does SeFa's count of its directions; seeds do.
    """
    fields: dict[str, Any] = {
        "model": model,
        "family": recipe.family if recipe.family in config.labels else None,
        "moves": tuple(move for move in recipe.moves if move.step is None and move.direction in own),
        "mix": tuple(mix for mix in recipe.mix if mix.w is None),
        "cutoff": recipe.cutoff if recipe.cutoff is not None and recipe.cutoff < config.w_layers else None,
    }
    if isinstance(config, AliasFreeConfig):
        # A Fourier input instead of a constant: it cannot be repeated, and the network has no noise.
        fields |= {"cells": (1, 1), "tile": None, "noise": "const", "noise_seed": 0}
    return changed(recipe if recipe.start is None else with_start(recipe, None), **fields)
