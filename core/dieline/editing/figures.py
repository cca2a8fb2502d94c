"""Corners, edges and whole figures: moved, added, rounded, bowed, mirrored.

Positions are points of the blank, mm; :class:`~core.dieline.editing.sketch.Drawn` says how a figure's own coordinates
lie there. A rectangle or a shape that several figures share becomes corners of its own when one corner is changed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from core.dieline.editing.expressions import shifted, substituted, total, written
from core.dieline.editing.items import Item, figure_of, is_closed, put, with_fields, with_figure
from core.dieline.editing.sketch import Drawn
from core.dieline.editing.tree import descendants
from core.dieline.figure import corners_of
from core.dieline.outline import Axis
from core.dieline.schema import Corner, Expression, Figure, TemplateFile
from core.errors import DieloomError
from core.geometry import Affine, Arc, Point

WELD = 1e-3  # mm within which corners of several figures are one corner of the blank
Sketch = Mapping[Item, Drawn]


class CornerAt(NamedTuple):
    """Corner ``corner`` of an item, counted from 0 in the order of the file."""

    item: Item
    corner: int


def own(file: TemplateFile, item: Item) -> TemplateFile:
    """The figure with corners of its own, where it was a rectangle or a shape."""
    figure = figure_of(file, item)
    if figure.corners is not None:
        return file
    corners = tuple(corners_of(figure, file.shapes))
    return with_figure(file, item, with_fields(figure, corners=corners, size=None, shape=None))


def with_corner(file: TemplateFile, at: CornerAt, corner: Corner, *, shared: bool = False) -> TemplateFile:
    """The file with another corner in that place: for this figure alone, or for all that share its shape."""
    figure = figure_of(file, at.item)
    if shared and figure.shape is not None:
        corners = file.shapes[figure.shape]
        changed = (*corners[: at.corner], corner, *corners[at.corner + 1 :])
        return put(file, ("shapes", figure.shape), changed)
    file = own(file, at.item)
    corners = figure_of(file, at.item).corners or ()
    return with_corners(file, at.item, (*corners[: at.corner], corner, *corners[at.corner + 1 :]))


def sharing(file: TemplateFile, shape: str) -> list[Item]:
    """The figures that have this shape."""
    found = [Item("panels", i) for i, each in enumerate(file.panels) if each.shape == shape]
    return found + [Item("marks", i) for i, each in enumerate(file.marks) if each.shape == shape]


def welded(drawn: Sketch, at: Point) -> list[CornerAt]:
    """The corners of every figure at this point of the blank."""
    return [
        CornerAt(item, i)
        for item, each in drawn.items()
        for i, corner in enumerate(each.corners)
        if corner.distance(at) < WELD
    ]


def riders(file: TemplateFile, drawn: Sketch, item: Item) -> list[Item]:
    """What goes along when a panel is moved: all that hangs on it, and the marks that lie on any of these."""
    if item.kind == "marks":
        return [item]
    names = {file.panels[item.number].name, *descendants(file, file.panels[item.number].name)}
    panels = [Item("panels", i) for i, panel in enumerate(file.panels) if panel.name in names]
    marks = [each for each in drawn if each.kind == "marks" and _lies_on(drawn, each, panels)]
    return panels + marks


def move_figures(file: TemplateFile, moved: Iterable[Item], dx: float, dy: float) -> TemplateFile:
    """Whole figures by (dx, dy) on the blank."""
    for item in moved:
        figure = figure_of(file, item)
        at = with_fields(figure.at, x=shifted(figure.at.x, dx), y=shifted(figure.at.y, dy))
        file = with_figure(file, item, with_fields(figure, at=at))
    return file


def move_corners(
    file: TemplateFile, drawn: Sketch, moved: Iterable[CornerAt], dx: float, dy: float, *, shared: bool = False
) -> TemplateFile:
    """These corners by (dx, dy) on the blank. A rectangle whose side is moved straight out or in stays a rectangle.

    ``shared`` changes a shape for all its figures, each of which is moved as its own place has it.
    """
    by_item: dict[Item, set[int]] = {}
    done: set[tuple[str, int]] = set()
    for each in moved:
        shape = figure_of(file, each.item).shape
        if shared and shape is not None:
            if (shape, each.corner) in done:
                continue
            done.add((shape, each.corner))
        by_item.setdefault(each.item, set()).add(each.corner)
    for item, which in by_item.items():
        figure, local = figure_of(file, item), _linear(drawn[item].place).inverse().apply((dx, dy))
        stretched = _stretched(figure, which, local, (dx, dy)) if figure.size is not None else None
        if stretched is not None:
            file = with_figure(file, item, stretched)
            continue
        corners = corners_of(figure, file.shapes)
        for i in sorted(which):
            corner = with_fields(corners[i], x=shifted(corners[i].x, local.x), y=shifted(corners[i].y, local.y))
            file = with_corner(file, CornerAt(item, i), corner, shared=shared)
    return file


def move_edge(
    file: TemplateFile, drawn: Sketch, item: Item, edge: int, dx: float, dy: float, *, shared: bool = False
) -> TemplateFile:
    """An edge by (dx, dy): the corners that meet at its ends, and whole the panels that hang on it."""
    each = drawn[item]
    ends = (each.corners[edge], each.corners[(edge + 1) % len(each.corners)])
    hanging = [
        rider
        for i, panel in enumerate(file.panels)
        if panel.parent == each.name and each.name and touches(drawn.get(Item("panels", i)), ends)
        for rider in riders(file, drawn, Item("panels", i))
    ]
    corners = [corner for end in ends for corner in welded(drawn, end) if corner.item not in hanging]
    moved = move_corners(file, drawn, corners, dx, dy, shared=shared)
    return move_figures(moved, dict.fromkeys(hanging), dx, dy)


def set_corner(file: TemplateFile, at: CornerAt, *, shared: bool = False, **fields: Expression) -> TemplateFile:
    """Fields of a corner: ``x``, ``y`` in the figure's own coordinates, ``round``, ``bow``."""
    corner = corners_of(figure_of(file, at.item), file.shapes)[at.corner]
    return with_corner(file, at, with_fields(corner, **fields), shared=shared)


