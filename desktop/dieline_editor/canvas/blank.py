"""The blank as the editor paints it: board, areas, lines by type in their inks, panel names.

Lines go out in batches (``drawLines``): one long antialiased path costs a hundred times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import shapely
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from core.compose.technical import STANDARD
from core.dieline.editing.hits import hinge_of
from core.dieline.editing.items import Item
from core.dieline.editing.sketch import Drawn
from core.dieline.outline import LineType, Outline
from core.dieline.schema import TemplateFile
from core.geometry import Point, Segment
from desktop.canvas.painter import colour_of
from desktop.canvas.viewport import Viewport

BOARD, STALE = QColor("#fbfbfa"), QColor("#ececea")
LABEL = QColor(60, 60, 60, 170)
TOLERANCE = 0.05  # mm
MOST = 20_000.0  # times that, an arc is as long: those of a kilometre are drawn coarser
WIDTH_PX, FADED = 1.4, 0.6
AREAS = (LineType.GLUE, LineType.VARNISH_FREE, LineType.WINDOW, LineType.BLEED, LineType.SAFE)
BARE = QColor("#8a5a6a")  # the sides of panels while the file makes no blank


def ink(kind: LineType) -> QColor:
    """The colour of a line type on the screen."""
    return colour_of(STANDARD[kind].spot)


class Blank:
    """What is painted for one state of the file; made once, painted at any scale."""

    def __init__(
        self,
        file: TemplateFile,
        drawn: Mapping[Item, Drawn],
        outline: Outline | None,
        *,
        last: Outline | None = None,
        sound: bool = True,
    ) -> None:
        """``outline`` tells the types of the lines; without one the figures are drawn, with the creases of the ``last``
        that are still there. An old one is not ``sound``."""
        self._board = [_polygon(each.points) for each in drawn.values() if each.item.kind == "panels" and each.points]
        self._areas = [
            (ink(file.marks[item.number].type), _polygon(each.points))
            for item, each in drawn.items()
            if item.kind == "marks" and each.closed and file.marks[item.number].type in AREAS
        ]
        self._lines = _by_type(outline) if outline else _by_item(file, drawn, last)
        self._names = [(each.name, each.bounds, each.area) for each in drawn.values() if each.name]
        self._sound = sound and outline is not None

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setTransform(viewport.transform, combine=True)
        self._paint_areas(painter)
        painter.setOpacity(1.0 if self._sound else FADED)
        for kind, lines in self._lines:
            painter.setPen(self._pen(kind))
            painter.drawLines(lines)
        painter.restore()
        self._paint_names(painter, viewport)

    def _paint_areas(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BOARD if self._sound else STALE)
        for polygon in self._board:
            painter.drawPolygon(polygon)
        for colour, polygon in self._areas:
            wash = QColor(colour)
            wash.setAlphaF(0.22)
            painter.setBrush(wash)
            painter.drawPolygon(polygon)

    def _pen(self, kind: LineType | None) -> QPen:
        pen = QPen(ink(kind) if kind else BARE, WIDTH_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        pen.setCosmetic(True)
        if kind is not None and STANDARD[kind].dash:
            pen.setDashPattern([each * 1.6 for each in STANDARD[kind].dash])
        return pen

    def _paint_names(self, painter: QPainter, viewport: Viewport) -> None:
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(LABEL)
        metrics = QFontMetricsF(font)
        for name, box, area in self._names:
            wide = (metrics.horizontalAdvance(name) + 6) / viewport.scale / 2
            high = (metrics.height() + 2) / viewport.scale / 2
            (x, y), place = box.centre, viewport.rect(box)
            if area.covers(shapely.box(x - wide, y - high, x + wide, y + high)):
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
            elif area.covers(shapely.box(x - high, y - wide, x + high, y + wide)):
                _write_upright(painter, place, name)


def _write_upright(painter: QPainter, area: QRectF, name: str) -> None:
    painter.save()
    painter.translate(area.center())
    painter.rotate(-90)
    turned = QRectF(-area.height() / 2, -area.width() / 2, area.height(), area.width())
    painter.drawText(turned, Qt.AlignmentFlag.AlignCenter, name)
    painter.restore()


def _by_type(outline: Outline) -> list[tuple[LineType | None, list[QLineF]]]:
    found: dict[LineType | None, list[QLineF]] = {}
    for line in outline.lines:
        found.setdefault(line.type, []).extend(lines_of(line.segment))
    return list(found.items())


def _by_item(
    file: TemplateFile, drawn: Mapping[Item, Drawn], last: Outline | None
) -> list[tuple[LineType | None, list[QLineF]]]:
    creases = {panel.name: panel.crease for panel in file.panels}
    found: dict[LineType | None, list[QLineF]] = {}
    for item, each in drawn.items():
        for segment in each.boundary:
            kind = file.marks[item.number].type if item.kind == "marks" else None
            hinge = hinge_of(last, segment) if item.kind == "panels" else None
            if hinge is not None:
                kind = creases.get(hinge[1])
            found.setdefault(kind, []).extend(lines_of(segment))
    return sorted(found.items(), key=lambda each: each[0] is not None)  # creases over the sides of their panels


def lines_of(segment: Segment) -> list[QLineF]:
    """A line or an arc as straight pieces, mm."""
    tolerance = max(TOLERANCE, segment.length / MOST)
    return [QLineF(QPointF(*a), QPointF(*b)) for a, b in pairwise(segment.flattened(tolerance))]


def _polygon(points: Iterable[Point]) -> QPolygonF:
    return QPolygonF([QPointF(*point) for point in points])
