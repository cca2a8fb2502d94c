"""The artwork dock: every control edits the recipe of the layer in hand, in steps that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Move, Recipe
from core.document import edits
from core.document.model import ArtworkLayer
from desktop.models.use import UseModel
from desktop.panels.latents import LatentsPanel
from desktop.panels.sections import Section
from desktop.session import Session
from tests.desktop.conftest import FakeArtist
from tests.desktop.panels.conftest import FakeLane, write_model
from tests.desktop.panels.test_controls import drag

Show = Callable[[Any], Any]


@pytest.fixture
def panel(show: Show, session: Session, lane: FakeLane, models: UseModel) -> LatentsPanel:
    return show(LatentsPanel(session, lane, models))


def fold_all_but(panel: LatentsPanel, section: Section) -> None:
    """No other section asks for thumbnails."""
    for each in panel.sections:
        if each.fold:
            each.fold.setChecked(each is section)


def recipe(session: Session, layer_id: str = "art") -> Recipe:
    layer = edits.find(session.design, layer_id)
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def directions(panel: LatentsPanel) -> list[str]:
    return [row.direction for row in panel.directions.rows if row.isVisible()]


def test_dragging_a_direction_is_one_undo_step(panel: LatentsPanel, session: Session) -> None:
    drag(panel.directions.rows[1].slider.slider, 0.5, 0.6, 0.7, 0.8)
    moved = recipe(session).moves[0]
    assert moved.direction == "pc2"
    assert moved.value > 1
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert recipe(session).moves == ()
    assert panel.directions.rows[1].slider.value() == 0


def test_every_move_of_a_drag_reaches_the_session(panel: LatentsPanel, session: Session) -> None:
    seen = []
    session.changed.connect(lambda document: seen.append(document.design.layers[0].recipe.digest()))
    drag(panel.directions.rows[0].slider.slider, 0.5, 0.6, 0.7, 0.8)
    assert len(set(seen)) >= 3


def test_a_direction_back_at_zero_leaves_the_recipe_as_it_was(panel: LatentsPanel, session: Session) -> None:
    before = recipe(session)
    panel.directions.rows[0].slider.set_value(2)
    panel.directions.rows[0].slider.set_value(0)
    assert recipe(session) == before


def test_layers_of_a_direction(panel: LatentsPanel, session: Session) -> None:
    row = panel.directions.rows[0]
    row.slider.set_value(2)
    next(action for action in row.range.menu().actions() if "Coarse" in action.text()).trigger()
    assert recipe(session).moves == (Move(direction="pc1", value=2, layers=(0, 1)),)
    assert "Coarse" in row.range.accessibleName()
    session.undo_stack.undo()
    assert recipe(session).moves == (Move(direction="pc1", value=2),)
    assert "All" in row.range.accessibleName()


def test_reset_keeps_what_is_locked(panel: LatentsPanel, session: Session) -> None:
    for row in panel.directions.rows[:3]:
        row.slider.set_value(1)
    panel.directions.rows[1].lock.click()
    assert not panel.directions.rows[1].slider.isEnabled()
    panel.directions.reset.click()
    assert [move.direction for move in recipe(session).moves] == ["pc2"]


def test_seed_steps_wrap_and_the_dice_is_undoable(panel: LatentsPanel, session: Session, qtbot: QtBot) -> None:
    panel.latent.next.click()
    assert recipe(session).seed == 2
    panel.latent.previous.click()
    panel.latent.previous.click()
    panel.latent.previous.click()
    assert recipe(session).seed == 2**32 - 1
    assert panel.latent.seed.value() == 2**32 - 1
    steps = session.undo_stack.count()
    panel.latent.dice.click()
    assert session.undo_stack.count() == steps + 1
    session.undo_stack.undo()
    assert recipe(session).seed == 2**32 - 1


def test_fields_reach_recipe_and_layer(panel: LatentsPanel, session: Session, qtbot: QtBot) -> None:
    panel.latent.psi.set_value(1.1)
    panel.print_.across.setFocus()
    qtbot.keyClick(panel.print_.across, Qt.Key.Key_Up)
    panel.print_.tile_width.setFocus()
    qtbot.keyClick(panel.print_.tile_width, Qt.Key.Key_Up)
    layer = session.design.layers[0]
    assert (layer.recipe.psi, layer.recipe.cells, layer.tile_width) == (1.1, (2, 1), 41)


def test_acts_on_the_selected_artwork_else_on_the_first(panel: LatentsPanel, session: Session, lane: FakeLane) -> None:
    lane.frame.emit(recipe(session).digest(), QImage(4, 4, QImage.Format.Format_RGB32), True)
    second = ArtworkLayer(id="inner", name="Inside", recipe=edits.changed(recipe(session), seed=9))
    session.edit("Add", lambda design: edits.inserted(design, second))
    assert panel.latent.seed.value() == 1
    session.select("inner")
    assert panel.latent.seed.value() == 9
    panel.latent.next.click()
    assert (recipe(session).seed, recipe(session, "inner").seed) == (1, 10)
    assert panel.view.tile.isNull()
    session.select("txt")
    assert panel.latent.seed.value() == 1


def test_without_artwork_the_panel_says_so(panel: LatentsPanel, session: Session) -> None:
    session.edit("Delete", lambda design: edits.removed(design, "art"))
    assert not panel.latent.seed.isEnabled()
    assert "artwork layer" in panel.facts.text()
    panel.latent.roll()
    assert session.undo_stack.count() == 1


def test_a_locked_layer_is_shown_but_not_edited(panel: LatentsPanel, session: Session) -> None:
    session.edit("Lock", lambda design: edits.with_layer(design, "art", locked=True))
    assert not panel.latent.seed.isEnabled()
    before = recipe(session)
    panel.latent.roll()
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


def test_a_draft_of_a_recipe_on_the_way_is_shown(panel: LatentsPanel, session: Session, lane: FakeLane) -> None:
    on_the_way, tile = recipe(session), QImage(4, 4, QImage.Format.Format_RGB32)
    panel.latent.next.click()
    lane.frame.emit(on_the_way.digest(), tile, False)
    assert not panel.view.tile.isNull()


def test_undo_brings_the_earlier_picture_back(panel: LatentsPanel, session: Session, lane: FakeLane) -> None:
    first = recipe(session)
    for seed, colour in ((1, "#ff0000"), (2, "#0000ff")):
        tile = QImage(4, 4, QImage.Format.Format_RGB32)
        tile.fill(QColor(colour))
        lane.frame.emit(edits.changed(first, seed=seed).digest(), tile, True)
    panel.latent.next.click()
    assert panel.view.tile.pixelColor(0, 0) == QColor("#0000ff")
    session.undo_stack.undo()
    assert panel.view.tile.pixelColor(0, 0) == QColor("#ff0000")


def test_a_failure_is_said_and_cleared_by_the_next_frame(panel: LatentsPanel, session: Session, lane: FakeLane) -> None:
    lane.failed.emit("The model file is damaged.")
    assert panel.note.isVisible()
    lane.frame.emit(recipe(session).digest(), QImage(4, 4, QImage.Format.Format_RGB32), False)
    assert not panel.note.isVisible()


def test_rows_and_families_are_those_of_the_model(panel: LatentsPanel, session: Session, tmp_path: Path) -> None:
    assert directions(panel) == [f"pc{number}" for number in range(1, 7)] + ["sefa1", "sefa2"]
    panel.latent.family.edited.emit("dots")
    assert panel.latent.family.currentText() == "dots"
    other = write_model(tmp_path / "knit.safetensors", ("cable",), 2)
    panel.latent.choose_model(str(other))
    assert (recipe(session).model, recipe(session).family) == (str(other), None)
    assert panel.latent.model.currentText() == "knit.safetensors"
    assert directions(panel)[:3] == ["pc1", "pc2", "sefa1"]
    session.undo_stack.undo()
    assert recipe(session).family == "dots"


def test_a_file_that_is_no_model_changes_nothing(
    panel: LatentsPanel, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(b"not a model")
    before = session.document
    for path in (bad, tmp_path / "missing.safetensors"):
        panel.latent.choose_model(str(path))
        qtbot.waitUntil(lambda path=path: path.name in panel.note.text())
        assert session.document is before


def test_what_cannot_be_read_is_no_choice(panel: LatentsPanel, models: UseModel, tmp_path: Path, qtbot: QtBot) -> None:
    bad, good = tmp_path / "bad.safetensors", write_model(tmp_path / "good.safetensors", (), 2)
    bad.write_bytes(b"not a model")
    for path in (bad, good):
        models.book.remember(str(path))
        models.book.learn(str(path))
    qtbot.waitUntil(lambda: models.book.problem(str(bad)) is not None)
    panel.refresh()
    listed = [panel.latent.model.itemText(place) for place in range(panel.latent.model.count())]
    assert "good.safetensors" in listed
    assert "bad.safetensors" not in listed


def test_variations_come_one_by_one_and_one_is_taken(
    panel: LatentsPanel, session: Session, lane: FakeLane, artist: FakeArtist
) -> None:
    lane.artist = artist
    fold_all_but(panel, panel.variations)
    panel.directions.rows[0].lock.click()
    panel.variations._chance.seed(1)  # by another chance a step may be rounded to none
    panel.variations.again.click()
    assert len(lane.tasks) == 1
    lane.work()
    assert len(artist.drafts) == 8
    assert all(button.isEnabled() for button in panel.variations.buttons)
    before = recipe(session)
    panel.variations.buttons[3].click()
    taken = recipe(session)
    assert taken.seed == before.seed
    assert [move.direction for move in taken.moves] == ["pc2", "pc3", "pc4", "pc5", "pc6", "sefa1", "sefa2"]
    assert session.undo_stack.count() == 1


def test_new_variations_take_the_place_of_those_under_way(
    panel: LatentsPanel, lane: FakeLane, artist: FakeArtist
) -> None:
    lane.artist = artist
    fold_all_but(panel, panel.variations)
    panel.variations.again.click()
    panel.variations.again.click()
    lane.work()
    assert len(artist.drafts) == 8
