"""Rulers in mm along the top and the left edge of the canvas; zero lies at the blank's lower left corner."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from core.geometry import Point
from desktop.canvas.viewport import Viewport
from desktop.theme import Theme

BREADTH_PX = 20.0
LABEL_GAP_PX = 56.0  # at least between two numbers
FINE = 5  # parts between two numbers


def label_step(scale: float) -> float:
    """The round distance in mm between two numbers at ``scale`` pixels per mm."""
    wanted = LABEL_GAP_PX / scale
    decade = 10.0 ** math.floor(math.log10(wanted))
    return next((step * decade for step in (1, 2, 5) if step * decade >= wanted), 10 * decade)


def draw(
    painter: QPainter, viewport: Viewport, zero: Point, area: QRectF, pointer: QPointF | None, look: Theme
) -> None:
    """Both rulers over the canvas's ``area``, with a mark where the pointer is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    font = painter.font()
    font.setPixelSize(10)
    painter.setFont(font)
    origin = viewport.to_screen(zero)
    _ruler(painter, viewport.scale, origin.x(), area.width(), pointer.x() if pointer else None, look)
    painter.save()
    painter.translate(0, area.height())
    painter.rotate(-90)  # the same ruler, read from below
    height = area.height()
    _ruler(painter, viewport.scale, height - origin.y(), height, height - pointer.y() if pointer else None, look)
    painter.restore()
    corner = QRectF(0, 0, BREADTH_PX, BREADTH_PX)
    painter.fillRect(corner, QColor(look.ruler))
    painter.setPen(QColor(look.ruler_text))
    painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, "mm")
    painter.setPen(QColor(look.edge))
    painter.drawLine(QLineF(BREADTH_PX - 1, 0, BREADTH_PX - 1, BREADTH_PX - 1))
    painter.drawLine(QLineF(0, BREADTH_PX - 1, BREADTH_PX - 1, BREADTH_PX - 1))
    painter.restore()


def _ruler(painter: QPainter, scale: float, origin: float, length: float, pointer: float | None, look: Theme) -> None:
    """Along the x axis from 0 to ``length`` pixels; 0 mm is at ``origin``."""
    painter.fillRect(QRectF(0, 0, length, BREADTH_PX), QColor(look.ruler))
    step = label_step(scale)
    first, last = math.floor(-origin / scale / step), math.ceil((length - origin) / scale / step)
    numbers = [(index * step, origin + index * step * scale) for index in range(first, last + 1)]
    fine = [x + part * step * scale / FINE for _, x in numbers for part in range(1, FINE)]
    bottom = BREADTH_PX - 1
    painter.setPen(QColor(look.ruler_text))
    painter.drawLines([QLineF(x, 8, x, bottom) for _, x in numbers])
    painter.drawLines([QLineF(x, 15, x, bottom) for x in fine])
    for value, x in numbers:
        painter.drawText(QPointF(x + 3, 12), f"{value:g}")
    painter.setPen(QColor(look.edge))
    painter.drawLine(QLineF(0, bottom, length, bottom))
    if pointer is not None:
        painter.setPen(QColor(look.accent))
        painter.drawLine(QLineF(pointer, 0, pointer, bottom))
