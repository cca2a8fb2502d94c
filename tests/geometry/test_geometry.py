"""Points, maps, arcs and paths: each against a second way to know the answer."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.geometry import Affine, Arc, Box, Line, Path, Point

LENGTH = st.floats(-500, 500)
POINTS = st.builds(Point, LENGTH, LENGTH)
MAPS = st.builds(Affine, *[st.floats(-3, 3)] * 4, LENGTH, LENGTH)
ARCS = st.builds(Arc, POINTS, st.floats(0.1, 200), st.floats(-360, 360), st.floats(-360, 360))


def near(point: Point) -> object:
    return pytest.approx(point, abs=1e-6)


@given(MAPS, MAPS, POINTS)
def test_maps_compose_right_to_left(first: Affine, second: Affine, point: Point) -> None:
    assert (second @ first).apply(point) == near(second.apply(first.apply(point)))


@given(MAPS, POINTS)
def test_inverse_maps_back(by: Affine, point: Point) -> None:
    assume(abs(by.determinant) > 0.05)
    assert by.inverse().apply(by.apply(point)) == near(point)


def test_flat_map_has_no_inverse() -> None:
    with pytest.raises(ZeroDivisionError):
        Affine(1, 2, 2, 4).inverse()


@pytest.mark.parametrize("quarters", range(-4, 5))
def test_quarter_turns_are_exact(quarters: int) -> None:
    turned = Affine.rotation(90 * quarters).apply((3.0, 1.0))
    assert turned == [(3, 1), (-1, 3), (-3, -1), (1, -3)][quarters % 4]


@given(ARCS, st.floats(-360, 360), st.booleans(), st.floats(0.2, 4))
def test_transformed_arc_passes_the_transformed_points(arc: Arc, turn: float, mirror: bool, scale: float) -> None:
    by = Affine.rotation(turn) @ Affine.scaling(-scale if mirror else scale, scale)
    moved = arc.transformed(by)
    for part in (0, 0.3, 1):
        wanted = by.apply(arc.at(arc.start_deg + part * arc.sweep_deg))
        assert moved.at(moved.start_deg + part * moved.sweep_deg) == near(wanted)


@given(ARCS)
def test_bounds_of_an_arc_hold_it_tightly(arc: Arc) -> None:
    points = [arc.at(arc.start_deg + arc.sweep_deg * i / 2000) for i in range(2001)]
    assert arc.bounds == pytest.approx(Box.around(points), abs=1e-3)


@given(ARCS, st.floats(0.005, 0.5))
def test_flattened_arc_strays_no_more_than_told(arc: Arc, tolerance: float) -> None:
    points = arc.flattened(tolerance)
    assert (points[0], points[-1]) == (near(arc.start), near(arc.end))
    for a, b in itertools.pairwise(points):
        middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
        assert arc.radius - middle.distance(arc.centre) <= tolerance + 1e-9


@given(ARCS)
def test_arc_drawn_as_curves_stays_on_its_circle(arc: Arc) -> None:
    assume(abs(arc.sweep_deg) > 0.1)
    (points,) = Path.of_segments([arc]).flattened(0.001)
    assert points[-1] == near(arc.end)
    assert all(abs(point.distance(arc.centre) - arc.radius) <= 0.001 + 3e-4 * arc.radius for point in points)


def test_reversed_segments_swap_their_ends() -> None:
    for segment in (Line(Point(1, 2), Point(3, 4)), Arc(Point(0, 0), 5, 10, -70)):
        back = segment.reversed()
        assert (back.start, back.end) == (near(segment.end), near(segment.start))
        assert back.length == pytest.approx(segment.length)


def test_path_starts_anew_where_segments_do_not_meet() -> None:
    path = Path.of_segments(
        [Line(Point(0, 0), Point(1, 0)), Line(Point(1, 0), Point(1, 1)), Line(Point(5, 5), Point(6, 6))]
    )
    assert [len(outline) for outline in path.flattened()] == [3, 2]


def test_closed_shapes_have_the_area_of_their_formulas() -> None:
    box = Box(10, 20, 50, 40)
    for path, area in ((Path.rectangle(box), 800), (Path.ellipse(box), math.pi * 20 * 10)):
        (ring,) = path.flattened(0.001)
        doubled = sum(a.x * b.y - b.x * a.y for a, b in itertools.pairwise(ring))
        assert ring[0] == near(ring[-1])
        assert doubled / 2 == pytest.approx(area, rel=1e-3)


def test_boxes_grow_move_and_join() -> None:
    box = Box(0, 0, 10, 5)
    assert box.grown(3) == (-3, -3, 13, 8)
    assert box.moved(1, -1).union(box) == (0, -1, 11, 5)
    assert (box.contains(Point(10, 5)), box.contains(Point(10.1, 5))) == (True, False)


def test_joining_paths_is_adding_them() -> None:
    one, two = Path.rectangle(Box(0, 0, 1, 1)), Path.ellipse(Box(0, 0, 2, 1))
    assert Path.joined([one, two, one]) == one + two + one
    assert Path.joined([]) == Path()


def test_what_boxes_share() -> None:
    box = Box(0, 0, 10, 5)
    assert box.shared(Box(4, -3, 20, 2)) == Box(4, 0, 10, 2)
    assert box.meets(Box(10, 5, 11, 6))
    assert not box.meets(Box(10.1, 0, 11, 5))
    assert not box.meets(Box(0, 6, 10, 7))
    assert box.holds(box)
    assert box.holds(Box(1, 1, 9, 5))
    assert not box.holds(Box(1, 1, 9, 5.1))
