"""Which points of a grid lie within a boundary: even-odd scan conversion, for pictures and for nests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def within(rings: Sequence[NDArray[np.float64]], columns: int, rows: int) -> NDArray[np.bool_]:
    """[rows, columns]: whether each point (column, row) lies within the rings [N, 2], given without their closing
    repeat (even-odd rule).

    Each edge flips everything to the right of where it crosses a row; a running sum along the row counts the flips.
    """
    start = np.concatenate(rings)
    end = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    first = np.clip(np.ceil(low), 0, rows).astype(np.intp)
    count = np.clip(np.ceil(high), 0, rows).astype(np.intp) - first
    edge = np.repeat(np.arange(len(count)), count)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    rise = end[edge, 1] - start[edge, 1]
    x = start[edge, 0] + (row - start[edge, 1]) * (end[edge, 0] - start[edge, 0]) / rise
    column = np.clip(np.ceil(x), 0, columns).astype(np.intp)
    flips = np.bincount(row * (columns + 1) + column, minlength=rows * (columns + 1))
    return (flips.reshape(rows, columns + 1)[:, :columns].cumsum(axis=1) & 1).astype(bool)
