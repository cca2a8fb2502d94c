"""A part of a reference is chosen by mouse, keys or numbers, and what is taken of it follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.document.styling import painting_of
from desktop.styles.region import WHOLE, RegionDialog, RegionView
from desktop.styles.way import Way
from tests.desktop.styles.conftest import Dock

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def dialog(dock: Dock) -> RegionDialog:
    dock.add("sea")
    dock.panel.library.grid.choose([dock.asset("sea")])
    dock.panel.library.part.click()
    dock.work()
    (made,) = dock.panel.findChildren(RegionDialog)
    return made


def drag(qtbot: QtBot, view: RegionView, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view, LEFT, pos=start)
    event = _move(view, end)
    QApplication.sendEvent(view, event)
    qtbot.mouseRelease(view, LEFT, pos=end)


def _move(view: RegionView, spot: QPoint):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    return QMouseEvent(QEvent.Type.MouseMove, QPointF(spot), QPointF(view.mapToGlobal(spot)), LEFT, LEFT, NONE)


def spot(view: RegionView, x: float, y: float) -> QPoint:
    area = view.area()
    return QPoint(round(area.left() + x * area.width()), round(area.top() + y * area.height()))


def test_a_rectangle_is_dragged_moved_and_sized(dialog: RegionDialog, qtbot: QtBot) -> None:
    view = dialog.view
    drag(qtbot, view, spot(view, 0.2, 0.3), spot(view, 0.6, 0.7))
    assert view.region == pytest.approx((0.2, 0.3, 0.6, 0.7), abs=0.01)
    assert [box.value() for box in dialog.boxes] == pytest.approx([20, 30, 40, 40], abs=1)
    drag(qtbot, view, spot(view, 0.4, 0.5), spot(view, 0.5, 0.4))
    assert view.region == pytest.approx((0.3, 0.2, 0.7, 0.6), abs=0.01)
    drag(qtbot, view, spot(view, 0.7, 0.6), spot(view, 0.9, 0.8))
    assert view.region == pytest.approx((0.3, 0.2, 0.9, 0.8), abs=0.01)
    drag(qtbot, view, spot(view, 0.5, 0.5), spot(view, 2.0, 2.0))
    assert view.region == pytest.approx((0.4, 0.4, 1.0, 1.0), abs=0.01), "it stays within the picture"


def test_a_rectangle_drawn_backwards_and_a_mere_click(dialog: RegionDialog, qtbot: QtBot) -> None:
    view = dialog.view
    drag(qtbot, view, spot(view, 0.6, 0.7), spot(view, 0.2, 0.3))
    assert view.region == pytest.approx((0.2, 0.3, 0.6, 0.7), abs=0.01)
    qtbot.mouseClick(view, LEFT, pos=spot(view, 0.9, 0.9))
    assert view.region == pytest.approx((0.2, 0.3, 0.6, 0.7), abs=0.01)
    drag(qtbot, view, spot(view, 1.0, 1.0), spot(view, 1.0, 1.0))
    left, top, right, bottom = view.region
    assert right > left
    assert bottom > top


def test_keys_move_and_size_it(dialog: RegionDialog, qtbot: QtBot) -> None:
    view = dialog.view
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for _ in range(10):
        qtbot.keyClick(view, Qt.Key.Key_Left, shift)
    qtbot.keyClick(view, Qt.Key.Key_Up, shift)
    assert view.region == pytest.approx((0, 0, 0.8, 0.98))
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down, ctrl)
    assert view.region == pytest.approx((0.06, 0.002, 0.86, 0.982))
    for _ in range(100):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.region[2] == pytest.approx(1.0)


def test_numbers_do_as_well(dialog: RegionDialog) -> None:
    for box, value in zip(dialog.boxes, (25, 10, 50, 30), strict=True):
        box.setValue(value)
    assert dialog.view.region == pytest.approx((0.25, 0.1, 0.75, 0.4))
    dialog.boxes[0].setValue(80)
    assert dialog.view.region == pytest.approx((0.8, 0.1, 1.0, 0.4))
    dialog.whole.click()
    assert dialog.view.region == WHOLE


def test_the_part_is_kept_with_the_reference_and_read_anew(dialog: RegionDialog, dock: Dock) -> None:
    dock.tick("sea")
    dock.panel.styling.switch(Way.PAINTING, True)
    steps = dock.session.undo_stack.count()
    dialog.view.show_region((0.25, 0.25, 0.5, 0.75))
    dialog.accept()
    assert dock.session.design.references[0].region == (0.25, 0.25, 0.5, 0.75)
    dock.work()
    painting = painting_of(dock.art)
    assert painting
    assert painting.shares[0].region == (0.25, 0.25, 0.5, 0.75)
    assert dock.session.undo_stack.count() == steps + 1, "one step"
    dock.session.undo_stack.undo()
    assert dock.session.design.references[0].region is None
    painting = painting_of(dock.art)
    assert painting
    assert painting.shares[0].region is None


def test_cancel_changes_nothing_and_the_whole_is_no_part(dialog: RegionDialog, dock: Dock) -> None:
    dialog.view.show_region((0.25, 0.25, 0.5, 0.75))
    dialog.reject()
    assert dock.session.design.references[0].region is None
    steps = dock.session.undo_stack.count()
    dock.panel.library.choose_part()
    dock.work()
    again = dock.panel.findChildren(RegionDialog)[-1]
    again.accept()
    assert dock.session.undo_stack.count() == steps


def test_enter_opens_it_and_every_control_has_a_name(dock: Dock, qtbot: QtBot) -> None:
    from tests.desktop.test_accessibility import nameless

    dock.add("sea")
    dock.panel.library.grid.choose([dock.asset("sea")])
    qtbot.keyClick(dock.panel.library.grid, Qt.Key.Key_Return)
    dock.work()
    (dialog,) = dock.panel.findChildren(RegionDialog)
    assert nameless(dialog) == []
    dialog.close()
