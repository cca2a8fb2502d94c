"""The QPainter device, by its pixels."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from core.artwork.recipe import Recipe
from core.colour.convert import ink_to_srgb
from core.colour.inks import Cmyk, Rgb, Spot
from core.compose.drawlist import (
    ArtImage,
    AssetImage,
    DrawImage,
    FillPath,
    FillTile,
    Group,
    LayerTag,
    Op,
    ProcessingStep,
    StrokePath,
)
from core.geometry import Affine, Box, Path
from desktop.canvas.painter import Player
from desktop.canvas.viewport import Viewport
from desktop.workers.images import image_of

RED, WHITE = (255, 0, 0), (255, 255, 255)
QUARTERS = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [0, 0, 0]]], np.uint8).repeat(8, 0).repeat(8, 1)
"""Red and green above, blue and black below."""


class Pixels:
    def tile(self, source: ArtImage, layer: str | None) -> QImage | None:
        return image_of(QUARTERS) if layer == "known" else None

    def image(self, source: AssetImage) -> QImage | None:
        return image_of(QUARTERS)


def drawn(*ops: Op) -> QImage:
    """A sheet of 20 by 10 mm at 10 pixels per mm."""
    picture = QImage(200, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setTransform(Viewport(10.0, 0.0, 100.0).transform)
    Player(Pixels()).play(ops, painter)
    painter.end()
    return picture


def at(picture: QImage, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a point in mm, y up."""
    colour = picture.pixelColor(int(x * 10), int(100 - y * 10))
    return colour.red(), colour.green(), colour.blue()


def square(x: float, y: float, side: float) -> Path:
    return Path.rectangle(Box(x, y, x + side, y + side))


@pytest.mark.parametrize(
    "ink", [Rgb(1, 0, 0), Cmyk(c=1), Cmyk(m=1, y=1), Cmyk(k=1), Spot("Gold", Cmyk(y=1)), Spot("Gold", Cmyk(y=1), 0.0)]
)
def test_inks_look_as_the_profile_says(ink: Rgb | Cmyk | Spot) -> None:
    picture = drawn(FillPath(square(2, 2, 4), ink))
    assert at(picture, 4, 4) == pytest.approx([255 * part for part in ink_to_srgb(ink)], abs=1)
    assert at(picture, 8, 4) == WHITE


def test_process_cyan_is_not_the_screens_cyan() -> None:
    red, green, blue = at(drawn(FillPath(square(2, 2, 4), Cmyk(c=1))), 4, 4)
    assert red < 40
    assert green < 200 < blue


def test_fill_rules_differ_in_the_overlap() -> None:
    nested = square(0, 0, 9) + square(3, 3, 3)
    assert at(drawn(FillPath(nested, Rgb(1, 0, 0))), 4.5, 4.5) == RED
    assert at(drawn(FillPath(nested, Rgb(1, 0, 0), rule="evenodd")), 4.5, 4.5) == WHITE


def test_a_stroke_has_its_width_in_mm() -> None:
    line = Path.rectangle(Box(-5, 5, 30, 30))
    picture = drawn(StrokePath(line, Rgb(1, 0, 0), width=2))
    assert at(picture, 10, 5.8) == RED
    assert at(picture, 10, 6.3) == WHITE


def test_groups_clip_and_thin() -> None:
    group = Group((FillPath(square(0, 0, 10), Rgb(1, 0, 0)),), clip=square(0, 0, 5), opacity=0.5)
    picture = drawn(group)
    assert at(picture, 2, 2) == pytest.approx((255, 127, 127), abs=2)
    assert at(picture, 7, 2) == WHITE


def test_the_dieline_is_left_to_its_own_painter() -> None:
    step = LayerTag("Cut", ProcessingStep("Structural", "Cutting"))
    assert at(drawn(Group((FillPath(square(0, 0, 10), Rgb(1, 0, 0)),), layer=step)), 5, 5) == WHITE


def test_a_picture_stands_upright() -> None:
    picture = drawn(DrawImage(AssetImage("0" * 64), Affine(a=8, d=8, e=1, f=1)))
    assert at(picture, 3, 7) == RED
    assert at(picture, 7, 7) == (0, 255, 0)
    assert at(picture, 3, 3) == (0, 0, 255)


def test_tiles_repeat_from_the_matrix_and_stand_upright() -> None:
    op = FillTile(Path.rectangle(Box(0, 0, 20, 10)), ArtImage(Recipe()), Affine(a=4, d=4, e=1, f=1))
    picture = drawn(Group((op,), id="known"))
    for x in (2, 6, 10, 14, 18):
        for y in (4, 8):
            assert at(picture, x, y) == RED, (x, y)
        assert at(picture, x, 2) == (0, 0, 255)


def test_a_turned_tile_turns() -> None:
    op = FillTile(
        square(0, 0, 10), ArtImage(Recipe()), Affine.translation(5, 5) @ Affine.rotation(90) @ Affine.scaling(4)
    )
    assert at(drawn(Group((op,), id="known")), 2, 6) == RED  # the upper left quarter, a quarter turn on: lower left


def test_a_tile_that_is_not_there_yet_is_a_quiet_grey() -> None:
    op = FillTile(square(0, 0, 10), ArtImage(Recipe()), Affine.scaling(4))
    red, green, blue = at(drawn(Group((op,), id="unknown")), 5, 5)
    assert red == green == blue
    assert red != 255


def test_a_tile_drawn_small_is_averaged() -> None:
    op = FillTile(Path.rectangle(Box(0, 0, 20, 10)), ArtImage(Recipe()), Affine.scaling(0.1))
    picture = drawn(Group((op,), id="known"))
    mean = tuple(QUARTERS.reshape(-1, 3).mean(0))
    assert at(picture, 7, 5) == pytest.approx(mean, abs=3)
