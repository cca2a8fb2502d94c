"""The figures of a template as an editor draws and grips them: each by itself, so that a wrong one hides no other.

Unlike the outline, a sketch knows which corner of the file a point on the blank belongs to, and needs no template that
adds up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import shapely

from core.dieline import corners
from core.dieline.editing.items import Item, figure_of, is_closed, items
from core.dieline.figure import corners_of
from core.dieline.schema import Expression, Figure, TemplateFile
from core.errors import DieloomError
from core.geometry import Affine, Box, Line, Point, Segment

FINE = 0.02  # mm that a flattened arc may stray; for pointing at things
MOST = 50_000.0  # times that, a figure is as large: arcs of a kilometre have no more points
Compute = Callable[[Item, str, Expression], float]
"""The value of an expression of the item's figure; the text says which one. Raises DieloomError."""


@dataclass(frozen=True)
class Drawn:
    """A figure on the blank, mm. Corners and edges are in the order of the file: edge i runs from corner i to the next.

    ``place`` maps the figure's own coordinates to the blank.
    """

    item: Item
    name: str  # of a panel; marks have none
    closed: bool
    place: Affine
    corners: tuple[Point, ...]
    edges: tuple[Segment, ...]
    boundary: tuple[Segment, ...]
    bows: tuple[float, ...]  # of the edge that arrives at each corner

    def bow_at(self, edge: int) -> float:
        """The height of the arc over the edge's chord; 0 for a straight one."""
        return self.bows[(edge + 1) % len(self.bows)]

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The boundary as points; that of a closed figure ends where it starts."""
        size = max(Box.around(self.corners)[2:]) - min(Box.around(self.corners)[:2])
        found = [point for segment in self.boundary for point in segment.flattened(max(FINE, size / MOST))[:-1]]
        return (*found, found[0] if self.closed else self.boundary[-1].end)

    @cached_property
    def area(self) -> shapely.Polygon:
        """Empty for an open figure."""
        return shapely.Polygon(self.points) if self.closed and len(self.points) > 3 else shapely.Polygon()

    @cached_property
    def bounds(self) -> Box:
        return Box.around(self.points)

    @property
    def turns_left(self) -> bool:
        """Whether the file's order of the corners runs counter-clockwise on the blank."""
        ring = self.points
        return sum(a.x * b.y - b.x * a.y for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)) > 0

    def contains(self, point: Point) -> bool:
        return self.closed and self.bounds.contains(point) and bool(self.area.contains(shapely.Point(point)))


def sketch(file: TemplateFile, compute: Compute) -> dict[Item, Drawn]:
    """Every figure that has a boundary at this size; what is wrong with the others is told by the evaluation."""
    drawn = {}
    for item in items(file):
        try:
            each = _draw(file, item, compute)
        except (DieloomError, ZeroDivisionError, KeyError):
            continue
        if each.boundary:  # else a formula took the figure away: its corners lie in one place
            drawn[item] = each
    return drawn


def _draw(file: TemplateFile, item: Item, compute: Compute) -> Drawn:
    figure = figure_of(file, item)
    ring = tuple(
        corners.Corner(
            Point(compute(item, "x", each.x), compute(item, "y", each.y)),
            compute(item, "round", each.round),
            compute(item, "bow", each.bow),
        )
        for each in corners_of(figure, file.shapes)
    )
    name = file.panels[item.number].name if item.kind == "panels" else ""
    return _drawn(item, name, is_closed(figure), _place(figure, item, compute), ring)


@lru_cache(maxsize=4096)
def _drawn(item: Item, name: str, closed: bool, place: Affine, ring: tuple[corners.Corner, ...]) -> Drawn:
    """What stays the same while something else is dragged is drawn once."""
    return Drawn(
        item,
        name,
        closed,
        place,
        tuple(place.apply(corner.at) for corner in ring),
        tuple(edge.transformed(place) for edge in _edges(ring, closed=closed)),
        tuple(segment.transformed(place) for segment in corners.boundary(ring, closed=closed)),
        tuple(corner.bow for corner in ring),
    )


def _edges(ring: Sequence[corners.Corner], *, closed: bool) -> Iterator[Segment]:
    """From corner to corner, as if none were rounded; without a length between corners in one place."""
    following = [*ring[1:], *ring[:1]] if closed else ring[1:]
    for start, end in zip(ring, following, strict=False):
        found = corners.boundary([corners.Corner(start.at), end._replace(radius=0.0)], closed=False)
        yield found[0] if found else Line(start.at, end.at)


def _place(figure: Figure, item: Item, compute: Compute) -> Affine:
    at = figure.at
    flip = Affine.scaling(-1.0 if "x" in at.mirror else 1.0, -1.0 if "y" in at.mirror else 1.0)
    move = Affine.translation(compute(item, "place x", at.x), compute(item, "place y", at.y))
    return move @ Affine.rotation(compute(item, "place turn", at.turn)) @ flip
