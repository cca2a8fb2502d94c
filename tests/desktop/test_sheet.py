"""The sheet dialogue: nests anew as the sheet changes, draws what it found, and writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ezdxf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from core.dieline import library
from core.dieline.nest import Sheet, nest
from core.dieline.outline import Outline
from desktop.dialogs.sheet import SIZES, SheetDialog
from desktop.dialogs.sheet_view import BOARD
from tests.desktop.test_accessibility import nameless


@pytest.fixture(scope="module")
def outline() -> Outline:
    return library.load("DOUBLE-WALL BASE").outline({"L": 120, "W": 80, "H": 30})


@pytest.fixture
def dialog(outline: Outline, qtbot: QtBot, tmp_path: Path, home: Path) -> Iterator[SheetDialog]:
    made = SheetDialog(outline, tmp_path / "tea")
    made.resize(1000, 640)
    made.show()
    qtbot.waitExposed(made)
    settle(made, qtbot)
    yield made
    made.close()


def settle(dialog: SheetDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.export.isEnabled, timeout=30_000)


def test_it_begins_with_the_usual_sheet(dialog: SheetDialog, outline: Outline) -> None:
    layout = nest(outline, Sheet(*SIZES[0], gripper=12), 5)
    assert dialog.view.shown == layout
    assert dialog.count.text() == f"{layout.count} on the sheet"
    assert f"{layout.waste * 100:.1f} %" in dialog.facts.text()
    assert f"gains {layout.count - layout.grid_count}" in dialog.facts.text()


def test_a_change_looks_for_another_layout(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.size_choice.setCurrentIndex(2)
    dialog.size_choice.activated.emit(2)
    assert not dialog.export.isEnabled()
    settle(dialog, qtbot)
    shown = dialog.view.shown
    assert shown is not None
    assert (shown.sheet.width, shown.sheet.height) == (700, 500)
    dialog.width_box.setValue(640)
    settle(dialog, qtbot)
    assert dialog.size_choice.currentText() == "Other"
    dialog.grain.setCurrentIndex(1)
    dialog.grain.activated.emit(1)
    dialog.gap.setValue(8)
    dialog.gripper.setValue(20)
    dialog.margin.setValue(6)
    settle(dialog, qtbot)
    shown = dialog.view.shown
    assert shown is not None
    assert (shown.sheet, shown.gap) == (Sheet(640, 500, 20, 6, "x"), 8)


def test_only_the_last_of_many_changes_is_shown(dialog: SheetDialog, qtbot: QtBot) -> None:
    for width in (900, 800, 730, 620):
        dialog.width_box.setValue(width)
    settle(dialog, qtbot)
    shown = dialog.view.shown
    assert shown is not None
    assert shown.sheet.width == 620


def test_what_cannot_be_is_said(dialog: SheetDialog, qtbot: QtBot) -> None:
    dialog.width_box.setValue(120)
    qtbot.waitUntil(lambda: "does not fit" in dialog.note.text(), timeout=10_000)
    assert dialog.count.text() == ""
    dialog.margin.setValue(60)
    assert "leave nothing" in dialog.note.text()
    dialog.margin.setValue(0)
    dialog.width_box.setValue(700)
    settle(dialog, qtbot)
    assert dialog.note.text() == ""


def test_the_picture_shows_blanks_where_they_lie(dialog: SheetDialog, outline: Outline) -> None:
    layout = dialog.view.shown
    assert layout is not None
    picture = dialog.view.grab().toImage()
    scale = min((picture.width() - 16) / 1000, (picture.height() - 16) / 700)
    left, bottom = (picture.width() - 1000 * scale) / 2, (picture.height() + 700 * scale) / 2

    def at(x: float, y: float) -> QColor:
        return pixel(picture, QPoint(round(left + x * scale), round(bottom - y * scale)))

    for place in layout.placements:
        assert at(*place.matrix.apply(outline.blank.centre)).lightness() > 245  # in the base, off every line
    assert at(990, 690) == BOARD
    assert at(500, 6).lightness() < BOARD.lightness()  # the gripper


def pixel(picture: QImage, point: QPoint) -> QColor:
    return picture.pixelColor(point)


def test_thousands_of_labels_are_drawn_too(qtbot: QtBot, tmp_path: Path, home: Path) -> None:
    label = library.load("DIE-CUT LABEL").outline({"W": 20, "H": 20})
    dialog = SheetDialog(label, tmp_path / "label")
    dialog.show()
    settle(dialog, qtbot)
    assert dialog.view.shown is not None
    assert dialog.view.shown.count > 1000
    assert dialog.view.grab().toImage().pixelColor(dialog.view.rect().center()).isValid()
    dialog.close()


@pytest.mark.parametrize("suffix", [".pdf", ".dxf", ".cf2", ".svg"])
def test_the_layout_is_exported(
    dialog: SheetDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    asked: list[str] = []

    def choose(parent: object, title: str, proposal: str, kinds: str) -> tuple[str, str]:
        asked.append(proposal)
        return str(tmp_path / "out"), f"{suffix[1:].upper()} (*{suffix})"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"out{suffix} is ready" in dialog.facts.text(), timeout=30_000)
    assert asked == [str(tmp_path / "tea-sheet.pdf")]
    assert (tmp_path / f"out{suffix}").stat().st_size > 1000
    if suffix == ".dxf":
        assert not ezdxf.readfile(tmp_path / "out.dxf").audit().has_errors  # type: ignore[attr-defined]


def test_a_file_that_cannot_be_written_is_said(dialog: SheetDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.write(tmp_path / "nowhere" / "sheet.pdf")
    qtbot.waitUntil(lambda: "nowhere" in dialog.note.text(), timeout=10_000)


def test_closing_stops_the_search(outline: Outline, qtbot: QtBot, tmp_path: Path, home: Path) -> None:
    dialog = SheetDialog(outline, tmp_path / "tea")
    dialog.show()
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Close)
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # no thread may be left: conftest looks


def test_a_dialogue_that_was_never_shown_leaves_no_thread(outline: Outline, tmp_path: Path) -> None:
    SheetDialog(outline, tmp_path / "tea").deleteLater()


def test_every_control_has_a_name(dialog: SheetDialog) -> None:
    assert nameless(dialog) == []