def bow_edge(file: TemplateFile, item: Item, edge: int, bow: Expression, *, shared: bool = False) -> TemplateFile:
    """The edge from corner ``edge`` to the next as an arc of this height over its chord; 0 makes it straight again.

    An arc cannot meet a rounding, so the ends lose theirs.
    """
    count = len(corners_of(figure_of(file, item), file.shapes))
    file = set_corner(file, CornerAt(item, (edge + 1) % count), shared=shared, bow=bow)
    for corner in (edge, (edge + 1) % count) if bow != 0 else ():
        file = set_corner(file, CornerAt(item, corner), shared=shared, round=0.0)
    return file


def add_corner(file: TemplateFile, drawn: Drawn, edge: int, part: float = 0.5) -> TemplateFile:
    """A corner on an edge, ``part`` of the way along; an arc is split into two arcs of the same circle."""
    file = own(file, drawn.item)
    corners = list(figure_of(file, drawn.item).corners or ())
    start, end = corners[edge], corners[(edge + 1) % len(corners)]
    segment, bow, rest = drawn.edges[edge], 0.0, 0.0
    if isinstance(segment, Arc):
        at = _local(drawn, segment.at(segment.start_deg + segment.sweep_deg * part))
        side = math.copysign(1.0, drawn.bow_at(edge))
        bow, rest = (
            side * round(segment.radius * (1 - math.cos(math.radians(segment.sweep_deg * share) / 2)), 5)
            for share in (part, 1 - part)
        )
        new = Corner(x=round(at.x, 5), y=round(at.y, 5), bow=bow)
        corners[(edge + 1) % len(corners)] = with_fields(end, bow=rest)
    else:
        new = Corner(
            x=total((1 - part, start.x), (part, end.x)),
            y=total((1 - part, start.y), (part, end.y)),
        )
    return with_corners(file, drawn.item, [*corners[: edge + 1], new, *corners[edge + 1 :]])


def remove_corner(file: TemplateFile, at: CornerAt) -> TemplateFile:
    """Without the corner; raises DieloomError where too few would be left."""
    file = own(file, at.item)
    figure = figure_of(file, at.item)
    corners = list(figure.corners or ())
    fewest = (3 if not any(each.bow != 0 for each in corners) else 2) if is_closed(figure) else 2
    if len(corners) <= fewest:
        raise DieloomError(f"A boundary needs {fewest} corners.", "Remove the whole figure instead.")
    return with_corners(file, at.item, [each for i, each in enumerate(corners) if i != at.corner])


