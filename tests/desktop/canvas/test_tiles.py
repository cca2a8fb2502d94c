"""The tiles of the canvas while the artwork is being edited faster than the engine draws."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.artwork.recipe import Recipe
from core.compose.drawlist import ArtImage
from core.document.model import ArtworkLayer, Design, DielineChoice
from desktop.canvas.tiles import PASSED, Tiles


class Lane(QObject):
    frame = Signal(str, QImage, bool)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def request(self, recipe: Recipe) -> None:
        self.asked.append(recipe.seed)


@pytest.fixture
def lane(qapp: object) -> Lane:
    return Lane()


@pytest.fixture
def tiles(lane: Lane) -> Tiles:
    return Tiles(cast(Any, lane), cast(Any, None), lane)


def design(*seeds: int) -> Design:
    """An artwork layer for each seed, named by its place."""
    layers = [ArtworkLayer(id=str(place), recipe=Recipe(seed=seed)) for place, seed in enumerate(seeds)]
    return Design(dieline=DielineChoice(code="any"), layers=tuple(layers))


def come(lane: Lane, seed: int, *, final: bool = False) -> None:
    """A picture as wide as its seed."""
    lane.frame.emit(Recipe(seed=seed).digest(), QImage(seed, 1, QImage.Format.Format_RGB32), final)


def width(tiles: Tiles, layer: str = "0") -> int:
    shown = tiles.tile(ArtImage(Recipe()), layer)
    return shown.width() if shown else 0


def test_drafts_of_what_a_layer_has_left_move_it_along(tiles: Tiles, lane: Lane) -> None:
    for seed in (1, 2, 3):
        tiles.follow(design(seed))
    assert lane.asked == [1, 2, 3]
    come(lane, 1)
    assert width(tiles) == 1, "the draft that ran while the slider went on"
    come(lane, 3)
    assert width(tiles) == 3


def test_what_a_layer_has_left_never_takes_the_place_of_what_it_is(tiles: Tiles, lane: Lane) -> None:
    tiles.follow(design(1))
    come(lane, 1, final=True)
    tiles.follow(design(2))
    tiles.follow(design(1))  # undone, and still there
    come(lane, 2)
    assert width(tiles) == 1
    tiles.follow(design(3))
    come(lane, 2, final=True)
    assert width(tiles) == 1, "only drafts come in the order of the wishes"


def test_a_tile_that_is_there_is_shown_at_once(tiles: Tiles, lane: Lane) -> None:
    for seed in (1, 2):
        tiles.follow(design(seed))
        come(lane, seed, final=True)
    told: list[int] = []
    tiles.changed.connect(lambda: told.append(width(tiles)))
    tiles.follow(design(1))
    tiles.follow(design(1))
    assert told == [1], "and nothing is painted for nothing"


def test_a_draft_is_for_the_layer_that_was_edited(tiles: Tiles, lane: Lane) -> None:
    tiles.follow(design(1, 5))
    tiles.follow(design(2, 5))
    come(lane, 1)
    assert (width(tiles, "0"), width(tiles, "1")) == (1, 0)
    tiles.follow(design())
    come(lane, 1)


def test_not_all_that_was_ever_left_is_kept(tiles: Tiles) -> None:
    for seed in range(PASSED + 50):
        tiles.follow(design(seed))
    assert len(tiles._passed) == PASSED
