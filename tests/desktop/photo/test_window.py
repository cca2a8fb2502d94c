"""Photo editing wired into the window: the menu, the dock, the brush on the canvas, preflight's fix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.document.edits import with_layer
from core.document.model import Design
from core.jobs import Progress
from core.style.values import PaletteEdit, PaletteShift
from desktop.app import make_window
from desktop.lanes import Lanes
from desktop.photo import work
from desktop.settings import Settings
from desktop.window import MainWindow
from tests.desktop.photo.conftest import photo, with_photo
from tests.desktop.test_accessibility import nameless


@pytest.fixture
def window(qtbot: QtBot, home: Path, lanes: Lanes, settings: Settings) -> Iterator[MainWindow]:
    made = make_window(lanes, settings, with_photo(photo()))
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    made.session.select("image-1")
    yield made
    made.session.undo_stack.setClean()
    made.close()
    made.deleteLater()


def on_screen(window: MainWindow, across: float, up: float) -> QPoint:
    matrix = window.canvas.brush_tool.matrix
    assert matrix is not None
    return window.canvas.viewport.to_screen(matrix.apply((across, up))).toPoint()


def test_the_brush_paints_on_the_canvas_and_escape_puts_it_down(window: MainWindow, qtbot: QtBot) -> None:
    window.edit_picture("inpaint")
    canvas, tool = window.canvas, window.canvas.brush_tool
    assert canvas.brush_bar.isVisible()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=on_screen(window, 0.3, 0.5))
    QTest.mouseMove(canvas, on_screen(window, 0.7, 0.5))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=on_screen(window, 0.7, 0.5))
    assert not tool.empty
    erased = tool.masks["fill"].image.copy()
    alt = Qt.KeyboardModifier.AltModifier
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, alt, on_screen(window, 0.3, 0.5))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, alt, on_screen(window, 0.3, 0.5))
    assert tool.masks["fill"].image != erased, "Alt erases"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.brush_bar.isHidden()
    assert window.photo.editor.isVisible(), "to go on, or to be closed"
    assert window.session.undo_stack.count() == 0


def test_closing_the_form_puts_the_brush_down(window: MainWindow) -> None:
    window.edit_picture("inpaint")
    window.photo.editor.close_.click()
    assert window.canvas.brush_bar.isHidden()


def test_every_control_of_every_form_has_a_name(window: MainWindow) -> None:
    for kind in window.photo.buttons:
        window.edit_picture(kind)
        assert nameless(window.photo) + nameless(window.canvas) == []


def test_the_picture_menu_is_for_pictures(window: MainWindow) -> None:
    (menu,) = [each for each in window.findChildren(QMenu) if each.title() == "&Edit"]
    (picture,) = [each for each in menu.findChildren(QMenu) if each.title() == "P&icture"]
    menu.aboutToShow.emit()
    assert picture.isEnabled()
    window.session.select(None)
    menu.aboutToShow.emit()
    assert not picture.isEnabled()


def test_what_is_developed_is_told_in_the_status_bar(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.photo.bring_up()
    assert window.status.developing.text() == "Bring picture up"
    window.developer.progress.emit("image-1", 0.4, "")
    window.developer.cancel("image-1")
    assert window.status.developing.text() == ""


def test_preflight_brings_a_picture_up_once_it_is_developed(window: MainWindow) -> None:
    """And mends everything else at once."""
    before = window.session.document
    (asset,) = before.assets
    wanted = (PaletteEdit(shift=PaletteShift(colours=("#a01010", "#f0d0d0"))),)

    def mended(design: Design) -> Design:
        return with_layer(design.model_copy(update={"title": "Mended"}), "image-1", edits=wanted)

    window.developer.replace("Fix", before.with_design(mended(before.design)))
    assert window.session.design.title == "Mended"
    assert window.session.design.layers[0].edits == ()
    assert window.developer.running("image-1") is not None
    window.developer.cancel_all()
    work.develop(photo(), asset, wanted, Progress())
    window.developer.replace("Fix", before.with_design(mended(before.design)))
    assert window.session.design.layers[0].edits == wanted


def test_a_window_closes_while_a_picture_is_developed(window: MainWindow) -> None:
    window.photo.bring_up()
    assert window.developer.all_running
    window.session.undo_stack.setClean()
    window.close()
    assert not window.developer.all_running
