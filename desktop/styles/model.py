"""The references of one collection as Qt's views want them, over the design's immutable tuple."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.document.model import StyleReference
from core.document.references import changed_references, in_collection, moved_before
from desktop.session import Session
from desktop.styles.pictures import ReferencePictures
from desktop.styles.styling import Styling

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-dieloom-references"
REFERENCE, WEIGHT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class ReferenceModel(QAbstractListModel):
    """A tick puts a picture into the blend. Edits of the references are undo steps of the session."""

    def __init__(self, session: Session, styling: Styling, pictures: ReferencePictures, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._styling, self._pictures = session, styling, pictures
        self._rows: list[StyleReference] = []
        self._ticked: dict[str, float] = {}
        self.collection: str | None = None
        pictures.arrived.connect(self._arrived)
        styling.changed.connect(self.refresh)
        self.refresh()

    @property
    def rows(self) -> Sequence[StyleReference]:
        return self._rows

    def show_collection(self, collection: str | None) -> None:
        """The references of one collection, those in none for an empty name, all for None."""
        self.collection = collection
        self.refresh()

    def refresh(self) -> None:
        """Take over what is in the document; views keep their place where the same pictures are shown."""
        rows = in_collection(self._session.design, self.collection)
        ticked = dict(self._styling.blend)
        if [each.asset for each in rows] != [each.asset for each in self._rows]:
            self.beginResetModel()
            self._rows, self._ticked = rows, ticked
            self.endResetModel()
        elif rows != self._rows or ticked != self._ticked:
            self._rows, self._ticked = rows, ticked
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row_of(self, asset: str) -> int:
        """-1 for a picture that is not among them."""
        return next((row for row, each in enumerate(self._rows) if each.asset == asset), -1)

    def move(self, assets: Sequence[str], row: int) -> None:
        """Put pictures before the one in ``row``, or after all others; one undo step."""
        before = self._rows[row].asset if 0 <= row < len(self._rows) else None
        if before is None and self._rows:  # after the last of this collection
            references = [each.asset for each in self._session.design.references]
            after = references[references.index(self._rows[-1].asset) + 1 :]
            before = after[0] if after else None
        if before in assets:
            following = [each.asset for each in self._session.design.references]
            rest = [each for each in following[following.index(str(before)) :] if each not in assets]
            before = rest[0] if rest else None
        self._session.edit(self.tr("Reorder references"), lambda design: moved_before(design, assets, before))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        reference = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return reference.name
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if reference.asset in self._ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole:
                return self._pictures.picture(reference)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(reference)
            case Qt.ItemDataRole.ToolTipRole:
                return self.tr("{0}\nSpace: use it · Enter: choose a part · F2: rename · Del: remove").format(
                    reference.name
                )
        if role == REFERENCE:
            return reference
        if role == WEIGHT:
            return self._ticked.get(reference.asset) if len(self._ticked) > 1 else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        reference = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            self._styling.tick(reference.asset, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        name = " ".join(str(value).split())[:200]
        if role != Qt.ItemDataRole.EditRole or not name:
            return False
        self._session.edit(
            self.tr("Rename reference"), lambda design: changed_references(design, {reference.asset}, name=name)
        )
        return True

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
        data.setData(MIME, QByteArray("\n".join(self._rows[each.row()].asset for each in indexes).encode()))
        return data

    def _spoken(self, reference: StyleReference) -> str:
        states = [self.tr("in use")] if reference.asset in self._ticked else []
        states += [self.tr("a part of it")] if reference.region else []
        states += [self.tr("cannot be read")] if self._pictures.is_unreadable(reference) else []
        return ", ".join([reference.name, *states])

    def _arrived(self, asset: str) -> None:
        row = self.row_of(asset)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])


def assets_in(data: QMimeData) -> list[str]:
    """The references that are being dragged."""
    return bytes(data.data(MIME).data()).decode().split("\n") if data.hasFormat(MIME) else []
