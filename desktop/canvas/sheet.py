"""The still part of the canvas: board, artwork and everything printed, kept as one pixmap until something changes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from core.compose.drawlist import DrawPage
from core.compose.placing import Face
from core.dieline.contour import contour_path
from desktop.canvas.painter import Pixels, path_of, play
from desktop.canvas.viewport import Viewport

SHADOW_PX = 2.5


class Sheet:
    """Renders a page once for each view of it."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels
        self._pixmap = QPixmap()
        self._shown: tuple[object, ...] | None = None

    def drop(self) -> None:
        """What was rendered is out of date."""
        self._shown = None

    def pixmap(
        self,
        page: DrawPage,
        face: Face,
        viewport: Viewport,
        size: QSize,
        ratio: float,
        surround: QColor,
        *,
        trimmed: bool,
    ) -> QPixmap:
        """The page on its surround, ``size`` device-independent pixels at ``ratio`` device pixels each."""
        key = (page, face.side, viewport, size, ratio, surround.rgb(), trimmed)
        if key != self._shown:
            self._pixmap = QPixmap(size * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(surround)
            painter = QPainter(self._pixmap)
            self._render(painter, page, face, viewport, trimmed)
            painter.end()
            self._shown = key
        return self._pixmap

    def _render(self, painter: QPainter, page: DrawPage, face: Face, viewport: Viewport, trimmed: bool) -> None:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        board = board_of(face)
        painter.save()
        painter.translate(QPointF(SHADOW_PX, SHADOW_PX))
        painter.setTransform(viewport.transform, combine=True)
        painter.fillPath(board, QColor(0, 0, 0, 45))
        painter.restore()
        painter.setTransform(viewport.transform, combine=True)
        painter.fillPath(board, Qt.GlobalColor.white)
        if trimmed:
            painter.setClipPath(board)
        play(page.ops, painter, self._pixels)


def board_of(face: Face) -> QPainterPath:
    """The blank as cut out, on the page of this face."""
    return path_of(contour_path(face.outline).transformed(face.view))
