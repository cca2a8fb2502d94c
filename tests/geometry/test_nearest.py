"""The nearest place on lines and arcs, against one that is looked for in small steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geometry import Arc, Line, Point
from core.geometry.nearest import nearest

near = st.floats(-50, 50)
points = st.builds(Point, near, near)
sweeps = st.floats(5, 360) | st.floats(-360, -5)


@given(points, st.floats(1, 40), st.floats(-180, 180), sweeps, points)
def test_no_other_place_on_an_arc_is_nearer(
    centre: Point, radius: float, start: float, sweep: float, point: Point
) -> None:
    arc = Arc(centre, radius, start, sweep)
    found = nearest(arc, point)
    assert found.distance == pytest.approx(found.place.distance(point))
    assert found.place == pytest.approx(arc.at(start + sweep * found.part), abs=1e-9)
    assert found.distance <= min(arc.at(start + sweep * i / 300).distance(point) for i in range(301)) + 1e-9


@given(points, points, points)
def test_no_other_place_on_a_line_is_nearer(start: Point, end: Point, point: Point) -> None:
    found = nearest(Line(start, end), point)
    steps = (Point(start.x + (end.x - start.x) * i / 300, start.y + (end.y - start.y) * i / 300) for i in range(301))
    assert 0 <= found.part <= 1
    assert found.distance == pytest.approx(found.place.distance(point))
    assert found.distance <= min(each.distance(point) for each in steps) + 1e-9


def test_a_line_without_a_length_is_a_point() -> None:
    assert nearest(Line(Point(1, 1), Point(1, 1)), Point(4, 5)) == (5, 0, Point(1, 1))
