"""Where a dragged point comes to rest: on corners, middles, edges, in line with them, or on the grid."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from core.dieline.editing.items import Item
from core.dieline.editing.sketch import Drawn
from core.geometry import Line, Point, Segment
from core.geometry.nearest import nearest

GRID = 1.0  # mm


@dataclass(frozen=True)
class Targets:
    """What can be snapped to: points, and edges."""

    points: tuple[Point, ...]
    edges: tuple[Segment, ...]


@dataclass(frozen=True)
class Snapped:
    """The place, ``what`` it was caught by, and the lines that show why, mm."""

    point: Point
    what: str = ""  # "corner", "align", "edge", "grid" or nothing
    guides: tuple[Line, ...] = ()


def targets(drawn: Mapping[Item, Drawn], *, without: Collection[Item] = (), moving: Collection[Point] = ()) -> Targets:
    """Corners, middles of edges and centres of all figures but those that move themselves."""
    points: dict[Point, None] = {}
    edges: list[Segment] = []
    for item, each in drawn.items():
        if item in without:
            continue
        points.update(dict.fromkeys(each.corners))
        for edge in each.edges:
            if edge.start not in moving and edge.end not in moving:
                edges.append(edge)
                points.setdefault(_middle(edge))
        points.setdefault(each.bounds.centre)
    still = [point for point in points if all(point.distance(each) > 1e-6 for each in moving)]
    return Targets(tuple(still), tuple(edges))


def snap(point: Point, to: Targets, reach: float, *, grid: bool = True) -> Snapped:
    """The nearest point within ``reach`` mm, else what it is in line with, else an edge, else the grid."""
    near = min(to.points, key=point.distance, default=None)
    if near is not None and point.distance(near) <= reach:
        return Snapped(near, "corner")
    aligned = _aligned(point, to.points, reach)
    edge = _on_edge(point, to.edges, reach)
    if edge is not None and (aligned is None or len(aligned.guides) < 2):
        return edge
    if aligned is not None:
        return _on_grid(aligned, point, reach) if grid else aligned
    if grid:
        resting = Point(round(point.x / GRID) * GRID, round(point.y / GRID) * GRID)
        if point.distance(resting) <= reach:
            return Snapped(resting, "grid")
    return Snapped(point)


def straight(start: Point, point: Point) -> Point:
    """The point kept level with ``start``, or upright over it, whichever is nearer."""
    if abs(point.x - start.x) >= abs(point.y - start.y):
        return Point(point.x, start.y)
    return Point(start.x, point.y)


def _aligned(point: Point, points: Iterable[Point], reach: float) -> Snapped | None:
    """In line with other points: upright, level, or both."""
    upright = min(points, key=lambda p: (abs(p.x - point.x), abs(p.y - point.y)), default=None)
    level = min(points, key=lambda p: (abs(p.y - point.y), abs(p.x - point.x)), default=None)
    x = upright.x if upright is not None and abs(upright.x - point.x) <= reach else None
    y = level.y if level is not None and abs(level.y - point.y) <= reach else None
    if x is None and y is None:
        return None
    at = Point(point.x if x is None else x, point.y if y is None else y)
    sources = [each for each, found in ((upright, x), (level, y)) if found is not None and each is not None]
    return Snapped(at, "align", tuple(Line(each, at) for each in sources))


def _on_edge(point: Point, edges: Iterable[Segment], reach: float) -> Snapped | None:
    places = [nearest(edge, point).place for edge in edges if edge.bounds.grown(reach).contains(point)]
    place = min(places, key=point.distance, default=None)
    return Snapped(place, "edge") if place is not None and point.distance(place) <= reach else None


def _on_grid(aligned: Snapped, point: Point, reach: float) -> Snapped:
    """What is in line one way rests on the grid the other way."""
    at = aligned.point
    x = round(at.x / GRID) * GRID if at.x == point.x and abs(at.x - round(at.x / GRID) * GRID) <= reach else at.x
    y = round(at.y / GRID) * GRID if at.y == point.y and abs(at.y - round(at.y / GRID) * GRID) <= reach else at.y
    moved = Point(x, y)
    return Snapped(moved, aligned.what, tuple(Line(guide.start, moved) for guide in aligned.guides))


def _middle(edge: Segment) -> Point:
    if isinstance(edge, Line):
        return Point((edge.start.x + edge.end.x) / 2, (edge.start.y + edge.end.y) / 2)
    return edge.at(edge.start_deg + edge.sweep_deg / 2)
