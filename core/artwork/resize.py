"""Resampling that keeps a tile a tile."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_REACH = 4  # pixels that the Lanczos filter sees to each side, with one to spare


def resize_tile(tile: NDArray[np.uint8], width_px: int, height_px: int) -> NDArray[np.uint8]:
    """A periodic tile [H, W, 3] at another size; beyond an edge the filter sees the opposite one."""
    height, width = tile.shape[:2]
    if (width, height) == (width_px, height_px):
        return tile
    down, across = _REACH * -(-max(height, height_px) // height_px), _REACH * -(-max(width, width_px) // width_px)
    padded = Image.fromarray(np.pad(tile, ((down, down), (across, across), (0, 0)), "wrap"))
    box = (across, down, across + width, down + height)
    return np.asarray(padded.resize((width_px, height_px), Image.Resampling.LANCZOS, box))
