"""The blank as a small picture: its board, and its lines by type in their inks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

from core.compose.technical import STANDARD
from core.dieline.outline import LineType, Outline
from desktop.canvas.painter import colour_of

BOARD = QColor("#fafafa")
TOLERANCE = 0.3  # mm; the picture is a few hundred pixels wide


@dataclass(frozen=True)
class Stroke:
    """The lines of one type, mm."""

    colour: QColor
    dashed: bool
    lines: list[QLineF]


class BlankDrawing:
    """Made once for an outline, painted at any size."""

    def __init__(self, outline: Outline) -> None:
        self._blank = outline.blank
        self._board = [QPolygonF([QPointF(*point) for point in panel.polygon(TOLERANCE)]) for panel in outline.panels]
        self._strokes = _strokes(outline)

    def fitted(self, room: QRectF) -> QRectF:
        """Where the blank lies when it fills ``room`` as far as its shape allows."""
        scale = min(room.width() / self._blank.width, room.height() / self._blank.height)
        half = QPointF(self._blank.width * scale, self._blank.height * scale) / 2
        return QRectF(room.center() - half, room.center() + half)

    def paint(self, painter: QPainter, drawn: QRectF, width_px: float = 1.2) -> None:
        """Fill ``drawn``, which has the blank's shape."""
        blank, scale = self._blank, drawn.width() / self._blank.width
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        origin = QPointF(drawn.left() - blank.x0 * scale, drawn.bottom() + blank.y0 * scale)
        painter.setTransform(QTransform(scale, 0, 0, -scale, origin.x(), origin.y()), combine=True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BOARD)
        for polygon in self._board:
            painter.drawPolygon(polygon)
        for stroke in self._strokes:
            pen = QPen(stroke.colour, width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            pen.setCosmetic(True)
            if stroke.dashed:
                pen.setDashPattern([4.0, 2.5])
            painter.setPen(pen)
            painter.drawLines(stroke.lines)
        painter.restore()


def _strokes(outline: Outline) -> list[Stroke]:
    by_type: dict[LineType, list[QLineF]] = {}
    for line in outline.lines:
        points = [QPointF(*point) for point in line.segment.flattened(TOLERANCE)]
        lines = by_type.setdefault(line.type, [])
        lines += [QLineF(a, b) for a, b in pairwise(points)]
    order = [kind for kind in STANDARD if kind in by_type][::-1]  # the knife over what lies on it
    return [Stroke(colour_of(STANDARD[kind].spot), bool(STANDARD[kind].dash), by_type[kind]) for kind in order]
