"""The size at which a picture goes into a set: small enough to be read fast, with room left for random crops."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.pictures.resize import resize_tile
from core.training.data.gathering import Refused
from core.training.data.report import Mend

MARGIN = 1.15
"""The shorter side over the resolution: a crop of 87 % of it still has every pixel that it needs."""
MOST_ASPECT = 2.0
MOST_REPEATS = 4
_STRETCH_SEEN = 1.02
_MOST_STRETCH = 1.5


def wanted(resolution: int) -> int:
    """Pixels of the shorter side, where the picture has that many."""
    return round(resolution * MARGIN)


def fitted(image: Image.Image, resolution: int) -> tuple[NDArray[np.uint8], tuple[Mend, ...]]:
    """[H, W, 3] with a shorter side of at least the resolution; raises Refused for what is less than half of that.

    Shown whole up to 2:1; of what is longer, the middle.
    """
    short = min(image.size)
    if 2 * short < resolution:
        raise Refused("too-small", f"{image.width} x {image.height}")
    mended: list[Mend] = []
    box = _middle(*image.size)
    if box[2:] != image.size:
        mended.append("cropped")
    side = min(max(short, resolution), wanted(resolution))
    if side > short:
        mended.append("enlarged")
    size = (max(side, round((box[2] - box[0]) * side / short)), max(side, round((box[3] - box[1]) * side / short)))
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS, box)
    return np.asarray(image), tuple(mended)


def _middle(width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the part that is not too long."""
    wide, high = min(width, int(MOST_ASPECT * height)), min(height, int(MOST_ASPECT * width))
    left, top = (width - wide) // 2, (height - high) // 2
    return left, top, left + wide, top + high


def fitted_tile(image: Image.Image, resolution: int) -> tuple[NDArray[np.uint8], tuple[Mend, ...]]:
    """[R, R, 3], resampled across its edges. Oblong tiles are repeated to a square; raises Refused as :func:`fitted`
    does, and for what no few repeats bring near one.
    """
    across, down = _repeats(image.width / image.height)
    width, height = image.width * across, image.height * down
    stretch = max(width / height, height / width)
    if 2 * min(width, height) < resolution:
        raise Refused("too-small", f"{image.width} x {image.height}")
    if stretch > _MOST_STRETCH:
        raise Refused("too-long", f"{image.width} x {image.height}")
    mended: list[Mend] = []
    if across * down > 1:
        mended.append("repeated")
    if stretch > _STRETCH_SEEN:
        mended.append("stretched")
    if min(width, height) < resolution:
        mended.append("enlarged")
    return resize_tile(np.tile(np.asarray(image), (down, across, 1)), resolution, resolution), tuple(mended)


def _repeats(aspect: float) -> tuple[int, int]:
    """How often a tile stands across and down in the pattern nearest to a square, the fewest first."""
    counts = [(across, down) for across in range(1, MOST_REPEATS + 1) for down in range(1, MOST_REPEATS + 1)]
    nearest = min(abs(math.log(aspect * across / down)) for across, down in counts)
    good = [pair for pair in counts if abs(math.log(aspect * pair[0] / pair[1])) <= nearest + math.log(_STRETCH_SEEN)]
    return min(good, key=lambda pair: pair[0] * pair[1])
