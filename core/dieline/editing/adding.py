"""New panels and marks, and where they are held: by formulas of what they are put on, so that they follow its size."""

from __future__ import annotations

from collections.abc import Mapping

from core.dieline.editing.cutouts import Cutout
from core.dieline.editing.expressions import shifted, total
from core.dieline.editing.figures import CornerAt, mirrored, on_blank
from core.dieline.editing.items import Item, figure_of, with_fields, with_figure
from core.dieline.editing.names import numbered
from core.dieline.editing.sketch import Drawn
from core.dieline.outline import Axis, LineType, PanelRole
from core.dieline.schema import Corner, Expression, MarkSpec, PanelSpec, Place, TemplateFile
from core.dieline.words import Words
from core.errors import DieloomError
from core.geometry import Point

SHORTEST = 0.01  # mm of an edge
HELD = 1e-3  # mm; a place that was snapped to a side or the middle stays on it
SMALLEST_NUMBER = 2  # digits of a millimetre that a drawn place keeps


def add_panel(file: TemplateFile, drawn: Mapping[Item, Drawn], item: Item, edge: int, depth: float) -> TemplateFile:
    """A flap along an edge of a panel, ``depth`` mm deep, that hangs there and folds last; it is the last panel."""
    parent, count = drawn[item], len(drawn[item].corners)
    order = (edge, (edge + 1) % count) if parent.turns_left else ((edge + 1) % count, edge)
    start, end = (parent.corners[i] for i in order)
    length = start.distance(end)
    if length < SHORTEST:
        raise DieloomError("A flap needs an edge to hang on.", "This one has no length at this size.")
    out = ((end.y - start.y) / length * depth, (start.x - end.x) / length * depth)  # to the right of the way
    root = [on_blank(file, CornerAt(item, i)) for i in order]
    tip = [tuple(shifted(value, by) for value, by in zip(each, out, strict=True)) for each in root]
    name, number = numbered([panel.name for panel in file.panels], "flap")
    flap = PanelSpec(
        name=name,
        label=Words(en=f"Flap {number}", zh=f"翼片 {number}"),
        role=PanelRole.FLAP,
        parent=file.panels[item.number].name,
        order=min(99, max((panel.order for panel in file.panels), default=0) + 1),
        corners=tuple(Corner(x=x, y=y) for x, y in (root[1], root[0], tip[0], tip[1])),
    )
    return with_fields(file, panels=(*file.panels, flap))


def add_area(file: TemplateFile, type_: LineType, cut: Cutout, at: tuple[Expression, Expression]) -> TemplateFile:
    """A closed mark (a window, a glue area ...) around ``at``; it is the last mark."""
    mark = MarkSpec(type=type_, corners=cut.corners, let=cut.let, at=Place(x=at[0], y=at[1]))
    return with_fields(file, marks=(*file.marks, mark))


def add_line(file: TemplateFile, type_: LineType, points: list[tuple[Expression, Expression]]) -> TemplateFile:
    """An open mark (a slit, a perforation ...) through these places; it is the last mark."""
    mark = MarkSpec(type=type_, closed=False, corners=tuple(Corner(x=x, y=y) for x, y in points))
    return with_fields(file, marks=(*file.marks, mark))


def cover(file: TemplateFile, type_: LineType, item: Item) -> TemplateFile:
    """A mark that covers a whole panel and follows it."""
    figure = figure_of(file, item)
    fields = {name: getattr(figure, name) for name in ("size", "shape", "corners", "let", "at")}
    return with_fields(file, marks=(*file.marks, MarkSpec(type=type_, **fields)))


def held(file: TemplateFile, drawn: Mapping[Item, Drawn], point: Point) -> tuple[Expression, Expression]:
    """A place of the blank as formulas: its distance from the nearer sides, or the middle, of the panel under it.

    Off the panels it is held by the nearest corner of any of them.
    """
    under = [each for each in drawn.values() if each.item.kind == "panels" and each.contains(point)]
    if not under:
        return _by_corner(file, drawn, point)
    panel = under[-1]
    box = panel.bounds
    x = _by_sides(file, panel, point.x, 0, (box.x0, box.x1))
    y = _by_sides(file, panel, point.y, 1, (box.y0, box.y1))
    return x, y


def centred(file: TemplateFile, drawn: Mapping[Item, Drawn], item: Item) -> TemplateFile:
    """A mark moved to the middle of the panel under it, where it stays at every size.

    Raises DieloomError for a mark that lies on no panel.
    """
    mark = drawn[item]
    middle = mark.bounds.centre
    under = [each for each in drawn.values() if each.item.kind == "panels" and each.contains(middle)]
    if not under:
        raise DieloomError("It lies on no panel.", "Move it onto the panel that it should be centred on.")
    x, y = (total((0.5, low), (0.5, high)) for low, high in bounds(file, under[-1]))
    origin = mark.place.apply((0.0, 0.0))  # cut-outs are drawn around it, other marks may lie beside it
    at = {"x": shifted(x, origin.x - middle.x), "y": shifted(y, origin.y - middle.y)}
    figure = figure_of(file, item)
    return with_figure(file, item, with_fields(figure, at=with_fields(figure.at, **at)))


