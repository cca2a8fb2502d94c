from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox
from pytestqt.qtbot import QtBot

from core.document.edits import changed
from core.document.file import save
from core.document.model import DielineChoice
from core.jobs import Progress
from core.mockup.look import Finish
from desktop.fold.panel import FoldPanel
from desktop.fold.size import PictureSize
from desktop.session import Session
from tests.desktop.fold.conftest import Asked, array_of


def shown(panel: FoldPanel, qtbot: QtBot) -> np.ndarray:
    """The view's picture once the pack is dressed."""
    qtbot.waitUntil(lambda: panel.view._dress is not None and not panel._dresser.busy, timeout=20_000)
    return array_of(panel.view.grab().toImage())


def test_it_shows_the_design(panel: FoldPanel, qtbot: QtBot) -> None:
    panel.show()
    picture = shown(panel, qtbot).astype(int)
    orange = (picture[:, :, 0] > 190) & (picture[:, :, 1] < 120) & (picture[:, :, 2] < 90)
    assert orange.mean() > 0.04  # the front, as in tests.mockup.artwork


def test_it_follows_the_design(panel: FoldPanel, session: Session, qtbot: QtBot) -> None:
    panel.show()
    before = shown(panel, qtbot)
    session.edit("Bare", lambda design: changed(design, layers=()))
    qtbot.waitUntil(lambda: (shown(panel, qtbot) != before).any(), timeout=20_000)
    bare = shown(panel, qtbot)
    choice = DielineChoice(code=session.design.dieline.code, parameters={"L": 50, "W": 50, "H": 60})
    session.edit("Resize", lambda design: changed(design, dieline=choice))
    qtbot.waitUntil(lambda: (shown(panel, qtbot) != bare).any(), timeout=20_000)
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: (shown(panel, qtbot) == bare).all(), timeout=20_000)


def test_nothing_is_worked_out_while_it_is_hidden(panel: FoldPanel, session: Session, qtbot: QtBot) -> None:
    session.edit("Bare", lambda design: changed(design, layers=()))
    panel.refresh()
    assert panel.view._outline is None
    assert not panel._dresser.busy
    panel.show()
    assert shown(panel, qtbot).std() > 5
    panel.hide()
    panel.board.edited.emit("kraft")
    assert not panel._dresser.busy


def test_the_newest_design_wins(panel: FoldPanel, session: Session, qtbot: QtBot) -> None:
    panel.show()
    shown(panel, qtbot)
    dressed = []
    panel._dresser.done.connect(dressed.append)
    for finish in (Finish.GLOSS, Finish.FOIL, Finish.VARNISH, Finish.GLOSS):
        panel.finish.show_value(finish)
        panel.refresh()
    qtbot.waitUntil(lambda: not panel._dresser.busy, timeout=20_000)
    assert dressed[-1].finish is Finish.GLOSS
    assert len(dressed) == 2  # the one under way, and the last


def test_board_and_finish_change_the_pack(panel: FoldPanel, qtbot: QtBot) -> None:
    panel.show()
    white = shown(panel, qtbot)
    for control, row in ((panel.board, 3), (panel.finish, 1)):
        control.setFocus()
        control.setCurrentIndex(row)
        control.activated.emit(row)
        assert (shown(panel, qtbot) != white).any()
    assert panel.shot().board == "kraft"
    assert panel.shot().finish is Finish.GLOSS


def test_the_slider_folds_it(panel: FoldPanel, qtbot: QtBot) -> None:
    panel.show()
    closed = shown(panel, qtbot)
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_Home)
    assert panel.view.amount == 0
    assert (shown(panel, qtbot) != closed).any()
    QTest.keyClick(panel.slider, Qt.Key.Key_PageUp)
    assert 0 < panel.view.amount < 0.2
    panel.slider.reset.emit("")
    assert panel.view.amount == 1


def test_it_folds_by_itself_from_flat_to_closed(panel: FoldPanel, qtbot: QtBot) -> None:
    panel.show()
    shown(panel, qtbot)
    amounts: list[float] = []
    panel._playback.amount.connect(amounts.append)
    QTest.mouseClick(panel.play, Qt.MouseButton.LeftButton)
    assert panel.play.isChecked()
    qtbot.waitUntil(lambda: len(amounts) > 2, timeout=20_000)
    assert amounts == sorted(amounts)
    assert amounts[0] < 0.5
    assert panel.slider.value() == pytest.approx(1000 * amounts[-1], abs=1)
    QTest.mouseClick(panel.play, Qt.MouseButton.LeftButton)
    assert not panel._playback.playing
    assert panel.view.amount == amounts[-1]
    panel._show_amount(0.98)
    QTest.mouseClick(panel.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel._playback.playing, timeout=20_000)
    assert panel.view.amount == 1
    assert not panel.play.isChecked()


def test_taking_the_slider_stops_the_playback(panel: FoldPanel, qtbot: QtBot) -> None:
    panel.show()
    shown(panel, qtbot)
    panel.play.click()
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_Home)
    assert not panel._playback.playing
    assert not panel.play.isChecked()
    panel.play.click()
    panel.hide()
    assert not panel._playback.playing


def test_a_picture_is_made_as_the_pack_stands(
    panel: FoldPanel, session: Session, qtbot: QtBot, asked: Asked, tmp_path: Path
) -> None:
    panel.show()
    shown(panel, qtbot)
    panel._show_amount(0.8)
    panel.view.show_camera(panel.view.camera.turned(30, 10))
    panel.ask_picture()
    (dialog,) = panel.findChildren(PictureSize)
    dialog.width_px.setValue(160)
    dialog.height_px.setValue(120)
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    ((_, suffix, mark, work),) = asked
    assert (suffix, bool(mark)) == (".png", True)
    source, out = tmp_path / "d.dieloom", tmp_path / "d.png"
    save(session.document, source)
    pickle.loads(pickle.dumps(work))(source, out, Progress())  # as it travels to the child process
    picture = np.asarray(Image.open(out)).astype(int)
    assert picture.shape == (120, 160, 3)
    panel.view.resize(160, 120)
    assert np.abs(array_of(panel.view.grab().toImage()) - picture).mean() < 8


def test_a_picture_beyond_all_bounds_cannot_be_asked_for(panel: FoldPanel) -> None:
    panel.show()
    dialog = PictureSize(panel)
    dialog.width_px.setValue(16_384)
    dialog.height_px.setValue(16_384)
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    dialog.height_px.setValue(2000)
    assert dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    dialog.deleteLater()


def test_a_model_is_asked_for(panel: FoldPanel, session: Session, asked: Asked, tmp_path: Path) -> None:
    panel.ask_model()
    ((_, suffix, _, work),) = asked
    assert suffix == ".glb"
    source, out = tmp_path / "d.dieloom", tmp_path / "d.glb"
    save(session.document, source)
    work(source, out, Progress())
    assert out.read_bytes()[:4] == b"glTF"


def test_every_control_has_a_name(panel: FoldPanel) -> None:
    for control in (*panel.findChildren(QAbstractButton), panel.slider, panel.board, panel.finish, panel.view):
        assert (
            control.accessibleName()
            or (isinstance(control, QAbstractButton) and control.text())
            or (control.parent() is panel.note)
        )
