"""Exports from the window: the job bar follows them, and the document of that moment is what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.document import edits
from core.document.file import load
from core.document.model import TextLayer
from core.errors import DieloomError
from desktop.dialogs.export_print import ExportPrint
from desktop.window import MainWindow
from tests.desktop.workers import works

PATIENCE_MS = 20_000


def test_the_document_of_that_moment_is_exported(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.session.edit("Rename", lambda design: edits.changed(design, title="then"))
    window.exports.queue(tmp_path / "out.pdf", works.copy)
    window.session.edit("Rename", lambda design: edits.changed(design, title="now"))
    bar = window.status.jobs
    qtbot.waitUntil(bar.folder.isVisible, timeout=PATIENCE_MS)
    assert bar.text.text() == "out.pdf is ready."
    assert not bar.cancel.isVisible()
    assert load(tmp_path / "out.pdf").design.title == "then"


def test_fonts_that_others_stood_in_for_are_named(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    text = TextLayer(id="name", text="Tea", font="No Such Grotesk")
    window.session.edit("Text", lambda design: edits.changed(design, layers=(*design.layers, text)))
    window.exports.queue(tmp_path / "out.pdf", works.copy)
    bar = window.status.jobs
    qtbot.waitUntil(bar.folder.isVisible, timeout=PATIENCE_MS)
    assert bar.text.toolTip() == "out.pdf is ready. Other fonts stand in for No Such Grotesk."


def test_the_cancel_button_stops_the_job(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    bar = window.status.jobs
    window.exports.queue(tmp_path / "out.pdf", works.endless)
    qtbot.waitUntil(bar.cancel.isVisible, timeout=PATIENCE_MS)
    bar.cancel.click()
    qtbot.waitUntil(lambda: not bar.cancel.isVisible(), timeout=PATIENCE_MS)
    assert bar.text.text() == "out.pdf was cancelled."
    assert not bar.folder.isVisible()


def test_a_failure_is_shown_in_its_own_words(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[DieloomError] = []
    monkeypatch.setattr("desktop.exports.show_error", lambda _, error: shown.append(error))
    window.exports.queue(tmp_path / "out.pdf", works.refuse)
    qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE_MS)
    assert (shown[0].message, shown[0].hint) == ("The profile is not for CMYK.", "Choose another profile.")
    assert window.status.jobs.text.text() == "out.pdf failed."


@pytest.mark.parametrize(
    ("ask", "proposed"), [("ask_pdf", "Untitled.pdf"), ("ask_proof", "Untitled-proof.pdf"), ("ask_png", "Untitled.png")]
)
def test_each_export_proposes_a_name_and_adds_its_ending(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: str, proposed: str
) -> None:
    asked: list[str] = []
    queued: list[Path] = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *given: asked.append(given[2]) or (str(tmp_path / "carton"), "")
    )
    monkeypatch.setattr(window.exports, "queue", lambda out, work: queued.append(out))
    getattr(window.exports, ask)()
    for dialog in window.findChildren(ExportPrint):
        dialog.export.click()
    assert Path(asked[0]).name == proposed
    assert queued == [tmp_path / f"carton{Path(proposed).suffix}"]
