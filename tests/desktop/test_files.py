"""The document's life on the disk: nothing is lost, nothing is half written, every question is asked once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core.document import edits
from core.document.document import Document
from core.document.file import load, save
from core.document.model import Design, DielineChoice
from core.errors import DieloomError
from desktop import recovery
from desktop.files import Files
from desktop.window import MainWindow

Answer = QMessageBox.StandardButton


@pytest.fixture
def files(window: MainWindow) -> Files:
    return window.files


def rename(window: MainWindow, title: str) -> None:
    window.session.edit("Rename", lambda design: edits.changed(design, title=title))


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    asked: list[str] = []
    monkeypatch.setattr("desktop.files.ask_to_save", lambda _, name: asked.append(name) or button)
    return asked


def failures(monkeypatch: pytest.MonkeyPatch) -> list[DieloomError]:
    shown: list[DieloomError] = []
    monkeypatch.setattr("desktop.files.show_error", lambda _, error: shown.append(error))
    return shown


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


def test_save_as_adds_the_ending_and_clears_the_mark(
    window: MainWindow, files: Files, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(window, "Tea")
    choose(monkeypatch, tmp_path / "tea")
    with qtbot.waitSignal(files.path_changed):
        files.save()
    assert load(tmp_path / "tea.dieloom") == window.session.document
    assert not files.dirty
    assert files.path == tmp_path / "tea.dieloom"
    assert window.settings.recent == [tmp_path / "tea.dieloom"]


def test_opening_shows_the_document_with_an_empty_history(
    window: MainWindow, files: Files, qtbot: QtBot, tmp_path: Path
) -> None:
    document = Document(Design(title="Case", dieline=DielineChoice(code="0201")))
    save(document, tmp_path / "case.dieloom")
    with qtbot.waitSignal(files.path_changed):
        files.open(tmp_path / "case.dieloom")
    assert window.session.document == document
    assert not window.session.undo_stack.canUndo()
    qtbot.waitUntil(lambda: window.scene.outline.code == "0201" or "0201" in window.scene.outline.code)


@pytest.mark.parametrize("content", [None, b"", b"not a zip at all"])
def test_a_file_that_cannot_be_opened_leaves_the_document(
    window: MainWindow,
    files: Files,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
) -> None:
    before, shown = window.session.document, failures(monkeypatch)
    if content is not None:
        (tmp_path / "bad.dieloom").write_bytes(content)
    files.open(tmp_path / "bad.dieloom")
    qtbot.waitUntil(lambda: bool(shown))
    assert "bad.dieloom" in shown[0].message
    assert window.session.document is before


def test_a_save_that_fails_keeps_the_old_file_and_the_mark(
    window: MainWindow, files: Files, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "tea.dieloom"
    save(window.session.document, target)
    before, shown = target.read_bytes(), failures(monkeypatch)
    files.name_after(target)
    rename(window, "Tea")

    def full_disk(*_: object) -> None:
        raise DieloomError("The disk is full.", "Free some space.")

    monkeypatch.setattr("desktop.files.save", full_disk)
    files.save()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].message == "The disk is full."
    assert files.dirty
    assert target.read_bytes() == before


def test_work_done_while_saving_stays_marked(window: MainWindow, files: Files, qtbot: QtBot, tmp_path: Path) -> None:
    rename(window, "first")
    files.name_after(tmp_path / "tea.dieloom")
    with qtbot.waitSignal(files.said):
        files.save()
        rename(window, "second")  # before the event loop has turned
    assert files.dirty
    assert load(tmp_path / "tea.dieloom").design.title == "first"


def test_closing_with_changes_asks_and_cancel_keeps_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(window, "Tea")
    asked = answer(monkeypatch, Answer.Cancel)
    assert not window.close()
    assert asked == ["Tea"]
    assert window.isVisible()


def test_closing_with_save_writes_first_and_closes_then(
    window: MainWindow, files: Files, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.name_after(tmp_path / "tea.dieloom")
    rename(window, "Tea")
    asked = answer(monkeypatch, Answer.Save)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert load(tmp_path / "tea.dieloom").design.title == "Tea"
    assert len(asked) == 1


def test_unsaved_work_is_kept_for_recovery_and_forgotten_when_saved(
    window: MainWindow, files: Files, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = recovery.own(tmp_path / "recovery")
    files.snapshot()
    assert not snapshot.exists(), "nothing is unsaved yet"
    rename(window, "Tea")
    files.snapshot()
    qtbot.waitUntil(snapshot.exists)
    assert load(snapshot).design.title == "Tea"
    choose(monkeypatch, tmp_path / "tea.dieloom")
    with qtbot.waitSignal(files.said):
        files.save()
    assert not snapshot.exists()


def test_the_next_start_offers_what_was_left_and_opens_it_unsaved(
    window: MainWindow, files: Files, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "recovery" / "999999999.dieloom"  # of a process that cannot be
    save(Document(Design(title="Lost", dieline=DielineChoice(code="0201"))), left)
    monkeypatch.setattr("desktop.files.ask_to_recover", lambda _, count: count == 1)
    with qtbot.waitSignal(files.path_changed):
        files.recover()
    assert window.session.design.title == "Lost"
    assert files.dirty
    assert files.path is None
    qtbot.waitUntil(recovery.own(tmp_path / "recovery").exists)  # it is safe again before the old one goes
    assert not left.exists()


def test_what_is_not_wanted_back_is_thrown_away(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    left = tmp_path / "recovery" / "999999999.dieloom"
    save(Document(Design(title="Lost", dieline=DielineChoice(code="0201"))), left)
    monkeypatch.setattr("desktop.files.ask_to_recover", lambda *_: False)
    files.recover()
    assert not left.exists()
    assert window.session.design.title == "Untitled"
