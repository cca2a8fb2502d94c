"""Points that are meant to be one: the corners where edges meet."""

from __future__ import annotations

import itertools
from collections import defaultdict

from core.geometry import Point


class Nodes:
    """Numbers for points; those closer than ``reach`` mm share one, and the first of them stays."""

    def __init__(self, reach: float) -> None:
        self.points: list[Point] = []
        self._reach = reach
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)

    def number(self, point: Point) -> int:
        """The number of the nearest point within reach, or a new one."""
        column, row = round(point.x / self._reach), round(point.y / self._reach)
        around = itertools.product((column, column - 1, column + 1), (row, row - 1, row + 1))
        near = [k for cell in around for k in self._cells.get(cell, ()) if self.points[k].distance(point) < self._reach]
        if near:
            return min(near, key=lambda k: self.points[k].distance(point))
        self.points.append(point)
        self._cells[column, row].append(len(self.points) - 1)
        return len(self.points) - 1

    def snap(self, point: Point) -> Point:
        """The point that stands for this one."""
        return self.points[self.number(point)]
