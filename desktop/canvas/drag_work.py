"""The drag in the engine's thread. Nothing here runs in the window's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.jobs import Progress
from desktop.canvas.drag_space import Spot
from desktop.workers.search import OnStep

if TYPE_CHECKING:
    from core.artwork.artist import Artist


def dragged(
    recipe: Recipe,
    ways: Sequence[tuple[Spot, Spot]],
    mask: NDArray[np.bool_] | None,
    artist: Artist,
    progress: Progress,
    on_step: OnStep,
) -> Recipe:
    """The recipe with what is at each way's start brought to its end; raises DieloomError and Cancelled."""
    from core.artwork.editing import drag_recipe
    from core.gan.drag import Handle

    handles = [Handle(start, target) for start, target in ways]
    return drag_recipe(artist, recipe, handles, progress, mask=mask, on_step=on_step)
