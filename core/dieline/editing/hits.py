"""What lies under the pointer: corners first, then edges, then the smallest figure around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from core.dieline.editing.items import Item
from core.dieline.editing.sketch import Drawn
from core.dieline.outline import Outline
from core.geometry import Line, Point, Segment
from core.geometry.nearest import nearest

ON = 0.02  # mm within which an edge lies on a crease


class Part(NamedTuple):
    """A corner or an edge of an item, or the whole of it (``number`` is then 0)."""

    item: Item
    kind: Literal["corner", "edge", "whole"]
    number: int = 0


def parts_at(drawn: Mapping[Item, Drawn], point: Point, reach: float) -> list[Part]:
    """Everything within ``reach`` mm of the point, the likeliest first; marks lie over panels."""
    found: list[tuple[int, float, float, Part]] = []
    for each in drawn.values():
        if not each.bounds.grown(reach).contains(point):
            continue
        size = each.area.area if each.closed else 0.0
        found += [
            (0, corner.distance(point), size, Part(each.item, "corner", i)) for i, corner in enumerate(each.corners)
        ]
        found += [(1, distance_to(edge, point), size, Part(each.item, "edge", i)) for i, edge in enumerate(each.edges)]
        if each.contains(point):
            found.append((2, 0.0, size, Part(each.item, "whole")))
    near = [each for each in found if each[1] <= reach]
    # Parts in one place, such as the two sides of a crease, are told apart by size; a mark is smaller than its panel.
    near.sort(key=lambda each: (each[0], each[3].item.kind == "panels", round(each[1], 3), each[2]))
    return [part for *_, part in near]


def everything(drawn: Mapping[Item, Drawn]) -> list[Part]:
    """Every figure, with its corners and edges after it: the order in which the keyboard goes through them."""
    parts = []
    for each in drawn.values():
        parts.append(Part(each.item, "whole"))
        parts += [Part(each.item, "corner", i) for i in range(len(each.corners))]
        parts += [Part(each.item, "edge", i) for i in range(len(each.edges))]
    return parts


def distance_to(segment: Segment, point: Point) -> float:
    """From a point to the nearest of a line or an arc, mm."""
    return nearest(segment, point).distance


def part_along(segment: Segment, point: Point) -> float:
    """How far along a line or an arc the place nearest to the point is, 0 to 1."""
    return nearest(segment, point).part


def hinge_of(outline: Outline | None, edge: Segment) -> tuple[str, str] | None:
    """Parent and child of the fold that lies on the edge, or on the chord of a curved one; None for one that is cut."""
    if outline is None:
        return None
    edge = Line(edge.start, edge.end)
    middle = Point((edge.start.x + edge.end.x) / 2, (edge.start.y + edge.end.y) / 2)
    for fold in outline.folds:
        on = (distance_to(fold.axis, middle), distance_to(edge, fold.axis.start), distance_to(edge, fold.axis.end))
        if on[0] < ON and min(on[1:]) < ON:
            return fold.parent, fold.child
    for fold in outline.folds:  # a short hinge on a long edge
        if distance_to(edge, fold.axis.start) < ON and distance_to(edge, fold.axis.end) < ON:
            return fold.parent, fold.child
    return None
