"""Looking for directions by either method, for the command line and for the window."""

from __future__ import annotations

from typing import Literal, TypeAlias

from core.gan.directions import Direction, Layers, principal_directions, spread_of
from core.gan.model import Model
from core.gan.sefa import affine_maps, sefa
from core.jobs import Progress

SearchMethod: TypeAlias = Literal["sefa", "pca"]

FOUND = 16
"""How many directions one search finds."""


def search(
    model: Model, method: SearchMethod, progress: Progress, *, count: int = FOUND, layers: Layers = None
) -> list[Direction]:
    """The first directions by a method; SeFa looks at ``layers`` alone, PCA names them as those it is meant for.

    Raises DieloomError for layers that the model has not, and Cancelled within 200 ms.
    """
    if method == "pca":
        return principal_directions(model.generator, count, layers, progress)
    progress.report(0.0, "Finding directions")
    return sefa(affine_maps(model.generator), spread_of(model), count, layers)
