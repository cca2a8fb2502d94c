"""The window as a whole: it opens, follows the document, and goes without leaving anything behind."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from core.document import edits
from core.document.document import Document
from core.document.file import save
from core.document.model import Design, DielineChoice
from core.errors import DieloomError
from core.jobs import Progress
from desktop.app import make_window
from desktop.dialogs.new_document import NewDocument
from desktop.lanes import Lanes
from desktop.settings import Settings
from desktop.window import MainWindow
from tests.desktop.conftest import FakeArtist
from tests.desktop.panels.conftest import write_model


def test_opens_with_a_carton_and_artwork(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tiles.complete)
    assert window.session.design.dieline.code == "A20.20.01.01"
    assert [layer.kind for layer in window.session.design.layers] == ["artwork"]
    assert "Untitled" in window.windowTitle()


def test_an_edit_marks_the_title_and_undo_clears_the_mark(window: MainWindow) -> None:
    window.session.edit("Rename", lambda design: edits.changed(design, title="Tea"))
    assert window.isWindowModified()
    window.session.undo_stack.undo()
    assert not window.isWindowModified()


def test_a_closed_window_dies(qtbot: QtBot, home: object, lanes: Lanes, settings: Settings) -> None:
    window = make_window(lanes, settings)
    window.show()
    ref = weakref.ref(window)
    gone = []
    window.destroyed.connect(lambda: gone.append(True))
    window.close()
    window.deleteLater()
    del window
    qtbot.waitUntil(lambda: bool(gone))
    gc.collect()
    assert ref() is None


def test_dropped_designs_open_and_dropped_pictures_become_layers(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    picture, design = tmp_path / "leaf.png", tmp_path / "case.dieloom"
    QImage(30, 20, QImage.Format.Format_RGB32).save(str(picture))
    save(Document(Design(title="Case", dieline=DielineChoice(code="0201"))), design)
    drop(window, picture)
    qtbot.waitUntil(lambda: window.session.design.layers[-1].kind == "image")
    assert window.session.design.layers[-1].name == "leaf"
    window.session.undo_stack.setClean()
    drop(window, design)
    qtbot.waitUntil(lambda: window.session.design.title == "Case")


def test_a_dropped_model_draws_the_artwork(window: MainWindow, tmp_path: Path) -> None:
    model = write_model(tmp_path / "knit.safetensors", (), 2)
    drop(window, model)
    assert [layer.recipe.model for layer in window.session.design.layers] == [str(model)]
    assert window.session.undo_stack.count() == 1
    assert not window.browser.isVisible()
    assert "knit" in window.status.currentMessage()


def test_a_dropped_file_that_is_no_model_is_explained_in_the_browser(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "faces.pkl").write_bytes(b"cos\nsystem\n(S'touch ran'\ntR.")
    before = window.session.document
    drop(window, tmp_path / "faces.pkl")
    qtbot.waitUntil(window.browser.isVisible)
    assert "faces.pkl" in window.browser.note.text()
    assert window.browser.list.model_name() == str(tmp_path / "faces.pkl")
    assert window.session.document is before
    window.browser.close()


def test_number_fields_leave_files_to_the_window(window: MainWindow) -> None:
    boxes = window.findChildren(QAbstractSpinBox)
    assert len(boxes) > 10
    assert not any(box.findChild(QLineEdit).acceptDrops() for box in boxes)


def test_the_browser_opens_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.browser.isVisible()
    assert window.browser.title.text() == "pattern"
    window.browser.close()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where, copy = QPointF(600, 400), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(where.toPoint(), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(where, copy, data, left, none))


def test_a_picture_that_is_none_is_explained(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[DieloomError] = []
    monkeypatch.setattr("desktop.layer_commands.show_error", lambda _, error: shown.append(error))
    (tmp_path / "leaf.png").write_bytes(b"no picture")
    window.layers.add_picture(tmp_path / "leaf.png")
    qtbot.waitUntil(lambda: bool(shown))
    assert "leaf.png" in shown[0].message
    assert [layer.kind for layer in window.session.design.layers] == ["artwork"]


def test_keys_bring_each_dock_to_the_front_and_hide_them_all(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    for number, dock in enumerate(window.docks, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert dock.isAncestorOf(window.childAt(dock.geometry().center())), dock.windowTitle()
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert not any(dock.isVisible() for dock in window.docks)


def test_a_dieline_that_cannot_be_keeps_the_last_drawing_and_says_why(window: MainWindow, qtbot: QtBot) -> None:
    before = window.scene.outline
    absurd = DielineChoice(code="A20.20.01.01", parameters={"L": 1e6})
    with qtbot.waitSignal(window.scene.problem_changed):
        window.session.edit("Too large", lambda design: edits.changed(design, dieline=absurd))
    assert window.scene.outline is before
    assert "1e+06" in window.status.problem.text()
    with qtbot.waitSignal(window.scene.problem_changed):
        window.session.undo_stack.undo()
    assert window.status.problem.text() == ""


def test_the_theme_changes_at_once_and_is_remembered(window: MainWindow, settings: Settings) -> None:
    window.choose_theme("dark")
    assert window.palette().window().color().lightness() < 80
    assert settings.theme == "dark"
    window.choose_theme("light")
    assert window.palette().window().color().lightness() > 200


def test_help_is_there(window: MainWindow, qtbot: QtBot) -> None:
    window.show_about()
    window.show_shortcuts()
    dialogs = [each for each in window.findChildren(QDialog) if each.isVisible()]
    assert len(dialogs) == 2
    for dialog in dialogs:
        dialog.close()


def test_sections_are_as_they_were_left(
    window: MainWindow, qtbot: QtBot, lanes: Lanes, settings: Settings, home: object
) -> None:
    panel = window.docks[0].widget()
    panel.directions.fold.click()
    assert not panel.directions.rows[0].isVisible()
    window.close()
    again = make_window(lanes, settings)
    again.show()
    panel = again.docks[0].widget()
    assert not panel.directions.rows[0].isVisible()
    assert panel.latent.seed.isVisible()
    again.close()
    again.deleteLater()


def test_the_window_closes_cleanly_during_a_search(
    qtbot: QtBot, home: object, lanes: Lanes, artist: FakeArtist, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def endless(model: str, method: str, progress: Progress) -> None:
        while True:
            progress.report(0.5)
            begun.set()

    monkeypatch.setattr(artist, "find_directions", endless, raising=False)
    window = make_window(lanes, settings)
    window.show()
    window.docks[0].widget().directions.find.click()
    qtbot.waitUntil(begun.is_set)
    assert window.docks[0].widget().directions.search.isVisible()
    window.close()
    lanes.stop()
    window.deleteLater()
    assert not lanes.preview.isRunning()


def test_new_makes_the_chosen_template_at_the_chosen_size(window: MainWindow, qtbot: QtBot) -> None:
    window.ask_new()
    dialog = window.findChild(NewDocument)
    dialog.choose("0201")
    next(iter(dialog.sizes.values())).setValue(320)
    dialog.create_button.click()
    choice = window.session.design.dieline
    assert "0201" in choice.code
    assert next(iter(choice.parameters.values())) == 320
    assert [layer.kind for layer in window.session.design.layers] == ["artwork"]


def test_new_refuses_a_size_that_cannot_be(window: MainWindow, qtbot: QtBot) -> None:
    window.ask_new()
    dialog = window.findChild(NewDocument)
    next(iter(dialog.sizes.values())).setValue(0.1)
    assert not dialog.create_button.isEnabled()
    dialog.close()