def with_corners(file: TemplateFile, item: Item, corners: Iterable[Corner]) -> TemplateFile:
    return with_figure(file, item, with_fields(figure_of(file, item), corners=tuple(corners), size=None, shape=None))


def on_blank(file: TemplateFile, at: CornerAt) -> tuple[Expression, Expression]:
    """Where a corner lies on the blank, as formulas that hold at every size; raises FormulaError."""
    figure = figure_of(file, at.item)
    corner = corners_of(figure, file.shapes)[at.corner]
    names: dict[str, Expression] = {}
    for name, value in figure.let.items():
        names[name] = substituted(value, names)
    x, y, turn = (substituted(value, names) for value in (corner.x, corner.y, figure.at.turn))
    x = total((-1.0 if "x" in figure.at.mirror else 1.0, x))
    y = total((-1.0 if "y" in figure.at.mirror else 1.0, y))
    x, y = _turned(x, y, turn)
    return (
        total((1.0, substituted(figure.at.x, names)), (1.0, x)),
        total((1.0, substituted(figure.at.y, names)), (1.0, y)),
    )


def mirrored(file: TemplateFile, item: Item, axis: Axis, about: Expression) -> TemplateFile:
    """The figure reflected: ``axis`` is the coordinate whose sign changes, twice the mirror's place is ``about``."""
    figure = figure_of(file, item)
    mirror = "".join(each for each in "xy" if (each in figure.at.mirror) != (each == axis))
    turn = total((-1.0, figure.at.turn))
    moved = total((1.0, about), (-1.0, getattr(figure.at, axis)))
    return with_figure(
        file, item, with_fields(figure, at=with_fields(figure.at, mirror=mirror, turn=turn, **{axis: moved}))
    )


def _linear(place: Affine) -> Affine:
    return Affine(*place[:4])


def _local(drawn: Drawn, point: Point) -> Point:
    return drawn.place.inverse().apply(point)


def _stretched(figure: Figure, which: set[int], local: Point, way: tuple[float, float]) -> Figure | None:
    """The rectangle with a side moved; None when these corners are no side, or move along it."""
    sides: dict[frozenset[int], tuple[int, int]] = {
        frozenset({1, 2}): (0, 1),
        frozenset({2, 3}): (1, 1),
        frozenset({3, 0}): (0, -1),
        frozenset({0, 1}): (1, -1),
    }
    axis, sign = sides.get(frozenset(which), (0, 0))
    if not sign or figure.size is None or abs(local[1 - axis]) > 1e-9:
        return None
    size = list(figure.size)
    size[axis] = shifted(size[axis], sign * local[axis])
    at = figure.at
    if sign < 0:  # the rectangle's own origin lies on the side
        at = with_fields(at, x=shifted(at.x, way[0]), y=shifted(at.y, way[1]))
    return with_fields(figure, size=tuple(size), at=at)


def touches(drawn: Drawn | None, ends: tuple[Point, Point]) -> bool:
    """Whether at least two of the figure's corners lie on the straight line between the ends."""
    return drawn is not None and two_on(drawn.corners, ends)


def two_on(points: Iterable[Point], ends: tuple[Point, Point]) -> bool:
    """Whether at least two of the points lie on the straight line between the ends."""
    length = ends[0].distance(ends[1])
    on = sum(each.distance(ends[0]) + each.distance(ends[1]) < length + WELD for each in points)
    return length > WELD and on >= 2


def _lies_on(drawn: Sketch, mark: Item, panels: Iterable[Item]) -> bool:
    middle = drawn[mark].bounds.centre
    return any(panel in drawn and drawn[panel].contains(middle) for panel in panels)


def _turned(x: Expression, y: Expression, turn: Expression) -> tuple[Expression, Expression]:
    quarter = turn / 90 if not isinstance(turn, str) else 0.5
    if quarter == int(quarter):
        cos, sin = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][int(quarter) % 4]
        return total((cos, x), (-sin, y)), total((sin, x), (cos, y))
    return (
        f"({written(x)}) * cos({written(turn)}) - ({written(y)}) * sin({written(turn)})",
        f"({written(x)}) * sin({written(turn)}) + ({written(y)}) * cos({written(turn)})",
    )
