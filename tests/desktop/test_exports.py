"""Exports from the window: the job bar follows them, and the document of that moment is what is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.document import edits
from core.document.file import load
from core.document.model import TextLayer
from core.errors import DieloomError
from desktop.dialogs.export_print import ExportPrint
from desktop.window import MainWindow
from tests.desktop.workers import works

PATIENCE_MS = 60_000


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
    ("ask", "proposed"),
    [
        ("ask_pdf", "Untitled.pdf"),
        ("ask_proof", "Untitled-proof.pdf"),
        ("ask_light_copy", "Untitled-light.png"),
        ("ask_png", "Untitled.png"),
    ],
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


@pytest.fixture
def asked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """The names proposed and the work queued."""
    made: list[tuple[str, Any]] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (given[2], ""))
    monkeypatch.setattr(window.exports, "queue", lambda out, work: made.append((out.name, work)))
    return made


def test_what_is_read_on_paper_is_in_english(window: MainWindow, asked: list[tuple[str, Any]]) -> None:
    window.exports.ask_proof()
    window.exports.ask_light_copy()
    assert [work.keywords["language"] for _, work in asked] == ["en", "en"]


def test_what_is_read_on_paper_is_in_the_window_s_language(
    chinese: None, window: MainWindow, asked: list[tuple[str, Any]]
) -> None:
    window.exports.ask_proof()
    window.exports.ask_light_copy()
    assert [work.keywords["language"] for _, work in asked] == ["zh", "zh"]


def test_the_light_copy_is_of_the_side_that_is_looked_at(window: MainWindow, asked: list[tuple[str, Any]]) -> None:
    window.show_inside(True)
    window.exports.ask_light_copy()
    ((name, work),) = asked
    assert name == "Untitled-inside-light.png"
    assert work.keywords["side"] == "inside"


def test_the_light_copy_is_written_and_small_enough_for_mail(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "light.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.exports.ask_light_copy()
    qtbot.waitUntil(window.status.jobs.folder.isVisible, timeout=PATIENCE_MS)
    with Image.open(out) as picture:
        grey = np.asarray(picture.convert("L"))
    assert min(grey.shape) > 500
    assert grey.mean() > 200, "mostly paper"
    assert grey.min() < 200, "and something on it"
    assert out.stat().st_size < 1_000_000
