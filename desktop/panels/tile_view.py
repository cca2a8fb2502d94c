"""The tile as it is now, and how it repeats: two squares side by side."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.panels.controls import describe

GAP = 6


class TileView(QWidget):
    """Left one tile, right a 2 by 2 repeat of it, where a seam would show."""

    def __init__(self) -> None:
        super().__init__()
        self._tile = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        describe(self, self.tr("Artwork tile and its repeat"), self.tr("Left: one tile. Right: the tile repeated."))

    def show_tile(self, tile: QImage) -> None:
        self._tile = tile
        self.update()

    @property
    def tile(self) -> QImage:
        return self._tile

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min((width - GAP) // 2, 160)

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.heightForWidth(180))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = min((self.width() - GAP) // 2, self.height())
        left = (self.width() - 2 * side - GAP) / 2
        for x, repeats in ((left, 1), (left + side + GAP, 2)):
            self._paint_square(painter, QRectF(x, 0, side, side), repeats)

    def _paint_square(self, painter: QPainter, square: QRectF, repeats: int) -> None:
        painter.fillRect(square, self.palette().color(QPalette.ColorRole.Base))
        if self._tile.isNull():
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
            return
        for x, y, part in _cells(square, repeats, self._tile.width() / max(1, self._tile.height())):
            painter.drawImage(part.translated(x, y), self._tile)


def _cells(square: QRectF, repeats: int, aspect: float) -> list[tuple[float, float, QRectF]]:
    """Where each repeat goes: the block of ``repeats`` by ``repeats`` tiles fits the square and keeps its shape."""
    width = square.width() / repeats * min(1.0, aspect)
    height = square.height() / repeats * min(1.0, 1 / aspect)
    left = square.x() + (square.width() - repeats * width) / 2
    top = square.y() + (square.height() - repeats * height) / 2
    cell = QRectF(left, top, width, height)
    return [(i * width, j * height, cell) for j in range(repeats) for i in range(repeats)]
