"""The tile as it is now, and how it repeats: two squares side by side. A picture can be dropped on them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.pictures.images import FORMATS
from desktop.panels.controls import describe

GAP = 6
PICTURES = {f".{ending}" for ending in (*FORMATS.values(), "jpeg", "tiff")}


class TileView(QWidget):
    """Left one tile, right a 2 by 2 repeat of it, where a seam would show."""

    dropped = Signal(object)  # Path of a picture

    def __init__(self) -> None:
        super().__init__()
        self._tile = QImage()
        self._offered = False  # a picture is held over it
        self.setAcceptDrops(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        tip = self.tr("Left: one tile. Right: the tile repeated. Drop a picture here to recreate it.")
        describe(self, self.tr("Artwork tile and its repeat"), tip)

    def show_tile(self, tile: QImage) -> None:
        self._tile = tile
        self.update()

    @property
    def tile(self) -> QImage:
        return self._tile

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min((width - GAP) // 2, 170)

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.heightForWidth(180))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Everything else is the window's."""
        if _picture_of(event.mimeData()):
            event.acceptProposedAction()
            self._offer(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._offer(False)

    def dropEvent(self, event: QDropEvent) -> None:
        path = _picture_of(event.mimeData())
        self._offer(False)
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _offer(self, on: bool) -> None:
        self._offered = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = min((self.width() - GAP) // 2, self.height())
        left = (self.width() - 2 * side - GAP) / 2
        for x, repeats in ((left, 1), (left + side + GAP, 2)):
            self._paint_square(painter, QRectF(x, 0, side, side), repeats)
        if self._offered:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3))
            painter.drawRect(QRectF(left, 0, 2 * side + GAP, side).adjusted(1.5, 1.5, -1.5, -1.5))

    def _paint_square(self, painter: QPainter, square: QRectF, repeats: int) -> None:
        painter.fillRect(square, self.palette().color(QPalette.ColorRole.Base))
        if self._tile.isNull():
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
            return
        for x, y, part in _cells(square, repeats, self._tile.width() / max(1, self._tile.height())):
            painter.drawImage(part.translated(x, y), self._tile)


def _picture_of(data: QMimeData) -> Path | None:
    """The first picture file that is being dropped."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in PICTURES), None)


def _cells(square: QRectF, repeats: int, aspect: float) -> list[tuple[float, float, QRectF]]:
    """Where each repeat goes: the block of ``repeats`` by ``repeats`` tiles fits the square and keeps its shape."""
    width = square.width() / repeats * min(1.0, aspect)
    height = square.height() / repeats * min(1.0, 1 / aspect)
    left = square.x() + (square.width() - repeats * width) / 2
    top = square.y() + (square.height() - repeats * height) / 2
    cell = QRectF(left, top, width, height)
    return [(i * width, j * height, cell) for j in range(repeats) for i in range(repeats)]
