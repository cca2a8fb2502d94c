"""Resampling that keeps a tile a tile."""

from __future__ import annotations

import math

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


def resized_rows(tile: NDArray[np.uint8], width_px: int, height_px: int, top: int, count: int) -> NDArray[np.uint8]:
    """Rows ``top`` to ``top + count`` of a tile that repeats, at another size that may be too large to be held."""
    height, width = tile.shape[:2]
    down, across = _REACH * -(-max(height, height_px) // height_px), _REACH * -(-max(width, width_px) // width_px)
    start, end = top * height / height_px, (top + count) * height / height_px
    first, last = math.floor(start) - down, math.ceil(end) + down
    padded = np.pad(tile[np.arange(first, last) % height], ((0, 0), (across, across), (0, 0)), "wrap")
    # One direction after the other: in one go, pillow chooses which is first by the sizes, and rounds in between.
    wide, lanczos = Image.fromarray(padded), Image.Resampling.LANCZOS
    wide = wide.resize((width_px, last - first), lanczos, (across, 0, across + width, last - first))
    return np.asarray(wide.resize((width_px, count), lanczos, (0, start - first, width_px, end - first)))
