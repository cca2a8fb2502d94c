"""The blank's area and its contour."""

from __future__ import annotations

import math

import pytest

from core.dieline import library
from core.dieline.contour import contour_path, knife_area
from tests.dieline.tray import tray


def test_the_area_is_the_label_less_its_corners() -> None:
    outline = library.load("wrap").outline({"girth": 200, "overlap": 10, "height": 50, "radius": 3})
    assert knife_area(outline).area == pytest.approx(210 * 50 - (4 - math.pi) * 9, abs=0.2)


def test_windows_are_cut_out() -> None:
    outline = tray().outline({})
    base, wall, lug = 60 * 30, 60 * 15, 13 * 7.5 - (1 - math.pi / 4) * 4
    assert knife_area(outline).area == pytest.approx(base + wall + lug - 16, abs=0.05)
    assert [len(ring) for ring in contour_path(outline).flattened()][1:] == [5]
