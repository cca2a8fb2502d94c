"""OKLab, a space in which distances are about what the eye sees (Ottosson 2020, https://bottosson.github.io/posts/oklab/)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.colour.lab import linear

Colours = NDArray[np.float32]

_RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_LMS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)
_LMS_TO_RGB = np.linalg.inv(_RGB_TO_LMS)
_LAB_TO_LMS = np.linalg.inv(_LMS_TO_LAB)


_LINEAR = linear(np.arange(256) / 255).astype(np.float32)


def oklab(pixels: NDArray[np.uint8]) -> Colours:
    """sRGB [..., 3], 8 bits -> OKLab: lightness 0..1, a, b."""
    return _of_linear(_LINEAR[pixels])


def oklab_of(values: NDArray[np.floating]) -> Colours:
    """sRGB [..., 3], 0 to 1 each -> OKLab."""
    return _of_linear(linear(values).astype(np.float32))


def srgb(lab: Colours) -> NDArray[np.uint8]:
    """OKLab [..., 3] -> sRGB, 8 bits, clipped to the gamut."""
    root = _turned(_LAB_TO_LMS, lab)
    light = np.clip(_turned(_LMS_TO_RGB, root * root * root), 0, 1)
    value = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(value * 255), np.uint8)


def _of_linear(light: Colours) -> Colours:
    return _turned(_LMS_TO_LAB, np.cbrt(_turned(_RGB_TO_LMS, light)))


def _turned(rows: Colours, colours: Colours) -> Colours:
    """``rows`` @ each colour. Threads of a matrix product would cost a hundred times what such a small one does."""
    x, y, z = np.moveaxis(colours, -1, 0)
    return np.stack([a * x + b * y + c * z for a, b, c in rows], axis=-1)
