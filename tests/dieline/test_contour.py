"""The blank's area, its contour and its bleed."""

from __future__ import annotations

import math

import pytest
from shapely import Polygon

from core.dieline import library
from core.dieline.contour import bleed_path, contour_path, knife_area, net_area
from core.geometry import Path
from tests.dieline.tray import tray


def area(path: Path) -> Polygon:
    outer, *holes = path.flattened()
    return Polygon(outer, holes)


def test_net_area_is_the_label_less_its_corners() -> None:
    outline = library.load("wrap").outline({"girth": 200, "overlap": 10, "height": 50, "radius": 3})
    assert net_area(outline) == pytest.approx(210 * 50 - (4 - math.pi) * 9, abs=0.2)


def test_windows_are_cut_out_and_bled_into() -> None:
    outline = tray().outline({})
    base, wall, lug = 60 * 30, 60 * 15, 13 * 7.5 - (1 - math.pi / 4) * 4
    assert net_area(outline) == pytest.approx(base + wall + lug - 16, abs=0.05)
    assert [len(ring) for ring in contour_path(outline).flattened()][1:] == [5]
    assert len(bleed_path(outline).flattened()) == 1


@pytest.mark.parametrize("code", library.codes())
@pytest.mark.parametrize("bleed", [None, 0.0, 8.0])
def test_bleed_lies_outside_the_knife_by_its_measure(code: str, bleed: float | None) -> None:
    outline = library.load(code).outline({})
    measure = outline.bleed if bleed is None else bleed
    knife, bled = knife_area(outline), area(bleed_path(outline, bleed))
    assert bled.buffer(0.01).contains(knife)
    assert bled.bounds == pytest.approx(outline.blank.grown(measure), abs=0.02)
    if measure:
        assert bled.exterior.distance(knife) == pytest.approx(measure, abs=0.01)


def test_narrow_slots_are_bled_shut() -> None:
    outline = library.load("0201").outline({})
    slot = outline.panel("left").frame.apply((0, 0))
    assert Polygon(area(bleed_path(outline)).exterior).contains(Polygon(_around(slot.x, slot.y - 40)))


def _around(x: float, y: float) -> list[tuple[float, float]]:
    return [(x - 2, y - 2), (x + 2, y - 2), (x + 2, y + 2), (x - 2, y + 2)]
