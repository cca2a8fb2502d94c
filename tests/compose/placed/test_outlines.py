"""Outlines by path operations, against areas that are known and against our own coverage."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.compose.coverage import edges_of
from core.compose.hit import winding
from core.compose.placed.outlines import Rule, area, pen_area
from core.geometry import Affine, Box, Path, Point


def size_of(path: Path, tolerance: float) -> float:
    """The signed area of an outline for the nonzero rule without overlaps."""
    total = 0.0
    for outline in path.flattened(tolerance):
        total += sum(a.x * b.y - b.x * a.y for a, b in zip(outline, outline[1:] + outline[:1], strict=True)) / 2
    return abs(total)


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_a_ring_by_its_rule_or_its_pen_is_a_ring_at_any_size(scale: float) -> None:
    by = Affine.scaling(scale)
    outer, inner = (Path.ellipse(Box(-r, -r, r, r)) for r in (3, 2))
    ring = area([((outer + inner).transformed(by), "evenodd")])
    pen = pen_area(
        Path.ellipse(Box(-2.5, -2.5, 2.5, 2.5)).transformed(by),
        scale,
        cap="butt",
        join="mitre",
        mitre=4,
        dash=(),
        phase=0,
    )
    for found in (ring, pen):
        assert size_of(found, 1e-4 * scale) == pytest.approx(5 * math.pi * scale**2, rel=1e-3)


def test_dashes_begin_where_their_phase_says() -> None:
    line = Path.line(Point(0, 0), Point(10, 0))
    found = pen_area(line, 1, cap="butt", join="mitre", mitre=4, dash=(2, 1), phase=1)
    assert sorted(
        x for outline in found.flattened() for x in {round(point.x, 3) for point in outline}
    ) == pytest.approx([0, 1, 2, 4, 5, 7, 8, 10])


def test_nothing_covers_nothing() -> None:
    assert area([]) == Path()


def test_a_scribble_beyond_measure_is_refused_at_once() -> None:
    turns = [Point(math.cos(2.4 * i) * 50, math.sin(2.4 * i) * 50) for i in range(3000)]
    with pytest.raises(ValueError, match="too often"):
        area([(Path.polygon(turns), "evenodd")])


def test_many_shapes_side_by_side_stay_as_they_are() -> None:
    shapes = [Path.ellipse(Box(x, y, x + 0.5, y + 0.5)) for x in range(40) for y in range(10)]
    found = area([(shape, "nonzero") for shape in shapes])
    assert size_of(found, 1e-4) == pytest.approx(400 * math.pi / 16, rel=1e-3)


points = st.builds(Point, st.integers(0, 20).map(float), st.integers(0, 20).map(float))
polygons = st.lists(points, min_size=3, max_size=6).map(Path.polygon)
rules: st.SearchStrategy[Rule] = st.sampled_from(["nonzero", "evenodd"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(polygons, rules), min_size=1, max_size=4), st.lists(points, min_size=5, max_size=20))
def test_a_place_is_covered_when_a_shape_covers_it(shapes: list[tuple[Path, Rule]], places: list[Point]) -> None:
    whole = area(shapes)
    for x, y in places:
        place = Point(x + 0.4142, y + 0.2718)  # off the lines between whole numbers, mostly
        turns = [(winding(edges_of(path.flattened()), place), rule) for path, rule in shapes]
        expected = any(turn % 2 if rule == "evenodd" else turn for turn, rule in turns)
        near = any(abs(cross(a, b, place)) < 0.05 for path, _ in shapes for a, b in sides(path))
        covered = bool(whole.commands) and winding(edges_of(whole.flattened()), place) != 0
        assert near or covered == expected


def sides(path: Path) -> list[tuple[Point, Point]]:
    (outline,) = path.flattened()
    return list(pairwise(outline))


def cross(a: Point, b: Point, place: Point) -> float:
    """How far the place is from the line through two points."""
    length = a.distance(b)
    return ((b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x)) / length if length else a.distance(place)
