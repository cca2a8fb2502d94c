"""No-fit polygons against the distance that they stand for."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon
from shapely.affinity import translate

from core.dieline.nest.fill import stamp
from core.dieline.nest.nofit import NoFit, convex_pieces, turned
from core.dieline.nest.profile import Skyline, spans
from core.geometry import Point
from core.jobs import Progress

GAP = 5.0
# mm that blanks may be kept further apart than they must be: outlines are grown by 0.05 mm before they are simplified,
# and mitred tips stand out five times as far, on both blanks; and there is a polygon around the gap's circle.
SLACK = 2 * 5 * 0.05 + 0.03


@st.composite
def stars(draw: st.DrawFn) -> Polygon:
    """Plain polygons of any shape, the middle of their box at the origin."""
    reach = draw(st.lists(st.floats(20, 100), min_size=3, max_size=12))
    angles = np.linspace(0, 2 * np.pi, len(reach), endpoint=False)
    star = Polygon(np.column_stack([np.cos(angles), np.sin(angles)]) * np.array(reach)[:, None])
    x0, y0, x1, y1 = star.bounds
    return translate(star, -(x0 + x1) / 2, -(y0 + y1) / 2)


@settings(deadline=None)
@given(stars())
def test_pieces_are_convex_and_make_up_the_area(star: Polygon) -> None:
    pieces = [Polygon(corners) for corners in convex_pieces(star)]
    assert all(piece.convex_hull.area == pytest.approx(piece.area, rel=1e-9) for piece in pieces)
    assert sum(piece.area for piece in pieces) == pytest.approx(star.area)
    assert shapely.union_all(pieces).symmetric_difference(star).area < 1e-6 * star.area


@settings(max_examples=40, deadline=None)
@given(stars(), st.sampled_from((0, 90, 180, 270)), st.sampled_from((0, 90, 180, 270)), st.floats(0, 360))
def test_on_the_boundary_two_blanks_are_the_gap_apart(star: Polygon, standing: int, coming: int, way: float) -> None:
    region = NoFit(star, GAP, Progress()).between(standing, coming)
    ray = shapely.LineString([(0, 0), (1000 * np.cos(np.radians(way)), 1000 * np.sin(np.radians(way)))])
    x, y = max(shapely.get_coordinates(ray.intersection(region.exterior)).tolist(), key=lambda p: np.hypot(*p))
    apart = turned(star, standing).distance(translate(turned(star, coming), x, y))
    assert GAP - 1e-9 <= apart <= GAP + SLACK


def test_the_outline_is_simplified_until_it_is_cheap() -> None:
    angles = np.linspace(0, 2 * np.pi, 3000, endpoint=False)
    saw = Polygon(np.column_stack([np.cos(angles), np.sin(angles)]) * (100 + np.arange(3000) % 2)[:, None])
    region = NoFit(saw, GAP, Progress()).between(0, 180)
    assert len(region.exterior.coords) < 1000
    assert region.contains(shapely.Point(200, 0))


@settings(max_examples=40, deadline=None)
@given(stars(), st.floats(1, 3), st.floats(-1, 1), st.floats(-1, 1))
def test_a_stamp_says_of_every_point_of_the_raster_whether_it_is_outside(
    star: Polygon, step: float, x: float, y: float
) -> None:
    made = stamp(star, Point(x, y), step)
    rows, columns = made.free.shape
    row, column = np.mgrid[made.row : made.row + rows, made.column : made.column + columns]
    points = shapely.points(x + column * step, y + row * step)
    clear = shapely.distance(star.exterior, points) > 1e-6
    np.testing.assert_array_equal(made.free[clear], ~shapely.contains(star, points)[clear])


@settings(deadline=None)
@given(stars(), st.floats(-90, 90))
def test_spans_and_skylines_are_the_reach_of_the_polygon(star: Polygon, at: float) -> None:
    left, right = spans(star, np.array([at]))
    cut = shapely.LineString([(-1000, at), (1000, at)]).intersection(star)
    if cut.is_empty:
        assert left[0] > right[0] or right[0] - left[0] < 1e-6
    else:
        assert (left[0], right[0]) == pytest.approx((cut.bounds[0], cut.bounds[2]), abs=1e-6)
    up = shapely.LineString([(at, -1000), (at, 1000)]).intersection(star)
    (over,) = Skyline(star, 0.25).over(np.array([at])).tolist()
    if star.bounds[0] < at < star.bounds[2]:  # beside it is beside it, even where the two touch
        assert over >= up.bounds[3] - 1e-6
