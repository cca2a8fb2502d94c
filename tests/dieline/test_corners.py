"""Rounded and bowed boundaries: closed, tangent, and never larger than their corners allow."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dieline.corners import Corner, boundary
from core.geometry import Arc, Line, Point, Segment


def square(side: float, radius: float) -> list[Corner]:
    return [Corner(Point(x, y), radius) for x, y in ((0, 0), (side, 0), (side, side), (0, side))]


def headings(segment: Segment) -> tuple[float, float]:
    """Directions at start and end, degrees."""
    if isinstance(segment, Line):
        angle = math.degrees(math.atan2(segment.end.y - segment.start.y, segment.end.x - segment.start.x))
        return angle, angle
    side = math.copysign(90, segment.sweep_deg)
    return segment.start_deg + side, segment.start_deg + segment.sweep_deg + side


def assert_smooth(ring: tuple[Segment, ...]) -> None:
    for segment, following in zip(ring, ring[1:] + ring[:1], strict=True):
        assert segment.end == pytest.approx(following.start, abs=1e-9)
        turn = headings(following)[0] - headings(segment)[1]
        assert (turn + 180) % 360 - 180 == pytest.approx(0, abs=1e-4)


def test_sharp_corners_give_the_lines_between_them() -> None:
    assert boundary(square(10, 0))[1] == Line(Point(0, 0), Point(10, 0))
    assert len(boundary(square(10, 0))) == 4


@pytest.mark.parametrize("radius", [0.5, 3, 5])
def test_rounding_is_tangent_and_has_the_radius_asked_for(radius: float) -> None:
    ring = boundary(square(10, radius))
    assert_smooth(ring)
    assert {round(each.radius, 9) for each in ring if isinstance(each, Arc)} == {radius}
    assert len(ring) == (8 if radius < 5 else 4)  # at half the side the straight edges are gone


@given(st.floats(0.5, 1000), st.floats(20, 160))
def test_a_radius_too_large_is_reduced_to_what_fits(radius: float, angle: float) -> None:
    tip = Point(10 * math.cos(math.radians(angle)), 10 * math.sin(math.radians(angle)))
    ring = boundary([Corner(Point(0, 0), radius), Corner(Point(10, 0), radius), Corner(tip, radius)])
    assert_smooth(ring)
    assert all(each.radius <= radius + 1e-9 for each in ring if isinstance(each, Arc))


def test_concave_corners_are_rounded_inwards() -> None:
    notch = [(0, 0), (10, 0), (10, 10), (5, 10), (5, 5), (0, 5)]
    ring = boundary([Corner(Point(x, y), 1.0 if (x, y) == (5, 5) else 0.0) for x, y in notch])
    (arc,) = [each for each in ring if isinstance(each, Arc)]
    assert arc.centre == pytest.approx((4, 6))
    assert arc.sweep_deg == pytest.approx(-90)


@pytest.mark.parametrize("bow", [1, 5, 8, -2])
def test_a_bow_is_as_high_as_told_and_outwards_when_positive(bow: float) -> None:
    ring = boundary([Corner(Point(0, 0)), Corner(Point(10, 0), bow=bow), Corner(Point(5, 30))])
    arc = ring[1]
    assert isinstance(arc, Arc)
    assert (arc.start, arc.end) == (pytest.approx((0, 0), abs=1e-9), pytest.approx((10, 0), abs=1e-9))
    assert arc.at(arc.start_deg + arc.sweep_deg / 2) == pytest.approx((5, -bow), abs=1e-9)


def test_an_open_boundary_has_no_edge_back_and_sharp_ends() -> None:
    assert boundary(square(10, 2), closed=False)[0].start == Point(0, 0)
    assert boundary(square(10, 2), closed=False)[-1].end == Point(0, 10)


def test_an_open_boundary_that_comes_back_keeps_its_first_edge() -> None:
    corners = [*square(10, 0), Corner(Point(0, 0))]
    assert boundary(corners, closed=False) == boundary(square(10, 0))[1:] + boundary(square(10, 0))[:1]


def test_edges_without_length_are_left_out() -> None:
    assert len(boundary([*square(10, 0), Corner(Point(0, 10))])) == 4
