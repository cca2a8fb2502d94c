"""One picture seen in many ways: a part of it, a little turned, mirrored; a tile shifted across its own edges.

A view is a pure function of the picture and the generator it is given: the same chance gives the same pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.pictures.resize import resize_tile

Pixels = NDArray[np.uint8]

LEAST_CROP = 0.87
"""The smallest crop, as a share of the largest square that fits."""


@dataclass(frozen=True)
class Views:
    """What may happen to a picture. Of tiles, ``rotation_degrees`` above 0 allows quarter turns."""

    crop: bool = True
    rotation_degrees: float = 2.0
    mirror: bool = True


AS_IT_IS = Views(crop=False, rotation_degrees=0.0, mirror=False)


def random_view(
    picture: Pixels,
    resolution: int,
    chance: np.random.Generator,
    *,
    crop: bool = True,
    rotation_degrees: float = 2.0,
    mirror: bool = True,
    tiles: bool = False,
) -> Pixels:
    """[R, R, 3] of a picture [H, W, 3]. It takes the same amount of chance whatever is allowed.

    Without ``crop``, the largest square in the middle. Turned by at most ``rotation_degrees`` to either side, with no
    empty corners. ``tiles`` are never cropped: they are shifted and, where turning is allowed, turned by quarters.
    """
    x, y, scale, turn, side = chance.random(5)
    if tiles:
        made = _shifted(resize_tile(picture, resolution, resolution), x, y)
        if rotation_degrees > 0:
            made = np.rot90(made, int(turn * 4))
    else:
        angle = (2 * turn - 1) * rotation_degrees
        if not crop:
            x, y, scale = 0.5, 0.5, 1.0
        made = _square(picture, resolution, (x, y), LEAST_CROP + (1 - LEAST_CROP) * scale, angle)
    if mirror and side < 0.5:
        made = made[:, ::-1]
    return np.ascontiguousarray(made)


def _shifted(tile: Pixels, x: float, y: float) -> Pixels:
    height, width = tile.shape[:2]
    return np.roll(tile, (int(y * height), int(x * width)), (0, 1))


def _square(picture: Pixels, resolution: int, at: tuple[float, float], share: float, degrees: float) -> Pixels:
    """A square of the picture; ``at`` is where it lies in the room that it has, 0 to 1 across and down."""
    height, width = picture.shape[:2]
    radians = math.radians(degrees)
    spread = abs(math.cos(radians)) + abs(math.sin(radians))  # of what surrounds a turned square, over its own side
    outer = share * min(height, width)
    left, top = at[0] * (width - outer), at[1] * (height - outer)
    around = (left, top, left + outer, top + outer)
    # What surrounds the turned square is brought to scale first, filtered; turning it then changes no scale.
    side = resolution if spread == 1 else math.ceil(resolution * spread)
    scaled = Image.fromarray(picture).resize((side, side), Image.Resampling.LANCZOS, around)
    if spread == 1:
        return np.asarray(scaled)
    cos, sin = math.cos(radians), math.sin(radians)
    middle, wanted = side / 2, resolution / 2
    matrix = (cos, -sin, middle - cos * wanted + sin * wanted, sin, cos, middle - sin * wanted - cos * wanted)
    turned = scaled.transform((resolution, resolution), Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
    return np.asarray(turned)
