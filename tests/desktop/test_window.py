"""The window as a whole: it opens, follows the document, and goes without leaving anything behind."""

from __future__ import annotations

import gc
import weakref

from pytestqt.qtbot import QtBot

from core.document import edits
from desktop.app import make_window
from desktop.lanes import Lanes
from desktop.settings import Settings
from desktop.window import MainWindow


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
