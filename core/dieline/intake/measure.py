"""Crossings and parts of lines and arcs: what healing and finding panels are built on. All in mm."""

from __future__ import annotations

import math

from core.dieline.intake.curves import arc_between
from core.geometry import Arc, Line, Point, Segment


def crossings(one: Segment, other: Segment) -> list[Point]:
    """Where the whole line or circle of each crosses the other's; the caller looks whether the segments do.

    None for parallel lines and for circles of one centre.
    """
    if isinstance(one, Line) and isinstance(other, Line):
        point = meeting(one, other)
        return [point] if point is not None else []
    if isinstance(one, Line):
        return _line_circle(one, other) if isinstance(other, Arc) else []
    return _line_circle(other, one) if isinstance(other, Line) else _circles(one, other)


def meeting(one: Line, other: Line) -> Point | None:
    """Where two endless lines meet; None when they are parallel within a thousandth of a degree or so."""
    ax, ay = one.end.x - one.start.x, one.end.y - one.start.y
    bx, by = other.end.x - other.start.x, other.end.y - other.start.y
    cross = ax * by - ay * bx
    if abs(cross) < 1e-5 * math.hypot(ax, ay) * math.hypot(bx, by):
        return None
    part = ((other.start.x - one.start.x) * by - (other.start.y - one.start.y) * bx) / cross
    return Point(one.start.x + ax * part, one.start.y + ay * part)


def _line_circle(line: Line, arc: Arc) -> list[Point]:
    dx, dy = line.end.x - line.start.x, line.end.y - line.start.y
    length = math.hypot(dx, dy)
    ux, uy = dx / length, dy / length
    along = (arc.centre.x - line.start.x) * ux + (arc.centre.y - line.start.y) * uy
    foot = Point(line.start.x + ux * along, line.start.y + uy * along)
    spare = arc.radius**2 - foot.distance(arc.centre) ** 2
    if spare < 0:
        return []
    half = math.sqrt(spare)
    return [Point(foot.x + ux * way, foot.y + uy * way) for way in (half, -half)]


def _circles(one: Arc, other: Arc) -> list[Point]:
    dx, dy = other.centre.x - one.centre.x, other.centre.y - one.centre.y
    apart = math.hypot(dx, dy)
    if apart < 1e-9 or apart > one.radius + other.radius or apart < abs(one.radius - other.radius):
        return []
    along = (apart**2 + one.radius**2 - other.radius**2) / (2 * apart)
    half = math.sqrt(max(0.0, one.radius**2 - along**2))
    ux, uy = dx / apart, dy / apart
    foot = Point(one.centre.x + ux * along, one.centre.y + uy * along)
    return [Point(foot.x - uy * way, foot.y + ux * way) for way in (half, -half)]


def between(segment: Segment, first: float, last: float, start: Point, end: Point) -> Segment:
    """The piece from one part to another, with ends given exactly."""
    if isinstance(segment, Line):
        return Line(start, end)
    return arc_between(start, end, segment.sweep_deg * (last - first))


def moved(segment: Segment, start: Point, end: Point) -> Segment:
    """The segment with other ends; an arc keeps the angle that it turns through."""
    if isinstance(segment, Line) or start == end:
        return Line(start, end) if isinstance(segment, Line) else segment
    return arc_between(start, end, segment.sweep_deg)
