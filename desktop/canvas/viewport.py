"""Which part of the sheet the canvas shows: a scale and an offset between mm (y up) and screen units (y down)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from core.geometry import Box, Point

SMALLEST, LARGEST = 0.02, 200.0  # device-independent pixels per mm


@dataclass(frozen=True)
class Viewport:
    """``scale`` is in device-independent pixels per mm; ``x``, ``y`` is where the sheet's origin lies on the screen."""

    scale: float = 2.0
    x: float = 0.0
    y: float = 0.0

    def to_screen(self, point: tuple[float, float]) -> QPointF:
        return QPointF(self.x + point[0] * self.scale, self.y - point[1] * self.scale)

    def to_sheet(self, position: QPointF) -> Point:
        return Point((position.x() - self.x) / self.scale, (self.y - position.y()) / self.scale)

    def rect(self, box: Box) -> QRectF:
        return QRectF(self.to_screen((box.x0, box.y1)), self.to_screen((box.x1, box.y0)))

    @property
    def transform(self) -> QTransform:
        """For a QPainter that draws in mm."""
        return QTransform(self.scale, 0, 0, -self.scale, self.x, self.y)

    def panned(self, dx: float, dy: float) -> Viewport:
        return replace(self, x=self.x + dx, y=self.y + dy)

    def zoomed(self, factor: float, about: QPointF) -> Viewport:
        """Scaled by ``factor``; the sheet's point under ``about`` stays there."""
        scale = min(max(self.scale * factor, SMALLEST), LARGEST)
        ratio = scale / self.scale
        return Viewport(scale, about.x() - (about.x() - self.x) * ratio, about.y() - (about.y() - self.y) * ratio)

    @staticmethod
    def fitting(box: Box, into: QRectF, margin: float = 24.0) -> Viewport:
        """The largest scale that shows ``box`` whole in ``into``, centred."""
        room = into.adjusted(margin, margin, -margin, -margin)
        scale = min(max(room.width(), 1.0) / max(box.width, 1e-6), max(room.height(), 1.0) / max(box.height, 1e-6))
        scale = min(max(scale, SMALLEST), LARGEST)
        centre, middle = box.centre, room.center()
        return Viewport(scale, middle.x() - centre.x * scale, middle.y() + centre.y * scale)
