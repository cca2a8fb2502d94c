"""The Dieline menu: the editor on a copy, drawings of other programs, and files for the die maker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ezdxf
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core.dieline import library
from core.dieline.formats.dxf import write_dxf
from core.dieline.outline import LineType
from core.dieline.schema import Corner, MarkSpec
from core.document.model import DielineChoice
from core.errors import DieloomError
from core.press.dieline_files import SUFFIXES, DielineFile
from desktop.dialogs.boards import BoardsDialog
from desktop.dialogs.choose_template import ChooseTemplate
from desktop.dialogs.sheet import SheetDialog
from desktop.dieline_editor.import_dialog import ImportDialog
from desktop.dieline_editor.window import DielineEditor
from desktop.panels.dieline import DielinePanel
from desktop.window import MainWindow
from tests.desktop.test_window import drop

SMALL = DielineChoice(code="A20.20.01.01", parameters={"L": 60, "W": 30, "H": 90})


@pytest.fixture
def editor(window: MainWindow, qtbot: QtBot) -> Iterator[DielineEditor]:
    window.session.edit("Size", lambda design: design.model_copy(update={"dieline": SMALL}))
    made = window.dielines.edit_copy()
    assert made is not None
    qtbot.waitExposed(made)
    yield made
    window.dielines.close_editors()
    QApplication.processEvents()


def test_the_editor_opens_a_copy_at_the_size_of_the_document(editor: DielineEditor) -> None:
    assert editor.file.code not in library.codes()
    assert editor.file.panels == library.load("A20.20.01.01").file.panels
    assert editor.session.outline is not None
    assert editor.session.outline.inside == (60, 30, 90)


def test_the_document_takes_the_edited_template_and_undo_gives_it_back(
    window: MainWindow, editor: DielineEditor
) -> None:
    before = window.session.design
    editor.use()
    choice = window.session.design.dieline
    assert choice.own == editor.file
    assert choice.outline().inside == (60, 30, 90)
    window.session.undo_stack.undo()
    assert window.session.design == before


def test_a_template_of_ones_own_is_edited_itself(window: MainWindow, editor: DielineEditor) -> None:
    editor.use()
    again = window.dielines.edit_copy()
    assert again is not None
    assert again.file == editor.file


def test_closing_the_window_closes_the_editors(window: MainWindow, editor: DielineEditor) -> None:
    window.session.undo_stack.setClean()
    assert window.close()
    assert not editor.isVisible()


def test_boards_and_templates_open_over_the_window(window: MainWindow) -> None:
    opened = (
        (window.dielines.choose, ChooseTemplate),
        (window.dielines.edit_boards, BoardsDialog),
        (window.dielines.lay_out_sheet, SheetDialog),
    )
    for run, kind in opened:
        run()
        (dialog,) = window.findChildren(kind)
        assert dialog.isVisible()
        dialog.reject()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_die_is_written_in_every_format_under_the_printers_names(
    window: MainWindow, tmp_path: Path, suffix: str
) -> None:
    choice, path = window.session.design.dieline, tmp_path / f"die{suffix}"
    window.dielines.choose_preset("structural")
    window.dielines.export(DielineFile(choice.outline(), choice.template().file), path)
    assert path.stat().st_size > 500
    if suffix == ".dxf":
        assert "CUT" not in {layer.dxf.name for layer in ezdxf.readfile(path).layers}
        assert "Cut" in {layer.dxf.name for layer in ezdxf.readfile(path).layers}


def test_a_die_that_cannot_be_written_is_explained(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[DieloomError] = []
    monkeypatch.setattr("desktop.dieline_commands.show_error", lambda _, error: shown.append(error))
    window.dielines.export(DielineFile(window.session.design.dieline.outline()), tmp_path / "gone" / "die.dxf")
    assert len(shown) == 1


def test_a_dropped_drawing_is_imported(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "case.dxf"
    write_dxf(library.load("0201").outline({}), path)
    drop(window, path)
    (made,) = window.findChildren(DielineEditor)
    qtbot.waitUntil(lambda: bool(made.findChildren(ImportDialog)))
    made.findChildren(ImportDialog)[0].reject()
    window.dielines.close_editors()
    QApplication.processEvents()


def test_the_editor_opens_for_a_drawing_that_was_chosen_and_shows_it_whole(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, chosen = tmp_path / "tag.dxf", [""]
    write_dxf(library.load("HANG TAG").outline({}), path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen[0], ""))
    window.dielines.ask_import()
    assert not window.findChildren(DielineEditor)
    chosen[0] = str(path)
    window.dielines.ask_import()
    (made,) = window.findChildren(DielineEditor)
    qtbot.waitUntil(lambda: bool(made.findChildren(ImportDialog)))
    before = made.canvas.viewport.scale
    made.findChildren(ImportDialog)[0].buttons.accepted.emit()
    qtbot.waitUntil(lambda: made.file.code == "tag")
    assert made.canvas.viewport.scale > before, "a smaller blank than before"
    for box in made.findChildren(QMessageBox):
        box.close()
    made.session.undo_stack.setClean()
    window.dielines.close_editors()
    QApplication.processEvents()


def test_the_checks_are_always_on(window: MainWindow, qtbot: QtBot) -> None:
    (panel,) = window.findChildren(DielinePanel)
    file = library.load("0201").file
    slit = MarkSpec(type=LineType.SLIT, closed=False, corners=(Corner(x=-5.0, y=150.0), Corner(x=60.0, y=150.0)))
    panel.use_template(file.model_copy(update={"code": "OWN", "aliases": (), "marks": (*file.marks, slit)}))
    qtbot.waitUntil(lambda: "cross" in panel.note.text())
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: not panel.note.text())
