"""Recreating a picture and learning from marks: what is searched, shown, kept and undone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.document import edits
from core.document.model import ArtworkLayer
from core.errors import Cancelled
from core.jobs import Progress
from desktop.panels import recreate_work
from desktop.panels.latents import LatentsPanel
from desktop.panels.more_like import MoreLikeThese
from desktop.panels.recreate import Recreate
from desktop.window import MainWindow
from desktop.workers.search import OnStep
from tests.desktop.panels.conftest import png

START = "AACAPw=="  # one float32


class Engine:
    """Stands in for the inversion."""

    def __init__(self) -> None:
        self.pictures: list[Any] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.cancelled = 0

    def __call__(self, artist: object, image: Any, recipe: Recipe, progress: Progress, *, on_step: OnStep) -> Recipe:
        self.pictures.append(image)
        found = recipe
        try:
            for step in (1, 2):
                found = edits.changed(recipe, start=START, psi=1.0, noise_seed=step)
                on_step(found, step / 2, ())
                progress.report(step / 2)
                while not self.go_on.wait(0.002):
                    progress.check()
        except Cancelled:
            self.cancelled += 1
            raise
        return found


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    made = Engine()
    monkeypatch.setattr("core.artwork.editing.invert_recipe", made)
    yield made
    made.go_on.set()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "leaf.png"
    path.write_bytes(png("#c04020"))
    return path


@pytest.fixture
def section(window: MainWindow, engine: Engine, qtbot: QtBot) -> Recreate:
    qtbot.waitUntil(lambda: window.tiles.complete)
    return panel_of(window).recreate


def panel_of(window: MainWindow) -> LatentsPanel:
    found = window.findChild(LatentsPanel)
    assert isinstance(found, LatentsPanel)
    return found


def recipe(window: MainWindow) -> Recipe:
    layer = window.session.design.layers[0]
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def test_a_picture_is_recreated_in_one_step(
    window: MainWindow, section: Recreate, engine: Engine, picture: Path, qtbot: QtBot
) -> None:
    before = recipe(window)
    section.recreate(picture)
    assert section.running
    assert not section.choose.isVisible()
    qtbot.waitUntil(lambda: not section.running)
    assert engine.pictures[0].shape == (30, 40, 3)
    assert tuple(engine.pictures[0][0, 0]) == (0xC0, 0x40, 0x20)
    assert recipe(window).start == START
    assert [window.session.undo_stack.text(0), window.session.undo_stack.count()] == ["Recreate picture", 1]
    window.session.undo_stack.undo()
    assert recipe(window) == before


def test_the_way_there_is_shown_in_the_dock_and_on_the_canvas(
    window: MainWindow, section: Recreate, engine: Engine, picture: Path, qtbot: QtBot
) -> None:
    engine.go_on.clear()
    view, before = panel_of(window).view, window.tiles.tile(None, "artwork-1")
    assert before is not None
    with qtbot.waitSignal(section.tried) as tried:
        section.recreate(picture)
    assert tried.args[0] == "artwork-1"
    assert view.tile.width() == 8, "a draft of the fake generator"
    on_canvas = window.tiles.tile(None, "artwork-1")
    assert on_canvas is not None
    assert on_canvas.width() == 8
    section.cancel.click()
    qtbot.waitUntil(lambda: engine.cancelled == 1)
    assert view.tile.width() == 32
    back = window.tiles.tile(None, "artwork-1")
    assert back is not None
    assert back.width() == 32
    assert window.session.undo_stack.count() == 0


def test_stopping_keeps_the_best_so_far(
    window: MainWindow, section: Recreate, engine: Engine, picture: Path, qtbot: QtBot
) -> None:
    engine.go_on.clear()
    with qtbot.waitSignal(section.tried):
        section.recreate(picture)
    section.stop.click()
    qtbot.waitUntil(lambda: not section.running)
    assert recipe(window).noise_seed == 1
    assert window.session.undo_stack.count() == 1


def test_an_edit_meanwhile_gives_it_up(
    window: MainWindow, section: Recreate, engine: Engine, picture: Path, qtbot: QtBot
) -> None:
    engine.go_on.clear()
    with qtbot.waitSignal(section.tried):
        section.recreate(picture)
    panel_of(window).latent.next.click()
    qtbot.waitUntil(lambda: engine.cancelled == 1)
    assert not section.running
    assert recipe(window).start is None


def test_closing_the_window_meanwhile_is_clean(
    window: MainWindow, section: Recreate, engine: Engine, picture: Path, qtbot: QtBot
) -> None:
    engine.go_on.clear()
    with qtbot.waitSignal(section.tried):
        section.recreate(picture)
    assert window.close()


def test_what_is_no_picture_is_explained(window: MainWindow, section: Recreate, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    section.recreate(bad)
    qtbot.waitUntil(lambda: not section.running)
    assert panel_of(window).note.text()
    assert window.session.undo_stack.count() == 0


def test_a_picture_dropped_on_the_tile_is_recreated_and_not_placed(
    window: MainWindow, section: Recreate, engine: Engine, picture: Path, qtbot: QtBot
) -> None:
    view = panel_of(window).view
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    where, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QDragEnterEvent(where.toPoint(), copy, data, left, none))
    QApplication.sendEvent(view, QDropEvent(where, copy, data, left, none))
    qtbot.waitUntil(lambda: recipe(window).start == START)
    assert [layer.kind for layer in window.session.design.layers] == ["artwork"]


def test_what_is_clear_counts_as_white(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    from PIL import Image

    Image.new("RGBA", (4, 4), (200, 0, 0, 0)).save(path)
    recreate_work.recreated(path, Recipe(), None, Progress(), lambda *_: None)  # type: ignore[arg-type]
    assert (engine.pictures[0] == np.full((4, 4, 3), 255)).all()


def test_marks_become_a_direction(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    section: MoreLikeThese = panel_of(window).more_like
    marks, mine = section._marks, recipe(window)
    assert not section.learn.isEnabled()
    marks.toggle(edits.changed(mine, seed=5), "like")
    marks.toggle(edits.changed(mine, seed=6), "like")
    marks.toggle(edits.changed(mine, seed=7), "dislike")
    marks.toggle(edits.changed(mine, model="another"), "like")
    assert "2" in section.words.text()
    assert "1" in section.words.text()
    learned: list[Any] = []

    class Learner:
        def learn_direction(
            self, label: str, liked: list[Recipe], disliked: list[Recipe], progress: Progress, *, model: str
        ) -> None:
            learned.append((label, [each.seed for each in liked], [each.seed for each in disliked], model))

    monkeypatch.setattr(section, "_search_by", lambda search, words: search(Learner(), Progress()))
    section.name.setText(" Calmer ")
    section.learn.click()
    assert learned == [("Calmer", [5, 6], [7], mine.model)]
    assert section.name.text() == ""
    section.forget.click()
    assert not section.learn.isEnabled()
    assert window.session.undo_stack.count() == 0
