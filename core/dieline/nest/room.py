"""Where on the sheet the middle of a blank may be, and which middles go together: all that a search has to know.

Every search fills a sheet from below in rows. To fill it from the left in columns it is given the room with x and y
exchanged, and the places it finds are exchanged back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.affinity import affine_transform

from core.dieline.nest.nofit import NoFit
from core.dieline.nest.sheet import Placement
from core.geometry import Box, Point

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

    def sound(self, places: Sequence[Placement]) -> Middles:
        """The places in their order without those that fit neither the sheet nor what stands there already."""
        kept: list[Placement] = []
        points = np.empty((len(places), 2))
        turns = np.empty(len(places), dtype=int)
        for place in places:
            count = len(kept)
            if self._within(place) and not self._meets(place, points[:count], turns[:count]):
                points[count], turns[count] = (place.x, place.y), place.turn_deg
                kept.append(place)
        return tuple(kept)

    def _within(self, place: Placement) -> bool:
        box = self.middles(place.turn_deg)
        return box is not None and box.grown(TOUCHING).contains(Point(place.x, place.y))

    def _meets(self, place: Placement, points: NDArray[np.float64], turns: NDArray[np.int64]) -> bool:
        for turn in np.unique(turns).tolist():
            region = self.between(turn, place.turn_deg)
            away = np.array([place.x, place.y]) - points[turns == turn]
            x0, y0, x1, y1 = region.bounds
            near = away[(away[:, 0] > x0) & (away[:, 0] < x1) & (away[:, 1] > y0) & (away[:, 1] < y1)]
            inside = shapely.contains_xy(region, near[:, 0], near[:, 1])
            if inside.any() and (shapely.distance(region.exterior, shapely.points(near[inside])) > TOUCHING).any():
                return True
        return False


def exchange(places: Sequence[Placement]) -> Middles:
    """The places with x and y exchanged."""
    return tuple(Placement(place.y, place.x, place.turn_deg) for place in places)
