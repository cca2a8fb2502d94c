"""The docks together: names for those who listen, an order for those who use keys, room on a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.docks import build_docks
from desktop.models.use import UseModel
from desktop.photo.developing import Developer
from desktop.session import Session
from tests.desktop.conftest import FakeArtist
from tests.desktop.panels.conftest import FakeLane, Now

WIDTH = 300
ROW_PX = 12  # what lies this close is one row


@pytest.fixture
def docks(
    qtbot: QtBot, session: Session, lane: FakeLane, models: UseModel, developer: Developer
) -> Iterator[list[QDockWidget]]:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = build_docks(session, lane, Now(session), developer, models, QWidget(), QWidget(), QWidget(), window)
    for dock in made:
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, Qt.Orientation.Horizontal)
    window.resize(len(made) * WIDTH, 1100)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


def stops(panel: QWidget) -> Iterator[QWidget]:
    """Where Tab goes, in its order."""
    widget = panel.nextInFocusChain()
    while widget is not panel:
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and widget.isVisible() and widget.isEnabled() and panel.isAncestorOf(widget) and not widget.focusProxy():
            yield widget
        widget = widget.nextInFocusChain()


def test_the_docks_have_titles_and_names_to_be_saved_under(docks: list[QDockWidget]) -> None:
    names = ["artwork", "style", "folded", "plates", "dieline", "layers", "inks", "preflight"]
    assert [dock.objectName() for dock in docks] == [f"dock-{name}" for name in names]
    assert all(dock.windowTitle() for dock in docks)


@pytest.mark.parametrize("selected", ["art", "pic", "box", "txt"])
def test_everything_that_takes_keys_has_a_name(docks: list[QDockWidget], session: Session, selected: str) -> None:
    session.select(selected)
    for dock in docks:
        for widget in stops(dock.widget()):
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert isinstance(spoken, QAccessibleInterface)
            assert spoken.text(QAccessible.Text.Name), f"{dock.objectName()}: {widget}"


@pytest.mark.parametrize("selected", ["art", "pic", "box", "txt"])
def test_tab_goes_as_the_eye_does(docks: list[QDockWidget], session: Session, selected: str) -> None:
    session.select(selected)
    QApplication.processEvents()
    for dock in docks:
        panel = dock.widget()
        if dock.objectName() in ("dock-folded", "dock-plates", "dock-preflight"):
            continue  # empty stand-ins here; tests/desktop/fold, plates and preflight look at the panels themselves
        places = [widget.mapTo(panel, QPoint(0, widget.height() // 2)) for widget in stops(panel)]
        assert len(places) > 2
        for first, then in pairwise(places):
            same_row = abs(then.y() - first.y()) < ROW_PX
            assert then.y() > first.y() or (same_row and then.x() > first.x()), dock.objectName()


def test_the_docks_fit_beside_a_canvas_on_a_small_screen(docks: list[QDockWidget], session: Session) -> None:
    for selected in ("pic", "box", "txt"):
        session.select(selected)
        assert max(dock.minimumSizeHint().width() for dock in docks) <= WIDTH
        assert max(dock.minimumSizeHint().height() for dock in docks) <= 400


def test_nothing_hides_at_the_right_when_a_panel_has_to_scroll(
    docks: list[QDockWidget], session: Session, lane: FakeLane, artist: FakeArtist
) -> None:
    lane.artist = artist
    panel = docks[0].widget()
    docks[0].window().resize(len(docks) * WIDTH, 500)
    panel.variations.again.click()
    lane.work()
    QApplication.processEvents()
    assert panel.verticalScrollBar().isVisible()
    assert panel.widget().width() <= panel.viewport().width()


def test_undo_keys_undo_the_document_wherever_the_keyboard_is(
    docks: list[QDockWidget], session: Session, qtbot: QtBot
) -> None:
    window = docks[0].window()
    undo = session.undo_stack.createUndoAction(window)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    window.addAction(undo)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    session.select("txt")
    length, words = docks[4].widget().rows["L"].box, docks[5].widget().properties.text.text
    before = session.design
    for field in (length, words):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, "99")
        if field is length:
            qtbot.keyClick(field, Qt.Key.Key_Return)
        assert session.design != before
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert session.design == before
    assert length.value() == 80
    assert words.toPlainText() == "Spring tea\nFirst flush"


def test_icons_follow_the_theme(docks: list[QDockWidget], qapp: QApplication) -> None:
    button = docks[0].widget().latent.dice
    before = qapp.palette(), qapp.styleSheet()
    try:
        shades = []
        for palette in (theme.LIGHT, theme.DARK):
            theme.apply(qapp, palette)
            image = button.icon().pixmap(18, 18).toImage()
            inked = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
            shades.append(max(inked, key=QColor.alpha).lightness())
        assert shades[0] < 80
        assert shades[1] > 180
    finally:
        qapp.setStyleSheet(before[1])
        qapp.setPalette(before[0])
        assert qapp.palette().color(QPalette.ColorRole.Window).isValid()
