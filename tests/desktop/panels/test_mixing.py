"""Rows of style mixing: edits in place, one step a gesture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe, StyleMix
from core.document import edits
from core.document.model import ArtworkLayer
from desktop.models.use import UseModel
from desktop.panels.latents import LatentsPanel
from desktop.panels.mixing import MOST, Mixing
from desktop.session import Session
from tests.desktop.conftest import FakeArtist
from tests.desktop.panels.conftest import FakeLane
from tests.desktop.panels.test_controls import drag

Show = Callable[[Any], Any]
REFERENCE = StyleMix(w=(0.5,) * 32, weight=0.7)


@pytest.fixture
def panel(show: Show, session: Session, lane: FakeLane, models: UseModel, artist: FakeArtist) -> LatentsPanel:
    lane.artist = artist
    return show(LatentsPanel(session, lane, models))


@pytest.fixture
def mixing(panel: LatentsPanel) -> Mixing:
    return panel.mixing


def recipe(session: Session) -> Recipe:
    layer = session.design.layers[0]
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def use(session: Session, *mixes: StyleMix) -> None:
    mixed = edits.changed(recipe(session), mix=mixes)
    session.edit("Mix", lambda design: edits.with_layer(design, "art", recipe=mixed))


def visible(mixing: Mixing) -> int:
    return sum(row.isVisible() for row in mixing.rows)


def test_a_row_for_each_seed_and_none_for_references(mixing: Mixing, session: Session) -> None:
    assert mixing.hint.isVisible()
    use(session, StyleMix(seed=4, layers=(2, 5), weight=0.25), REFERENCE, StyleMix(seed=9))
    assert visible(mixing) == 2
    assert not mixing.hint.isVisible()
    first, second = mixing.rows
    assert (first.seed.value(), first.weight.value(), first.range.text()) == (4, 25, "2–5")
    assert (second.seed.value(), second.weight.value(), second.range.text()) == (9, 100, "All")
    session.undo_stack.undo()
    assert visible(mixing) == 0


def test_one_is_mixed_in_rolled_and_removed_each_in_one_step(mixing: Mixing, session: Session) -> None:
    use(session, REFERENCE)
    mixing.add_.click()
    mix = recipe(session).mix[1]
    assert mix.seed is not None
    mixing.rows[0].dice.click()
    assert recipe(session).mix[1].seed != mix.seed
    mixing.rows[0].remove.click()
    assert recipe(session).mix == (REFERENCE,)
    assert session.undo_stack.count() == 4


def test_dragging_the_weight_is_one_step_that_keeps_all_else(mixing: Mixing, session: Session) -> None:
    use(session, REFERENCE, StyleMix(seed=4, layers=(2, 5)))
    drag(mixing.rows[0].weight.slider, 0.9, 0.6, 0.3)
    reference, mix = recipe(session).mix
    assert reference == REFERENCE
    assert (mix.seed, mix.layers) == (4, (2, 5))
    assert 0.2 < mix.weight < 0.4
    assert session.undo_stack.count() == 2


def test_layers_by_menu_and_by_numbers(mixing: Mixing, session: Session, qtbot: QtBot) -> None:
    use(session, StyleMix(seed=4))
    chosen = mixing.rows[0].range
    next(action for action in chosen.menu().actions() if "Coarse" in action.text()).trigger()
    assert recipe(session).mix[0].layers == (0, 1), "of the six that the model has"
    chosen.last.setValue(2)
    chosen.first.setValue(3)
    assert recipe(session).mix[0].layers == (3, 3), "the last layer follows where the first would come after it"
    assert "3–3" in chosen.accessibleName()
    assert session.undo_stack.count() == 4


def test_rows_change_places_around_a_reference(mixing: Mixing, session: Session) -> None:
    one, two = StyleMix(seed=1), StyleMix(seed=2)
    use(session, one, REFERENCE, two)
    assert not mixing.rows[0].up.isEnabled()
    assert not mixing.rows[1].down.isEnabled()
    mixing.rows[1].up.click()
    assert recipe(session).mix == (two, REFERENCE, one)
    mixing.rows[0].down.click()
    assert recipe(session).mix == (one, REFERENCE, two)


def test_the_picture_of_the_other_seed_comes_and_rolls(
    mixing: Mixing, session: Session, lane: FakeLane, artist: FakeArtist
) -> None:
    use(session, StyleMix(seed=77, weight=0.5))
    thumb = mixing.rows[0].thumb
    assert thumb.isEnabled(), "it can be rolled before its picture is there"
    mixing._thumbs.hurry(mixing._wishes)
    lane.work()
    assert artist.drafts[0] == 77
    assert thumb.picture.pixelColor(5, 5).red() == 77
    thumb.click()
    assert recipe(session).mix[0].seed != 77


def test_rows_end_somewhere(mixing: Mixing, session: Session) -> None:
    use(session, *(StyleMix(seed=seed) for seed in range(MOST + 3)))
    assert visible(mixing) == MOST
    assert not mixing.add_.isEnabled()


def test_variations_keep_their_chance_when_the_strength_changes(
    panel: LatentsPanel, session: Session, lane: FakeLane, artist: FakeArtist, qtbot: QtBot
) -> None:
    section = panel.variations
    section.again.click()
    near = [button.recipe for button in section.buttons]
    section.strength.set_value(2.0)
    far = [button.recipe for button in section.buttons]
    for one, other in zip(near, far, strict=True):
        assert one
        assert other
        values = {move.direction: move.value for move in one.moves}  # a step that is rounded to 0 is left out
        for move in other.moves:
            assert move.value == pytest.approx(2 * values.get(move.direction, 0.0), abs=0.011)
    lane.work()
    section.buttons[0].setFocus()
    qtbot.keyClick(section.buttons[0], Qt.Key.Key_L)
    assert "liked" in section.buttons[0].accessibleName()
    assert session.undo_stack.count() == 0
