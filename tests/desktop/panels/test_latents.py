"""The artwork dock: every control edits the recipe of the layer in hand, in steps that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Move, Recipe
from core.document import edits
from core.document.model import ArtworkLayer
from desktop.panels.latents import LatentsPanel
from desktop.panels.recipes import COARSE
from desktop.session import Session
from tests.desktop.panels.conftest import FakeLane
from tests.desktop.panels.test_controls import drag

Show = Callable[[Any], Any]


@pytest.fixture
def panel(show: Show, session: Session, lane: FakeLane) -> LatentsPanel:
    return show(LatentsPanel(session, lane))


def recipe(session: Session, layer_id: str = "art") -> Recipe:
    layer = edits.find(session.design, layer_id)
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def test_dragging_a_direction_is_one_undo_step(panel: LatentsPanel, session: Session) -> None:
    drag(panel.rows[1].slider.slider, 0.5, 0.6, 0.7, 0.8)
    moved = recipe(session).moves[0]
    assert moved.direction == "pc2"
    assert moved.value > 1
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert recipe(session).moves == ()
    assert panel.rows[1].slider.value() == 0


def test_every_move_of_a_drag_reaches_the_session(panel: LatentsPanel, session: Session) -> None:
    seen = []
    session.changed.connect(lambda document: seen.append(document.design.layers[0].recipe.digest()))
    drag(panel.rows[0].slider.slider, 0.5, 0.6, 0.7, 0.8)
    assert len(set(seen)) >= 3


def test_a_direction_back_at_zero_leaves_the_recipe_as_it_was(panel: LatentsPanel, session: Session) -> None:
    before = recipe(session)
    panel.rows[0].slider.set_value(2)
    panel.rows[0].slider.set_value(0)
    assert recipe(session) == before


def test_layers_of_a_direction(panel: LatentsPanel, session: Session) -> None:
    row = panel.rows[0]
    row.slider.set_value(2)
    next(action for action in row.range.menu().actions() if "Coarse" in action.text()).trigger()
    assert recipe(session).moves == (Move(direction="pc1", value=2, layers=COARSE),)
    assert "Coarse" in row.range.accessibleName()
    session.undo_stack.undo()
    assert recipe(session).moves == (Move(direction="pc1", value=2),)
    assert "All" in row.range.accessibleName()


def test_reset_keeps_what_is_locked(panel: LatentsPanel, session: Session) -> None:
    for row in panel.rows[:3]:
        row.slider.set_value(1)
    panel.rows[1].lock.click()
    assert not panel.rows[1].slider.isEnabled()
    panel.reset.click()
    assert [move.direction for move in recipe(session).moves] == ["pc2"]


def test_seed_steps_wrap_and_the_dice_is_undoable(panel: LatentsPanel, session: Session, qtbot: QtBot) -> None:
    panel.next.click()
    assert recipe(session).seed == 2
    panel.previous.click()
    panel.previous.click()
    panel.previous.click()
    assert recipe(session).seed == 2**32 - 1
    assert panel.seed.value() == 2**32 - 1
    steps = session.undo_stack.count()
    panel.dice.click()
    assert session.undo_stack.count() == steps + 1
    session.undo_stack.undo()
    assert recipe(session).seed == 2**32 - 1


def test_fields_reach_recipe_and_layer(panel: LatentsPanel, session: Session, qtbot: QtBot) -> None:
    panel.psi.set_value(1.1)
    panel.across.setFocus()
    qtbot.keyClick(panel.across, Qt.Key.Key_Up)
    panel.tile_width.setFocus()
    qtbot.keyClick(panel.tile_width, Qt.Key.Key_Up)
    layer = session.design.layers[0]
    assert (layer.recipe.psi, layer.recipe.cells, layer.tile_width) == (1.1, (2, 1), 41)


def test_acts_on_the_selected_artwork_else_on_the_first(panel: LatentsPanel, session: Session) -> None:
    second = ArtworkLayer(id="inner", name="Inside", recipe=Recipe(seed=9))
    session.edit("Add", lambda design: edits.inserted(design, second))
    assert panel.seed.value() == 1
    session.select("inner")
    assert panel.seed.value() == 9
    panel.next.click()
    assert (recipe(session).seed, recipe(session, "inner").seed) == (1, 10)
    session.select("txt")
    assert panel.seed.value() == 1


def test_without_artwork_the_panel_says_so(panel: LatentsPanel, session: Session) -> None:
    session.edit("Delete", lambda design: edits.removed(design, "art"))
    assert not panel.seed.isEnabled()
    assert "artwork layer" in panel.facts.text()
    panel.roll()
    assert session.undo_stack.count() == 1


def test_a_locked_layer_is_shown_but_not_edited(panel: LatentsPanel, session: Session) -> None:
    session.edit("Lock", lambda design: edits.with_layer(design, "art", locked=True))
    assert not panel.seed.isEnabled()
    before = recipe(session)
    panel.roll()
    assert recipe(session) == before


def test_shows_the_frame_of_its_own_recipe_only(panel: LatentsPanel, session: Session, lane: FakeLane) -> None:
    tile = QImage(8, 8, QImage.Format.Format_RGB32)
    tile.fill(QColor("#30a060"))
    lane.frame.emit(Recipe(seed=77).digest(), tile, True)
    assert panel.view.tile.isNull()
    lane.frame.emit(recipe(session).digest(), tile, True)
    assert not panel.view.tile.isNull()
    picture = panel.view.grab().toImage()
    quarter, three = picture.width() // 4, 3 * picture.width() // 4
    assert picture.pixelColor(quarter, picture.height() // 2) == QColor("#30a060")
    assert picture.pixelColor(three, picture.height() // 2) == QColor("#30a060")


def test_undo_brings_the_earlier_picture_back(panel: LatentsPanel, session: Session, lane: FakeLane) -> None:
    for seed, colour in ((1, "#ff0000"), (2, "#0000ff")):
        tile = QImage(4, 4, QImage.Format.Format_RGB32)
        tile.fill(QColor(colour))
        lane.frame.emit(Recipe(seed=seed).digest(), tile, True)
    panel.next.click()
    assert panel.view.tile.pixelColor(0, 0) == QColor("#0000ff")
    session.undo_stack.undo()
    assert panel.view.tile.pixelColor(0, 0) == QColor("#ff0000")


def test_a_failure_is_said_and_cleared_by_the_next_frame(panel: LatentsPanel, session: Session, lane: FakeLane) -> None:
    lane.failed.emit("The model file is damaged.")
    assert panel.note.isVisible()
    lane.frame.emit(recipe(session).digest(), QImage(4, 4, QImage.Format.Format_RGB32), False)
    assert not panel.note.isVisible()
