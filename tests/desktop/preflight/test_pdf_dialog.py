"""Preflight of any PDF in a dialogue: found in the background, copied, kept, explained when it is no PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.press import presets
from desktop.preflight.pdf_dialog import PdfPreflight
from desktop.window import MainWindow
from tests.desktop.test_accessibility import nameless

PATIENCE_MS = 20_000

Opened = Callable[[Path], PdfPreflight]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A page without anything that a printer needs."""
    path = tmp_path / "plain.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    pdf.save(path)
    return path


@pytest.fixture
def opened(home: Path, qtbot: QtBot) -> Iterator[Opened]:
    made: list[PdfPreflight] = []

    def opened(path: Path) -> PdfPreflight:
        dialog = PdfPreflight(path, "standard")
        made.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.findings is not None or bool(dialog.note.text()), timeout=PATIENCE_MS)
        return dialog

    yield opened
    for dialog in made:
        if isValid(dialog):
            dialog.reject()


def test_what_is_wrong_with_a_pdf_is_listed(opened: Opened, plain: Path) -> None:
    dialog = opened(plain)
    codes = {finding.code for finding in dialog.findings}
    assert {"intent-missing", "box-trim"} <= codes
    assert len(dialog.list.shown) == len(dialog.findings)
    assert "error" in dialog.head.text()
    assert nameless(dialog) == []


def test_the_findings_are_copied_and_kept_as_text(
    opened: Opened, plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(plain)
    dialog.copy.click()
    text = QApplication.clipboard().text()
    assert text.startswith("plain.pdf: ")
    assert all(finding.text in text for finding in dialog.findings)
    assert "Page 1" in text
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out.txt"), ""))
    dialog.keep.click()
    assert (tmp_path / "out.txt").read_text() == text


def test_a_place_that_cannot_be_written_is_said(opened: Opened, plain: Path, tmp_path: Path) -> None:
    dialog = opened(plain)
    dialog.save(tmp_path / "no folder" / "out.txt")
    assert "out.txt" in dialog.note.text()


def test_what_is_no_pdf_is_explained(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "not.pdf"
    path.write_bytes(b"not a PDF at all")
    dialog = opened(path)
    assert dialog.findings is None
    assert "not.pdf" in dialog.note.text() or "PDF" in dialog.note.text()
    assert not dialog.copy.isEnabled()
    assert dialog.head.text() == ""


def test_another_printer_judges_anew(opened: Opened, plain: Path, qtbot: QtBot) -> None:
    preset = presets.load()
    limits = preset.limits.model_copy(update={"severities": {"intent-missing": "off"}})
    presets.save(presets.PrinterPreset("lax", preset.lines, preset.press, limits), "lax")
    dialog = opened(plain)
    dialog.preset.show_value("lax")
    dialog.preset.edited.emit("lax")
    qtbot.waitUntil(lambda: dialog.findings is not None, timeout=PATIENCE_MS)
    assert "intent-missing" not in {finding.code for finding in dialog.findings}


def test_closing_while_it_checks_leaves_nothing(home: Path, plain: Path, qtbot: QtBot) -> None:
    dialog = PdfPreflight(plain, "standard")
    dialog.show()
    dialog.reject()


def test_the_menu_asks_for_a_file(
    window: MainWindow, plain: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plain), ""))
    window.printing.ask_preflight_pdf()
    (dialog,) = window.findChildren(PdfPreflight)
    qtbot.waitUntil(lambda: dialog.findings is not None, timeout=PATIENCE_MS)
    assert dialog.windowTitle() == "Preflight of plain.pdf"
    dialog.reject()
