"""The frame around the selected layer: where its handles are, which one is under the pointer, how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from core.compose.placing import Place
from desktop.canvas.viewport import Viewport

REACH_PX = 8.0
SIZE_PX = 8.0
STALK_PX = 26.0


@dataclass(frozen=True)
class Handle:
    """One grip: its side of the box (-1, 0 or 1 across and up), or the one that turns it."""

    across: int
    up: int
    turns: bool = False


SIDES = tuple(Handle(across, up) for across in (-1, 0, 1) for up in (-1, 0, 1) if across or up)
TURN = Handle(0, 1, turns=True)


@dataclass(frozen=True)
class Frame:
    """The selected layer's box on the screen."""

    place: Place
    viewport: Viewport

    @property
    def polygon(self) -> QPolygonF:
        return QPolygonF([self.at(0, 0), self.at(1, 0), self.at(1, 1), self.at(0, 1)])

    def at(self, across: float, up: float) -> QPointF:
        """The screen position of a fraction of the box."""
        point = self.place.matrix.apply((across * self.place.width, up * self.place.height))
        return self.viewport.to_screen(point)

    def position(self, handle: Handle) -> QPointF:
        spot = self.at((handle.across + 1) / 2, (handle.up + 1) / 2)
        if not handle.turns:
            return spot
        away = QLineF(self.at(0.5, 0.5), spot)
        away.setLength(away.length() + STALK_PX)
        return away.p2()

    def handle_at(self, position: QPointF) -> Handle | None:
        """The grip within reach of the pointer; corners win over sides."""
        grips = sorted((TURN, *SIDES), key=lambda grip: -abs(grip.across) - abs(grip.up) - 3 * grip.turns)
        return next((grip for grip in grips if QLineF(self.position(grip), position).length() <= REACH_PX), None)

    def contains(self, position: QPointF) -> bool:
        return self.polygon.containsPoint(position, Qt.FillRule.WindingFill)

    def cursor(self, handle: Handle) -> Qt.CursorShape:
        """The arrow along which the grip moves on the screen."""
        if handle.turns:
            return Qt.CursorShape.CrossCursor
        out = QLineF(self.at(0.5, 0.5), self.position(handle))
        arrows = (
            Qt.CursorShape.SizeHorCursor,
            Qt.CursorShape.SizeBDiagCursor,
            Qt.CursorShape.SizeVerCursor,
            Qt.CursorShape.SizeFDiagCursor,
        )
        return arrows[round(out.angle() / 45) % 4]


def draw(painter: QPainter, frame: Frame, accent: QColor, *, grips: bool) -> None:
    """The box, over a pale line so that it shows on any artwork, and its grips when it can be changed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(255, 255, 255, 200), 3.0), (accent, 1.4)):
        painter.setPen(QPen(colour, width))
        painter.drawPolygon(frame.polygon)
    if not grips:
        return
    painter.setPen(QPen(accent, 1.4))
    painter.drawLine(QLineF(frame.at(0.5, 1), frame.position(TURN)))
    painter.setBrush(QBrush(Qt.GlobalColor.white))
    for grip in SIDES:
        painter.drawRect(_square(frame.position(grip)))
    painter.drawEllipse(_square(frame.position(TURN)))


def _square(centre: QPointF) -> QRectF:
    return QRectF(centre.x() - SIZE_PX / 2, centre.y() - SIZE_PX / 2, SIZE_PX, SIZE_PX)
