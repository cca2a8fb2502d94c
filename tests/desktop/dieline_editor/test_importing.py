"""A drawing of another program: its lines mapped in the dialog, then a template that can be undone again."""

from __future__ import annotations

from pathlib import Path

import ezdxf
import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.dieline.checks import check
from core.dieline.outline import LineType
from core.errors import DieloomError
from desktop.dieline_editor import importing
from desktop.dieline_editor.import_dialog import ImportDialog
from desktop.dieline_editor.importing import Importing
from desktop.dieline_editor.window import DielineEditor
from tests.desktop.test_accessibility import nameless


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """Two panels side by side on layers whose names say nothing, with a text that is no line."""
    document = ezdxf.new("R2000", units=4)
    space = document.modelspace()
    space.add_lwpolyline([(0, 0), (120, 0), (120, 80), (0, 80)], close=True, dxfattribs={"layer": "L1"})
    space.add_line((60, 0), (60, 80), dxfattribs={"layer": "L2"})
    space.add_circle((30, 40), 10, dxfattribs={"layer": "L3"})
    space.add_text("front", dxfattribs={"layer": "L1"})
    path = tmp_path / "card.dxf"
    document.saveas(path)
    return path


def opened(editor: DielineEditor, qtbot: QtBot, path: Path) -> tuple[Importing, ImportDialog]:
    work = Importing(editor, editor.session, editor.background)
    work.read(path)
    qtbot.waitUntil(lambda: work.dialog is not None, timeout=20_000)
    assert work.dialog is not None
    return work, work.dialog


def test_lines_are_mapped_and_become_a_template(editor: DielineEditor, qtbot: QtBot, drawing: Path) -> None:
    before = editor.file
    work, dialog = opened(editor, qtbot, drawing)
    assert nameless(dialog) == []
    assert {source.name: choice.value() for source, choice in dialog.choices.items()}["L1"] is LineType.CUT
    assert "text" in dialog.notes.toPlainText().lower(), "what was left out is told"
    wanted = {"L2": LineType.CREASE, "L3": LineType.WINDOW}
    for source, choice in dialog.choices.items():
        if source.name in wanted:
            choice.show_value(wanted[source.name])
            choice.edited.emit(wanted[source.name])
    dialog.code.setText("Card")
    with qtbot.waitSignal(work.done, timeout=20_000):
        dialog.buttons.accepted.emit()
    for box in editor.findChildren(QMessageBox):
        box.close()
    assert editor.file.code == "Card"
    assert len(editor.file.panels) == 2
    outline = editor.session.now.outline
    assert outline is not None
    assert check(outline) == ()
    assert len(outline.lines_of(LineType.CREASE)) == 1
    assert (outline.blank.width, outline.blank.height) == pytest.approx((120, 80))
    editor.session.undo_stack.undo()
    assert editor.file == before


def test_another_unit_reads_the_drawing_anew_and_keeps_the_types(
    editor: DielineEditor, qtbot: QtBot, drawing: Path
) -> None:
    _, dialog = opened(editor, qtbot, drawing)
    source = next(each for each in dialog.choices if each.name == "L3")
    dialog.choices[source].show_value(LineType.GLUE)
    dialog.unit.edited.emit("in")
    qtbot.waitUntil(lambda: dialog.drawing.unit == "in", timeout=20_000)
    assert dialog.drawing.bounds.width == pytest.approx(120 * 25.4)
    assert dialog.choices[source].value() is LineType.GLUE
    dialog.reject()


def test_a_drawing_without_a_panel_is_refused_in_the_dialog(editor: DielineEditor, qtbot: QtBot, drawing: Path) -> None:
    before = editor.file
    _, dialog = opened(editor, qtbot, drawing)
    for choice in dialog.choices.values():
        choice.show_value(None)
    dialog.buttons.accepted.emit()
    qtbot.waitUntil(lambda: bool(dialog.note.text()), timeout=20_000)
    assert editor.file == before
    assert dialog.buttons.isEnabled()
    dialog.reject()


def test_a_file_that_is_no_drawing_is_told(
    editor: DielineEditor, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[DieloomError] = []
    monkeypatch.setattr(importing, "show_error", lambda _, error: shown.append(error))
    path = tmp_path / "bad.dxf"
    path.write_text("nonsense", encoding="utf-8")
    Importing(editor, editor.session, editor.background).read(path)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert "bad.dxf" in shown[0].message
