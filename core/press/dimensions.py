"""Dimension lines around the picture of a blank: its outer size, and the panels in a row along each axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from core.colour.inks import Cmyk, Ink
from core.compose.drawlist import Op, StrokePath
from core.dieline.outline import Outline, Panel
from core.geometry import Affine, Box, Path, Point
from core.press.lettering import caption, width_of

MARGIN = 13.0
_NEAR, _FAR = 6.0, 9.0  # mm from the picture to the line of the panels, and to that of the blank
_INK = Cmyk(k=0.75)
_WIDTH, _TICK, _GAP = 0.1, 0.9, 1.2
_SIZE = 6.5  # points
_LIFT, _HIGHER = 0.9, 3.3  # mm between a line and its figure, and when the figure is wider than its span


class Span(NamedTuple):
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def holds(self, place: float) -> bool:
        return self.start < place < self.end


def dimensions(outline: Outline, to_page: Affine, *, beyond: float = 0.0, ink: Ink = _INK) -> list[Op]:
    """Lines for a blank that ``to_page`` maps to the page, mirrored or not; the figures are the blank's own mm.

    They begin ``beyond`` mm outside the picture.
    """
    picture = _seen(outline.blank, to_page)
    row = _Row(beyond, ink, picture.width / outline.blank.width)
    boxes = [_seen(_box(panel), to_page) for panel in outline.panels]
    across = _longest_row([(Span(box.x0, box.x1), Span(box.y0, box.y1)) for box in boxes])
    up = _longest_row([(Span(box.y0, box.y1), Span(box.x0, box.x1)) for box in boxes])
    ops = overall(outline.blank, to_page, beyond=beyond, ink=ink)
    if len(across) > 1:
        ops += row.ops(across, picture.y1, _NEAR, upright=False)
    if len(up) > 1:
        ops += row.ops(up, picture.x1, _NEAR, upright=True)
    return ops


def overall(blank: Box, to_page: Affine, *, beyond: float = 0.0, ink: Ink = _INK) -> list[Op]:
    """The width and the height of a box alone."""
    picture = _seen(blank, to_page)
    row = _Row(beyond, ink, picture.width / blank.width)
    across = row.ops([Span(picture.x0, picture.x1)], picture.y0, -_FAR, upright=False)
    return across + row.ops([Span(picture.y0, picture.y1)], picture.x0, -_FAR, upright=True)


def _longest_row(panels: list[tuple[Span, Span]]) -> list[Span]:
    """Of the panels, by their spans along and across an axis, the most that one line along the axis meets."""
    rows = [_in_a_row(along for along, across in panels if across.holds(place.middle)) for _, place in panels]
    return max(rows, key=len)


def _in_a_row(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, without any that lies over the one before."""
    row: list[Span] = []
    for span in sorted(spans):
        if not row or span.middle > row[-1].end:
            row.append(span)
    return row


def _box(panel: Panel) -> Box:
    boxes = [segment.bounds for segment in panel.boundary]
    return Box.around(Point(x, y) for box in boxes for x, y in ((box.x0, box.y0), (box.x1, box.y1)))


def _seen(box: Box, to_page: Affine) -> Box:
    return Box.around([to_page.apply((box.x0, box.y0)), to_page.apply((box.x1, box.y1))])


@dataclass(frozen=True)
class _Row:
    """Draws rows of dimensions, ``beyond`` mm outside the picture, which is ``scale`` times the blank."""

    beyond: float
    ink: Ink
    scale: float

    def ops(self, spans: list[Span], edge: float, away: float, *, upright: bool) -> list[Op]:
        """A line ``away`` from ``edge``, a tick at each span's ends, thin lines to it, and a figure on each span."""

        def at(along: float, across: float) -> Point:
            return Point(across, along) if upright else Point(along, across)

        outwards = math.copysign(1.0, away)
        begin = edge + outwards * (self.beyond + _GAP)
        line = edge + outwards * self.beyond + away
        paths = [Path.line(at(spans[0].start, line), at(spans[-1].end, line))]
        for tip in sorted({round(end, 3) for span in spans for end in span}):
            paths.append(Path.line(at(tip - _TICK, line - _TICK), at(tip + _TICK, line + _TICK)))
            paths.append(Path.line(at(tip, begin), at(tip, line + outwards * _GAP)))
        ops: list[Op] = [StrokePath(Path.joined(paths), self.ink, _WIDTH)]
        for span in spans:
            figure = f"{round((span.end - span.start) / self.scale, 2):g}"
            lift = _LIFT if width_of(figure, _SIZE) < span.end - span.start else _HIGHER
            place = at(span.middle, line - lift if upright else line + lift)
            ops += caption(figure, place, _SIZE, ink=self.ink, align="centre", turn=90 if upright else 0)
        return ops
