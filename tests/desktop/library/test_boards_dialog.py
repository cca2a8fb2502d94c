"""The table of boards: cells are checked as they are typed, nothing is kept before Save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.dieline import boards
from desktop.dialogs.boards import BoardsDialog

Show = Callable[[Any], Any]

NAME, DESCRIPTION, CALIPER, WEIGHT, FLUTE, LOSS, GAIN, ALLOWANCES, PRICE = range(9)


@pytest.fixture
def dialog(show: Show) -> BoardsDialog:
    return show(BoardsDialog())


def put(dialog: BoardsDialog, row: int, column: int, text: str) -> bool:
    return bool(dialog.table.setData(dialog.table.index(row, column), text))


def row_of(dialog: BoardsDialog, name: str) -> int:
    return [board.name for board in dialog.table.boards].index(name)


def test_the_programs_boards_are_listed(dialog: BoardsDialog) -> None:
    assert dialog.table.boards == boards.bundled()
    row = row_of(dialog, "E flute")
    texts = [dialog.table.index(row, column).data() for column in range(9)]
    assert texts[:5] == ["E flute", "E flute", "1.6", "480", "E"]
    assert not dialog.reset.isEnabled()


def test_numbers_flutes_and_allowances_are_changed_and_saved(dialog: BoardsDialog, qtbot: QtBot) -> None:
    row = row_of(dialog, "B flute")
    for column, text in (
        (CALIPER, "2,9"),
        (WEIGHT, "520"),
        (LOSS, "3.1"),
        (GAIN, "3"),
        (ALLOWANCES, "panel_allowance=3; height_allowance = 6"),
        (PRICE, "0.62"),
    ):
        assert put(dialog, row, column, text), text
    assert boards.table() == boards.bundled()
    with qtbot.waitSignal(dialog.saved):
        dialog.save_button.click()
    board = boards.named("B flute")
    assert (board.caliper, board.grammage, board.inside_loss, board.outside_gain, board.price) == (
        2.9,
        520,
        3.1,
        3,
        0.62,
    )
    assert board.allowances == {"panel_allowance": 3, "height_allowance": 6}


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        (CALIPER, "thick", "not a number"),
        (CALIPER, "0", "greater than 0"),
        (CALIPER, "25", "20"),
        (CALIPER, "nan", "caliper"),
        (WEIGHT, "-1", "greater than 0"),
        (FLUTE, "Q", "no flute"),
        (NAME, "", "needs a name"),
        (NAME, "e flute", "called “e flute” already"),
        (ALLOWANCES, "panel 3", "panel_allowance=3"),
        (ALLOWANCES, "panel_allowance=x", "not a number"),
        (PRICE, "free", "not a number"),
    ],
)
def test_what_a_cell_does_not_take_is_said_and_the_board_left(
    dialog: BoardsDialog, column: int, text: str, words: str
) -> None:
    assert not put(dialog, 0, column, text)
    assert words in dialog.note.text()
    assert dialog.table.boards == boards.bundled()
    assert put(dialog, 0, CALIPER, "0.37")
    assert dialog.note.text() == ""


def test_an_empty_cell_leaves_it_to_the_template(dialog: BoardsDialog) -> None:
    put(dialog, 0, LOSS, "0.5")
    assert put(dialog, 0, LOSS, "")
    assert dialog.table.boards[0].inside_loss is None


def test_a_board_is_added_and_named_with_the_keys(dialog: BoardsDialog, qtbot: QtBot) -> None:
    count = len(dialog.table.boards)
    dialog.view.selectRow(2)
    dialog.add.click()
    editor = dialog.view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Carta 320")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert len(dialog.table.boards) == count + 1
    qtbot.waitUntil(lambda: dialog.table.boards[3].name == "Carta 320")
    assert dialog.table.boards[3].label.en == "Carta 320"


def test_a_copy_gets_a_name_of_its_own(dialog: BoardsDialog) -> None:
    dialog.view.selectRow(row_of(dialog, "E flute"))
    dialog.copy.click()
    assert dialog.board is not None
    assert dialog.board.name == "E flute 2"
    assert dialog.board.caliper == 1.6
    dialog.copy.click()
    assert dialog.board.name == "E flute 2 2"


def test_boards_are_deleted_and_the_programs_come_back(dialog: BoardsDialog, show: Show) -> None:
    dialog.view.selectRow(0)
    dialog.delete.click()
    dialog.save_button.click()
    assert boards.table() == boards.bundled()[1:]
    again = show(BoardsDialog())
    assert again.table.boards == boards.bundled()[1:]
    again.reset.click()
    again.save_button.click()
    assert boards.table() == boards.bundled()
    assert not boards.own_path().exists()  # so that a newer Dieloom may bring newer figures


def test_cancel_keeps_nothing(dialog: BoardsDialog) -> None:
    put(dialog, 0, CALIPER, "0.9")
    dialog.reject()
    assert boards.table() == boards.bundled()


def test_a_table_that_cannot_be_read_is_said(show: Show) -> None:
    boards.own_path().parent.mkdir(parents=True)
    boards.own_path().write_text("{")
    dialog = show(BoardsDialog())
    assert "boards.json" in dialog.note.text()
    assert dialog.table.boards == boards.bundled()


def test_every_cell_can_be_emptied_of_boards(dialog: BoardsDialog) -> None:
    while dialog.table.boards:
        dialog.view.selectRow(0)
        dialog.delete.click()
    assert not dialog.delete.isEnabled()
    assert not dialog.copy.isEnabled()
    dialog.add.click()
    assert len(dialog.table.boards) == 1
