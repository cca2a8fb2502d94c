"""The direction list: all of them within reach, named, locked and found, kept beside the model."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Move, Recipe
from core.document import edits
from core.errors import DieloomError
from core.gan.direction_files import DirectionInfo, list_directions
from core.gan.sidecar import Sidecar, place, write_sidecar
from core.jobs import Progress
from desktop.models.use import UseModel
from desktop.panels.direction_row import DirectionRow
from desktop.panels.directions import FEW, Directions
from desktop.panels.latents import LatentsPanel
from desktop.session import Session
from tests.desktop.panels.conftest import FakeLane, write_model

Show = Callable[[Any], Any]

STEP = "AACAPwAAAEA="  # two float32


@pytest.fixture
def panel(show: Show, session: Session, lane: FakeLane, models: UseModel) -> LatentsPanel:
    return show(LatentsPanel(session, lane, models))


@pytest.fixture
def directions(panel: LatentsPanel) -> Directions:
    return panel.directions


def recipe(session: Session) -> Recipe:
    return session.design.layers[0].recipe  # type: ignore[union-attr]


def names(directions: Directions) -> list[str]:
    return [row.direction for row in directions.rows if row.isVisible()]


def row(directions: Directions, name: str) -> DirectionRow:
    return next(each for each in directions.rows if each.direction == name)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def save_one(model: str, name: str, method: Literal["liked", "pca"], label: str = "") -> None:
    """As a search would: a direction in the file beside the model."""
    info = DirectionInfo(name=name, label=label, method=method)
    write_sidecar(Path(model), Sidecar((info,), np.eye(1, 8, dtype=np.float32), np.ones(1, np.float32), {}))


def test_a_few_are_shown_and_all_on_request(directions: Directions, model: str, qtbot: QtBot) -> None:
    every = [info.name for info in list_directions(Path(model))]
    assert names(directions) == every[:FEW]
    assert directions.more.text() == f"Show all {len(every)}"
    directions.more.click()
    qtbot.waitUntil(lambda: names(directions) == every)
    directions.more.click()
    assert names(directions) == every[:FEW]
    assert not directions.filter.isVisible()


def test_the_filter_finds_by_name(directions: Directions, qtbot: QtBot) -> None:
    directions.more.click()
    assert directions.filter.hasFocus()
    qtbot.keyClicks(directions.filter, "sefa 12")
    assert names(directions) == ["sefa12"]


def test_a_row_does_not_go_while_it_is_dragged_through_zero(directions: Directions, session: Session) -> None:
    moved = edits.changed(recipe(session), moves=(Move(direction="sefa9", value=1),))
    session.edit("Move", lambda design: edits.with_layer(design, "art", recipe=moved))
    row(directions, "sefa9").slider.set_value(0)
    assert recipe(session).moves == ()
    assert "sefa9" in names(directions)


def test_rows_serve_another_model_without_its_layers_and_locks(
    directions: Directions, session: Session, tmp_path: Path, models: UseModel
) -> None:
    directions.rows[0].range.last.edited.emit(2, "")
    directions.rows[0].lock.click()
    settle()
    models.use(str(write_model(tmp_path / "knit.safetensors", (), 2)))
    assert directions.rows[0].range.layers() is None
    assert not directions.rows[0].locked
    assert names(directions)[:3] == ["pc1", "pc2", "sefa1"]


def test_what_is_in_use_is_always_shown(directions: Directions, session: Session) -> None:
    moved = edits.changed(recipe(session), moves=(Move(direction="sefa9", value=1), Move(direction="theirs", value=2)))
    session.edit("Move", lambda design: edits.with_layer(design, "art", recipe=moved))
    assert names(directions)[FEW:] == ["sefa9", "theirs"]
    assert row(directions, "theirs").slider.value() == 2


@pytest.mark.parametrize(("way", "words"), [("F2", "Warmth"), ("double-click", "  Warmth ")])
def test_renaming_in_place(
    directions: Directions, model: str, qtbot: QtBot, session: Session, way: str, words: str
) -> None:
    first = directions.rows[0]
    if way == "F2":
        first.slider.slider.setFocus()
        qtbot.keyClick(first.slider.slider, Qt.Key.Key_F2)
    else:
        qtbot.mouseDClick(first.name, Qt.MouseButton.LeftButton)
    assert first.name.hasFocus()
    qtbot.keyClicks(first.name, words)
    qtbot.keyClick(first.name, Qt.Key.Key_Return)
    settle()
    assert list_directions(Path(model))[0].label == "Warmth"
    assert directions.rows[0].slider.slider.accessibleName() == "Warmth"
    assert directions.rows[0].name.text() == "Warmth"
    assert directions.rows[0].slider.isVisible()
    assert session.undo_stack.count() == 0, "a name is the model's, not the design's"


def test_an_empty_name_gives_ours_back(directions: Directions, model: str, qtbot: QtBot) -> None:
    for words in ("Warmth of an afternoon in late autumn", ""):
        directions.rows[0].name.begin()
        qtbot.keyClicks(directions.rows[0].name, words) if words else directions.rows[0].name.clear()
        qtbot.keyClick(directions.rows[0].name, Qt.Key.Key_Return)
        settle()
        assert directions.rows[0].name.name == (words or "Direction 1")
        assert list_directions(Path(model))[0].label == words


def test_escape_leaves_the_name(directions: Directions, model: str, qtbot: QtBot) -> None:
    first = directions.rows[0]
    first.name.begin()
    qtbot.keyClicks(first.name, "Nonsense")
    qtbot.keyClick(first.name, Qt.Key.Key_Escape)
    settle()
    assert first.name.text() == "Direction 1"
    assert list_directions(Path(model))[0].label == ""


def test_a_lock_is_kept_and_shown_again(
    directions: Directions, model: str, show: Show, session: Session, lane: FakeLane, models: UseModel
) -> None:
    row(directions, "pc2").lock.click()
    settle()
    assert list_directions(Path(model))[1].locked
    other = show(LatentsPanel(session, lane, models)).directions
    assert row(other, "pc2").locked
    assert not row(other, "pc2").slider.isEnabled()
    assert "pc2" not in [info.name for info in other.free()]


def test_a_saved_direction_travels_in_the_recipe_and_can_be_removed(
    directions: Directions, models: UseModel, session: Session, model: str
) -> None:
    save_one(model, "liked1", "liked", "Like these")
    models.book.learn(model)
    mine = row(directions, "liked1")
    assert mine.name.text() == "Like these"
    mine.slider.set_value(1.5)
    move = recipe(session).moves[0]
    assert (move.direction, move.value) == ("liked1", 1.5)
    assert np.frombuffer(base64.b64decode(move.step), "<f4").tolist() == [1, 0, 0, 0, 0, 0, 0, 0]
    remove = next(each for each in mine.menu().actions() if "move" in each.text() and "Re" in each.text())
    remove.trigger()
    settle()
    assert "liked1" not in names(directions)
    assert recipe(session).moves == ()
    session.undo_stack.undo()
    assert recipe(session).moves == (move,)
    assert row(directions, "liked1").slider.value() == 1.5, "its step is in the recipe"


def test_the_model_s_own_cannot_be_removed(directions: Directions) -> None:
    remove = [each for each in directions.rows[0].menu().actions() if "move" in each.text() and "Re" in each.text()]
    assert [action.isEnabled() for action in remove] == [False]


def test_own_layers(directions: Directions, session: Session) -> None:
    first = directions.rows[0]
    first.slider.set_value(1)
    first.range.last.edited.emit(5, "")
    assert recipe(session).moves[0].layers == (0, 5)
    assert session.undo_stack.count() == 2


class Finder:
    """An engine that finds one direction, or is stopped before."""

    def __init__(self, model: str) -> None:
        self._model = model

    def find_directions(self, model: str, method: str, progress: Progress) -> None:
        progress.report(0.5, "Half way")
        assert (model, method) == (self._model, "pca")
        save_one(model, "pca1", "pca")


def test_finding_directions_lists_them(directions: Directions, lane: FakeLane, model: str) -> None:
    lane.artist = Finder(model)
    directions.find.click()
    assert directions.search.isVisible()
    assert not directions.find.isEnabled(), "one search at a time"
    lane.work()
    settle()
    assert not directions.search.isVisible()
    assert directions.find.isEnabled()
    assert row(directions, "pca1").name.text() == "PCA 1"


@pytest.fixture
def rich(models: UseModel, tmp_path: Path) -> str:
    """In use is a model that brings more directions than are shown at first."""
    path = str(write_model(tmp_path / "rich.safetensors", (), FEW + 1))
    models.use(path)
    return path


def test_what_was_found_is_in_view_among_many(directions: Directions, lane: FakeLane, rich: str) -> None:
    lane.artist = Finder(rich)
    directions.find.click()
    lane.work()
    settle()
    assert names(directions)[FEW:] == ["pca1"]


def test_what_the_person_taught_the_model_is_in_view_among_many(
    directions: Directions, lane: FakeLane, rich: str
) -> None:
    lane.artist = None
    directions.search_by(lambda *_: save_one(rich, "calmer", "liked"), "Learning")
    lane.work()
    settle()
    assert names(directions)[FEW:] == ["calmer"]


def test_saved_directions_that_cannot_be_used_are_said_until_others_are_found(
    directions: Directions, lane: FakeLane, model: str
) -> None:
    place(Path(model)).write_bytes(b"no directions")
    directions._book.learn(model)
    assert "cannot be read" in directions.note.text()
    directions.note.say("")  # dismissed
    directions.refresh()
    assert not directions.note.isVisible()
    lane.artist = Finder(model)
    directions.find.click()
    lane.work()
    settle()
    assert not directions.note.isVisible()


def test_the_ranges_are_those_of_the_model(directions: Directions) -> None:
    chosen = directions.rows[0].range
    letters = []
    for count in (18, 6, 2, None):
        chosen.show_count(count)
        assert [action.isVisible() for action in chosen._actions] == [True, *[count != 2] * 3]
        assert chosen.last.maximum() == (count or 64) - 1
        chosen.show_layers((8, 63))
        letters.append(chosen.text())
        if count == 6:
            chosen._actions[3].trigger()
            assert (chosen.layers(), chosen.text()) == ((4, 5), "F")
    assert letters == ["F", "8–63", "8–63", "F"]


def test_a_search_can_be_stopped(directions: Directions, lane: FakeLane, model: str) -> None:
    lane.artist = Finder(model)
    before = names(directions)
    directions.find.click()
    directions.search.cancel.click()
    lane.work()
    settle()
    assert not directions.search.isVisible()
    assert directions.find.isEnabled()
    assert names(directions) == before


def test_a_search_that_fails_says_why(panel: LatentsPanel, lane: FakeLane, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_directions(self, *_: Any, **__: Any) -> None:
            raise DieloomError("The disk is full.", "Free some space.")

    lane.artist = Broken()
    panel.directions.find.click()
    lane.work()
    settle()
    assert "disk is full" in panel.note.text()
    assert panel.directions.find.isEnabled()


def test_a_name_that_cannot_be_kept_is_told(panel: LatentsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise DieloomError("The folder cannot be written to.", "")

    monkeypatch.setattr("core.gan.direction_files.rename", refuse)
    panel.directions.rows[0].renamed.emit("pc1", "Warmth")
    settle()
    assert "cannot be written" in panel.note.text()
