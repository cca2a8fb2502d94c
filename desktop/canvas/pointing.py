"""Points a place out on the canvas: a red frame that closes in on it once, and stays."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from core.dieline.outline import Side
from core.geometry import Box
from desktop.canvas.viewport import Viewport

RED, HALO = QColor("#e0182d"), QColor(255, 255, 255, 210)
LEAST_PX = 18.0  # a frame around less could be overlooked
AIR_PX = 4.0
APPROACH_PX, APPROACH_MS = 60.0, 500


class Pointing(QObject):
    """``changed``: paint again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.box: Box | None = None
        self.side: Side = "outside"
        self._away = 0.0
        self._approach = QVariantAnimation(self, duration=APPROACH_MS, startValue=APPROACH_PX, endValue=0.0)
        self._approach.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._approach.valueChanged.connect(self._move)

    def point_out(self, box: Box | None, side: Side = "outside") -> None:
        """A place in mm of that side's page; None to point at nothing."""
        if (box, side) == (self.box, self.side):
            return
        self.box, self.side = box, side
        self._approach.stop()
        if box is not None:
            self._approach.start()
        self.changed.emit()

    def frame(self, viewport: Viewport) -> QRectF | None:
        """Where the frame is on the screen."""
        if self.box is None:
            return None
        air = AIR_PX + self._away
        area = viewport.rect(self.box)
        wide, high = (max(0.0, LEAST_PX - length) / 2 + air for length in (area.width(), area.height()))
        return area.adjusted(-wide, -high, wide, high)

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        frame = self.frame(viewport)
        if frame is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((HALO, 5.0), (RED, 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawRoundedRect(frame, 3, 3)
        painter.restore()

    def _move(self, away: float) -> None:
        self._away = away
        self.changed.emit()
