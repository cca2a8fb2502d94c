"""A part of a picture, told by fractions of its sides, so that it means the same at any size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Fractions = tuple[float, float, float, float]
"""Left, top, right and lower edge, 0 to 1."""


def cropped(pixels: NDArray[np.uint8], region: Fractions | None) -> NDArray[np.uint8]:
    """The part of [H, W, ...] that a region means, a view of at least one pixel; all of it for None."""
    if region is None:
        return pixels
    height, width = pixels.shape[:2]
    left, top, right, bottom = region
    rows, columns = _span(top, bottom, height), _span(left, right, width)
    return pixels[rows, columns]


def _span(start: float, end: float, length: int) -> slice:
    first = min(max(0, round(start * length)), length - 1)
    return slice(first, min(length, max(first + 1, round(end * length))))
