"""The closed pack, measured on its folded panels and never through the template's formulas."""

from __future__ import annotations

import numpy as np
import pytest

from core.dieline import library
from core.dieline.checks import measure_inside
from core.dieline.fold import crushed, fold, in_space, surfaces, turn_about
from core.dieline.outline import Outline
from core.dieline.surface import Surface
from core.geometry import Line, Point
from tests.dieline.samples import sizes
from tests.dieline.tray import FILE, tray

BASE, WALL, LUG = FILE["panels"]

SIZES = [{}, {"L": 55.5, "W": 43.25, "H": 117.0, "caliper": 1.2}, {"L": 120, "W": 118, "H": 60, "caliper": 1}]
PACKS = [
    ("A20.20.01.01", ("top dust left", "bottom dust left"), ("top lid", "bottom lid")),
    ("0201", ("top left", "bottom left"), ("top front", "bottom front")),
]


def flat_coordinate(outline: Outline, panel: str, axis: int, placed: dict[str, Surface]) -> float:
    """Where a closed panel's middle plane crosses an axis of space; fails for a panel that stands askew."""
    along = in_space(outline.panel(panel), placed[panel])[:, axis]
    assert np.ptp(along) < 1e-9
    return float(along.mean())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("code", "ends", "covers"), PACKS)
def test_the_closed_pack_is_its_inside_dimensions_within(
    code: str, ends: tuple[str, str], covers: tuple[str, str], size: dict[str, float]
) -> None:
    outline = library.load(code).outline(size)
    given = dict(outline.parameters)
    placed = surfaces(outline, 1.0)
    t = outline.caliper
    at = {
        name: flat_coordinate(outline, name, axis, placed)
        for axis, names in enumerate((("left", "right"), (*ends, *covers), ("front", "back")))
        for name in names
    }
    assert at["right"] - at["left"] - t == pytest.approx(given["L"], abs=0.01)
    assert at["front"] - at["back"] - t == pytest.approx(given["W"], abs=0.01)
    assert at[ends[0]] - at[ends[1]] - t == pytest.approx(given["H"], abs=0.01)
    # The outer flaps lie on the inner ones: a caliper further out on both ends.
    assert at[covers[0]] - at[ends[0]] == pytest.approx(t, abs=0.01)
    assert at[ends[1]] - at[covers[1]] == pytest.approx(t, abs=0.01)


@pytest.mark.parametrize("code", ["A20.20.01.01", "0201"])
def test_the_inside_is_exact_at_every_size(code: str) -> None:
    template = library.load(code)
    for given in sizes(template, 60, seed=3):
        assert measure_inside(template.outline(given)) == pytest.approx(template.outline(given).inside, abs=1e-6)


def test_the_glue_flap_lies_a_caliper_inside_the_panel_that_covers_it() -> None:
    outline = library.load("A20.20.01.01").outline({"caliper": 0.6})
    placed = surfaces(outline, 1.0)
    right = flat_coordinate(outline, "right", 0, placed)
    assert right - flat_coordinate(outline, "glue flap", 0, placed) == pytest.approx(0.6)


def test_the_tuck_stands_inside_the_front_with_its_play() -> None:
    outline = library.load("A20.20.01.01").outline({"caliper": 0.6, "tuck_play": 0.4})
    placed = surfaces(outline, 1.0)
    front = flat_coordinate(outline, "front", 2, placed)
    for tuck in ("top tuck", "bottom tuck"):
        assert front - flat_coordinate(outline, tuck, 2, placed) == pytest.approx(0.6 + 0.4)
        height = in_space(outline.panel(tuck), placed[tuck])[:, 1]
        inside = in_space(outline.panel("front"), placed["front"])[:, 1]
        assert inside.min() - 1e-9 <= height.min() <= height.max() <= inside.max() + 1e-9


def test_flat_means_where_the_blank_is() -> None:
    outline = library.load("0201").outline({})
    assert all(np.array_equal(matrix, np.eye(4)) for matrix in fold(outline, 0.0).values())


@pytest.mark.parametrize("amount", [0.1, 0.37, 0.62, 1.0])
@pytest.mark.parametrize("code", library.codes())
def test_folding_moves_panels_rigidly_and_keeps_creases_together(code: str, amount: float) -> None:
    outline = library.load(code).outline({})
    placed = surfaces(outline, amount)
    for surface in placed.values():
        assert surface.matrix[:3, :3] @ surface.matrix[:3, :3].T == pytest.approx(np.eye(3), abs=1e-9)
        assert np.linalg.det(surface.matrix) == pytest.approx(1)
    for each in outline.folds:
        ends = [each.axis.start, each.axis.end]
        apart = np.linalg.norm(placed[each.parent].place(ends) - placed[each.child].place(ends), axis=1)
        # A crease beyond a right angle is crushed: its middle plane parts by up to the caliper that the fold takes.
        assert apart.max() <= 2 * abs(crushed(each.angle_deg, outline.caliper)) + 1e-6


def test_a_panel_folded_flat_lies_a_caliper_off_its_parent() -> None:
    outline = tray(panels=[BASE, {**WALL, "angle": 180}, LUG]).outline({"caliper": 0.8})
    placed = surfaces(outline, 1.0)
    assert in_space(outline.panel("wall"), placed["wall"])[:, 2] == pytest.approx(-0.8)
    opened = tray(panels=[BASE, {**WALL, "angle": -180}, LUG]).outline({"caliper": 0.8})
    assert in_space(opened.panel("wall"), surfaces(opened, 1.0)["wall"])[:, 2] == pytest.approx(0.8)


def test_lower_orders_fold_first() -> None:
    outline = tray().outline({})
    placed = fold(outline, 0.5)
    closed = fold(outline, 1.0)
    assert placed["wall"] == pytest.approx(closed["wall"])
    assert placed["lug"] == pytest.approx(placed["wall"])


def test_a_turn_takes_what_is_right_of_the_axis_behind_the_blank() -> None:
    axis = Line(Point(10, 0), Point(10, 50))
    assert turn_about(axis, 90) @ [14, 20, 0, 1] == pytest.approx([10, 20, -4, 1])
    assert turn_about(axis, -180) @ [14, 20, 0, 1] == pytest.approx([6, 20, 0, 1])
