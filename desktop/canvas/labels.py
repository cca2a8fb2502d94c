"""Faint panel names on the canvas, in the panel's own reading direction where there is room for them."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.compose.placing import Face
from desktop.canvas.viewport import Viewport

MARGIN_PX = 6.0
TEXT = QColor(30, 30, 30, 190)
PLATE = QColor(255, 255, 255, 150)


def draw(painter: QPainter, face: Face, viewport: Viewport) -> None:
    """Each name at the top edge of its panel; left out where it would not fit."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPixelSize(10)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for panel in face.outline.panels:
        frame, width, height = face.frame(panel.name)
        text = panel.name.replace("_", " ")
        plate = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * MARGIN_PX, metrics.height() + 2)
        if plate.width() > width * viewport.scale or plate.height() > height * viewport.scale:
            continue
        top, along = viewport.to_screen(frame.apply((width / 2, height))), frame.apply((width, height))
        _write(painter, text, plate, top, viewport.to_screen(along))


def _write(painter: QPainter, text: str, plate: QRectF, top: QPointF, along: QPointF) -> None:
    painter.save()
    painter.translate(top)
    painter.rotate(math.degrees(math.atan2(along.y() - top.y(), along.x() - top.x())))
    plate.moveCenter(QPointF(0, plate.height() / 2 + 4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLATE)
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(TEXT)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
