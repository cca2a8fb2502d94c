"""The table of boards while it is edited: every cell is checked as it is typed, so the table is always sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.dieline.boards import Board, Flute
from core.dieline.words import Words
from core.document.edits import changed
from core.values import explain
from desktop.panels.templates import said

translate = QCoreApplication.translate

FLUTES: tuple[str, ...] = get_args(Flute)
AnyIndex = QModelIndex | QPersistentModelIndex


class BadCell(ValueError):
    """Text that a cell does not take, and why."""


@dataclass(frozen=True)
class Column:
    """One column: its heading and tip, a board's text in it, and the board with another text (raises BadCell)."""

    title: str
    tip: str
    text: Callable[[Board], str]
    with_text: Callable[[Board, str], Board]
    numeric: bool = True


class BoardTable(QAbstractTableModel):
    """Emits ``refused`` with the reason when a cell does not take what was typed."""

    refused = Signal(str)
    edited = Signal()

    def __init__(self, boards: Sequence[Board], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = _columns()
        self._boards = list(boards)

    @property
    def boards(self) -> tuple[Board, ...]:
        return tuple(self._boards)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._boards)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].tip
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(self._boards[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and column.numeric:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        row = index.row()
        try:
            board = self.columns[index.column()].with_text(self._boards[row], str(value).strip())
            self._refuse_double(board, row)
        except BadCell as error:
            self.refused.emit(str(error))
            return False
        except ValidationError as error:
            self.refused.emit(explain(error))
            return False
        if board != self._boards[row]:
            self._boards[row] = board
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        self.edited.emit()
        return True

    def replace(self, boards: Sequence[Board]) -> None:
        self.beginResetModel()
        self._boards = list(boards)
        self.endResetModel()
        self.edited.emit()

    def insert(self, row: int, like: Board) -> None:
        """A board like another one, under a name of its own."""
        self.beginInsertRows(QModelIndex(), row, row)
        self._boards.insert(row, _renamed(like, self._free_name(like.name)))
        self.endInsertRows()
        self.edited.emit()

    def remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._boards[row]
        self.endRemoveRows()
        self.edited.emit()

    def _refuse_double(self, board: Board, row: int) -> None:
        others = [each.name.casefold() for i, each in enumerate(self._boards) if i != row]
        if board.name.casefold() in others:
            raise BadCell(translate("boards", "Another board is called “{0}” already.").format(board.name))

    def _free_name(self, name: str) -> str:
        taken = {board.name.casefold() for board in self._boards}
        number, free = 2, name
        while free.casefold() in taken:
            free, number = f"{name[:54]} {number}", number + 1
        return free


def _columns() -> tuple[Column, ...]:
    optional = translate("boards", "Empty: the template works it out from the caliper")
    return (
        Column(
            translate("boards", "Name"),
            translate("boards", "Short, and unlike any other: it is what --board takes"),
            _name,
            _with_name,
            False,
        ),
        Column(
            translate("boards", "Description"),
            translate("boards", "What the lists of boards say"),
            _label,
            _with_label,
            False,
        ),
        Column(
            translate("boards", "Caliper, mm"), translate("boards", "Thickness, mm"), _of("caliper"), _number("caliper")
        ),
        Column(
            translate("boards", "Weight, g/m²"),
            translate("boards", "Grammage, g/m²"),
            _of("grammage"),
            _number("grammage"),
        ),
        Column(
            translate("boards", "Flute"),
            translate("boards", "Of corrugated board: {0}").format(", ".join(FLUTES[1:])),
            _of("flute"),
            _with_flute,
            False,
        ),
        Column(
            translate("boards", "Inside loss, mm"),
            translate("boards", "What the inside loses against the die, mm.") + "\n" + optional,
            _of("inside_loss"),
            _optional("inside_loss"),
        ),
        Column(
            translate("boards", "Outside gain, mm"),
            translate("boards", "What the outside gains on the die, mm.") + "\n" + optional,
            _of("outside_gain"),
            _optional("outside_gain"),
        ),
        Column(
            translate("boards", "Allowances"),
            translate(
                "boards", "Given to the template's parameters of these names, mm: panel_allowance=3, height_allowance=6"
            ),
            _allowances,
            _with_allowances,
            False,
        ),
        Column(
            translate("boards", "Price a m²"),
            translate("boards", "For a square metre, in your currency; empty if unknown"),
            _of("price"),
            _optional("price"),
        ),
    )


def _name(board: Board) -> str:
    return board.name


def _with_name(board: Board, text: str) -> Board:
    if not text:
        raise BadCell(translate("boards", "A board needs a name."))
    return _renamed(board, text) if board.label.en == board.name else changed(board, name=text)


def _renamed(board: Board, name: str) -> Board:
    """A board whose description was its name keeps it so; another description tells that it is not the same board."""
    if board.label.en == board.name:
        return changed(board, name=name, label=Words(en=name, zh=name))
    return changed(board, name=name)


def _label(board: Board) -> str:
    return said(board.label)


def _with_label(board: Board, text: str) -> Board:
    """What the person writes is shown in both languages: they speak one."""
    return changed(board, label=Words(en=text or board.name, zh=text or board.name))


def _of(field: str) -> Callable[[Board], str]:
    def text(board: Board) -> str:
        value = getattr(board, field)
        return "" if value is None else value if isinstance(value, str) else f"{value:g}"

    return text


def _number(field: str) -> Callable[[Board, str], Board]:
    return lambda board, text: changed(board, **{field: _read(text)})


def _optional(field: str) -> Callable[[Board, str], Board]:
    return lambda board, text: changed(board, **{field: _read(text) if text else None})


def _with_flute(board: Board, text: str) -> Board:
    if text.upper() not in FLUTES:
        known = ", ".join(FLUTES[1:])
        raise BadCell(translate("boards", "There is no flute “{0}”; there are {1}.").format(text, known))
    return changed(board, flute=text.upper())


def _allowances(board: Board) -> str:
    return ", ".join(f"{name}={value:g}" for name, value in board.allowances.items())


def _with_allowances(board: Board, text: str) -> Board:
    allowances = {}
    for part in filter(None, (each.strip() for each in text.replace(";", ",").split(","))):
        name, equals, value = part.partition("=")
        if not equals or not name.strip().isidentifier():
            raise BadCell(translate("boards", "“{0}” is not of the form panel_allowance=3.").format(part))
        allowances[name.strip()] = _read(value.strip())
    return changed(board, allowances=allowances)


def _read(text: str) -> float:
    """A number with a decimal point or comma."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise BadCell(translate("boards", "“{0}” is not a number.").format(text)) from None
