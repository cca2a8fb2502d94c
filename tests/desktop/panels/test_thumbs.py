"""Thumbnails: the most wanted first, one at a time, given up for anything that the person does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.errors import DieloomError
from core.jobs import Progress
from desktop.panels.thumbs import SIDE_PX, Thumbs
from tests.desktop.conftest import FakeArtist
from tests.desktop.panels.conftest import FakeLane


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def thumbs(lane: FakeLane, artist: FakeArtist, owner: QObject) -> Thumbs:
    lane.artist = artist
    return Thumbs(lane, owner)


def seeds_drawn(thumbs: Thumbs) -> list[int]:
    drawn: list[int] = []
    thumbs.drawn.connect(lambda recipe, _: drawn.append(recipe.seed))
    return drawn


def test_pictures_come_in_the_order_of_the_wishes(thumbs: Thumbs, lane: FakeLane) -> None:
    drawn = seeds_drawn(thumbs)
    wanted = [Recipe(seed=seed) for seed in (5, 3, 8)]
    thumbs.serve(lambda: [each for each in wanted if thumbs.picture(each) is None])
    thumbs.stir()
    assert lane.tasks == []  # the document just changed: the preview has the engine
    thumbs._rest.timeout.emit()
    assert len(lane.tasks) == 1
    lane.work()
    assert drawn == [5, 3, 8]


def test_what_the_person_asked_for_comes_first(thumbs: Thumbs, lane: FakeLane) -> None:
    drawn = seeds_drawn(thumbs)

    def wish(seed: int) -> list[Recipe]:
        return [] if seed in drawn else [Recipe(seed=seed)]

    map_, asked = lambda: wish(1), lambda: wish(2)
    thumbs.serve(map_)
    thumbs.serve(asked)
    thumbs.hurry(asked)
    lane.work()
    assert drawn == [2, 1]


def test_a_change_gives_the_picture_under_way_up(thumbs: Thumbs, lane: FakeLane, artist: FakeArtist) -> None:
    wanted = [Recipe(seed=1)]
    thumbs.serve(lambda: wanted)
    thumbs.stir()
    thumbs._rest.timeout.emit()
    wanted[:] = []
    thumbs.stir()
    lane.work()
    assert artist.drafts == []


def test_nothing_is_drawn_while_the_artwork_keeps_changing(thumbs: Thumbs, lane: FakeLane, artist: FakeArtist) -> None:
    wanted = [Recipe(seed=1), Recipe(seed=2)]
    thumbs.serve(lambda: wanted)
    thumbs.hurry(thumbs._wishes[0])
    for seed in (3, 4, 5):
        wanted[:] = [Recipe(seed=seed)]
        thumbs.stir()
        lane.work()
    assert artist.drafts == []
    thumbs._rest.timeout.emit()
    assert len(lane.tasks) == 1


def test_it_stops_inside_a_picture_and_draws_no_preview_there(thumbs: Thumbs, lane: FakeLane) -> None:
    class Slow:
        blocks = 0

        def tile(self, recipe: Recipe, *, draft: bool, progress: Progress) -> np.ndarray:
            for block in range(10):
                if block == 3:
                    thumbs.stir()
                    wanted.clear()
                progress.report(block / 10)
                self.blocks += 1
            raise AssertionError("not reached")

    lane.artist = Slow()
    wanted = [Recipe(seed=1)]
    thumbs.serve(lambda: wanted)
    thumbs.hurry(thumbs._wishes[0])
    reports: list[float] = []
    lane.tasks[0].progress.connect(lambda fraction, _: reports.append(fraction))
    lane.work()
    assert lane.artist.blocks == 3
    assert reports == []


def test_one_cell_of_the_tile_is_enough(thumbs: Thumbs, lane: FakeLane) -> None:
    got: list[Recipe] = []

    class Recording(FakeArtist):
        def tile(self, recipe: Recipe, **rest: object) -> np.ndarray:
            got.append(recipe)
            return super().tile(recipe)

    lane.artist = Recording()
    large = Recipe(seed=1, cells=(8, 8))
    shown: list[tuple[Recipe, QImage]] = []
    thumbs.drawn.connect(lambda recipe, picture: shown.append((recipe, picture)))
    thumbs.serve(lambda: [] if shown else [large])
    thumbs.hurry(thumbs._wishes[0])
    lane.work()
    assert got == [Recipe(seed=1)]
    assert shown[0][0] == large
    assert shown[0][1].width() == SIDE_PX
    assert thumbs.picture(Recipe(seed=1)) is not None


def test_a_recipe_that_cannot_be_drawn_is_left_out(thumbs: Thumbs, lane: FakeLane, qtbot: QtBot) -> None:
    class Picky(FakeArtist):
        def tile(self, recipe: Recipe, **rest: object) -> np.ndarray:
            if recipe.seed == 1:
                raise DieloomError("No.", "Never.")
            return super().tile(recipe)

    lane.artist = Picky()
    drawn = seeds_drawn(thumbs)
    thumbs.serve(lambda: [Recipe(seed=seed) for seed in (1, 2) if seed not in drawn])
    thumbs.hurry(thumbs._wishes[0])
    lane.work()
    assert drawn == [2]
