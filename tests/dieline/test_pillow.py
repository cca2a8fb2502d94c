"""The pillow box: two arcs that meet, and ends that stand upright on curved creases."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from core.dieline import library
from core.dieline.fold import surfaces
from core.dieline.outline import Outline
from core.geometry import Arc

SIZES = [
    {},
    {"L": 60.0, "W": 45.0, "H": 40.0},
    {"L": 300.0, "W": 250.0, "H": 8.0},
    {"L": 200.0, "W": 250.0, "H": 125.0},
]


def closed(outline: Outline, panel: str, tolerance: float = 0.05) -> NDArray[np.float64]:
    return surfaces(outline, 1.0)[panel].place(np.array(outline.panel(panel).polygon(tolerance)))


def test_panels_are_as_wide_as_their_arcs_are_long() -> None:
    """75 wide and 26 high with 0.4 mm board: an arc of 13.2 mm over a chord of 75 has a radius of 59.87 mm."""
    outline = library.load("pillow").outline({"W": 75, "H": 26, "caliper": 0.4})
    radius = 75**2 / (8 * 13.2) + 13.2 / 2
    arc = radius * 2 * math.asin(37.5 / radius)
    assert arc == pytest.approx(81.04, abs=0.01)
    assert outline.panel("front").height == pytest.approx(arc)
    crease = next(each for each in outline.panel("front").boundary if isinstance(each, Arc))
    sagitta = crease.radius - math.sqrt(crease.radius**2 - (arc / 2) ** 2)
    assert sagitta == pytest.approx(13.2)


@pytest.mark.parametrize("size", SIZES)
def test_the_closed_box_is_as_high_and_wide_as_asked(size: dict[str, float]) -> None:
    outline = library.load("pillow").outline(size)
    given = dict(outline.parameters)
    front, back = closed(outline, "front"), closed(outline, "back")
    assert np.ptp(front[:, 1]) == pytest.approx(given["W"], abs=0.01)
    # From crown to crown, less the board; the back is a hair narrower, since it carries the glue flap.
    between = front[:, 2].max() - back[:, 2].min() - given["caliper"]
    assert between == pytest.approx(given["H"], abs=1.5 * given["caliper"])


@pytest.mark.parametrize("size", SIZES)
def test_ends_stand_upright_and_meet_their_panels(size: dict[str, float]) -> None:
    outline = library.load("pillow").outline(size)
    placed = surfaces(outline, 1.0)
    sag = library.load("pillow").values(size)["sag"]
    for each in outline.folds:
        if each.child.endswith("end"):
            curve = np.array(each.curve)
            gap = np.linalg.norm(placed[each.parent].place(curve) - placed[each.child].place(curve), axis=1).max()
            assert gap < outline.caliper
            # Upright: seen along the box the end takes no more room than its own curve is deep.
            assert np.ptp(closed(outline, each.child)[:, 0]) == pytest.approx(sag, rel=0.03)


def test_outer_ends_lie_a_board_over_the_inner_ones() -> None:
    outline = library.load("pillow").outline({"caliper": 0.5})
    inner, outer = closed(outline, "front right end"), closed(outline, "back right end")
    assert outer[:, 0].max() - inner[:, 0].max() == pytest.approx(0.5, abs=0.05)
