"""How drags are drawn on the canvas: a dot, an arrow, a ring; what is held by the mask; the brush."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPolygonF, QTransform

from desktop.canvas.drag_pulls import MASK_PX, Mask, Pull
from desktop.canvas.drag_space import Spot, TileSpace
from desktop.canvas.painter import path_of, transform_of
from desktop.canvas.viewport import Viewport

DOT_PX, RING_PX = 6.0, 7.0
START, TARGET = QColor("#e0442e"), QColor("#2f6fe4")
PALE = QColor(255, 255, 255, 235)
HELD, HELD_AT_WORK = 140, 40  # how dark what is held becomes, of 255; less while the person watches it change
GHOSTS = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


def draw_pulls(
    painter: QPainter, pulls: Sequence[Pull], space: TileSpace, viewport: Viewport, selected: Pull | None
) -> None:
    """Each pull where it was placed, and faintly on the repeats of the tile around it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pull in pulls:
        painter.setOpacity(0.35)
        for x, y in GHOSTS:
            _dot(painter, _on_screen((pull.now[0] + x, pull.now[1] + y), space, viewport), START, DOT_PX / 2)
        painter.setOpacity(1.0)
    for pull in pulls:
        now, target = _on_screen(pull.now, space, viewport), _on_screen(pull.target, space, viewport)
        _arrow(painter, now, target)
        _ring(painter, target)
        _dot(painter, now, START, DOT_PX)
        if pull is selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for centre in (now, target):
                painter.setPen(QPen(PALE, 3.4))
                painter.drawEllipse(centre, 11, 11)
                painter.setPen(QPen(QColor(30, 30, 30), 1.2, Qt.PenStyle.DotLine))
                painter.drawEllipse(centre, 11, 11)
    painter.restore()


def draw_mask(painter: QPainter, mask: Mask, space: TileSpace, viewport: Viewport, *, at_work: bool = False) -> None:
    """A shade over all that is held."""
    if mask.empty:
        return
    shades = np.where(mask.cells, 0, HELD_AT_WORK if at_work else HELD).astype(np.uint8).tobytes()
    shade = QImage(shades, MASK_PX, MASK_PX, MASK_PX, QImage.Format.Format_Alpha8)
    brush = QBrush(shade.copy())
    unit = QTransform(1 / MASK_PX, 0, 0, -1 / MASK_PX, 0, 1)
    brush.setTransform(unit * transform_of(space.matrix))
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(viewport.transform, combine=True)
    painter.setClipPath(path_of(space.place.region))
    box = space.place
    corners = [
        (-box.spill, -box.spill),
        (box.width + box.spill, -box.spill),
        (box.width + box.spill, box.height + box.spill),
        (-box.spill, box.height + box.spill),
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawPolygon(QPolygonF([QPointF(*box.matrix.apply(corner)) for corner in corners]))
    painter.restore()


def draw_brush(painter: QPainter, centre: QPointF, radius_px: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((PALE, 3.0), (QColor(30, 30, 30), 1.2)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(centre, radius_px, radius_px)
    painter.restore()


def _on_screen(spot: Spot, space: TileSpace, viewport: Viewport) -> QPointF:
    return viewport.to_screen(space.point(spot))


def _dot(painter: QPainter, centre: QPointF, colour: QColor, radius: float) -> None:
    painter.setPen(QPen(PALE, 2.2))
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)


def _ring(painter: QPainter, centre: QPointF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((PALE, 5.5), (TARGET, 2.6)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(centre, RING_PX, RING_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(TARGET)
    painter.drawEllipse(centre, 2, 2)


def _arrow(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """From the dot to the ring's edge, over a pale line so that it shows on any artwork."""
    line = QLineF(start, end)
    if line.length() < DOT_PX + RING_PX + 4:
        return
    line.setLength(line.length() - RING_PX - 2)
    way = math.atan2(line.dy(), line.dx())
    wings = [line.p2() - QPointF(math.cos(way + side), math.sin(way + side)) * 9 for side in (-0.5, 0.5)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((PALE, 5.0), (QColor(30, 30, 30), 2.0)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(line)
        painter.drawPolyline(QPolygonF([wings[0], line.p2(), wings[1]]))
