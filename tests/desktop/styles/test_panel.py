"""The dock as a whole: names for a screen reader, previews, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication

from core.document.edits import removed
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.styles.panel import StylePanel
from desktop.styles.way import Way
from tests.desktop.panels.conftest import FakeLane
from tests.desktop.styles.conftest import Dock, Later, Tiles
from tests.desktop.test_accessibility import nameless


def test_every_control_has_a_name_whatever_is_on(dock: Dock) -> None:
    assert nameless(dock.panel) == []
    dock.add("sea", "sand")
    dock.tick("sea", "sand")
    for way in Way:
        dock.panel.styling.switch(way, True)
    dock.work()
    assert nameless(dock.panel) == []
    assert dock.panel.growing.isVisible()


def test_it_says_which_layer_it_works_on(dock: Dock) -> None:
    assert dock.panel.target.name.text() == "Ground"
    dock.session.select("pic")
    assert dock.panel.target.name.text() == "Logo"
    assert dock.panel.preview.isVisible()
    dock.session.select("txt")
    assert dock.panel.target.name.text() == "Ground", "the first artwork stands in for what has no style"
    for layer in ("art", "pic"):
        dock.session.edit("Remove", lambda design, layer=layer: removed(design, layer))
    assert "Add artwork" in dock.panel.target.name.text()
    assert not dock.panel.preview.isVisible()


def test_the_ways_are_shown_on_the_picture_itself(dock: Dock) -> None:
    dock.session.select("pic")
    dock.add("sea")
    assert dock.panel.outlook.picture(Way.COLOURS).isNull()
    dock.tick("sea")
    taken = dock.panel.outlook.picture(Way.COLOURS).pixelColor(5, 5)
    assert taken.name() == "#204060"
    assert dock.panel.preview.picture.pixelColor(5, 5).name() == "#c04020", "it is not pressed yet"
    assert dock.panel.outlook.picture(Way.GROWING).isNull()


def test_nothing_is_drawn_while_nobody_looks(dock: Dock) -> None:
    dock.session.select("pic")
    dock.add("sea")
    dock.panel.hide()
    dock.panel.styling.tick(dock.asset("sea"), True)
    assert dock.lane.waiting == 0
    dock.panel.show()
    assert dock.lane.waiting > 0
    dock.work()


def test_a_model_that_is_dropped_is_the_window_s(dock: Dock, model: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(model)])
    keys, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(20, 20), copy, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(dock.panel.viewport(), enter)
    assert not enter.isAccepted()


def test_a_panel_may_go_before_its_tasks_end(show: Callable[[Any], Any], session: Session, lane: FakeLane) -> None:
    lane.artist = Tiles()
    background, darkroom = Later(), Later()
    panel = StylePanel(session, lane, background, Developer(session, darkroom, session))  # type: ignore[arg-type]
    panel.show()
    panel.styling.target.changed.emit()
    panel.learned.look()
    panel.close()
    panel.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    background.work()
    lane.work()
    session.select("pic")
    for each in (background, darkroom):
        each.deleteLater()
