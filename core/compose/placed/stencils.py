"""One-bit masks as paths, so that a spot that they are painted in stays a spot."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from core.compose.placed.clips import path_of
from core.geometry import Path

MOST_BOXES = 30_000


def traced(painted: NDArray[np.bool_]) -> Path | None:
    """The outline of the painted pixels [H, W] on the unit square, first row on top; None for too fine a picture."""
    height, width = painted.shape
    boxes = _boxes(painted)
    if boxes is None:
        return None
    x0, x1, top, bottom = boxes
    shape = shapely.union_all(shapely.box(x0 / width, 1 - bottom / height, x1 / width, 1 - top / height))
    return path_of(shape)


def _boxes(painted: NDArray[np.bool_]) -> tuple[NDArray[np.intp], ...] | None:
    """First and last column, first and last row plus one, of boxes: runs that go on alike in the rows below."""
    edges = np.diff(np.pad(painted, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    if np.count_nonzero(edges == 1) > MOST_BOXES * 20:
        return None
    row, start = np.nonzero(edges == 1)
    _, end = np.nonzero(edges == -1)
    order = np.lexsort((row, end, start))
    row, start, end = row[order], start[order], end[order]
    if not len(row):
        return row, row, row, row
    fresh = np.ones(len(row), bool)
    fresh[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1]) | (row[1:] != row[:-1] + 1)
    first = np.nonzero(fresh)[0]
    last = np.append(first[1:], len(row)) - 1
    if len(first) > MOST_BOXES:
        return None
    return start[first], end[first], row[first], row[last] + 1
