"""A small picture of the blank: board, lines by type in their inks, and its two dimensions."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.dieline.outline import Outline
from desktop.panels.blank_drawing import BlankDrawing
from desktop.panels.controls import describe

RULE_PX = 18.0  # room for a dimension beside the drawing
TICK_PX = 4.0
FADED = 0.35


class OutlineView(QWidget):
    """Shows the last blank that could be made; faded while the values on the panel make none."""

    def __init__(self) -> None:
        super().__init__()
        self._outline: Outline | None = None
        self._drawing: BlankDrawing | None = None
        self._stale = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.setMinimumHeight(150)

    @property
    def outline(self) -> Outline | None:
        return self._outline

    def show_outline(self, outline: Outline) -> None:
        if outline is not self._outline:
            self._outline = outline
            self._drawing = BlankDrawing(outline)
            blank = outline.blank
            words = self.tr("Blank of {0}, {1:.2f} by {2:.2f} mm").format(outline.title, blank.width, blank.height)
            describe(self, words)
        self.show_stale(False)

    def show_stale(self, stale: bool) -> None:
        self._stale = stale
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._outline is None or self._drawing is None:
            return
        drawn = self._drawing.fitted(QRectF(self.rect()).adjusted(RULE_PX, RULE_PX, -2, -2))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(FADED if self._stale else 1.0)
        blank = self._outline.blank
        self._paint_dimensions(painter, drawn, blank.width, blank.height)
        self._drawing.paint(painter, drawn)

    def _paint_dimensions(self, painter: QPainter, drawn: QRectF, width: float, height: float) -> None:
        font = QFont(self.font())
        font.setPointSizeF(max(6.5, font.pointSizeF() - 1.5))
        painter.setFont(font)
        top = drawn.top() - RULE_PX / 2
        self._paint_dimension(painter, QPointF(drawn.left(), top), QPointF(drawn.right(), top), width)
        left = drawn.left() - RULE_PX / 2
        self._paint_dimension(painter, QPointF(left, drawn.bottom()), QPointF(left, drawn.top()), height)

    def _paint_dimension(self, painter: QPainter, start: QPointF, end: QPointF, length: float) -> None:
        """A line with ticks from ``start`` to ``end``, its number in a gap in the middle, along the line."""
        line = QLineF(start, end)
        text = f"{length:.2f}"
        span, gap = line.length(), painter.fontMetrics().horizontalAdvance(text) + 8
        painter.save()
        painter.translate(start)
        painter.rotate(-line.angle())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for x0, x1 in ((0.0, (span - gap) / 2), ((span + gap) / 2, span)):
            painter.drawLine(QPointF(x0, 0), QPointF(max(x0, x1), 0))
        for x in (0.0, span):
            painter.drawLine(QPointF(x, -TICK_PX), QPointF(x, TICK_PX))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(QRectF(0, -RULE_PX / 2, span, RULE_PX), Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
