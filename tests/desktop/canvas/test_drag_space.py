"""Places on the tile: through turned panels, both sides and repeats, there and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from core.artwork.recipe import Recipe
from core.compose.drawlist import ArtImage, FillTile
from core.compose.placing import Face
from core.dieline import library
from core.dieline.outline import Side
from core.document.model import ArtworkLayer, Placement
from core.geometry import Box, Path, Point
from desktop.canvas.drag_pulls import MASK_PX, Mask, Pull
from desktop.canvas.drag_space import HALF, TileSpace, beside, reach, space_of, within
from desktop.canvas.painter import Player
from desktop.canvas.viewport import Viewport

spots = st.tuples(st.floats(-3, 3), st.floats(-3, 3))


def space(side: Side = "outside", panel: str | None = "top tuck", cells: tuple[int, int] = (2, 3)) -> TileSpace:
    face = Face(side, library.load("A20.20.01.01").outline({}), 3.0)
    place = Placement(side=side, panel=panel, rotation=20, width=30, height=20, x=4, y=2)
    found = space_of(ArtworkLayer(id="art", recipe=Recipe(cells=cells), tile_width=12, place=place), face)
    assert found is not None
    return found


@pytest.mark.parametrize("side", ["outside", "inside"])
@given(spot=spots)
def test_a_spot_is_found_again_on_the_sheet(side: Side, spot: tuple[float, float]) -> None:
    made = space(side)
    assert made.spot(made.point(spot)) == pytest.approx(spot, abs=1e-9)


@pytest.mark.parametrize("side", ["outside", "inside"])
def test_a_spot_is_where_the_canvas_draws_that_part_of_the_tile(side: Side) -> None:
    """One pixel of the tile is painted through the canvas's own painter and looked for at its spot."""
    made, viewport = space(side), Viewport(8.0, 0.0, 0.0)
    tile = QImage(20, 30, QImage.Format.Format_RGB32)
    tile.fill(QColor("white"))
    tile.setPixelColor(13, 4, QColor("#ff0000"))

    class Pixels:
        def tile(self, source: ArtImage, layer: str | None) -> QImage:
            return tile

        def image(self, source: object) -> None:
            return None

    spot = (13.5 / 20, 4.5 / 30)
    centre = viewport.to_screen(made.point(spot))
    shown = QImage(9, 9, QImage.Format.Format_RGB32)
    painter = QPainter(shown)
    painter.translate(-centre.x() + 4.5, -centre.y() + 4.5)
    painter.setTransform(viewport.transform, combine=True)
    everywhere = Path.rectangle(Box(-1000, -1000, 1000, 1000))
    Player(Pixels()).play([FillTile(everywhere, ArtImage(Recipe()), made.matrix)], painter)
    painter.end()
    assert shown.pixelColor(4, 4) == QColor("#ff0000")


def test_the_box_and_what_runs_into_the_bleed_are_covered() -> None:
    made = space()
    box = made.place
    assert made.covers(box.matrix.apply((1, 1)))
    assert not made.covers(box.matrix.apply((-0.5, 1)))
    whole = space_of(ArtworkLayer(id="art"), Face("outside", library.load("A20.20.01.01").outline({}), 3.0))
    assert whole
    assert whole.covers(whole.place.matrix.apply((-2.9, 5)))
    assert not whole.covers(whole.place.matrix.apply((-3.1, 5)))


def test_a_layer_of_the_other_side_or_a_lost_panel_has_no_space() -> None:
    face = Face("outside", library.load("A20.20.01.01").outline({}), 3.0)
    assert space_of(ArtworkLayer(id="a", place=Placement(side="inside")), face) is None
    assert space_of(ArtworkLayer(id="a", place=Placement(panel="no such panel")), face) is None


@given(start=spots, target=spots)
def test_a_target_is_never_beyond_half_a_tile_and_keeps_its_bearing(
    start: tuple[float, float], target: tuple[float, float]
) -> None:
    x, y = reach(start, target)
    dx, dy = x - start[0], y - start[1]
    assert max(abs(dx), abs(dy)) <= HALF + 1e-9
    assert dx * (target[1] - start[1]) == pytest.approx(dy * (target[0] - start[0]), abs=1e-6)


@given(spot=spots)
def test_the_nearest_repeat_of_a_place_is_within_half_a_tile(spot: tuple[float, float]) -> None:
    near = beside(spot, within((spot[0] + 0.3, spot[1] - 0.2)))
    assert near == pytest.approx((spot[0] + 0.3, spot[1] - 0.2), abs=1e-9)


def test_a_pull_across_the_seam_goes_on_beyond_the_edge() -> None:
    start, target = Pull.at((2.9, 0.5)).aimed((3.2, 0.4)).fractions()
    assert start == pytest.approx((0.9, 0.5))
    assert target == pytest.approx((1.2, 0.4))


def test_a_pull_follows_the_handle_and_goes_on_from_there() -> None:
    pull = Pull.at((2.9, 0.5)).aimed((3.2, 0.5)).arrived_at((0.1, 0.5))
    assert pull.now == pytest.approx((3.1, 0.5))
    assert pull.length == pytest.approx(0.1)
    assert pull.going_on().fractions()[0] == pytest.approx((0.1, 0.5))


def test_the_mask_is_round_and_wraps() -> None:
    mask = Mask()
    assert mask.empty
    mask.paint((4.0, -2.0), 0.2, 1.0, free=True)
    cells = mask.cells
    assert cells[0, 0]
    assert cells[-1, -1]
    assert not cells[MASK_PX // 2, MASK_PX // 2]
    assert cells.mean() == pytest.approx(np.pi * 0.2**2, rel=0.05)
    assert (cells == cells[::-1]).all()
    mask.paint((0.0, 0.0), 0.3, 1.0, free=False)
    assert mask.empty


def test_a_dab_is_round_on_the_sheet_whatever_the_tile_s_shape() -> None:
    mask = Mask()
    mask.paint((0.5, 0.5), 0.2, 2.0, free=True)
    assert mask.cells.any(0).sum() == pytest.approx(2 * mask.cells.any(1).sum(), abs=2)


def test_points_are_points() -> None:
    assert space().spot(Point(*space().matrix.apply((0, 0)))) == pytest.approx((0, 0), abs=1e-9)
