"""The place on a line or an arc that is nearest to a point."""

from __future__ import annotations

import math
from typing import NamedTuple

from core.geometry.points import Point
from core.geometry.segments import Arc, Line, Segment


class Nearest(NamedTuple):
    """How far away the segment is, mm; how far along it, 0 to 1, its nearest place lies; and that place."""

    distance: float
    part: float
    place: Point


def nearest(segment: Segment, point: Point) -> Nearest:
    """A line without a length is a point."""
    if isinstance(segment, Line):
        dx, dy = segment.end.x - segment.start.x, segment.end.y - segment.start.y
        square = dx * dx + dy * dy
        along = ((point.x - segment.start.x) * dx + (point.y - segment.start.y) * dy) / square if square else 0.0
        part = max(0.0, min(1.0, along))
        place = Point(segment.start.x + dx * part, segment.start.y + dy * part)
        return Nearest(place.distance(point), part, place)
    around = _around(segment, point)
    if 0 <= around <= 1:
        place = segment.at(segment.start_deg + segment.sweep_deg * around)
        return Nearest(place.distance(point), around, place)
    ends = ((0.0, segment.start), (1.0, segment.end))
    return min(Nearest(end.distance(point), part, end) for part, end in ends)


def _around(arc: Arc, point: Point) -> float:
    """How far along the arc a direction from its centre is; off it, below 0 or beyond 1 by the nearer end."""
    angle = math.degrees(math.atan2(point.y - arc.centre.y, point.x - arc.centre.x))
    sweep = abs(arc.sweep_deg)
    way = (angle - arc.start_deg) * math.copysign(1.0, arc.sweep_deg) % 360
    if way > sweep + (360 - sweep) / 2:
        way -= 360
    return way / sweep
