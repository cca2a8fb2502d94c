"""Is what must be seen whole (text, codes, logos) far enough from every cut and crease, and on the blank at all?"""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely import MultiLineString, MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from core.compose.drawlist import FillPath
from core.document.model import ImageLayer, Layer, VectorLayer
from core.geometry import Affine, Box
from core.press.preflight.findings import Finding, Fix, found
from core.press.preflight.fixes import placing
from core.press.preflight.job import Job, Printed, called, seen
from core.press.preflight.marks import Mark

_SLACK = 0.05  # mm by which lettering may come nearer
_ON_EDGE = 1e-6


def check_safe(job: Job) -> Iterator[Finding]:
    """Text, codes and logos that a knife cuts, that a crease runs through, or that come near to either."""
    for layer, page, marks in job.printed():
        box = seen(marks)
        if box is None or not _to_be_whole(layer):
            continue
        finding = _judged(job, layer, page, marks, box)
        if finding is not None:
            yield finding


def check_off_blank(job: Job) -> Iterator[Finding]:
    """Layers that lie wholly beside the blank and its bleed."""
    for layer, page, marks in job.printed():
        box = beside(job, layer, page, marks)
        if box is not None:
            text = f"{called(layer)} lies beside the blank; none of it is printed."
            yield found("off-blank", text, box, page.number, layer.id)


def beside(job: Job, layer: Layer, page: Printed, marks: list[Mark]) -> Box | None:
    """The box of a layer that lies wholly beside the blank and its bleed; None for one that does not."""
    place = page.face.place(layer.place)
    box = seen(marks) or Box(*_corners(place.matrix, place.width, place.height).bounds)
    return None if shapely.box(*box).intersects(page.blank.buffer(job.bleed)) else box


def _judged(job: Job, layer: Layer, page: Printed, marks: list[Mark], box: Box) -> Finding | None:
    text, safe = layer.kind in ("text", "barcode"), job.limits.safe
    around = shapely.box(*box)
    if not around.intersects(page.blank):
        return None  # beside the blank, which another check says
    shape: BaseGeometry = around
    inside = page.blank.contains(around)
    if not inside or min(page.knives.distance(around), page.folds.distance(around)) < safe:
        shape = _shape(marks)  # the letters themselves; most text is far from everything, and has thousands
        inside = bool(shapely.contains_xy(page.blank, shapely.get_coordinates(shape)).all())
    cut, fold = page.knives.distance(shape), page.folds.distance(shape)
    fix = moved_inside(layer, page, box, safe)
    if cut <= _ON_EDGE or not inside:
        if not text:
            return None  # a picture that runs over the cut is the business of its bleed
        return found("cut-through", f"{called(layer)} is cut off at the edge.", box, page.number, layer.id, fix)
    if fold <= _ON_EDGE:
        if not text:
            return None
        return found("over-fold", f"{called(layer)} runs over a crease.", box, page.number, layer.id, fix)
    if min(cut, fold) < safe - _SLACK:
        what = "a cut" if cut <= fold else "a crease"
        words = f"{called(layer)} is {min(cut, fold):.1f} mm from {what}; {safe:g} mm are wanted."
        return found("safe-zone", words, box, page.number, layer.id, fix)
    return None


def moved_inside(layer: Layer, page: Printed, box: Box, safe: float) -> Fix | None:
    """The layer moved as little as brings its box into the safe zone of the panel that it is on; none where the panel
    is too small, or not as wide all over as its box is."""
    panel = _panel(layer, page, box)
    if panel is None:
        return None
    room = Box(*panel.bounds).grown(-safe)
    dx, dy = _shift(box.x0, box.x1, room.x0, room.x1), _shift(box.y0, box.y1, room.y0, room.y1)
    if dx is None or dy is None or not panel.buffer(-safe + _SLACK).contains(shapely.box(*box.moved(dx, dy))):
        return None
    frame, _, _ = page.face.frame(layer.place.panel)
    turn = Affine(frame.a, frame.b, frame.c, frame.d).inverse()
    x, y = turn.apply((dx, dy))
    fields = {"x": layer.place.x + x, "y": layer.place.y + y}
    return placing(layer, "Move it into the safe zone", "移入安全区", **fields)


def _panel(layer: Layer, page: Printed, box: Box) -> Polygon | None:
    if layer.place.panel is not None:
        return page.panels.get(layer.place.panel)
    middle = shapely.Point(box.centre)
    return min(page.panels.values(), key=middle.distance)


def _shift(low: float, high: float, least: float, most: float) -> float | None:
    """How far a span has to move to lie between two limits; None where it does not fit."""
    if high - low > most - least:
        return None
    return max(least - low, 0.0) + min(most - high, 0.0)


def _to_be_whole(layer: Layer) -> bool:
    logo = isinstance(layer, ImageLayer | VectorLayer) and layer.fit == "contain"
    return logo or layer.kind in ("text", "barcode")


def _shape(marks: list[Mark]) -> BaseGeometry:
    """Lettering by its outlines, which are quick to measure from; anything else by its box."""
    outlines: list[list[tuple[float, float]]] = []
    for mark in marks:
        if mark.technical or mark.box is None:
            continue
        if isinstance(mark.op, FillPath) and not mark.clips:
            outlines += [[*line] for line in mark.op.path.flattened() if len(line) > 1]
        else:
            outlines.append([*shapely.box(*mark.box).exterior.coords])
    return MultiLineString(outlines) if outlines else MultiPoint()


def _corners(matrix: Affine, width: float, height: float) -> Polygon:
    return Polygon([matrix.apply(corner) for corner in ((0, 0), (width, 0), (width, height), (0, height))])
