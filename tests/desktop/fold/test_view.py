from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.errors import DieloomError
from core.mockup.camera import Camera
from desktop.fold.view import DEGREES_PER_PX, KEY_DEGREES, WHEEL_STEP, FoldView
from desktop.lanes import Lanes
from tests.desktop.fold.conftest import array_of, dress
from tests.mockup.packs import outline


@pytest.fixture
def view(qtbot: QtBot, lanes: Lanes) -> Iterator[FoldView]:
    made = FoldView(lanes.background)
    made.resize(300, 240)
    made.show_outline(outline())
    made.show_dress(dress())
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def test_dragging_turns_the_pack_with_the_pointer(view: FoldView) -> None:
    before = array_of(view.grab().toImage())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(view, QPoint(140, 120))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(140, 120))
    start = Camera()
    assert view.camera.azimuth == pytest.approx(start.azimuth - 40 * DEGREES_PER_PX)
    assert view.camera.elevation == pytest.approx(start.elevation + 20 * DEGREES_PER_PX)
    assert (array_of(view.grab().toImage()) != before).any()


def test_arrow_keys_turn_it(view: FoldView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Up)
    start = Camera()
    assert view.camera == Camera(start.azimuth - KEY_DEGREES, start.elevation + KEY_DEGREES)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert start.azimuth - KEY_DEGREES < view.camera.azimuth < start.azimuth
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.camera == start


def test_the_wheel_comes_nearer_and_a_double_click_goes_back(view: FoldView, qapp: QApplication) -> None:
    place = QPointF(100, 100)
    wheel = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(view, wheel)
    assert view.camera.zoom == pytest.approx(WHEEL_STEP**2)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert view.camera == Camera()


def test_at_rest_it_becomes_fine(view: FoldView, qtbot: QtBot) -> None:
    quick = array_of(view.grab().toImage()).astype(int)
    qtbot.waitUntil(lambda: (array_of(view.grab().toImage()) != quick).any(), timeout=20_000)
    fine = array_of(view.grab().toImage())
    assert np.abs(fine - quick).mean() < 4  # the same picture, with smooth edges
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert (array_of(view.grab().toImage()) == quick).all()  # an old fine picture is not shown


def test_a_fine_picture_that_comes_late_is_not_shown(view: FoldView, qtbot: QtBot) -> None:
    view.grab()
    view._refine()
    view.show_amount(0.2)
    flat = array_of(view.grab().toImage())
    view._rest.stop()  # on a busy machine the picture of the new state would come while the old one is waited for
    qtbot.waitUntil(lambda: not view._finer.busy, timeout=20_000)
    assert (array_of(view.grab().toImage()) == flat).all()


def test_nothing_is_painted_fine_while_hidden(view: FoldView) -> None:
    view.grab()
    view.hide()
    view._refine()
    assert not view._finer.busy


def test_it_says_how_the_pack_stands(view: FoldView) -> None:
    view.show_amount(0.5)
    assert "50 %" in view.accessibleDescription()
    assert "32°" in view.accessibleDescription()


def test_empty_it_is_the_canvas_grey(qtbot: QtBot, lanes: Lanes) -> None:
    empty = FoldView(lanes.background)
    qtbot.addWidget(empty)
    empty.resize(50, 40)
    assert np.ptp(array_of(empty.grab().toImage()), axis=(0, 1)).max() == 0


def test_a_blank_that_cannot_be_folded_is_said_instead(view: FoldView, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DieloomError("There is no board left of this blank.")

    before = array_of(view.grab().toImage())
    monkeypatch.setattr("desktop.fold.view.pack_of", refuse)
    view.show_outline(replace(outline(), code="EMPTY"))
    said = array_of(view.grab().toImage())
    assert (said != before).any()
    assert len(np.unique(said.reshape(-1, said.shape[-1]), axis=0)) > 1  # the words on the plain ground
    monkeypatch.undo()
    view.show_outline(outline())
    assert (array_of(view.grab().toImage()) != said).any()
