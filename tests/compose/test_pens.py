"""SVG path data, good and bad."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compose.pens import svg_path
from core.errors import DieloomError
from core.geometry import Box


@pytest.mark.parametrize(
    ("data", "box"),
    [
        ("M0 0H10V5Z", Box(0, 0, 10, 5)),
        ("m1,1 l2,0 0,3 z", Box(1, 1, 3, 4)),
        ("M0 0 C0 5 10 5 10 0", Box(0, 0, 10, 3.75)),
        ("M0 0 Q5 10 10 0", Box(0, 0, 10, 5)),
        ("M0 0 A5 5 0 0 1 10 0", Box(0, -5, 10, 0)),
        ("M0 0 10 0 10 10", Box(0, 0, 10, 10)),
    ],
)
def test_the_commands_of_svg(data: str, box: Box) -> None:
    points = [point for outline in svg_path(data).flattened(0.001) for point in outline]
    assert Box.around(points) == pytest.approx(box, abs=0.02)


@pytest.mark.parametrize(
    "data",
    ["", " ", "10 10", "L5 5", "M", "M0", "M0 0 L1", "M0 0 L1e999 0", "hello", "M0 0 X1"],
)
def test_what_is_no_path_is_refused(data: str) -> None:
    with pytest.raises(DieloomError, match="SVG path"):
        svg_path(data)


def test_what_lies_beyond_any_pack_is_refused() -> None:
    with pytest.raises(DieloomError, match="keep within"):
        svg_path("M0 0 H99999999999 V5 Z")


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,-+eE \n", max_size=60))
def test_any_text_is_a_path_or_is_refused(data: str) -> None:
    try:
        path = svg_path(data)
    except DieloomError:
        return
    assert all(math.isfinite(value) for point in path.points() for value in point)
