"""The list of layers: an eye, what kind it is, its name, a lock. Dragged to reorder, F2 to rename, space to hide."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.panels.icons import paint_icon
from desktop.panels.layer_model import LAYER, LOCKED, Index, LayerModel

ROW_PX = 28
ICON_PX = 17
CELL_PX = 26


class LayerDelegate(QStyledItemDelegate):
    """Paints a row; the name is edited where it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        layer, row, palette = index.data(LAYER), option.rect, option.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(row, palette.color(QPalette.ColorRole.Highlight))
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        group = QPalette.ColorGroup.Active if layer.visible or selected else QPalette.ColorGroup.Disabled
        ink = palette.color(group, role)
        _paint_cell(painter, "visible" if layer.visible else "hidden", eye_cell(row), ink)
        _paint_cell(painter, layer.kind, kind_cell(row), ink)
        _paint_cell(painter, "locked" if layer.locked else "unlocked", lock_cell(row), ink)
        painter.setPen(ink)
        area = name_cell(row)
        name = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if option.state & QStyle.StateFlag.State_HasFocus and not selected:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(row.adjusted(0, 0, -1, -1))
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(name_cell(option.rect).adjusted(-4, 2, 0, -2))


class LayerList(QListView):
    """One selected layer, moved by the mouse or by Alt and the arrows."""

    def __init__(self, model: LayerModel) -> None:
        super().__init__()
        self._layers = model
        self.setModel(model)
        self.setItemDelegate(LayerDelegate(self))
        self.setUniformItemSizes(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Layers, the top-most first"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._toggled(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._toggled(event):
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """The selected layer up (-1) or down (1) the stack; at its end nothing happens."""
        row = self.currentIndex().row()
        if row >= 0 and 0 <= row + step < self.model().rowCount():
            self._layers.move_to(self.currentIndex().data(LAYER).id, row + step)

    def _toggled(self, event: QMouseEvent) -> bool:
        """A press on an eye or a lock, which does not select the layer."""
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return False
        row, layer = self.visualRect(index), index.data(LAYER)
        if eye_cell(row).contains(spot):
            state = Qt.CheckState.Unchecked if layer.visible else Qt.CheckState.Checked
            return self.model().setData(index, state.value, Qt.ItemDataRole.CheckStateRole)
        if lock_cell(row).contains(spot):
            return self.model().setData(index, not layer.locked, LOCKED)
        return False

    def sizeHint(self) -> QSize:
        return QSize(240, ROW_PX * 7)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, ROW_PX * 3)


def eye_cell(row: QRect) -> QRect:
    return QRect(row.left() + 2, row.top(), CELL_PX, row.height())


def kind_cell(row: QRect) -> QRect:
    return QRect(row.left() + 2 + CELL_PX, row.top(), CELL_PX, row.height())


def lock_cell(row: QRect) -> QRect:
    return QRect(row.right() - CELL_PX, row.top(), CELL_PX, row.height())


def name_cell(row: QRect) -> QRect:
    return row.adjusted(2 * CELL_PX + 6, 0, -CELL_PX - 4, 0)


def _paint_cell(painter: QPainter, name: str, cell: QRect, ink: QColor) -> None:
    area = QRectF(0, 0, ICON_PX, ICON_PX)
    area.moveCenter(QRectF(cell).center())
    paint_icon(painter, name, area, ink)
