"""Where a field crosses a level, between the pixels: marching squares (Lorensen & Cline 1987, in the plane).

Coordinates are pixels from the upper left corner, y down; the centre of the first pixel is (0.5, 0.5). Outside the
picture the field is 0, so every contour is closed and what reaches the edge is cut along it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress

Points = NDArray[np.float64]
"""[N, 2] x and y."""

_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)

# By the corners of a cell that lie inside (1 upper left, 2 upper right, 4 lower right, 8 lower left): the sides that a
# contour comes in by and goes out by, the inside at its right hand. Saddles (5, 10) are settled by the cell's mean.
_APART = ((_TOP, _LEFT), (_BOTTOM, _RIGHT)), ((_RIGHT, _TOP), (_LEFT, _BOTTOM))
_JOINED = ((_TOP, _RIGHT), (_BOTTOM, _LEFT)), ((_RIGHT, _BOTTOM), (_LEFT, _TOP))
_THROUGH = {
    1: (_TOP, _LEFT),
    2: (_RIGHT, _TOP),
    3: (_RIGHT, _LEFT),
    4: (_BOTTOM, _RIGHT),
    6: (_BOTTOM, _TOP),
    7: (_BOTTOM, _LEFT),
    8: (_LEFT, _BOTTOM),
    9: (_TOP, _BOTTOM),
    11: (_RIGHT, _BOTTOM),
    12: (_LEFT, _RIGHT),
    13: (_TOP, _RIGHT),
    14: (_LEFT, _TOP),
}
_STRIP_PX = 1 << 18  # pixels that are looked at between two reports
_STEPS = 1 << 14  # along a contour, or sides


def contours(field: NDArray[np.uint8], level: float, progress: Progress) -> list[Points]:
    """The closed curves along which ``field`` [H, W] is ``level``, which no value may equal (127.5, say).

    Around what is larger they run clockwise as it is seen, around holes the other way. Raises Cancelled.
    """
    start, end = _sides(field, level, progress.part(0.0, 0.4))
    following, points = np.empty(len(start), np.intp), np.empty((len(start), 2))
    for first in range(0, len(start), _STEPS):
        progress.report(0.4 + 0.1 * first / len(start))
        part = slice(first, first + _STEPS)
        following[part] = np.searchsorted(start, end[part])
        points[part] = _crossings(field, start[part], level, field.shape[1] + 2)
    return [_along(points, loop, progress) for loop in _loops(following, progress.part(0.5, 1.0))]


def _sides(field: NDArray[np.uint8], level: float, progress: Progress) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The sides that pieces of contour lead from, in ascending order, and to, as :func:`_segments` numbers them."""
    height, across = field.shape[0], field.shape[1] + 2
    rows = max(1, _STRIP_PX // across)
    starts, ends, waiting = [], [], np.empty((2, 0), np.int64)
    for top in range(0, height + 1, rows):
        progress.report(top / (height + 1))
        strip = _padded(field, top - 1, min(top + rows - 1, height))
        found = [np.stack(pair) for pair in _segments(strip, level, top * across, across)]
        seen = np.concatenate([waiting, *found], 1)
        seen = seen[:, np.argsort(seen[0])]
        # Sides between this strip and the next may be where pieces of the next set out.
        sure = len(seen[0]) if top + rows > height else int(np.searchsorted(seen[0], 2 * (top + rows) * across))
        starts.append(seen[0, :sure])
        ends.append(seen[1, :sure])
        waiting = seen[:, sure:]
    return np.concatenate(starts), np.concatenate(ends)


def _padded(field: NDArray[np.uint8], first: int, last: int) -> NDArray[np.uint8]:
    """Rows ``first`` to ``last``, both included, with a pixel of nothing around the picture."""
    height = field.shape[0]
    above, below = max(0, -first), max(0, last - height + 1)
    return np.pad(field[max(first, 0) : last + 1], ((above, below), (1, 1)))


def _segments(
    rows: NDArray[np.uint8], level: float, offset: int, across: int
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """The sides that each piece of contour leads from and to, as numbers; two for each place of the padded field."""
    inside = (rows > level).astype(np.uint8)
    code = inside[:-1, :-1] | inside[:-1, 1:] << 1 | inside[1:, 1:] << 2 | inside[1:, :-1] << 3
    y, x = np.nonzero((code > 0) & (code < 15))
    kind, place = code[y, x], offset + y * across + x
    side = np.stack([2 * place, 2 * (place + 1) + 1, 2 * (place + across), 2 * place + 1])
    found = [(side[way[0], kind == each], side[way[1], kind == each]) for each, way in _THROUGH.items()]
    corners = sum(rows[y + dy, x + dx].astype(np.float64) for dy in (0, 1) for dx in (0, 1))
    joined = corners > 4 * level
    for number, saddle in enumerate((5, 10)):
        for table, chosen in ((_APART, ~joined), (_JOINED, joined)):
            here = (kind == saddle) & chosen
            found += [(side[way[0], here], side[way[1], here]) for way in table[number]]
    return found


def _crossings(field: NDArray[np.uint8], side: NDArray[np.int64], level: float, across: int) -> Points:
    """Where the level is crossed on each numbered side."""
    upright = side % 2
    y, x = np.divmod(side // 2, across)
    one, other = _values(field, y, x), _values(field, y + upright, x + 1 - upright)
    share = (level - one) / (other - one)
    return np.stack([x - 0.5 + share * (1 - upright), y - 0.5 + share * upright], 1)


def _values(field: NDArray[np.uint8], y: NDArray[np.int64], x: NDArray[np.int64]) -> NDArray[np.float64]:
    height, width = field.shape
    within = (y > 0) & (y <= height) & (x > 0) & (x <= width)
    return np.where(within, field[(y - 1).clip(0, height - 1), (x - 1).clip(0, width - 1)], 0).astype(np.float64)


def _along(points: Points, loop: NDArray[np.int64], progress: Progress) -> Points:
    parts = []
    for first in range(0, len(loop), _STEPS):
        progress.check()
        parts.append(points[loop[first : first + _STEPS]])
    return np.concatenate(parts)


def _loops(following: NDArray[np.intp], progress: Progress) -> Iterator[NDArray[np.int64]]:
    after, seen, first = following.data, bytearray(len(following)), 0
    while (first := seen.find(0, first)) >= 0:
        progress.report(first / len(seen))
        loop, at = array("q"), first
        while not seen[at]:
            progress.check()
            for _ in range(_STEPS):
                if seen[at]:
                    break
                seen[at] = 1
                loop.append(at)
                at = after[at]
        yield np.frombuffer(loop, np.int64)
