"""What is painted over the blank: the selection with its handles, guides of a drag, findings, lengths."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from core.dieline.checks import Finding
from core.dieline.editing.hits import Part
from core.dieline.editing.sketch import Drawn
from core.geometry import Line, Point
from desktop.canvas import rulers
from desktop.canvas.viewport import Viewport
from desktop.dieline_editor.canvas.blank import lines_of

HANDLE_PX, DOT_PX = 7.0, 3.0
GUIDE = QColor("#d6249f")
TROUBLE = QColor("#d92d20")
TROUBLE_PX = 9.0
READING_PX = 14.0
PLATE = QColor(20, 20, 20, 205)


def draw_dots(painter: QPainter, figures: Iterable[Drawn], viewport: Viewport, colour: QColor) -> None:
    """Every corner of the figures, small."""
    painter.setPen(QPen(colour, 1.0))
    painter.setBrush(QColor(255, 255, 255))
    for each in figures:
        for corner in each.corners:
            painter.drawEllipse(viewport.to_screen(corner), DOT_PX / 1.2, DOT_PX / 1.2)


def draw_part(painter: QPainter, drawn: Drawn, part: Part, viewport: Viewport, accent: QColor, *, hover: bool) -> None:
    """The selected corner, edge or figure; fainter while the pointer is only over it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(accent)
    colour.setAlphaF(0.55 if hover else 1.0)
    if part.kind == "whole":
        _draw_whole(painter, drawn, viewport, colour, hover=hover)
    if part.kind == "edge" and part.number < len(drawn.edges):
        _draw_lines(painter, lines_of(drawn.edges[part.number]), viewport, QPen(colour, 2.5 if hover else 3.5))
    if not hover:
        for i, corner in enumerate(drawn.corners):
            draw_handle(painter, viewport.to_screen(corner), accent, full=part.kind == "corner" and part.number == i)
    elif part.kind == "corner" and part.number < len(drawn.corners):
        draw_handle(painter, viewport.to_screen(drawn.corners[part.number]), colour, full=False)


def draw_handle(painter: QPainter, at: QPointF, colour: QColor, *, full: bool) -> None:
    size = HANDLE_PX + (2 if full else 0)
    painter.setPen(QPen(QColor(255, 255, 255) if full else colour, 1.4))
    painter.setBrush(colour if full else QColor(255, 255, 255))
    painter.drawRect(QRectF(at.x() - size / 2, at.y() - size / 2, size, size))


def draw_guides(painter: QPainter, guides: Iterable[Line], viewport: Viewport) -> None:
    pen = QPen(GUIDE, 1.0, Qt.PenStyle.DashLine)
    _draw_lines(painter, [line for guide in guides for line in lines_of(guide)], viewport, pen)


def draw_caught(painter: QPainter, point: Point, viewport: Viewport) -> None:
    """The point that a drag was caught by."""
    at = viewport.to_screen(point)
    painter.setPen(QPen(GUIDE, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, 6.0, 6.0)


def draw_findings(painter: QPainter, findings: Iterable[Finding], viewport: Viewport) -> None:
    """A red sign at each place; findings without one are in the list only."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPixelSize(12)
    font.setBold(True)
    painter.setFont(font)
    for finding in findings:
        if finding.place is None:
            continue
        at = viewport.to_screen(finding.place)
        painter.setPen(QPen(QColor(255, 255, 255), 1.5))
        painter.setBrush(TROUBLE)
        painter.drawEllipse(at, TROUBLE_PX, TROUBLE_PX)
        painter.drawText(QRectF(at.x() - 9, at.y() - 9, 18, 18), Qt.AlignmentFlag.AlignCenter, "!")


def draw_note(painter: QPainter, text: str, at: QPointF, area: QRectF) -> None:
    """A read-out beside the pointer, kept inside ``area``."""
    font = painter.font()
    font.setPixelSize(11)
    font.setBold(False)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    lines = text.split("\n")
    width = max(metrics.horizontalAdvance(line) for line in lines) + 12
    plate = QRectF(at.x() + 16, at.y() + 16, width, metrics.lineSpacing() * len(lines) + 6)
    if plate.right() > area.right():
        plate.moveRight(at.x() - 12)
    if plate.bottom() > area.bottom():
        plate.moveBottom(at.y() - 12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLATE)
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(plate.adjusted(6, 3, -6, -3), Qt.AlignmentFlag.AlignLeft, text)


def draw_trouble(painter: QPainter, text: str, area: QRectF) -> None:
    """What keeps the blank from being made, along the lower edge."""
    font = painter.font()
    font.setPixelSize(12)
    font.setBold(False)
    painter.setFont(font)
    wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    room = area.adjusted(rulers.BREADTH_PX + 20, 0, -24, -16)
    box = painter.boundingRect(room, wrap, text)
    box.moveBottom(area.bottom() - 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(TROUBLE)
    painter.drawRoundedRect(box.adjusted(-8, -6, 8, 6), 4, 4)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(box, wrap, text)


def draw_reading(painter: QPainter, drawn: Drawn, degrees: float, viewport: Viewport, colour: QColor) -> None:
    """An arrow that points to the top of the panel's print."""
    area = viewport.rect(drawn.bounds)
    half = area.height() / 2 if degrees % 180 == 0 else area.width() / 2
    if half < 3 * READING_PX:  # its name is in the middle
        return
    painter.save()
    painter.translate(area.center())
    painter.rotate(-degrees)
    painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    tip = -half + READING_PX
    painter.drawPolyline([QPointF(-5, tip + 6), QPointF(0, tip), QPointF(5, tip + 6)])
    painter.drawLine(QPointF(0, tip), QPointF(0, tip + READING_PX))
    painter.restore()


def draw_length(painter: QPainter, drawn: Drawn, edge: int, viewport: Viewport) -> None:
    """The length of the selected edge, beside its middle."""
    segment = drawn.edges[edge]
    points = segment.flattened(0.05)
    middle = viewport.to_screen(points[len(points) // 2] if len(points) > 2 else _between(points[0], points[-1]))
    start, end = viewport.to_screen(points[0]), viewport.to_screen(points[-1])
    angle = math.degrees(math.atan2(end.y() - start.y(), end.x() - start.x()))
    angle = angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle
    font = painter.font()
    font.setPixelSize(11)
    font.setBold(True)
    painter.setFont(font)
    text = f"{segment.length:.2f}"
    width = QFontMetricsF(font).horizontalAdvance(text) + 8
    painter.save()
    painter.translate(middle)
    painter.rotate(angle)
    plate = QRectF(-width / 2, -19, width, 15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, 220))
    painter.drawRoundedRect(plate, 2, 2)
    painter.setPen(QColor(20, 20, 20))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _draw_whole(painter: QPainter, drawn: Drawn, viewport: Viewport, colour: QColor, *, hover: bool) -> None:
    ring = QPolygonF([viewport.to_screen(point) for point in drawn.points])
    wash = QColor(colour)
    wash.setAlphaF(0.06 if hover else 0.14)
    painter.setPen(QPen(colour, 1.2 if hover else 2.0))
    if drawn.closed:
        painter.setBrush(wash)
        painter.drawPolygon(ring)
    else:
        painter.drawPolyline(ring)


def _draw_lines(painter: QPainter, lines: list[QLineF], viewport: Viewport, pen: QPen) -> None:
    painter.save()
    painter.setTransform(viewport.transform, combine=True)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawLines(lines)
    painter.restore()


def _between(one: Point, other: Point) -> Point:
    return Point((one.x + other.x) / 2, (one.y + other.y) / 2)
