"""Rulers in mm along the top and the left edge of the canvas; zero lies at the blank's lower left corner."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.geometry import Point
from desktop.canvas.viewport import Viewport
from desktop.theme import Theme

BREADTH_PX = 20
LABEL_GAP_PX = 56.0  # at least between two numbers
STEPS = (1, 2, 5)


def label_step(scale: float) -> float:
    """The round distance in mm between two numbers at ``scale`` pixels per mm."""
    wanted = LABEL_GAP_PX / scale
    decade = 10.0 ** math.floor(math.log10(wanted))
    return next((step * decade for step in STEPS if step * decade >= wanted), 10 * decade)


def draw(
    painter: QPainter, viewport: Viewport, zero: Point, area: QRectF, pointer: QPointF | None, theme: Theme
) -> None:
    """Both rulers over the canvas's ``area``, with a mark where the pointer is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    font = painter.font()
    font.setPixelSize(10)
    painter.setFont(font)
    top = QRectF(0, 0, area.width(), BREADTH_PX)
    left = QRectF(0, BREADTH_PX, BREADTH_PX, area.height() - BREADTH_PX)
    painter.fillRect(top, QColor(theme.ruler))
    painter.fillRect(left, QColor(theme.ruler))
    painter.setPen(QColor(theme.edge))
    painter.drawLine(QLineF(0, BREADTH_PX - 0.5, area.width(), BREADTH_PX - 0.5))
    painter.drawLine(QLineF(BREADTH_PX - 0.5, BREADTH_PX, BREADTH_PX - 0.5, area.height()))
    origin = viewport.to_screen(zero)
    _across(painter, viewport.scale, origin.x(), area.width(), theme)
    _up(painter, viewport.scale, origin.y(), area.height(), theme)
    if pointer is not None:
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.drawLine(QLineF(pointer.x(), 0, pointer.x(), BREADTH_PX))
        painter.drawLine(QLineF(0, pointer.y(), BREADTH_PX, pointer.y()))
    painter.fillRect(QRectF(0, 0, BREADTH_PX, BREADTH_PX), QColor(theme.ruler))
    painter.setPen(QColor(theme.ruler_text))
    painter.drawText(QRectF(0, 0, BREADTH_PX, BREADTH_PX), Qt.AlignmentFlag.AlignCenter, "mm")


def _across(painter: QPainter, scale: float, origin: float, length: float, theme: Theme) -> None:
    step = label_step(scale)
    for index in range(
        math.ceil((BREADTH_PX - origin) / scale / step) - 1, math.floor((length - origin) / scale / step) + 1
    ):
        x = origin + index * step * scale
        painter.setPen(QColor(theme.ruler_text))
        painter.drawLine(QLineF(x, 8, x, BREADTH_PX))
        painter.drawText(QPointF(x + 3, 11), f"{index * step:g}")
        painter.drawLines(
            [QLineF(x + i * step * scale / 5, 15, x + i * step * scale / 5, BREADTH_PX) for i in range(1, 5)]
        )


def _up(painter: QPainter, scale: float, origin: float, length: float, theme: Theme) -> None:
    step = label_step(scale)
    for index in range(
        math.floor((origin - length) / scale / step), math.ceil((origin - BREADTH_PX) / scale / step) + 1
    ):
        y = origin - index * step * scale
        painter.setPen(QColor(theme.ruler_text))
        painter.drawLine(QLineF(8, y, BREADTH_PX, y))
        painter.drawLines(
            [QLineF(15, y - i * step * scale / 5, BREADTH_PX, y - i * step * scale / 5) for i in range(1, 5)]
        )
        painter.save()
        painter.translate(11, y - 3)
        painter.rotate(-90)
        painter.drawText(QPointF(0, 0), f"{index * step:g}")
        painter.restore()
