"""Resampling that keeps a tile a tile."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_REACH = 4  # pixels that the Lanczos filter sees to each side, with one to spare


def resize_tile(
    tile: NDArray[np.uint8], width_px: int, height_px: int, repeats: tuple[bool, bool] = (True, True)
) -> NDArray[np.uint8]:
    """A tile [H, W, 3] at another size; beyond an edge the filter sees the opposite one where x and y repeat."""
    height, width = tile.shape[:2]
    if (width, height) == (width_px, height_px):
        return tile
    down, across = _REACH * -(-max(height, height_px) // height_px), _REACH * -(-max(width, width_px) // width_px)
    padded = np.pad(tile, ((0, 0), (across, across), (0, 0)), "wrap" if repeats[0] else "edge")
    padded = np.pad(padded, ((down, down), (0, 0), (0, 0)), "wrap" if repeats[1] else "edge")
    box = (across, down, across + width, down + height)
    return np.asarray(Image.fromarray(padded).resize((width_px, height_px), Image.Resampling.LANCZOS, box))
