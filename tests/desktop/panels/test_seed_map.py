"""The seed map under mouse and keys: where one goes, what is drawn, what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.document import edits
from core.document.model import ArtworkLayer
from core.document.seed_map import seed_at
from desktop.models.use import UseModel
from desktop.panels.latents import LatentsPanel
from desktop.panels.seed_map import SeedMap
from desktop.session import Session
from tests.desktop.conftest import FakeArtist
from tests.desktop.panels.conftest import FakeLane

Show = Callable[[Any], Any]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def panel(show: Show, session: Session, lane: FakeLane, models: UseModel, artist: FakeArtist) -> LatentsPanel:
    lane.artist = artist
    return show(LatentsPanel(session, lane, models))


@pytest.fixture
def map_(panel: LatentsPanel) -> SeedMap:
    return panel.seed_map


def recipe(session: Session) -> Recipe:
    layer = session.design.layers[0]
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def pull(map_: SeedMap, across: int, down: int) -> None:
    """Take the map by its middle and move it, in pixels."""
    middle = map_.plane.rect().center()
    QTest.mousePress(map_.plane, LEFT, NONE, middle)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(map_.plane, middle + QPoint(round(across * part), round(down * part)))
    QTest.mouseRelease(map_.plane, LEFT, NONE, middle + QPoint(across, down))


def test_pulling_the_map_wanders_between_the_seeds_in_one_step(map_: SeedMap, session: Session) -> None:
    seen: list[tuple[float, float]] = []
    session.changed.connect(lambda document: seen.append(document.design.layers[0].recipe.between))
    pull(map_, -30, -15)  # of thumbnails 60 px wide
    assert (recipe(session).seed, recipe(session).between) == (1, (0.5, 0.25))
    assert len(set(seen)) >= 3, "the preview follows the pointer"
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert recipe(session) == edits.changed(recipe(session), seed=1, between=(0, 0))


def test_pulling_it_over_several_seeds_counts_columns_and_rows(map_: SeedMap, session: Session) -> None:
    pull(map_, 90, -60)
    assert (recipe(session).seed, recipe(session).between) == (seed_at(1, -2, 1), (0.5, 0.0))


def test_a_click_goes_to_the_seed_under_it(map_: SeedMap, session: Session) -> None:
    session.edit(
        "Place", lambda design: edits.with_layer(design, "art", recipe=edits.changed(recipe(session), seed=50))
    )
    middle = map_.plane.rect().center()
    QTest.mouseClick(map_.plane, LEFT, NONE, middle + QPoint(62, -57))
    assert (recipe(session).seed, recipe(session).between) == (50 + 1 - 100 + 2**32, (0.0, 0.0))


def test_arrows_step_and_home_snaps(map_: SeedMap, session: Session, qtbot: QtBot) -> None:
    map_.plane.setFocus()
    qtbot.keyClick(map_.plane, Qt.Key.Key_Right)
    qtbot.keyClick(map_.plane, Qt.Key.Key_Down)
    assert recipe(session).seed == 102
    qtbot.keyClick(map_.plane, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert (recipe(session).seed, recipe(session).between) == (101, (0.9, 0.0))
    assert "0.90" in map_.words.text()
    assert "0.90" in map_.plane.accessibleDescription()
    qtbot.keyClick(map_.plane, Qt.Key.Key_Home)
    assert (recipe(session).seed, recipe(session).between) == (102, (0.0, 0.0))
    assert session.undo_stack.count() == 4
    assert not map_.snap.isEnabled()


def test_plus_minus_and_wheel_change_how_many_seeds_are_in_view(map_: SeedMap, qtbot: QtBot) -> None:
    plane = map_.plane
    plane.setFocus()
    before = len(plane.seeds())
    qtbot.keyClick(plane, Qt.Key.Key_Minus)
    qtbot.keyClick(plane, Qt.Key.Key_Minus)
    assert len(plane.seeds()) > before
    QApplication.sendEvent(plane, _wheel(2))
    assert len(plane.seeds()) == before
    plane.clearFocus()
    QApplication.sendEvent(plane, _wheel(-3))
    assert len(plane.seeds()) == before, "scrolling the dock is not zooming"


def test_the_nearest_thumbnails_are_drawn_first_and_kept(map_: SeedMap, lane: FakeLane, artist: FakeArtist) -> None:
    map_._thumbs._rest.timeout.emit()
    lane.work()
    assert artist.drafts[0] == 1
    assert set(artist.drafts[1:5]) == {0, 2, 101, seed_at(1, 0, -1)}
    assert len(artist.drafts) == len(map_.plane.seeds())
    map_._thumbs._rest.timeout.emit()
    assert lane.tasks == []


def test_a_change_of_the_look_draws_them_again_a_step_only_the_new_ones(
    map_: SeedMap, panel: LatentsPanel, lane: FakeLane, artist: FakeArtist
) -> None:
    map_._thumbs._rest.timeout.emit()
    lane.work()
    first = len(artist.drafts)
    panel.latent.next.click()
    map_._thumbs._rest.timeout.emit()
    lane.work()
    assert first < len(artist.drafts) < 2 * first
    panel.latent.psi.set_value(0.3)
    before = len(artist.drafts)
    map_._thumbs._rest.timeout.emit()
    lane.work()
    assert len(artist.drafts) == before + len(map_.plane.seeds())


def test_nothing_is_drawn_while_it_is_folded(map_: SeedMap, lane: FakeLane, artist: FakeArtist) -> None:
    assert map_.fold
    map_.fold.setChecked(False)
    map_._thumbs._rest.timeout.emit()
    lane.work()
    assert artist.drafts == []


def test_a_latent_that_was_found_is_left_by_a_step(map_: SeedMap, session: Session, qtbot: QtBot) -> None:
    found = edits.changed(recipe(session), start="AACAPw==")
    session.edit("Find", lambda design: edits.with_layer(design, "art", recipe=found))
    assert "found" in map_.words.text()
    map_.snap.click()
    assert recipe(session).start is None
    session.undo_stack.undo()
    assert recipe(session).start is not None


def test_letters_mark_the_seed_under_the_crosshair(map_: SeedMap, session: Session, qtbot: QtBot) -> None:
    map_.plane.setFocus()
    qtbot.keyClick(map_.plane, Qt.Key.Key_L)
    qtbot.keyClick(map_.plane, Qt.Key.Key_Right)
    qtbot.keyClick(map_.plane, Qt.Key.Key_D)
    assert [each.seed for each in map_._marks.marked("like")] == [1]
    assert [each.seed for each in map_._marks.marked("dislike")] == [2]
    qtbot.keyClick(map_.plane, Qt.Key.Key_D)
    assert map_._marks.marked("dislike") == []


def test_the_menu_goes_and_marks(map_: SeedMap, session: Session) -> None:
    menu = map_.menu_of(edits.changed(recipe(session), seed=7))
    texts = {action.text(): action for action in menu.actions()}
    next(action for text, action in texts.items() if "Dislike" in text).trigger()
    next(action for text, action in texts.items() if "7" in text).trigger()
    assert recipe(session).seed == 7
    assert [each.seed for each in map_._marks.marked("dislike")] == [7]


def _wheel(notches: int) -> QWheelEvent:
    nothing, turn = QPoint(), QPoint(0, 120 * notches)
    buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(QPointF(20, 8), QPointF(20, 8), nothing, turn, buttons, keys, phase, False)
