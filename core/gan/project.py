"""A reference picture's style as a point of w space: the search of :mod:`core.gan.inversion`, for style alone.

The generator cannot draw every picture, so what is sought is the w whose tile has the same colours and textures:
sliced Wasserstein on RGB and on frozen features. Karras et al. 2020 (arXiv 1912.04958, appendix D) project the same
way, with trained features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.gan.inversion import Aim, Encoder, invert
from core.gan.model import Model
from core.jobs import Progress

STARTS = 64
STEPS = 80
LAYERED_STEPS = 200


@dataclass(frozen=True)
class Projection:
    """A point of w space [w_dim], or of w+ [w_layers * w_dim], its distance to the picture, and the best start's."""

    w: tuple[float, ...]
    error: float
    start_error: float


def project(
    model: Model,
    image: NDArray[np.uint8],
    progress: Progress,
    steps: int | None = None,
    encoder: Encoder | None = None,
    *,
    layered: bool = False,
) -> Projection:
    """Find the w whose tile looks most like ``image`` [H, W, 3 or 4]; raises Cancelled within a step.

    ``layered``: a w for each layer, which comes nearer; the coarse layers then hold the picture's shapes, and the fine
    ones its textures and colours, so that each can be mixed into other artwork without the rest.
    """
    if steps is None:
        steps = LAYERED_STEPS if layered else STEPS
    aim: Aim = "layered style" if layered else "style"
    found = invert(model, image, progress, aim=aim, steps=steps, starts=STARTS, encoder=encoder)
    ws = found.ws.flatten() if layered else found.ws[0]
    return Projection(tuple(ws.tolist()), found.error, found.start_error)
