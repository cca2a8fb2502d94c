"""Printers' presets: the bundled ones are locked, own ones are kept as they are changed, and everybody hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.dieline.outline import LineType
from core.document.edits import changed
from core.press import presets
from desktop.dialogs.presets import PresetsDialog
from desktop.inks.panel import InksPanel
from desktop.printing.limit_fields import SEVERITY
from desktop.printing.line_table import DASH, LAYER, MIX, SPOT
from desktop.window import MainWindow
from tests.desktop.test_accessibility import nameless

OWN = "Dieloom copy"


@pytest.fixture
def dialog(home: Path, qtbot: QtBot) -> Iterator[PresetsDialog]:
    made = PresetsDialog(presets.STANDARD)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if isValid(made):
        made.reject()


@pytest.fixture
def own(dialog: PresetsDialog) -> PresetsDialog:
    """On a preset of the person's own."""
    dialog.duplicate()
    return dialog


def put(dialog: PresetsDialog, line: LineType, column: int, text: str) -> bool:
    model = dialog.lines.model
    return model.setData(model.index(list(LineType).index(line), column), text)


def test_the_bundled_are_listed_and_locked(dialog: PresetsDialog) -> None:
    assert dialog.list.count() == len(presets.lines.names())
    assert dialog.locked.isVisible()
    assert not dialog.delete.isEnabled()
    assert not any(page.isEnabled() for page in (dialog.press, dialog.marks, dialog.lines, dialog.limits))
    assert nameless(dialog) == []


def test_a_duplicate_is_kept_and_may_be_changed(dialog: PresetsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.changed):
        dialog.copy.click()
    assert dialog.name == OWN
    assert presets.lines.is_own(OWN)
    assert not dialog.locked.isVisible()
    assert dialog.title.hasFocus()
    dialog.duplicate()
    assert dialog.name == f"{OWN} copy"


def test_press_and_marks_are_kept_as_they_are_changed(own: PresetsDialog) -> None:
    own.press.ppi.setValue(400)
    own.press.bleed.setValue(2.5)
    own.press.limit.setValue(280)
    own.press.standard.edited.emit("x1a")
    own.marks.boxes["colour_bar"].click()
    own.marks.offset.setValue(2)
    press = presets.load(OWN).press
    assert (press.ppi, press.bleed, press.ink_limit, press.standard) == (400, 2.5, 280, "x1a")
    assert (press.marks.colour_bar, press.marks.offset) == (True, 2)
    own.press.bleed.setValue(own.press.bleed.minimum())
    assert presets.load(OWN).press.bleed is None


def test_lines_are_renamed_and_mixed(own: PresetsDialog) -> None:
    assert put(own, LineType.CREASE, LAYER, "Rill")
    assert put(own, LineType.CREASE, SPOT, "Rilllinie")
    assert put(own, LineType.CREASE, MIX, "10 20,5 0 0")
    assert put(own, LineType.CREASE, DASH, "4; 2")
    pen = presets.load(OWN).lines[LineType.CREASE]
    assert (pen.layer, pen.group, pen.spot) == ("Rill", "Rill", "Rilllinie")
    assert (pen.cmyk, pen.dash) == ((0.1, 0.205, 0, 0), (4, 2))


def test_lines_on_one_plate_stay_mixed_alike(own: PresetsDialog) -> None:
    assert put(own, LineType.SLIT, SPOT, "cut")
    lines = presets.load(OWN).lines
    assert (lines[LineType.SLIT].spot, lines[LineType.SLIT].cmyk) == ("Cut", lines[LineType.CUT].cmyk)
    assert put(own, LineType.CUT, MIX, "0 0 0 100")
    assert presets.load(OWN).lines[LineType.SLIT].cmyk == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("column", "text"), [(SPOT, "Black"), (SPOT, ""), (LAYER, "a/b"), (MIX, "0 0 0"), (MIX, "x"), (DASH, "3 -1")]
)
def test_what_a_line_cannot_be_is_said_and_not_kept(own: PresetsDialog, column: int, text: str) -> None:
    before = presets.load(OWN)
    assert not put(own, LineType.CUT, column, text)
    assert own.note.text()
    assert presets.load(OWN) == before


def test_limits_and_severities_are_kept(own: PresetsDialog) -> None:
    own.limits.boxes["ppi_error"].setValue(200)
    own.limits.boxes["line"].setValue(0.5)
    own.limits.take("layer-hidden", "off")
    limits = presets.load(OWN).limits
    assert limits.ppi_error == 200
    assert limits.line == pytest.approx(0.1764, abs=1e-4)
    assert limits.severities == {"layer-hidden": "off"}
    own.limits.take("layer-hidden", "note")
    assert presets.load(OWN).limits.severities == {}, "the usual needs no word"


