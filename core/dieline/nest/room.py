"""Where on the sheet the middle of a blank may be, and which middles go together: all that a search has to know.

Every search fills a sheet from below in rows. To fill it from the left in columns it is given the room with x and y
exchanged, and the places it finds are exchanged back.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import shapely
from shapely import Polygon
from shapely.affinity import affine_transform

from core.dieline.nest.nofit import NoFit
from core.dieline.nest.sheet import Placement
from core.geometry import Box, Point
from core.jobs import Progress

TOUCHING = 1e-7  # mm by which places that touch may be computed as overlapping

Middles = tuple[Placement, ...]
"""Places of a blank whose bounding box has its middle at the outline's origin."""


@dataclass(frozen=True)
class Room:
    """The usable part of a sheet for a blank of ``width`` by ``height`` in the turns that it may take."""

    usable: Box
    width: float
    height: float
    turns: tuple[int, ...]
    nofit: NoFit
    exchanged: bool = False
    _known: dict[tuple[int, int], Polygon] = field(default_factory=dict, compare=False, repr=False)

    def exchange(self) -> Room:
        """The same room with x and y exchanged."""
        box = self.usable
        return Room(
            Box(box.y0, box.x0, box.y1, box.x1), self.height, self.width, self.turns, self.nofit, not self.exchanged
        )

    def size(self, turn: int) -> tuple[float, float]:
        """Width and height of the turned blank's bounding box."""
        return (self.height, self.width) if turn % 180 else (self.width, self.height)

    def middles(self, turn: int) -> Box | None:
        """Where the middle may be for the turned blank to lie within the sheet; None where it is too large."""
        width, height = self.size(turn)
        box = self.usable
        x0, y0, x1, y1 = box.x0 + width / 2, box.y0 + height / 2, box.x1 - width / 2, box.y1 - height / 2
        return Box(x0, y0, x1, y1) if x1 >= x0 and y1 >= y0 else None

    def between(self, standing: int, coming: int) -> Polygon:
        """The no-fit polygon of two turns, in the room's own x and y."""
        region = self.nofit.between(standing, coming)
        if not self.exchanged:
            return region
        key = standing % 360, coming % 360
        if key not in self._known:
            self._known[key] = affine_transform(region, [0, 1, 1, 0, 0, 0])
        return self._known[key]

    def sound(self, places: Iterable[Placement], progress: Progress) -> Middles:
        """The places in their order without those that fit neither the sheet nor what stands there already."""
        kept: list[Placement] = []
        cells: dict[tuple[int, int], list[Placement]] = defaultdict(list)
        cell = self.width + self.height + self.nofit.gap  # two blanks further apart than this are strangers
        for place in places:
            progress.check()
            column, row = int(place.x // cell), int(place.y // cell)
            near = [
                each
                for there in itertools.product((column - 1, column, column + 1), (row - 1, row, row + 1))
                for each in cells.get(there, ())
            ]
            if self._within(place) and not self._meets(place, near):
                cells[column, row].append(place)
                kept.append(place)
        return tuple(kept)

    def _within(self, place: Placement) -> bool:
        box = self.middles(place.turn_deg)
        return box is not None and box.grown(TOUCHING).contains(Point(place.x, place.y))

    def _meets(self, place: Placement, others: Iterable[Placement]) -> bool:
        return any(
            _lies_in(self.between(other.turn_deg, place.turn_deg), place.x - other.x, place.y - other.y)
            for other in others
        )


def _lies_in(region: Polygon, x: float, y: float) -> bool:
    """Inside, that is not on the boundary either, of which rounding may put the point on either side."""
    x0, y0, x1, y1 = region.bounds
    if not (x0 < x < x1 and y0 < y < y1 and shapely.contains_xy(region, x, y)):
        return False
    return bool(shapely.distance(region.exterior, shapely.Point(x, y)) > TOUCHING)


def exchange(places: Sequence[Placement]) -> Middles:
    """The places with x and y exchanged."""
    return tuple(Placement(place.y, place.x, place.turn_deg) for place in places)
