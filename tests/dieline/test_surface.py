"""Cylinders and curved creases keep lengths, meet at the crease, and can be undone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dieline.contour import polygon_of
from core.dieline.fold import in_space, surfaces, turn_about
from core.dieline.outline import Axis, Outline
from core.dieline.schema import TemplateFile
from core.dieline.surface import Roll, Surface
from core.dieline.template import Template
from core.geometry import Line, Point
from tests.dieline.tray import FILE

WIDTH, LENGTH, SAG = 80.0, 120.0, 14.0


def pillow(angle: float) -> Outline:
    """One curved wall with an eye-shaped flap on an arc at its upper end."""
    wall = {
        "name": "wall",
        "label": {"en": "Wall", "zh": "壁"},
        "corners": [
            {"x": 0, "y": 0},
            {"x": WIDTH, "y": 0},
            {"x": WIDTH, "y": LENGTH},
            {"x": 0, "y": LENGTH, "bow": -SAG},
        ],
        "bend": {"along": "y", "angle": angle},
    }
    flap = {
        "name": "flap",
        "label": {"en": "Flap", "zh": "翼"},
        "role": "flap",
        "corners": [{"x": 0, "y": LENGTH, "bow": SAG}, {"x": WIDTH, "y": LENGTH, "bow": SAG}],
        "parent": "wall",
    }
    changes = {"panels": [wall, flap], "marks": [], "blank": [WIDTH, LENGTH + SAG]}
    return Template(TemplateFile.model_validate({**FILE, **changes})).outline({})


def test_a_bent_panel_is_a_cylinder_of_its_own_width() -> None:
    outline = pillow(180)
    ring = in_space(outline.panel("wall"), surfaces(outline, 1.0)["wall"])
    radius = WIDTH / math.pi
    assert np.ptp(ring[:, 0]) == pytest.approx(2 * radius)
    assert np.ptp(ring[:, 2]) == pytest.approx(radius, rel=2e-3)  # the lower edge is one chord from side to side
    touching = surfaces(outline, 1.0)["wall"].place([[WIDTH / 2, 0], [WIDTH / 2, 50]])
    assert touching == pytest.approx(np.array([[WIDTH / 2, 0, 0], [WIDTH / 2, 50, 0]]), abs=1e-9)


def test_half_the_amount_bends_by_half() -> None:
    outline = pillow(90)
    ring = in_space(outline.panel("wall"), surfaces(outline, 0.5)["wall"])
    radius = WIDTH / math.radians(45)
    assert -ring[:, 2].min() == pytest.approx(radius * (1 - math.cos(math.radians(22.5))), abs=1e-6)


def test_a_flap_on_a_curved_crease_meets_its_wall_all_along() -> None:
    # The bend whose sag is that of the crease: the end then stands upright.
    low, high = 1e-3, math.pi
    while high - low > 1e-12:
        theta = (low + high) / 2
        low, high = (theta, high) if (1 - math.cos(theta / 2)) / theta < SAG / WIDTH else (low, theta)
    outline = pillow(math.degrees(low))
    placed = surfaces(outline, 1.0)
    arc = next(line.segment for line in outline.lines if line.type == "crease")
    on_wall, on_flap = placed["wall"].place(arc.flattened(0.1)), placed["flap"].place(arc.flattened(0.1))
    assert on_wall == pytest.approx(on_flap, abs=1e-6)
    # The free edge comes down to the far side of the lens: the flap stands on end.
    tip = placed["flap"].place([[WIDTH / 2, LENGTH + SAG]])[0]
    foot = placed["flap"].place([[WIDTH / 2, LENGTH - SAG]])[0]
    assert tip[1] == pytest.approx(foot[1], abs=0.2)
    assert foot[2] - tip[2] == pytest.approx(2 * SAG, abs=0.2)


def test_the_printed_side_of_a_reflected_flap_looks_out_of_the_pack() -> None:
    placed = surfaces(pillow(60), 1.0)
    at = [[WIDTH / 2, LENGTH - SAG / 2]]
    outwards = placed["flap"].place(at, 1.0) - placed["flap"].place(at)
    assert outwards[0, 1] > 0.5


finite = st.floats(-100, 100)


@given(st.sampled_from(["x", "y"]), st.floats(-0.02, 0.02), finite, finite, st.floats(-1, 1))
def test_unplacing_undoes_placing(along: Axis, curvature: float, x: float, y: float, out: float) -> None:
    surface = Surface(turn_about(Line(Point(3, 4), Point(10, -2)), 37), Roll(along, Point(5, 6), curvature))
    assert surface.unplace(surface.place([[x, y]], out))[0] == pytest.approx([x, y, out], abs=1e-6)


@given(st.floats(5, 170), st.floats(1, WIDTH - 1), st.floats(LENGTH - SAG, LENGTH + SAG), st.floats(-1, 1))
def test_unplacing_undoes_placing_beyond_a_curved_crease(angle: float, x: float, y: float, out: float) -> None:
    flap = surfaces(pillow(angle), 1.0)["flap"]
    assert flap.unplace(flap.place([[x, y]], out))[0] == pytest.approx([x, y, out], abs=1e-3)


def test_lengths_along_a_cylinder_stay() -> None:
    surface = Surface(np.eye(4), Roll("y", Point(0, 0), 0.03))
    way = surface.place(np.column_stack([np.linspace(0, 60, 4001), np.linspace(0, 25, 4001)]))
    assert np.linalg.norm(np.diff(way, axis=0), axis=1).sum() == pytest.approx(math.hypot(60, 25), abs=1e-4)


def test_a_wall_that_hangs_on_a_curved_one_turns_about_its_last_line() -> None:
    panels = [
        {**FILE["panels"][0], "size": [60, 30], "bend": {"along": "y", "angle": 120}},
        {**FILE["panels"][1], "size": [20, 30], "at": {"x": 60}, "angle": 0},
    ]
    outline = Template(TemplateFile.model_validate({**FILE, "panels": panels, "marks": []})).outline({})
    placed = surfaces(outline, 1.0)
    assert placed["wall"].flat
    assert placed["base"].place([[60, 10]]) == pytest.approx(placed["wall"].place([[60, 10]]))
    away = placed["wall"].place([[61, 10]])[0] - placed["wall"].place([[60, 10]])[0]
    assert away == pytest.approx([math.cos(math.radians(60)), 0, -math.sin(math.radians(60))])
    assert polygon_of(outline.panel("wall")).area == pytest.approx(600)
