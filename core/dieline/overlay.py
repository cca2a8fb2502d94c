"""Marks that lie on the edges of panels: they say what the die does there, and the edge's own line gives way.

A crease that a slit interrupts, a cut that a perforation replaces, and creases that go round a corner, where the folds
make no tree, are all drawn as the panels' edges first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.dieline.outline import DieLine, LineType
from core.geometry import Arc, Box, Line, Point, Segment

BESIDE = 1e-3  # mm within which a mark lies on an edge
SHORT = 1e-3  # mm; what is left of an edge and shorter is nothing
# What bounds an area replaces no edge.
AREAS = (LineType.BLEED, LineType.SAFE, LineType.GLUE, LineType.VARNISH_FREE, LineType.WINDOW)


def overlaid(edges: Sequence[DieLine], marks: Iterable[DieLine]) -> tuple[DieLine, ...]:
    """The edges less what marks lie on, then the marks."""
    marks = tuple(marks)
    ruling = [(_around(mark.segment), mark.segment) for mark in marks if mark.type not in AREAS]
    if not ruling:
        return (*edges, *marks)
    return (*(left for edge in edges for left in _left(edge, ruling)), *marks)


def _left(edge: DieLine, ruling: Sequence[tuple[Box, Segment]]) -> list[DieLine]:
    x0, y0, x1, y1 = _around(edge.segment)
    near = [each for box, each in ruling if box.x0 <= x1 and x0 <= box.x1 and box.y0 <= y1 and y0 <= box.y1]
    taken = [part for each in near if (part := covered(edge.segment, each)) is not None]
    if not taken:
        return [edge]
    length = edge.segment.length
    return [
        replace(edge, segment=part_of(edge.segment, low, high))
        for low, high in subtracted((0.0, 1.0), taken)
        if (high - low) * length > SHORT
    ]


def _around(segment: Segment) -> Box:
    """A box that surely holds the segment and what lies beside it; for an arc that of its circle."""
    if isinstance(segment, Arc):
        (x, y), reach = segment.centre, segment.radius + BESIDE
        return Box(x - reach, y - reach, x + reach, y + reach)
    return segment.bounds.grown(BESIDE)


def covered(segment: Segment, other: Segment, beside: float = BESIDE) -> tuple[float, float] | None:
    """The part of a segment, from 0 to 1, that lies on another; None when they only meet or cross."""
    if isinstance(segment, Line) and isinstance(other, Line):
        if min(_apart(segment, other), _apart(other, segment)) > beside:
            return None
        low, high = sorted((_along(segment, other.start), _along(segment, other.end)))
    elif isinstance(segment, Arc) and isinstance(other, Arc):
        if segment.centre.distance(other.centre) > beside or abs(segment.radius - other.radius) > beside:
            return None
        low, high = _turned(segment, other)
    else:
        return None
    low, high = max(0.0, low), min(1.0, high)
    return (low, high) if (high - low) * segment.length > 2 * beside else None


def subtracted(whole: tuple[float, float], taken: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """What is left of a stretch when others are taken out of it."""
    at, high = whole
    left = []
    for a, b in sorted(taken):
        if min(a, high) > at:
            left.append((at, min(a, high)))
        at = max(at, b)
    return [*left, (at, high)] if at < high else left


def part_of(segment: Segment, low: float, high: float) -> Segment:
    """The piece between two parts; ends that stay are kept exactly."""
    if isinstance(segment, Arc):
        start = segment.start_deg + segment.sweep_deg * low
        return replace(segment, start_deg=start, sweep_deg=segment.sweep_deg * (high - low))
    (x0, y0), (x1, y1) = segment.start, segment.end
    start_ = segment.start if low == 0 else Point(x0 + (x1 - x0) * low, y0 + (y1 - y0) * low)
    return Line(start_, segment.end if high == 1 else Point(x0 + (x1 - x0) * high, y0 + (y1 - y0) * high))


def _turned(segment: Arc, other: Arc) -> tuple[float, float]:
    """Where the other arc of the same circle begins and ends, in parts of the segment."""
    way = math.copysign(1.0, segment.sweep_deg)
    begin = other.start_deg if other.sweep_deg * way > 0 else other.start_deg + other.sweep_deg
    low = (begin - segment.start_deg) * way % 360
    length, own = abs(other.sweep_deg), abs(segment.sweep_deg)
    if low + length > 360 and (low > own or low + length - 360 > 1e-6 > own - low):
        low -= 360
    return low / own, (low + length) / own


def _along(line: Line, point: Point) -> float:
    dx, dy = line.end.x - line.start.x, line.end.y - line.start.y
    return ((point.x - line.start.x) * dx + (point.y - line.start.y) * dy) / (dx * dx + dy * dy)


def _apart(line: Line, other: Line) -> float:
    """How far the ends of the other are from the endless line."""
    dx, dy = line.end.x - line.start.x, line.end.y - line.start.y
    away = (abs((end.x - line.start.x) * dy - (end.y - line.start.y) * dx) for end in (other.start, other.end))
    return max(away) / line.length
