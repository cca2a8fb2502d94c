"""Paths: laid by the engine, walked by the slider and by stations, left by any other edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.document import edits
from core.document.model import ArtworkLayer
from core.errors import DieloomError
from desktop.models.use import UseModel
from desktop.panels.latents import LatentsPanel
from desktop.panels.paths import FRAMES, Paths
from desktop.session import Session
from tests.desktop.conftest import FakeArtist
from tests.desktop.panels.conftest import FakeLane
from tests.desktop.panels.test_controls import drag

Show = Callable[[Any], Any]


class Walker(FakeArtist):
    """Frames differ in their noise seed, which counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.laid: list[tuple[Recipe, ...]] = []
        self.error: DieloomError | None = None

    def path(self, recipes: Sequence[Recipe], frames: int) -> list[Recipe]:
        if self.error:
            raise self.error
        self.laid.append(tuple(recipes))
        return [edits.changed(recipes[0], start="AACAPw==", noise_seed=number) for number in range(frames)]


@pytest.fixture
def walker(lane: FakeLane) -> Walker:
    lane.artist = Walker()
    return lane.artist


@pytest.fixture
def panel(show: Show, session: Session, lane: FakeLane, walker: Walker, models: UseModel) -> LatentsPanel:
    made = show(LatentsPanel(session, lane, models))
    for section in made.sections:
        if section.fold:
            section.fold.setChecked(section is made.paths)
    return made


@pytest.fixture
def paths(panel: LatentsPanel) -> Paths:
    return panel.paths


def settle(paths: Paths, lane: FakeLane) -> None:
    paths._rest.timeout.emit()
    lane.work()
    paths._thumbs._rest.timeout.emit()
    lane.work()


def recipe(session: Session) -> Recipe:
    layer = session.design.layers[0]
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def test_walking_is_one_step_a_gesture_and_the_ends_are_exact(
    paths: Paths, session: Session, lane: FakeLane, walker: Walker
) -> None:
    paths.goal.setValue(500)
    before = recipe(session)
    settle(paths, lane)
    assert walker.laid == [(before, edits.changed(before, seed=500))]
    assert session.undo_stack.count() == 0, "a goal alone changes nothing"
    drag(paths.way.slider, 0.1, 0.3, 0.5)
    assert recipe(session).noise_seed == pytest.approx(50, abs=3)
    assert session.undo_stack.count() == 1
    paths.way.set_value(100)
    assert recipe(session) == edits.changed(before, seed=500)
    paths.way.set_value(0)
    assert recipe(session) == before
    session.undo_stack.undo()
    assert paths.way.value() == 100
    settle(paths, lane)
    assert len(walker.laid) == 1, "walking on a path lays no other one"


def test_stations_are_drawn_and_taken(paths: Paths, session: Session, lane: FakeLane, qtbot: QtBot) -> None:
    settle(paths, lane)
    assert all(station.isEnabled() for station in paths.stations)
    paths.stations[2].click()
    assert recipe(session).noise_seed == 40
    assert paths.way.value() == 40
    qtbot.keyClick(paths.stations[0], Qt.Key.Key_Return)
    assert recipe(session).noise_seed == 0
    assert session.undo_stack.count() == 2


def test_any_other_edit_starts_another_path(
    panel: LatentsPanel, paths: Paths, session: Session, lane: FakeLane, walker: Walker
) -> None:
    settle(paths, lane)
    paths.stations[2].click()
    panel.latent.next.click()
    assert paths.way.value() == 0
    paths.way.set_value(60)
    assert paths.way.value() == 0, "there is no way yet"
    settle(paths, lane)
    assert walker.laid[-1][0] == recipe(session)


def test_a_variation_is_walked_towards_until_the_seed_is_wanted_again(
    panel: LatentsPanel, paths: Paths, session: Session, lane: FakeLane, walker: Walker
) -> None:
    wanted = edits.changed(recipe(session), seed=77, psi=0.4)
    panel.variations.goal_chosen.emit(wanted)
    settle(paths, lane)
    assert walker.laid[-1][1] == wanted
    assert not paths.goal.isVisible()
    paths.way.set_value(100)
    assert recipe(session) == wanted
    paths.by_seed.click()
    assert paths.goal.isVisible()
    settle(paths, lane)
    assert walker.laid[-1][1].seed == paths.goal.value()


def test_the_menus_of_thumbnails_offer_it(panel: LatentsPanel, session: Session, lane: FakeLane) -> None:
    panel.variations.suggest()
    button = panel.variations.buttons[0]
    assert button.recipe
    menus = [
        (button.menu_of(button.recipe, panel.seed_map._marks), button.recipe),
        (panel.seed_map.menu_of(edits.changed(recipe(session), seed=9)), edits.changed(recipe(session), seed=9)),
    ]
    for menu, goal in menus:
        next(action for action in menu.actions() if "towards" in action.text()).trigger()
        assert panel.paths._chosen == goal


def test_folded_it_lays_nothing_and_a_failure_is_said(
    panel: LatentsPanel, paths: Paths, lane: FakeLane, walker: Walker
) -> None:
    assert paths.fold
    paths.fold.setChecked(False)
    settle(paths, lane)
    assert walker.laid == []
    walker.error = DieloomError("No way.", "Go elsewhere.")
    paths.fold.setChecked(True)
    settle(paths, lane)
    assert "No way" in panel.note.text()
    assert FRAMES == 101
