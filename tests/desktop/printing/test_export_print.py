"""The dialogue before the print PDF: what the printer wants, what is asked beyond it, and what is written."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.document.edits import changed
from core.document.model import CmykPaint, Placement, ShapeLayer
from core.press import presets
from core.press.presets import Marks
from desktop.dialogs.export_print import ExportPrint
from desktop.printing.choices import PrintChoices, kept
from desktop.window import MainWindow
from tests.desktop.test_accessibility import nameless

PATIENCE_MS = 60_000


@pytest.fixture
def house(home: Path) -> str:
    """A printer who wants things his own way."""
    preset = presets.load()
    marks = Marks(registration=False, colour_bar=True)
    press = preset.press.model_copy(update={"standard": "x1a", "ppi": 250.0, "marks": marks})
    presets.save(presets.PrinterPreset("House", preset.lines, press, preset.limits), "House")
    return "House"


def asked(window: MainWindow) -> ExportPrint:
    window.exports.ask_pdf()
    return next(each for each in window.findChildren(ExportPrint) if each.isVisible())


def choose(dialog: ExportPrint, preset: str) -> None:
    dialog.preset.show_value(preset)
    dialog.preset.edited.emit(preset)


def test_it_begins_with_what_the_designs_printer_wants(window: MainWindow, house: str) -> None:
    press = changed(window.session.design.press, preset=house)
    window.session.edit("Choose", lambda design: changed(design, press=press))
    dialog = asked(window)
    choices = dialog.choices
    assert (choices.preset, choices.standard, choices.ppi, choices.profile) == (house, "x1a", 250, None)
    assert not dialog.marks["registration"].isChecked()
    assert dialog.marks["colour_bar"].isChecked()
    assert choices.sheet is None
    assert nameless(dialog) == []
    dialog.reject()


def test_another_printer_is_followed_in_all_that_was_not_asked(window: MainWindow, house: str) -> None:
    dialog = asked(window)
    choose(dialog, house)
    assert (dialog.choices.standard, dialog.choices.ppi) == ("x1a", 250)
    choose(dialog, "standard")
    assert (dialog.choices.standard, dialog.choices.ppi) == ("x4", 300)
    dialog.reject()


def test_choices_are_remembered_for_their_printer(
    window: MainWindow, house: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog = asked(window)
    dialog.ppi.setValue(400)
    dialog.sheet.setChecked(True)
    dialog.width_box.setValue(720)
    dialog.export.click()
    again = asked(window)
    assert (again.choices.ppi, again.choices.sheet) == (400, (720, 700))
    assert again.size_choice.value() is None
    choose(again, house)
    assert again.choices.ppi == 250, "that was asked of another printer"
    again.reject()


def test_what_was_remembered_of_another_program_version_is_let_go() -> None:
    assert kept("", "standard") == PrintChoices(preset="standard")
    assert kept('{"preset": "standard", "colour": 3}', "standard") == PrintChoices(preset="standard")
    assert kept('{"preset": "x", "ppi": 400, "sheet": [100, 100]}', "y") == PrintChoices(preset="y", sheet=(100, 100))


def test_preflight_is_told_and_shown(window: MainWindow, house: str, qtbot: QtBot) -> None:
    four = ShapeLayer(id="four", fill=CmykPaint(c=1, m=1, y=1, k=1), place=Placement(x=90, y=90, width=40, height=40))
    window.session.edit("Add", lambda design: changed(design, layers=(four,)))
    dialog = asked(window)
    assert dialog.findings.text() == "Checking the design…"
    assert dialog.export.text() == "E&xport…"
    qtbot.waitUntil(lambda: "error" in dialog.findings.text(), timeout=PATIENCE_MS)
    assert dialog.export.text() == "E&xport Anyway…"
    assert "limits" not in dialog.findings.text()
    choose(dialog, house)
    assert dialog.findings.text().endswith("by the limits of Dieloom")
    dialog.show_findings.click()
    assert window.findings.isVisible()
    assert "registration-colour" in {finding.code for finding in window.findings.list.shown}


def test_a_sheet_has_marks_of_its_own(window: MainWindow) -> None:
    dialog = asked(window)
    assert dialog.marks["trim"].isEnabled()
    assert not dialog.width_box.isEnabled()
    dialog.sheet.click()
    assert not dialog.marks["trim"].isEnabled()
    assert dialog.width_box.isEnabled()
    dialog.reject()


def test_what_was_chosen_is_what_is_written_and_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, bar = tmp_path / "carton.pdf", window.status.jobs
    names: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: names.append(given[2]) or (str(out), ""))
    dialog = asked(window)
    for box in dialog.marks.values():
        box.setChecked(False)
    dialog.export.click()
    qtbot.waitUntil(bar.folder.isVisible, timeout=PATIENCE_MS)
    first = media(out)
    with pikepdf.open(out) as pdf:
        trim = [float(edge) for edge in pdf.pages[0].TrimBox]
    assert first[2] - first[0] - (trim[2] - trim[0]) < 60, "no room for marks"
    out.unlink()
    window.exports.pdf_again()
    qtbot.waitUntil(lambda: out.exists() and bar.folder.isVisible(), timeout=PATIENCE_MS)
    assert media(out) == first
    assert len(names) == 1, "again asks nothing"


def media(path: Path) -> list[float]:
    with pikepdf.open(path) as pdf:
        return [float(edge) for edge in pdf.pages[0].MediaBox]


def test_again_asks_when_it_is_another_design(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[Path] = []
    monkeypatch.setattr(window.exports, "queue", lambda out, work: queued.append(out))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.pdf"), ""))
    asked(window).export.click()
    window.exports.pdf_again()
    assert queued == [tmp_path / "a.pdf"] * 2
    window.session.open(window.session.document)
    window.exports.pdf_again()
    assert len(queued) == 2
    next(each for each in window.findChildren(ExportPrint) if each.isVisible()).reject()


def test_a_profile_that_is_none_is_refused(window: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.icc"
    bad.write_bytes(b"no profile")
    dialog = asked(window)
    dialog.profile.take_file(bad)
    assert dialog.note.text()
    assert dialog.choices.profile is None
    dialog.reject()
