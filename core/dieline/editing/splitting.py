"""A crease across a panel: it becomes two, and one folds on the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely

from core.dieline.editing.expressions import total
from core.dieline.editing.figures import Sketch, own, two_on
from core.dieline.editing.hits import distance_to, part_along
from core.dieline.editing.items import Item, figure_of, with_fields
from core.dieline.editing.names import numbered
from core.dieline.editing.sketch import Drawn
from core.dieline.schema import Corner, PanelSpec, TemplateFile
from core.dieline.words import Words
from core.errors import DieloomError
from core.geometry import Arc, Point

AT_CORNER = 0.01  # mm: a crease that ends so close to a corner ends in it
MIDDLE = 1e-3  # parts of an edge


@dataclass(frozen=True)
class _Node:
    """A corner of the panel, or the place where the crease begins or ends."""

    corner: Corner
    at: Point
    cut: bool = False


def across(drawn: Drawn) -> tuple[Point, Point] | None:
    """Where a level line through the middle of a panel meets its boundary, left and right."""
    box = drawn.bounds.grown(1.0)
    level = shapely.LineString([(box.x0, box.centre.y), (box.x1, box.centre.y)])
    met = level.intersection(drawn.area)
    if met.is_empty or met.length < AT_CORNER:
        return None
    x0, _, x1, _ = met.bounds
    return Point(x0, box.centre.y), Point(x1, box.centre.y)


def panel_between(drawn: Sketch, start: Point, end: Point, reach: float) -> Item | None:
    """The panel that has both places on its boundary, within ``reach`` mm, and the way between them inside."""
    middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    for item, each in drawn.items():
        if item.kind == "panels" and each.contains(middle):
            off = [min(distance_to(edge, place) for edge in each.edges) for place in (start, end)]
            return item if max(off) <= reach else None
    return None


def split_panel(file: TemplateFile, drawn: Sketch, item: Item, start: Point, end: Point) -> TemplateFile:
    """The panel in two along the line between two places of its boundary; the new panel is the last one.

    The half by which it hangs (of the root, the larger half) keeps the name and the joins; what hangs on the other half
    goes with that. Raises DieloomError for places that are not on different edges.
    """
    panel = file.panels[item.number]
    ring = _ring(own(file, item), drawn[item], (start, end))
    cuts = [i for i, node in enumerate(ring) if node.cut]
    if len(cuts) != 2:
        raise DieloomError("A crease goes from one edge of a panel to another.", "Begin and end on different edges.")
    low, high = cuts
    halves = [ring[low : high + 1], ring[high:] + ring[: low + 1]]
    if min(map(len, halves)) < 3:
        raise DieloomError("A crease goes from one edge of a panel to another.", "Begin and end on different edges.")
    near, far = halves if _stays(file, drawn, panel, halves) else halves[::-1]
    name, number = numbered([each.name for each in file.panels], panel.name.rstrip("0123456789 ") or "panel")
    label = Words(en=f"{panel.label.en} {number}", zh=f"{panel.label.zh} {number}")
    kept = with_fields(panel, corners=_boundary(near), size=None, shape=None)
    made = with_fields(kept, name=name, label=label, parent=panel.name, corners=_boundary(far), angle=90.0)
    moved = {each.name for i, each in enumerate(file.panels) if _hangs(drawn.get(Item("panels", i)), each, panel, far)}
    panels = [with_fields(each, parent=name) if each.name in moved else each for each in file.panels]
    panels[item.number] = kept
    return with_fields(file, panels=(*panels, made))


def _ring(file: TemplateFile, drawn: Drawn, places: Sequence[Point]) -> list[_Node]:
    """The panel's corners with the two places among them, in the order of the file."""
    corners = figure_of(file, drawn.item).corners or ()
    inner: dict[int, list[tuple[float, _Node]]] = {}
    at_corner = set()
    for place in places:
        near = min(range(len(corners)), key=lambda i, place=place: drawn.corners[i].distance(place))  # type: ignore[misc]
        if drawn.corners[near].distance(place) < AT_CORNER:
            at_corner.add(near)
            continue
        edge = min(range(len(corners)), key=lambda i, place=place: distance_to(drawn.edges[i], place))  # type: ignore[misc]
        inner.setdefault(edge, []).append(_between(corners, drawn, edge, place))
    ring = []
    for i, corner in enumerate(corners):
        ring.append(_Node(corner, drawn.corners[i], i in at_corner))
        ring += [node for _, node in sorted(inner.get(i, []), key=lambda each: each[0])]
    return ring


def _between(corners: Sequence[Corner], drawn: Drawn, edge: int, place: Point) -> tuple[float, _Node]:
    segment, one, other = drawn.edges[edge], corners[edge], corners[(edge + 1) % len(corners)]
    if isinstance(segment, Arc):
        raise DieloomError("A crease cannot begin on an arc.", "Add a corner there first.")
    part = part_along(segment, place)
    part = 0.5 if abs(part - 0.5) < MIDDLE else round(part, 5)
    x, y = (total((1 - part, getattr(one, axis)), (part, getattr(other, axis))) for axis in ("x", "y"))
    return part, _Node(Corner(x=x, y=y), place, cut=True)


def _boundary(half: Sequence[_Node]) -> tuple[Corner, ...]:
    """The half's corners; the crease runs straight from its last to its first, whose edge it is now."""
    first, *inner, last = half
    ends = with_fields(first.corner, round=0.0, bow=0.0), with_fields(last.corner, round=0.0)
    return (ends[0], *(node.corner for node in inner), ends[1])


def _stays(file: TemplateFile, drawn: Sketch, panel: PanelSpec, halves: Sequence[Sequence[_Node]]) -> bool:
    """Whether the first half is the one that keeps its place in the fold tree."""
    points = [[node.at for node in half] for half in halves]
    parent = next((each for each in drawn.values() if each.name and each.name == panel.parent), None)
    for edge in parent.edges if parent else ():
        for i, half in enumerate(points):
            if two_on(half, (edge.start, edge.end)):
                return i == 0
    one, other = (shapely.Polygon(half).area for half in points)
    return bool(one >= other)


def _hangs(drawn: Drawn | None, child: PanelSpec, panel: PanelSpec, half: Sequence[_Node]) -> bool:
    """Whether a child of the panel hangs on this half."""
    edges = list(pairwise(node.at for node in half))
    return drawn is not None and child.parent == panel.name and any(two_on(drawn.corners, edge) for edge in edges)
