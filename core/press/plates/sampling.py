"""Pictures read between their pixels: bilinear, at the middle of each pixel of a window, in whole numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.geometry import Affine

Pixels = NDArray[np.uint8]
Places = NDArray[np.int64]
Shares = NDArray[np.int16]

_BITS = 7  # of a share between two pixels: with it, the product of a share and a difference fits 16 bits
_LEVEL = 1e-6  # picture pixels in a page pixel: less than this is no turn


def to_picture(to_unit: Affine, width_px: int, height_px: int) -> Affine:
    """From page pixels to those of a picture that fills the unit square, y up; whole numbers are pixels' middles."""
    return Affine(width_px, 0, 0, -height_px, -0.5, height_px - 0.5) @ to_unit


def is_level(to_px: Affine) -> bool:
    """Whether the picture's rows lie along the page's."""
    return abs(to_px.b) < _LEVEL and abs(to_px.c) < _LEVEL


def sample(picture: Pixels, to_px: Affine, x: int, y: int, rows: int, width: int, *, repeat: bool) -> Pixels:
    """[rows, width, channels] of a picture [H, W, channels] at the page pixels from (``x``, ``y``) on.

    ``to_px`` is what :func:`to_picture` gives; with ``repeat`` the picture fills the plane, otherwise its edges go on.
    """
    high, wide = picture.shape[:2]
    a, b, c, d, e, f = to_px
    if abs(a) < _LEVEL and abs(d) < _LEVEL:  # turned by a quarter: read the picture by columns
        picture, (a, b, c, d, e, f) = picture.transpose(1, 0, 2), (b, a, d, c, f, e)
        high, wide = wide, high
    columns, lines = np.arange(x, x + width, dtype=np.float64) + 0.5, np.arange(y, y + rows, dtype=np.float64) + 0.5
    if is_level(Affine(a, b, c, d, e, f)):
        left, right, across = _neighbours(a * columns + e, wide, repeat)
        above, below, down = _neighbours(d * lines + f, high, repeat)
        return _straight(picture, (left, right, across), (above, below, down))
    column, line = columns[None, :], lines[:, None]
    left, right, across = _neighbours(a * column + c * line + e, wide, repeat)
    above, below, down = _neighbours(b * column + d * line + f, high, repeat)
    return _turned(picture, (left, right, across), (above, below, down))


def _neighbours(at: NDArray[np.floating], size: int, repeat: bool) -> tuple[Places, Places, Shares]:
    """The pixels on both sides of each place, and how far it is from the first to the second."""
    steps = np.rint(at * (1 << _BITS)).astype(np.int64)
    first = steps >> _BITS
    share = (steps & ((1 << _BITS) - 1)).astype(np.int16)
    if repeat:
        return first % size, (first + 1) % size, share
    return np.clip(first, 0, size - 1), np.clip(first + 1, 0, size - 1), share


Reading = tuple[Places, Places, Shares]


def _straight(picture: Pixels, across: Reading, down: Reading) -> Pixels:
    """Along the axes: first between columns, in the rows that are needed, then between rows."""
    above, below, share = down
    needed, at = np.unique(np.concatenate([above, below]), return_inverse=True)
    source = np.ascontiguousarray(picture[needed])
    wide = _between(_taken(source, across[0]), _taken(source, across[1]), across[2][None, :, None])
    return _between(wide[at[: len(above)]], wide[at[len(above) :]], share[:, None, None])


def _taken(source: Pixels, columns: Places) -> Pixels:
    """[:, columns], four channels moved as one number, which is much faster."""
    if source.shape[2] != 4:
        return source[:, columns]
    return source.view(np.uint32)[:, columns, 0][:, :, None].view(np.uint8)


def _turned(picture: Pixels, across: Reading, down: Reading) -> Pixels:
    (left, right, run), (above, below, drop) = across, down
    rows, columns = _reach(above, below), _reach(left, right)
    source = np.ascontiguousarray(picture[rows, columns])
    left, right, above, below = left - columns.start, right - columns.start, above - rows.start, below - rows.start
    run, drop = run[:, :, None], drop[:, :, None]
    upper = _between(_picked(source, above, left), _picked(source, above, right), run)
    lower = _between(_picked(source, below, left), _picked(source, below, right), run)
    return _between(upper, lower, drop)


def _reach(first: Places, second: Places) -> slice:
    return slice(int(min(first.min(), second.min())), int(max(first.max(), second.max())) + 1)


def _picked(source: Pixels, rows: Places, columns: Places) -> Pixels:
    wide, channels = source.shape[1:]
    flat = source.reshape(-1, channels)
    at = rows * wide + columns
    found: Pixels = flat[at] if channels != 4 else flat.view(np.uint32)[at, 0][:, :, None].view(np.uint8)
    return found


def _between(first: Pixels, second: Pixels, share: Shares) -> Pixels:
    way = second.astype(np.int16)
    way -= first
    way *= share
    way += 1 << _BITS - 1
    way >>= _BITS
    way += first
    return way.astype(np.uint8)
