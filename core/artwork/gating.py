"""Recipes through the quality gate: the seed that passed and its score are in the recipe (:mod:`core.training.gate`).

What is judged is one cell of the tile in the model's own colours, which is what the judge has learned.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from core.artwork.artist import Artist
from core.artwork.recipe import Recipe, Verdict
from core.artwork.replay import setting_of
from core.errors import DieloomError
from core.gan.bundled import find_model
from core.gan.latents import family_index
from core.gan.sidecar import stamp
from core.jobs import Progress
from core.training.gate import TRIES, generate_passing
from core.training.judge import Judge, find_judge, load_judge


@dataclass(frozen=True)
class Gated:
    """The recipe that passed, with its verdict; ``real_share`` of real pictures would have passed too."""

    recipe: Recipe
    score: float
    tries: int
    threshold: float
    real_share: float


def judge_for(artist: Artist, name: str) -> Judge:
    """The judge of a model by its name or path; raises DieloomError when it has none that fits."""
    path = find_model(name)
    found = find_judge(path)
    if found is None:
        raise DieloomError(
            f"The model {path.stem} has no judge, so nothing can be said of its pictures.",
            f"A training writes one: keep its judge.safetensors beside the model as {path.stem}.judge.safetensors.",
        )
    judge, config = _loaded(found, stamp(found)), artist.model(name).config
    if (judge.config.resolution, judge.config.labels) != (config.resolution, config.labels):
        raise DieloomError(f"{found.name} is the judge of another model than {path.stem}.", "Take both from one run.")
    return judge


def score_of(artist: Artist, recipe: Recipe, judge: Judge, progress: Progress | None = None) -> float:
    """How real the judge finds the recipe's picture, 0 to 1; raises Cancelled."""
    tile = artist.tile(recipe.model_copy(update={"cells": (1, 1), "palette": None, "edits": ()}), progress=progress)
    model = artist.model(recipe.model)
    column, row = setting_of(model, recipe).cut(model.config)
    # The judge has seen tiles as they are learned, before a cut was chosen for them.
    return judge.tile_realness(np.roll(tile, (row, column), (0, 1)), family_index(model, recipe.family, recipe.seed))


def pass_gate(
    artist: Artist, recipe: Recipe, threshold: float, tries: int = TRIES, progress: Progress | None = None
) -> Gated:
    """The recipe, or the first of the same with another seed, whose picture the judge of its model lets pass.

    Of a recipe that begins at a latent, the seed decides nothing: it passes or not. Raises DieloomError when none
    passes or there is no judge, and Cancelled.
    """
    judge, progress = judge_for(artist, recipe.model), progress or Progress()
    tries = 1 if recipe.start is not None else tries
    passed = generate_passing(
        lambda seed: score_of(artist, _with_seed(artist, recipe, seed), judge, progress.silent()),
        recipe.seed,
        threshold,
        tries,
        progress,
    )
    found = judged(_with_seed(artist, recipe, passed.seed), passed.score)
    return Gated(found, passed.score, passed.tries, threshold, judge.calibration.share_passing(threshold))


def judged(recipe: Recipe, score: float) -> Recipe:
    """The recipe with its verdict written down."""
    return recipe.model_copy(update={"verdict": Verdict(score=round(score, 6), of=recipe.shown())})


def _with_seed(artist: Artist, recipe: Recipe, seed: int) -> Recipe:
    """Another picture of the same family, which without a name is that of the seed that was asked for."""
    if seed == recipe.seed:
        return recipe
    model = artist.model(recipe.model)
    family = model.families[family_index(model, recipe.family, recipe.seed)] if model.families else None
    return recipe.model_copy(update={"seed": seed, "family": family})


@lru_cache(maxsize=2)
def _loaded(path: Path, stamp: tuple[int, int]) -> Judge:
    """The ``stamp`` is there to read the file again once it has changed."""
    return load_judge(path)