def test_a_severity_is_chosen_in_its_row_with_the_keyboard(own: PresetsDialog, qtbot: QtBot) -> None:
    own.tabs.setCurrentWidget(own.limits)
    table = own.limits.table
    item = table.topLevelItem(0)
    table.setCurrentItem(item, SEVERITY)
    table.editItem(item, SEVERITY)
    (editor,) = table.findChildren(QComboBox)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert item.text(SEVERITY) == "Warning"
    assert presets.load(OWN).limits.severities == {"resolution-low": "warning"}


def test_a_preset_is_renamed(own: PresetsDialog) -> None:
    own.rename("House & Sons")
    assert own.name == "House & Sons"
    assert not presets.lines.is_own(OWN)
    assert presets.lines.is_own("House & Sons")


@pytest.mark.parametrize("name", ["", "a/b", "standard", "STANDARD"])
def test_names_that_cannot_be_are_said(own: PresetsDialog, name: str) -> None:
    own.rename(name)
    assert own.note.text()
    assert presets.lines.is_own(OWN)


def test_a_preset_is_deleted_when_that_is_meant(own: PresetsDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    buttons = QMessageBox.StandardButton
    monkeypatch.setattr(QMessageBox, "question", lambda *_: buttons.No)
    own.delete.click()
    assert presets.lines.is_own(OWN)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: buttons.Yes)
    own.delete.click()
    assert not presets.lines.is_own(OWN)
    assert own.name in presets.lines.names()


def test_a_printers_file_is_taken_in(dialog: PresetsDialog, tmp_path: Path) -> None:
    file = tmp_path / "Druckhaus.toml"
    text = 'title = { en = "D", zh = "D" }\n[lines.cut]\nspot = "Stanze"\n[press]\nstandard = "x1a"\n'
    file.write_text(text, encoding="utf-8")
    dialog.take(file)
    assert dialog.name == "Druckhaus"
    assert presets.load("Druckhaus").press.standard == "x1a"
    assert presets.load("Druckhaus").lines[LineType.CUT].spot == "Stanze"
    dialog.take(file)
    assert dialog.name == "Druckhaus 2"


@pytest.mark.parametrize("text", ["not toml [", "[press]\nink_limit = 9000\n", "lines = 3"])
def test_a_file_that_is_no_preset_is_explained(dialog: PresetsDialog, tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    dialog.take(file)
    assert dialog.note.text()
    assert dialog.list.count() == len(presets.lines.names())
    assert not presets.lines.is_own("bad")


def test_an_own_file_that_was_broken_by_hand_is_said_and_can_go(home: Path, qtbot: QtBot) -> None:
    folder = presets.lines.folder()
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("nonsense =", encoding="utf-8")
    dialog = PresetsDialog("broken")
    dialog.show()
    assert "broken" in dialog.note.text()
    assert not dialog.press.isEnabled()
    dialog.remove()
    assert not presets.lines.is_own("broken")
    dialog.reject()


def test_the_window_hears_of_changes(window: MainWindow) -> None:
    (inks,) = window.findChildren(InksPanel)
    inks.printing.edit_presets.click()
    (dialog,) = window.findChildren(PresetsDialog)
    dialog.duplicate()
    assert OWN in [inks.printing.preset.itemText(row) for row in range(inks.printing.preset.count())]
    assert OWN in [action.text() for action in window.menus.line_names.actions()]
    dialog.remove()
    assert OWN not in [action.text() for action in window.menus.line_names.actions()]
    dialog.reject()


def test_a_design_follows_its_preset_to_another_name(window: MainWindow) -> None:
    window.printing.edit_presets()
    (dialog,) = window.findChildren(PresetsDialog)
    dialog.duplicate()
    press = changed(window.session.design.press, preset=OWN)
    window.session.edit("Choose", lambda design: changed(design, press=press))
    dialog.rename("House")
    assert window.session.design.press.preset == "House"
    (inks,) = window.findChildren(InksPanel)
    assert inks.printing.preset.value() == "House"
    dialog.reject()


def test_enter_ends_a_field_and_not_the_dialog(own: PresetsDialog, qtbot: QtBot) -> None:
    own.title.setFocus()
    own.title.selectAll()
    qtbot.keyClicks(own.title, "No/name")
    qtbot.keyClick(own.title, Qt.Key.Key_Return)
    assert own.isVisible()
    assert "No/name" in own.note.text()
    own.title.selectAll()
    qtbot.keyClicks(own.title, "Muster Druck")
    qtbot.keyClick(own.title, Qt.Key.Key_Return)
    assert own.isVisible()
    assert own.name == "Muster Druck"
