"""The dieline on the canvas: hairlines in batches by line type.

One long antialiased path costs a hundred times what the same lines cost one by one, because Qt's rasteriser then sorts
all its self-crossings; hence ``drawLines``.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.compose.drawlist import DrawPage, FillPath, Group, StrokePath
from core.geometry import Path
from desktop.canvas.painter import colour_of, path_of

TOLERANCE = 0.05  # mm that a chord may stray from its arc
WIDTH_PX = 1.3


@dataclass(frozen=True)
class Batch:
    """The lines, in mm, and areas of one type."""

    name: str
    colour: QColor
    dashed: bool
    lines: list[QLineF]
    area: QPainterPath | None


def technical(page: DrawPage) -> list[Group]:
    """What of a page is dieline rather than print."""
    return [op for op in page.ops if isinstance(op, Group) and op.layer is not None and op.layer.technical]


def batches(page: DrawPage) -> list[Batch]:
    """The technical groups of a page, ready to draw."""
    return [_batch(group) for group in technical(page)]


def draw(painter: QPainter, ready: list[Batch], ratio: float) -> None:
    """On a painter that draws in mm; ``ratio`` is the device's pixels per unit, for pens of even weight."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for batch in ready:
        if batch.area is not None:
            wash = QColor(batch.colour)
            wash.setAlphaF(0.25)
            painter.fillPath(batch.area, wash)
        pen = QPen(batch.colour, WIDTH_PX * ratio, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        pen.setCosmetic(True)
        if batch.dashed:
            pen.setDashPattern([5.0, 3.0])
        painter.setPen(pen)
        painter.drawLines(batch.lines)


def _batch(group: Group) -> Batch:
    strokes = [op for op in group.ops if isinstance(op, StrokePath)]
    fills = [op for op in group.ops if isinstance(op, FillPath)]
    ink = (strokes or fills)[0].ink
    lines = [line for stroke in strokes for line in _lines(stroke.path)]
    name = group.layer.name if group.layer else ""
    area = path_of(fills[0].path) if fills else None
    return Batch(name, colour_of(ink), any(stroke.dash for stroke in strokes), lines, area)


def _lines(path: Path) -> list[QLineF]:
    return [
        QLineF(QPointF(*start), QPointF(*end))
        for points in path.flattened(TOLERANCE)
        for start, end in itertools.pairwise(points)
    ]