def bounds(file: TemplateFile, drawn: Drawn) -> tuple[tuple[Expression, Expression], tuple[Expression, Expression]]:
    """The least and the greatest x, then y, of a figure's corners, as formulas; arcs beyond the corners not counted."""
    found = []
    for axis in (0, 1):
        order = sorted(range(len(drawn.corners)), key=lambda i, axis=axis: drawn.corners[i][axis])  # type: ignore[misc]
        low, high = (on_blank(file, CornerAt(drawn.item, i))[axis] for i in (order[0], order[-1]))
        found.append((low, high))
    return found[0], found[1]


def measured_blank(file: TemplateFile, drawn: Mapping[Item, Drawn], size: tuple[float, float]) -> TemplateFile:
    """The blank's width and height by the outermost corners of panels; what arcs add beyond them is a number.

    ``size`` is what the drawing measures, mm. It holds at every size at which the same corners are the outermost.
    """
    corners = [CornerAt(item, i) for item, each in drawn.items() if each.name for i in range(len(each.corners))]
    found = []
    for axis in (0, 1):
        order = sorted(corners, key=lambda at, axis=axis: drawn[at.item].corners[at.corner][axis])  # type: ignore[misc]
        span = [drawn[at.item].corners[at.corner][axis] for at in (order[0], order[-1])]
        low, high = (on_blank(file, at)[axis] for at in (order[0], order[-1]))
        beyond = size[axis] - (span[1] - span[0])
        found.append(shifted(total((1.0, high), (-1.0, low)), beyond if abs(beyond) > HELD else 0.0))
    return with_fields(file, blank=tuple(found))


def duplicate(file: TemplateFile, item: Item, drawn: Mapping[Item, Drawn]) -> tuple[TemplateFile, Item]:
    """A copy of a mark 5 mm beside it, or of a panel mirrored to the other side of its parent; and the copy's item."""
    if item.kind == "marks":
        mark = file.marks[item.number]
        at = with_fields(mark.at, x=shifted(mark.at.x, 5.0), y=shifted(mark.at.y, -5.0))
        return with_fields(file, marks=(*file.marks, with_fields(mark, at=at))), Item("marks", len(file.marks))
    panel = file.panels[item.number]
    name, number = numbered([each.name for each in file.panels], panel.name.rstrip("0123456789 "))
    label = Words(en=f"{panel.label.en} {number}", zh=f"{panel.label.zh} {number}")
    made = Item("panels", len(file.panels))
    copied = with_fields(file, panels=(*file.panels, with_fields(panel, name=name, label=label)))
    parent = next((each for each in drawn.values() if each.name and each.name == panel.parent), None)
    if parent is None:
        return copied, made
    across = _hangs_across(drawn[item], parent)
    low, high = bounds(file, parent)[0 if across == "x" else 1]
    return mirrored(copied, made, across, total((1.0, low), (1.0, high))), made


def flip(file: TemplateFile, item: Item, drawn: Mapping[Item, Drawn], axis: Axis) -> TemplateFile:
    """The figure mirrored where it is: left and right (``x``) or top and bottom (``y``) change places."""
    low, high = bounds(file, drawn[item])[0 if axis == "x" else 1]
    return mirrored(file, item, axis, total((1.0, low), (1.0, high)))


def _by_sides(file: TemplateFile, panel: Drawn, value: float, axis: int, span: tuple[float, float]) -> Expression:
    low, high = bounds(file, panel)[axis]
    middle = (span[0] + span[1]) / 2
    if abs(value - middle) < HELD:
        return total((0.5, low), (0.5, high))
    at = panel.corners
    near = min((min(p[axis] for p in at), low), (max(p[axis] for p in at), high), key=lambda each: abs(each[0] - value))
    return _beside(near[1], value - near[0])


def _by_corner(file: TemplateFile, drawn: Mapping[Item, Drawn], point: Point) -> tuple[Expression, Expression]:
    every = [CornerAt(item, i) for item, each in drawn.items() for i in range(len(each.corners))]
    if not every:
        return round(point.x, 2), round(point.y, 2)
    near = min(every, key=lambda at: drawn[at.item].corners[at.corner].distance(point))
    x, y = on_blank(file, near)
    corner = drawn[near.item].corners[near.corner]
    return _beside(x, point.x - corner.x), _beside(y, point.y - corner.y)


def _beside(value: Expression, distance: float) -> Expression:
    return value if abs(distance) < HELD else shifted(value, round(distance, SMALLEST_NUMBER))


def _hangs_across(child: Drawn, parent: Drawn) -> Axis:
    """``x`` when the child lies left or right of its parent, ``y`` when above or below."""
    one, other = child.bounds.centre, parent.bounds.centre
    box = parent.bounds
    return "x" if abs(one.x - other.x) / max(box.width, 1.0) > abs(one.y - other.y) / max(box.height, 1.0) else "y"
