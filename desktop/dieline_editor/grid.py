"""A table that is typed into: every key reaches the file while the cell is still open, so its errors are live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.dieline.editing.expressions import expression
from desktop.panels.controls import describe, is_undo, new_gesture

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Shown:
    """What a cell shows."""

    text: str
    tip: str = ""
    colour: str = ""
    fixed: bool = False  # cannot be typed into
    options: tuple[str, ...] = ()  # to choose from, instead of typing


class Grid(QTableWidget):
    """``typed`` comes with every key in the columns that are live, once at the end in the others."""

    typed = Signal(int, int, str, str)  # row, column, text, gesture

    def __init__(self, name: str, headings: Sequence[str], live: Sequence[int], stretch: Sequence[int]) -> None:
        super().__init__(0, len(headings))
        self.live = frozenset(live)
        self._rows: list[Sequence[Shown]] = []
        self.open_at: tuple[int, int] | None = None
        self.line: QLineEdit | None = None  # over that cell
        self.setHorizontalHeaderLabels(list(headings))
        self.headings = list(headings)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(headings)):
            mode = QHeaderView.ResizeMode.Stretch if column in stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setShowGrid(True)
        self.setAlternatingRowColors(True)
        self.setItemDelegate(_Typing(self))
        self.setCornerButtonEnabled(False)
        describe(self, name)
        for part in (header, self.verticalHeader(), self.findChild(QAbstractButton)):
            if part is not None:
                part.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """What is typed on a cell opens it; elsewhere the same letters take tools in hand."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            if (event.text().isprintable() or event.key() == Qt.Key.Key_Delete) and not event.modifiers() & commanding:
                event.accept()
                return True
        return super().event(event)

    def show_rows(self, rows: Sequence[Sequence[Shown]]) -> None:
        """The cells that have changed; the one that is being typed into is left alone."""
        if len(rows) != self.rowCount():
            self.setRowCount(len(rows))
            self._rows = []
        for i, row in enumerate(rows):
            before = self._rows[i] if i < len(self._rows) else None
            for j, shown in enumerate(row):
                if before is None or shown != before[j]:
                    self._show(i, j, shown)
        self._rows = [list(row) for row in rows]

    def text_at(self, row: int, column: int) -> str:
        found = self.item(row, column)
        return found.text() if found else ""

    def shown(self, row: int, column: int) -> Shown:
        return self._rows[row][column]

    def _show(self, row: int, column: int, shown: Shown) -> None:
        cell = self.item(row, column)
        if cell is None:
            cell = QTableWidgetItem()
            self.setItem(row, column, cell)
        if (row, column) != self.open_at or self.line is None:
            cell.setText(shown.text)
        elif expression(self.line.text()) != expression(shown.text):  # undone meanwhile
            self.line.setText(shown.text)
        cell.setToolTip(shown.tip or shown.text)
        cell.setData(Qt.ItemDataRole.ForegroundRole, QColor(shown.colour) if shown.colour else None)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell.setFlags(flags if shown.fixed else flags | Qt.ItemFlag.ItemIsEditable)


class _Typing(QStyledItemDelegate):
    """Opens a line or a choice over a cell."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._gesture, self._before = "", ""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row, column = index.row(), index.column()
        self._gesture, self._before = new_gesture(), self._grid.text_at(row, column)
        name = f"{self._grid.headings[column]}, {self._grid.text_at(row, 0)}"
        options = self._grid.shown(row, column).options
        if options:
            choice = QComboBox(parent)
            choice.addItems(options)
            choice.setAccessibleName(name)
            choice.activated.connect(lambda _: self.commitData.emit(choice))
            return choice
        line = QLineEdit(parent)
        line.setAccessibleName(name)
        if column in self._grid.live:
            self._grid.open_at, self._grid.line = (row, column), line
            line.textEdited.connect(lambda text: self._grid.typed.emit(row, column, text, self._gesture))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = self._grid.text_at(index.row(), index.column())
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit) and editor.text() != text and not editor.isModified():
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        row, column = index.row(), index.column()
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
        if column in self._grid.live and isinstance(editor, QLineEdit):
            cell = self._grid.item(row, column)
            if cell is not None:
                cell.setText(text)
        elif text != self._before:
            self._grid.typed.emit(row, column, text, self._gesture)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._grid.open_at = self._grid.line = None
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if is_undo(event):
            event.ignore()  # the editor's own undo takes it, not the line's
            return True
        if (
            event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]
            and isinstance(watched, QLineEdit)
            and self._grid.open_at is not None
        ):
            row, column = self._grid.open_at
            self._grid.typed.emit(row, column, self._before, self._gesture)
            self._grid.open_at = self._grid.line = None
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            return True
        return super().eventFilter(watched, event)
