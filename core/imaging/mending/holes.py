"""A mask taken apart into holes that are filled one by one, each in a window of its surroundings.

What lies near together is one hole. Long thin ones (a scratch, a fold) are cut into pieces, so that each is filled at
full size; so are those that run right round a picture that repeats, whose last piece then joins both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.imaging.mending.patches import Where, grown
from core.jobs import Progress

Repeats = tuple[bool, bool]
"""Whether the picture goes on at the opposite edge, along x and y."""

SIZE_PX = 256
"""The widest hole that is filled at full size."""

_JOIN_PX = 8
_LEAST_CELL_PX = 128


@dataclass(frozen=True)
class Span:
    """Pixels along one axis from ``start`` on, over the edge where the picture repeats."""

    start: int
    length: int

    def places(self, size: int) -> NDArray[np.intp]:
        return np.arange(self.start, self.start + self.length) % size


@dataclass(frozen=True, eq=False)
class Hole:
    """A hole or a piece of one: its number among the labels, where it stands, and its pixels [rows, columns]."""

    number: int
    rows: Span
    columns: Span
    where: Where

    def place(self, shape: tuple[int, ...]) -> tuple[Any, ...]:
        """The index of its rows and columns in a picture of that shape."""
        return np.ix_(self.rows.places(shape[0]), self.columns.places(shape[1]))

    @property
    def extent(self) -> int:
        return max(self.rows.length, self.columns.length)


class Holes:
    """The holes of ``mask`` [H, W], piece by piece; those of one hole stand in a row."""

    def __init__(self, mask: Where, repeats: Repeats, progress: Progress) -> None:
        self._mask, self._repeats, self._progress = mask, repeats, progress
        joined = _joined(mask, repeats)
        progress.check()
        count, labels, boxes, _ = cv2.connectedComponentsWithStats(joined.astype(np.uint8), connectivity=8)
        progress.check()
        roots = _across_edges(np.asarray(labels, np.int32), count, repeats)
        self._labels = np.where(mask, roots[labels], 0)
        self._boxes: dict[int, list[tuple[int, int, int, int]]] = {}
        for number in range(1, count):
            self._boxes.setdefault(int(roots[number]), []).append(tuple(boxes[number, :4].tolist()))

    def __iter__(self) -> Iterator[Hole]:
        height, width = self._mask.shape
        for number, boxes in self._boxes.items():
            self._progress.check()
            rows, round_y = _span([(top, tall) for _, top, _, tall in boxes], height)
            columns, round_x = _span([(left, wide) for left, _, wide, _ in boxes], width)
            where = self._labels[np.ix_(rows.places(height), columns.places(width))] == number
            turns = round_x and self._repeats[0], round_y and self._repeats[1]
            yield from _pieces(_trimmed(Hole(number, rows, columns, where)), turns)


def _joined(mask: Where, repeats: Repeats) -> Where:
    """Grown by half the width of the gaps that are bridged."""
    x, y = (_JOIN_PX if each else 0 for each in repeats)
    made = grown(np.pad(mask, ((y, y), (x, x)), mode="wrap"), _JOIN_PX)
    return made[y : made.shape[0] - y, x : made.shape[1] - x]


def _across_edges(labels: NDArray[np.int32], count: int, repeats: Repeats) -> NDArray[np.int32]:
    """For each label the lowest one of those that are connected with it over an edge."""
    roots = list(range(count))

    def root(label: int) -> int:
        while roots[label] != label:
            label = roots[label]
        return label

    edges = [(labels[:, -1], labels[:, 0])] if repeats[0] else []
    edges += [(labels[-1], labels[0])] if repeats[1] else []
    for one, other in edges:
        for shift in (-1, 0, 1):
            rolled = np.roll(other, shift)
            both = (one > 0) & (rolled > 0)
            for a, b in set(zip(one[both].tolist(), rolled[both].tolist(), strict=True)):
                low, high = sorted((root(a), root(b)))
                roots[high] = low
    return np.array([root(label) for label in range(count)], np.int32)


def _span(parts: list[tuple[int, int]], size: int) -> tuple[Span, bool]:
    """What connected parts (start, length) cover, beginning behind the widest gap; true when there is none."""
    covered = np.zeros(size, np.bool_)
    for start, length in parts:
        covered[start : start + length] = True
    free = np.flatnonzero(~covered)
    if not len(free):
        return Span(0, size), True
    taken = np.flatnonzero(covered)
    gaps = np.diff(np.append(taken, taken[0] + size))
    widest = int(gaps.argmax())
    start = int(taken[(widest + 1) % len(taken)])
    return Span(start, size - int(gaps[widest]) + 1), False


def _trimmed(hole: Hole) -> Hole:
    rows, columns = np.flatnonzero(hole.where.any(1)), np.flatnonzero(hole.where.any(0))
    return Hole(
        hole.number,
        Span(hole.rows.start + int(rows[0]), int(rows[-1] - rows[0]) + 1),
        Span(hole.columns.start + int(columns[0]), int(columns[-1] - columns[0]) + 1),
        hole.where[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1],
    )


def _pieces(hole: Hole, turns: Repeats) -> Iterator[Hole]:
    """``turns``: along which axes the hole runs right round."""
    height, width = hole.where.shape
    tall, wide = height, width
    if hole.extent > SIZE_PX:
        padded = np.pad(hole.where, 1).astype(np.uint8)
        thick = 2 * float(cv2.distanceTransform(padded, cv2.DIST_L2, 3).max())
        if thick < hole.extent / 3:
            tall = wide = max(_LEAST_CELL_PX, min(round(2 * thick), SIZE_PX))
    tall = min(tall, -(-height // 2)) if turns[1] else tall
    wide = min(wide, -(-width // 2)) if turns[0] else wide
    for top in range(0, height, tall):
        for left in range(0, width, wide):
            where = hole.where[top : top + tall, left : left + wide]
            if where.any():
                rows = Span(hole.rows.start + top, where.shape[0])
                columns = Span(hole.columns.start + left, where.shape[1])
                yield _trimmed(Hole(hole.number, rows, columns, where))
