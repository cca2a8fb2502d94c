"""Pixel coverage against areas that are known."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from core.compose.coverage import Rule, coverage, edges_of, spans
from core.geometry import Box, Path, Point

SIZE = 12
PLACES = st.integers(-600, 1800).map(lambda hundredths: hundredths / 100)  # GEOS errs on numbers near 0


def of_box(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    return Path.rectangle(Box(x0, y0, x1, y1)).flattened()[0]


def test_a_box_covers_its_pixels_by_area() -> None:
    found = coverage(edges_of([of_box(1.25, 1, 3, 2.5)]), 4, 4)
    assert found.tolist() == [[0, 0, 0, 0], [0, 0.75, 1, 0], [0, 0.375, 0.5, 0], [0, 0, 0, 0]]


def test_the_rule_decides_about_what_is_run_around_twice() -> None:
    twice = edges_of([of_box(0, 0, 4, 4), of_box(1, 1, 3, 3)])
    assert coverage(twice, 4, 4, "nonzero").sum() == 16
    assert coverage(twice, 4, 4, "evenodd").sum() == 12


def test_a_hole_turns_the_other_way() -> None:
    hole = edges_of([of_box(0, 0, 4, 4), of_box(1, 1, 3, 3)[::-1]])
    assert coverage(hole, 4, 4, "nonzero").sum() == 12


def test_nothing_covers_nothing() -> None:
    assert not coverage(edges_of([]), 3, 2).any()
    assert coverage(edges_of([[Point(1, 1)]]), 3, 2).shape == (2, 3)


def test_open_outlines_are_closed() -> None:
    assert coverage(edges_of([[Point(0, 0), Point(2, 0), Point(2, 2), Point(0, 2)]]), 2, 2).sum() == 4


def test_an_edge_that_is_all_but_level_does_no_harm() -> None:
    outline = [Point(0, 1), Point(3, 1 + 2**-52), Point(3, 3), Point(0, 3)]
    assert coverage(edges_of([outline]), 4, 4).sum() == pytest.approx(6)
    level = [Point(0, 0), Point(3, 5e-324), Point(3, 3), Point(0, 3)]
    assert coverage(edges_of([level]), 4, 4).sum() == pytest.approx(9)


def test_an_edge_from_far_away_costs_no_more_than_one_from_nearby() -> None:
    """Pixel by pixel the way here would need a thousand gigabytes."""
    far = 1e10
    outline = [Point(-far, 1.5), Point(far, 1.5), Point(far, 3), Point(-far, 3.25)]
    found = coverage(edges_of([outline]), 4, 4)
    assert found == pytest.approx(np.array([[0.0], [0.5], [1.0], [0.125]]) * np.ones(4), abs=1e-3)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("turn", [1, -1])
@settings(max_examples=100, deadline=None)
@given(corners=st.lists(st.tuples(PLACES, PLACES), min_size=3, max_size=6))
def test_each_pixel_gets_the_area_that_a_polygon_has_in_it(turn: int, corners: list[tuple[float, float]]) -> None:
    polygon = Polygon(corners)
    assume(polygon.is_valid and polygon.area > 0.1)
    found = coverage(edges_of([[Point(x, y) for x, y in corners][::turn]]), SIZE, SIZE)
    columns, rows = np.meshgrid(np.arange(SIZE), np.arange(SIZE))
    pixels = shapely.box(columns, rows, columns + 1, rows + 1)
    assert found == pytest.approx(shapely.area(shapely.intersection(pixels, polygon)), abs=1e-4)


@pytest.mark.parametrize("rule", ["nonzero", "evenodd"])
@settings(max_examples=100, deadline=None)
@given(outlines=st.lists(st.lists(st.tuples(PLACES, PLACES), max_size=6), max_size=3))
def test_runs_cover_what_pixels_do(rule: Rule, outlines: list[list[tuple[float, float]]]) -> None:
    edges = edges_of([[Point(x, y) for x, y in outline] for outline in outlines])
    found, pixels = spans(edges, SIZE, SIZE, rule), np.zeros((SIZE, SIZE))
    for row, first, end, covered in zip(found.row, found.first, found.end, found.covered, strict=True):
        assert first < end
        assert not pixels[row, first:end].any(), "no pixel is in two runs"
        pixels[row, first:end] = covered
    assert pixels == pytest.approx(coverage(edges, SIZE, SIZE, rule), abs=1e-6)
