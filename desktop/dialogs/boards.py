"""The person's table of boards: change, add, copy and delete; go back to the program's."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.dieline import boards
from core.dieline.boards import Board
from core.dieline.words import Words
from core.errors import DieloomError
from desktop.library.board_table import FLUTES, BoardTable
from desktop.panels.controls import describe
from desktop.panels.sections import Note, row

MARGIN = 16
SIZE = (1120, 580)
NEW_CALIPER, NEW_GRAMMAGE = 0.4, 300.0
DESCRIPTION, FLUTE, ALLOWANCES = 1, 4, 7


class BoardsDialog(QDialog):
    """Nothing is kept before Save; emits ``saved`` then."""

    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Boards"))
        self.note = Note()
        self.table = BoardTable(self._load(), self)
        self.view = self._view()
        self.add, self.copy = QPushButton(self.tr("&Add")), QPushButton(self.tr("Du&plicate"))
        self.delete, self.reset = QPushButton(self.tr("&Delete")), QPushButton(self.tr("&Reset to the program's"))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = box.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        for button in (self.add, self.copy, self.delete, self.reset):
            button.setAutoDefault(False)  # Enter saves, or ends the editing of a cell
        self._describe()
        self._lay_out(box)
        self._connect(box)
        self.resize(*SIZE)
        self.view.selectRow(0)
        self._enable()

    @property
    def board(self) -> Board | None:
        """The board that the person is on."""
        index = self.view.currentIndex()
        return self.table.boards[index.row()] if index.isValid() else None

    def _load(self) -> tuple[Board, ...]:
        """The person's table; the program's, and why, where theirs cannot be read."""
        try:
            return boards.table()
        except DieloomError as error:
            self.note.say(str(error))
            return boards.bundled()

    def _view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.table)
        view.setItemDelegateForColumn(FLUTE, FluteCell(view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setAlternatingRowColors(True)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().lineSpacing() + 10)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (DESCRIPTION, ALLOWANCES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return view

    def _describe(self) -> None:
        describe(self.view, self.tr("Boards"))
        self.view.setToolTip("")
        describe(self.save_button, self.tr("Save"))
        describe(self.add, self.tr("Add"), self.tr("Add a board"))
        describe(self.copy, self.tr("Duplicate"), self.tr("Add a board like this one"))
        describe(self.delete, self.tr("Delete"), self.tr("Delete this board; packs that use it keep their caliper"))
        describe(self.reset, self.tr("Reset to the program's"), self.tr("List the program's own boards again"))

    def _lay_out(self, box: QDialogButtonBox) -> None:
        buttons = row(self.add, self.copy, self.delete)
        buttons.addStretch(1)
        buttons.addWidget(self.reset)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(10)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.note)
        whole.addLayout(buttons)
        whole.addWidget(box)
        self.save_button.setDefault(True)  # which the dialogue hears once the button is in it

    def _connect(self, box: QDialogButtonBox) -> None:
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.table.refused.connect(self.note.say)
        self.table.edited.connect(lambda: self.note.say(""))
        self.table.edited.connect(self._enable)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.add.clicked.connect(self._add)
        self.copy.clicked.connect(self._copy)
        self.delete.clicked.connect(self._delete)
        self.reset.clicked.connect(lambda: self.table.replace(boards.bundled()))

    def _enable(self) -> None:
        for button in (self.copy, self.delete):
            button.setEnabled(self.board is not None)
        self.reset.setEnabled(self.table.boards != boards.bundled())

    def _add(self) -> None:
        name = self.tr("New board")
        self._insert(Board(name=name, label=Words(en=name, zh=name), caliper=NEW_CALIPER, grammage=NEW_GRAMMAGE))

    def _copy(self) -> None:
        if self.board is not None:
            self._insert(self.board)

    def _insert(self, like: Board) -> None:
        """Below the current one, its name ready to be typed over."""
        at = self.view.currentIndex().row() + 1 or self.table.rowCount()
        self.table.insert(at, like)
        name = self.table.index(at, 0)
        self.view.setCurrentIndex(name)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.edit(name)

    def _delete(self) -> None:
        if self.view.currentIndex().isValid():
            self.table.remove(self.view.currentIndex().row())

    def _save(self) -> None:
        """The program's own table is not kept as the person's, so that it stays up to date."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)  # what is being typed counts
        try:
            if self.table.boards == boards.bundled():
                boards.own_path().unlink(missing_ok=True)
            else:
                boards.save(self.table.boards)
        except (DieloomError, OSError) as error:
            self.note.say(str(error))
            return
        self.saved.emit()
        self.accept()


class FluteCell(QStyledItemDelegate):
    """A flute is chosen, not typed."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QComboBox(parent)
        editor.addItems(FLUTES)
        editor.activated.connect(lambda _: self._take(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: BoardTable, index: QModelIndex | QPersistentModelIndex) -> None:  # type: ignore[override]
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentText())

    def _take(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
