"""Edits that search: a recipe whose tile is a given picture, or the old tile with parts of it dragged elsewhere.

Both answer with a recipe that starts from the latent that was found; what drew the old latent (truncation, moves,
mixes) is in it already. The palette, the size and the noise stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from core.artwork.artist import Artist
from core.artwork.recipe import Recipe
from core.artwork.replay import setting_of, start_text
from core.gan import drag as dragging
from core.gan import inversion
from core.gan.drag import Handle, Place, Step
from core.gan.inversion import Found
from core.jobs import Progress

OnStep = Callable[[Recipe, float, tuple[Place, ...]], None]
"""Called after each step, in the job's thread: the recipe so far, the fraction done, where the handles are."""


def invert_recipe(
    artist: Artist,
    image: NDArray[np.uint8],
    recipe: Recipe,
    progress: Progress,
    *,
    steps: int = inversion.STEPS,
    on_step: OnStep | None = None,
) -> Recipe:
    """The recipe whose tile is the middle square of ``image`` [H, W, 3], as far as the model can draw it.

    Raises DieloomError and Cancelled.
    """

    def step(found: Found) -> None:
        if on_step is not None:
            on_step(_starting(recipe, found.ws), found.fraction, ())

    model = artist.model(recipe.model)
    setting = replace(setting_of(model, recipe), cells=(1, 1))
    encoder = artist.encoder(recipe.model)
    found = inversion.invert(model, image, progress, steps=steps, setting=setting, encoder=encoder, on_step=step)
    return _starting(recipe, found.ws)


def drag_recipe(
    artist: Artist,
    recipe: Recipe,
    handles: Sequence[Handle],
    progress: Progress,
    *,
    mask: NDArray[np.bool_] | None = None,
    steps: int = dragging.STEPS,
    on_step: OnStep | None = None,
) -> Recipe:
    """The recipe with ``handles`` dragged to their targets; ``mask`` [h, w] is true where the tile may change.

    Raises DieloomError and Cancelled.
    """

    def step(made: Step) -> None:
        if on_step is not None:
            on_step(_starting(recipe, made.ws), min(1.0, max(made.number / steps, 1.0 - made.left)), made.places)

    model = artist.model(recipe.model)
    setting, ws = setting_of(model, recipe), artist.ws(recipe)
    done = dragging.drag(model, ws, handles, mask=mask, setting=setting, steps=steps, progress=progress, on_step=step)
    return _starting(recipe, done.ws)


def _starting(recipe: Recipe, ws: Tensor) -> Recipe:
    latent = {"start": start_text(ws), "between": (0.0, 0.0), "psi": 1.0, "cutoff": None, "moves": (), "mix": ()}
    return recipe.model_copy(update=latent)
