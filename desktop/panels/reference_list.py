"""The reference pictures as thumbnails: dropped from the file manager, pasted, chosen, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.document.document import Document
from core.document.model import StyleReference
from desktop.models.facts import models_in
from desktop.panels.pictures import thumbnail

THUMB_PX = 58
ASSET = Qt.ItemDataRole.UserRole


class ThumbnailDelegate(QStyledItemDelegate):
    """The picture alone, framed in the accent colour where it is the chosen one."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        picture: QPixmap = index.data(Qt.ItemDataRole.DecorationRole)
        size = QSizeF(picture.size().scaled(THUMB_PX, THUMB_PX, Qt.AspectRatioMode.KeepAspectRatio))
        area = QRectF(QPointF(), size)
        area.moveCenter(QRectF(option.rect).center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(area, picture, QRectF(picture.rect()))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Highlight), 2.5))
            painter.drawRect(area.adjusted(-2, -2, 2, 2))


class ReferenceList(QListWidget):
    """Shows the design's references; what comes in by drop or paste is handed on, not kept."""

    pictures_given = Signal(object)  # list[Path] or QImage
    remove_asked = Signal()
    chosen = Signal(str)  # asset, empty for none

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[StyleReference] = ()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(ThumbnailDelegate(self))
        self.setGridSize(QSize(THUMB_PX + 10, THUMB_PX + 10))
        self.setUniformItemSizes(True)
        self.viewport().setAcceptDrops(True)  # which a static movement turned off
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Reference pictures"))
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.asset()))

    def asset(self) -> str:
        """Of the chosen picture; empty when there is none."""
        item = self.currentItem()
        return str(item.data(ASSET)) if item else ""

    def show_references(self, document: Document) -> None:
        references = document.design.references
        if references == self._shown:
            return
        chosen, added = self.asset(), [each for each in references if each not in self._shown]
        self._shown = references
        with QSignalBlocker(self):
            self.clear()
            for reference in references:
                self.addItem(_item(reference, document.assets.get(reference.asset, b"")))
            self._choose(added[-1].asset if added else chosen)
        self.chosen.emit(self.asset())

    def paste(self, data: QMimeData) -> None:
        """Files, or else pixels, of the clipboard or of a drop."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.pictures_given.emit(paths)
        elif data.hasImage():
            self.pictures_given.emit(QImage(data.imageData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete):
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if models_in(event.mimeData()):
            event.ignore()  # a model is the window's
        elif event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.paste(event.mimeData())
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.count() == 0:
            self._paint_hint()

    def sizeHint(self) -> QSize:
        return QSize(240, 2 * self.gridSize().height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.gridSize().height() + 8)

    def _paint_hint(self) -> None:
        painter = QPainter(self.viewport())
        faint = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(faint, 1, Qt.PenStyle.DashLine))
        area = self.viewport().rect().adjusted(6, 6, -7, -7)
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(faint)
        words = self.tr("Drop pictures here, paste them,\nor choose files.")
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def _choose(self, asset: str) -> None:
        rows = [i for i in range(self.count()) if self.item(i).data(ASSET) == asset]
        self.setCurrentRow(rows[0] if rows else min(0, self.count() - 1))


def _item(reference: StyleReference, data: bytes) -> QListWidgetItem:
    picture = thumbnail(data, 2 * THUMB_PX)
    item = QListWidgetItem()
    item.setData(Qt.ItemDataRole.DecorationRole, QPixmap.fromImage(picture))
    item.setData(ASSET, reference.asset)
    item.setToolTip(reference.name)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, reference.name)
    return item
