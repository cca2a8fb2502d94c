"""The layers as Qt's views want them: top-most first, over the design's immutable tuple."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.document.edits import moved, with_layer
from core.document.model import Layer
from desktop.panels.layer_words import kind_of, name_of
from desktop.session import Session

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-dieloom-layer"
LAYER, LOCKED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class LayerModel(QAbstractListModel):
    """Each edit made through the model is an undo step of the session, and comes back as a change of the document."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[Layer] = []
        self.refreshing = False  # views move their selection while rows go; that is nobody's choice
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Take over the design's layers, telling views no more than what changed."""
        self.refreshing = True
        new = list(reversed(self._session.design.layers))
        head = _common(self._rows, new)
        tail = _common(self._rows[head:][::-1], new[head:][::-1])
        gone, come = len(self._rows) - head - tail, len(new) - head - tail
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            del self._rows[head : head + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._rows[head:head] = new[head : head + come]
            self.endInsertRows()
        for row, layer in enumerate(new):
            if self._rows[row] != layer:
                self._rows[row] = layer
                self.dataChanged.emit(self.index(row), self.index(row))
        self.refreshing = False

    def row_of(self, layer_id: str | None) -> int:
        """-1 for an id that no layer has."""
        return next((row for row, layer in enumerate(self._rows) if layer.id == layer_id), -1)

    def move_to(self, layer_id: str, row: int) -> None:
        """Put the layer so that it ends up at ``row``; one undo step."""
        index = len(self._rows) - 1 - row
        self._session.edit(self.tr("Reorder layers"), lambda design: moved(design, layer_id, index))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        layer = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return name_of(layer)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if layer.visible else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(layer)
        if role == LAYER:
            return layer
        return layer.locked if role == LOCKED else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        layer_id = self._rows[index.row()].id
        if role == Qt.ItemDataRole.EditRole:
            return self._set(layer_id, self.tr("Rename layer"), name=str(value).strip()[:200])
        if role == Qt.ItemDataRole.CheckStateRole:
            visible = Qt.CheckState(value) == Qt.CheckState.Checked
            return self._set(layer_id, self.tr("Show layer") if visible else self.tr("Hide layer"), visible=visible)
        if role == LOCKED:
            locked = bool(value)
            return self._set(layer_id, self.tr("Lock layer") if locked else self.tr("Unlock layer"), locked=locked)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable | flag.ItemNeverHasChildren
        return usual | flag.ItemIsUserCheckable | flag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, QByteArray(self._rows[indexes[0].row()].id.encode()))
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """The dragged layer goes between rows ``row - 1`` and ``row``; below all others where it is let go beyond."""
        if action != Qt.DropAction.MoveAction or not data.hasFormat(MIME):
            return False
        layer_id = bytes(data.data(MIME).data()).decode()
        source = self.row_of(layer_id)
        if source < 0:
            return False
        gap = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        self.move_to(layer_id, gap - 1 if gap > source else gap)
        return True

    def _set(self, layer_id: str, text: str, **fields: Any) -> bool:
        self._session.edit(text, lambda design: with_layer(design, layer_id, **fields))
        return True

    def _spoken(self, layer: Layer) -> str:
        states = [kind_of(layer)]
        states += [] if layer.visible else [self.tr("hidden")]
        states += [self.tr("locked")] if layer.locked else []
        return f"{name_of(layer)} ({', '.join(states)})"


def _common(a: list[Layer], b: list[Layer]) -> int:
    """How many layers both lists begin with, told by their ids."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x.id != y.id), min(len(a), len(b)))
