"""Blanks put wherever they still fit, the lowest place first: for what rows leave over, and for sheets of a few blanks.

The places where a blank may be are a raster of middles for each turn, from which every blank that is put down takes
its no-fit polygons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from core.dieline.nest.room import TOUCHING, Middles, Room
from core.dieline.nest.sheet import Placement
from core.geometry import Point
from core.geometry.scan import within
from core.jobs import Progress

Mask = NDArray[np.bool_]

Found = tuple[float, float, int]
"""The upper right corner of the box around a blank that fits, y first, and its turn."""

Choose = Callable[[Sequence[Found]], Found]
"""Takes one of the lowest free places, of which there is one for each turn that still fits."""


@dataclass(frozen=True)
class Stamp:
    """What one blank leaves free of another turn's raster; ``row`` and ``column`` say where the pattern begins."""

    free: Mask
    row: int
    column: int

    def press(self, mask: Mask, row: int, column: int) -> None:
        """Leave of ``mask`` what the blank at that row and column leaves free."""
        rows, columns = self.free.shape
        row, column = row + self.row, column + self.column
        top, left = max(row, 0), max(column, 0)
        bottom, right = min(row + rows, mask.shape[0]), min(column + columns, mask.shape[1])
        if top < bottom and left < right:
            mask[top:bottom, left:right] &= self.free[top - row : bottom - row, left - column : right - column]

    def widened(self) -> Stamp:
        """For a blank that lies up to one step to the right of its row and column, and up to one above."""
        padded = np.pad(self.free, ((1, 1), (1, 1)), constant_values=True)
        free = padded[1:, 1:] & padded[:-1, 1:] & padded[1:, :-1] & padded[:-1, :-1]
        return Stamp(free, self.row, self.column)


class Floor:
    """A room's raster of ``step`` mm, and the stamps with which blanks take their places from it."""

    def __init__(self, room: Room, step: float) -> None:
        self.room, self.step = room, step
        self.boxes = {turn: box for turn in room.turns if (box := room.middles(turn)) is not None}
        self._stamps: dict[tuple[int, int], Stamp] = {}
        self._wide: dict[tuple[int, int], Stamp] = {}

    def empty(self) -> dict[int, Mask]:
        """The free places of every turn, [rows, columns], on an empty sheet."""
        return {
            turn: np.ones((int(box.height / self.step) + 1, int(box.width / self.step) + 1), dtype=bool)
            for turn, box in self.boxes.items()
        }

    def place(self, turn: int, row: int, column: int) -> Placement:
        box = self.boxes[turn]
        return Placement(box.x0 + column * self.step, box.y0 + row * self.step, turn)

    def take(self, free: dict[int, Mask], place: Placement) -> None:
        """Take from ``free`` what the blank there denies to others; up to a step more if it is not on the raster."""
        box = self.boxes[place.turn_deg]
        column, row = (place.x - box.x0) / self.step, (place.y - box.y0) / self.step
        on = abs(column - round(column)) + abs(row - round(row)) < 1e-6
        at = (round(row), round(column)) if on else (int(np.floor(row)), int(np.floor(column)))
        for other, mask in free.items():
            self._stamp(place.turn_deg, other, wide=not on).press(mask, *at)

    def _stamp(self, standing: int, coming: int, *, wide: bool) -> Stamp:
        known = self._wide if wide else self._stamps
        if (standing, coming) not in known:
            if wide:
                made = self._stamp(standing, coming, wide=False).widened()
            else:
                here, there = self.boxes[standing], self.boxes[coming]
                offset = Point(there.x0 - here.x0, there.y0 - here.y0)
                # The boundary is free, and rounding must not hide it.
                made = stamp(self.room.between(standing, coming).buffer(-TOUCHING / 2), offset, self.step)
            known[standing, coming] = made
        return known[standing, coming]


def stamp(region: Polygon, offset: Point, step: float) -> Stamp:
    """Which points ``offset + (column, row) * step`` lie outside the polygon."""
    points = (shapely.get_coordinates(region.exterior)[:-1] - offset) / step
    low, high = np.floor(points.min(axis=0)).astype(int), np.ceil(points.max(axis=0)).astype(int)
    columns, rows = (high - low + 1).tolist()
    return Stamp(~within([points - low], columns, rows), int(low[1]), int(low[0]))


def fill(floor: Floor, standing: Sequence[Placement], choose: Choose, progress: Progress) -> Middles:
    """What stands, and blanks put beside it until none fits."""
    free = floor.empty()
    for place in standing:
        floor.take(free, place)
    placed = list(standing)
    starts = dict.fromkeys(free, 0)
    while True:
        progress.check()
        found: dict[Found, Placement] = {}
        for turn, mask in free.items():
            flat = mask.reshape(-1)
            at = starts[turn] + int(flat[starts[turn] :].argmax())
            starts[turn] = at if flat[at] else len(flat) - 1  # what is taken stays taken
            if flat[at]:
                place = floor.place(turn, *divmod(at, mask.shape[1]))
                found[_corner(floor.room, place)] = place
        if not found:
            return tuple(placed)
        chosen = found[choose(list(found))]
        floor.take(free, chosen)
        placed.append(chosen)


def _corner(room: Room, place: Placement) -> Found:
    width, height = room.size(place.turn_deg)
    return place.y + height / 2, place.x + width / 2, place.turn_deg
