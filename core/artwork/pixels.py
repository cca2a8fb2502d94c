"""Pixels of any model as the three channels that the rest of the program knows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def rgb(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Pixels [H, W, 1 to 4] as [H, W, 3]: grey three times, transparency over white."""
    channels = pixels.shape[2]
    if channels in (2, 4):
        opacity = pixels[..., -1:].astype(np.float32) / 255
        pixels = np.rint(pixels[..., :-1] * opacity + 255 * (1 - opacity)).astype(np.uint8)
    return np.repeat(pixels, 3, axis=2) if channels < 3 else np.ascontiguousarray(pixels[..., :3])
