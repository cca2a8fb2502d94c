"""The still part of the canvas: board, artwork and everything printed, kept as one pixmap until something changes."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from core.compose.drawlist import DrawPage
from core.compose.placing import Face
from core.dieline.contour import contour_path
from desktop.canvas.painter import Pixels, Player, path_of
from desktop.canvas.viewport import Viewport

SLOW_S = 0.05  # a page that takes longer than this to render would make zooming and panning stumble
SHADOW_PX = 2.5
SHADOW = QColor(0, 0, 0, 45)


@dataclass(frozen=True)
class Look:
    """How a sheet is looked at: ``size`` in device-independent pixels of ``ratio`` device pixels each."""

    viewport: Viewport
    size: QSize
    ratio: float
    surround: str
    trimmed: bool = False


class Sheet:
    """Renders one page, once for each look at it."""

    def __init__(self, pixels: Pixels) -> None:
        self._player = Player(pixels)
        self._page: DrawPage | None = None
        self._face: Face | None = None
        self._board = QPainterPath()
        self._pixmap = QPixmap()
        self._look: Look | None = None
        self._seconds = 0.0  # that the last rendering took

    @property
    def slow(self) -> bool:
        """Whether a page of so much takes too long to be rendered at each step of a movement."""
        return self._seconds > SLOW_S

    def put(self, page: DrawPage, face: Face) -> None:
        """This page from now on."""
        if face != self._face:  # the knife's contour takes a third of a frame, and artwork changes far more often
            self._face, self._board = face, board_of(face)
        self._page = page
        self._player.forget()
        self.drop()

    def drop(self) -> None:
        """What was rendered is out of date: there are other pixels."""
        self._look = None

    def paint(self, painter: QPainter, look: Look, *, moving: bool = False) -> None:
        """The page; while the view moves, a slow one is the last rendering, moved and scaled along."""
        seen = self._look
        if moving and self.slow and seen is not None and replace(seen, viewport=look.viewport) == look:
            painter.save()
            painter.fillRect(QRect(QPoint(0, 0), look.size), QColor(look.surround))
            painter.setTransform(seen.viewport.transform.inverted()[0] * look.viewport.transform, combine=True)
            painter.drawPixmap(QPoint(0, 0), self._pixmap)
            painter.restore()
        else:
            painter.drawPixmap(QPoint(0, 0), self.pixmap(look))

    def pixmap(self, look: Look) -> QPixmap:
        if look != self._look:
            began = time.monotonic()
            self._pixmap = QPixmap(look.size * look.ratio)
            self._pixmap.setDevicePixelRatio(look.ratio)
            self._pixmap.fill(QColor(look.surround))
            painter = QPainter(self._pixmap)
            self._render(painter, look)
            painter.end()
            self._look, self._seconds = look, time.monotonic() - began
        return self._pixmap

    def _render(self, painter: QPainter, look: Look) -> None:
        if self._page is None:
            return
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        painter.translate(QPointF(SHADOW_PX, SHADOW_PX))
        painter.setTransform(look.viewport.transform, combine=True)
        painter.fillPath(self._board, SHADOW)
        painter.restore()
        painter.setTransform(look.viewport.transform, combine=True)
        painter.fillPath(self._board, Qt.GlobalColor.white)
        if look.trimmed:
            painter.setClipPath(self._board)
        self._player.play(self._page.ops, painter)


def board_of(face: Face) -> QPainterPath:
    """The blank as cut out, on the page of this face."""
    return path_of(contour_path(face.outline).transformed(face.view))
