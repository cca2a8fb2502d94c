"""The swatch: the piece of a reference that says what its texture looks like, made to repeat without a seam."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_LEAST_PERIOD = 8  # px
_SAME = 3.0  # mean difference in 8-bit steps: soft edges fall otherwise where a period is no whole number
_BACK = 0.15  # of how far it went from itself: a few shapes on a large ground are nearly the same a little further on
_NOTHING = 0.25  # what a picture may change by that goes on the same for ever, a stripe's length say
_NEARLY_SQUARE = 1.06


def seamless(picture: Pixels, overlap_px: int) -> Pixels:
    """A picture [H, W, C] that goes on at its opposite edge, ``overlap_px`` smaller each way.

    The stretch beyond an edge is laid over the opposite one and cut where both agree best (the minimum error boundary
    cut of Efros and Freeman 2001).
    """
    across = _closed(picture, overlap_px)
    return _closed(across.swapaxes(0, 1), overlap_px).swapaxes(0, 1)


def _closed(picture: Pixels, overlap_px: int) -> Pixels:
    """The same along x alone."""
    width = picture.shape[1] - overlap_px
    left, right = picture[:, :overlap_px].astype(np.float32), picture[:, width:].astype(np.float32)
    error = np.square(left - right).sum(2)
    cut = _cheapest_path(error)[:, None]
    mine = np.clip((np.arange(overlap_px)[None] - cut) / 2.0 + 0.5, 0.0, 1.0)[..., None]  # two pixels soft
    joined = right + (left - right) * mine
    made = picture[:, :width].copy()
    made[:, :overlap_px] = np.rint(joined)
    return made


def _cheapest_path(error: NDArray[np.float32]) -> NDArray[np.intp]:
    """For each row the column where a path from the top to the bottom costs least, one column aside a row at most."""
    cost = error.copy()
    for row in range(1, len(cost)):
        above = np.pad(cost[row - 1], 1, constant_values=np.inf)
        cost[row] += np.minimum(np.minimum(above[:-2], above[1:-1]), above[2:])
    path = np.empty(len(cost), np.intp)
    path[-1] = cost[-1].argmin()
    for row in range(len(cost) - 2, -1, -1):
        first = max(path[row + 1] - 1, 0)
        path[row] = first + cost[row, first : path[row + 1] + 2].argmin()
    return path


def repeating(picture: Pixels, least: int, most: int) -> Pixels | None:
    """The tile that a flat picture [H, W, C] repeats exactly, as often as it takes to be nearly square with sides from
    ``least`` to ``most`` px; None where it does not repeat, or not so."""
    across, down = _period(picture.swapaxes(0, 1), most), _period(picture, most)
    if across is None or down is None:
        return None
    sizes = [
        (rows, columns)
        for rows in range(down, most + 1, down)
        for columns in range(across, most + 1, across)
        if min(rows, columns) >= least and max(rows, columns) <= min(rows, columns) * _NEARLY_SQUARE
    ]
    if not sizes:
        return None
    rows, columns = min(sizes)
    return np.tile(picture[:down, :across], (rows // down, columns // across, 1))


def _period(picture: Pixels, most: int) -> int | None:
    """After how many rows a picture begins anew; all of them, where its last row goes on with its first."""
    values = picture.astype(np.int16)
    apart = _apart(values, min(most, len(values) * 2 // 3) + 1)
    for rows in range(_LEAST_PERIOD, len(apart) - 1):
        if apart.max() < _NOTHING:
            return rows
        comes_back = apart[rows] <= _BACK * apart[:rows].max() and apart[rows] <= apart[rows - 1 : rows + 2].min()
        if apart[rows] < _SAME and comes_back:
            return rows
    inside = np.abs(np.diff(values, axis=0)).mean((1, 2))
    goes_on = np.abs(values[0] - values[-1]).mean() <= max(float(inside.max(initial=0.0)), _SAME)
    return len(values) if goes_on and _LEAST_PERIOD <= len(values) <= most else None


def _apart(values: NDArray[np.int16], most: int) -> NDArray[np.float64]:
    """How far a picture is from itself so many rows further on, from none to ``most`` of them."""
    rows = range(1, min(most, len(values) - 1) + 1)
    return np.array([0.0, *(float(np.abs(values[each:] - values[:-each]).mean()) for each in rows)])
