"""A reference picture's style as a point of w space: the search of :mod:`core.gan.inversion`, for style alone.

The generator cannot draw every picture, so what is sought is the w whose tile has the same colours and textures:
sliced Wasserstein on RGB and on frozen features. Karras et al. 2020 (arXiv 1912.04958, appendix D) project the same
way, with trained features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.gan.inversion import Encoder, invert
from core.gan.model import Model
from core.jobs import Progress

STARTS = 64
STEPS = 80


@dataclass(frozen=True)
class Projection:
    """A point of w space [w_dim], its style distance to the picture, and that of the best random start."""

    w: tuple[float, ...]
    error: float
    start_error: float


def project(
    model: Model,
    image: NDArray[np.uint8],
    progress: Progress,
    steps: int = STEPS,
    encoder: Encoder | None = None,
) -> Projection:
    """Find the w whose tile looks most like ``image`` [H, W, 3]; raises Cancelled within a step."""
    found = invert(model, image, progress, aim="style", steps=steps, starts=STARTS, encoder=encoder)
    return Projection(tuple(found.ws[0].tolist()), found.error, found.start_error)
