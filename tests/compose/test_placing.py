"""Layers sit where the placement says, on either side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compose.placing import Face
from core.document.model import Placement
from core.errors import DieloomError
from core.geometry import Point
from tests.compose.cartons import carton

OUTSIDE, INSIDE = Face("outside", carton(), 3.0), Face("inside", carton(), 3.0)
PANELS = [panel.name for panel in carton().panels]

places = st.builds(
    Placement,
    panel=st.none() | st.sampled_from(PANELS),
    x=st.floats(-50, 50),
    y=st.floats(-50, 50),
    width=st.none() | st.floats(1, 100),
    height=st.none() | st.floats(1, 100),
    rotation=st.floats(-360, 360),
)


def near(a: Point, b: Point) -> bool:
    return a.distance(b) < 1e-6


def test_a_box_starts_at_the_panels_corner() -> None:
    place = OUTSIDE.place(Placement(panel="side", x=2, y=3, width=5, height=7))
    assert place.matrix.apply((0, 0)) == Point(42, 3)
    assert place.matrix.apply((5, 7)) == Point(47, 10)


def test_without_a_panel_it_starts_at_the_blanks_corner() -> None:
    place = OUTSIDE.place(Placement(x=1, y=2))
    assert place.matrix.apply((0, 0)) == Point(-11, 2)
    assert (place.width, place.height) == (72, 75)


def test_only_what_fills_spills_into_the_bleed() -> None:
    assert OUTSIDE.place(Placement(panel="front")).spill == 3.0
    assert OUTSIDE.place(Placement(panel="front", width=10)).spill == 0.0


def test_the_inside_is_the_sheet_turned_over() -> None:
    """The glue flap, left on the outside, is right on the inside; its lower left corner is still at its left."""
    place = INSIDE.place(Placement(panel="glue"))
    assert place.matrix.apply((0, 0)) == Point(48, 0)
    assert place.matrix.apply((12, 60)) == Point(60, 60)


@given(places)
def test_nothing_is_ever_mirrored_or_scaled(placement: Placement) -> None:
    for face in (OUTSIDE, INSIDE):
        assert face.place(placement).matrix.determinant == pytest.approx(1.0)


@given(places)
def test_turning_keeps_the_middle(placement: Placement) -> None:
    for face in (OUTSIDE, INSIDE):
        turned, level = (face.place(each) for each in (placement, placement.model_copy(update={"rotation": 0.0})))
        middle = (turned.width / 2, turned.height / 2)
        assert near(turned.matrix.apply(middle), level.matrix.apply(middle))


@given(places)
def test_a_full_panel_covers_the_same_board_on_both_sides(placement: Placement) -> None:
    whole = Placement(panel=placement.panel)
    outside, inside = OUTSIDE.place(whole), INSIDE.place(whole)
    corner = outside.matrix.apply((0, 0))
    assert near(INSIDE.view.apply(corner), inside.matrix.apply((inside.width, 0)))


def test_an_unknown_panel_is_named_with_those_there_are() -> None:
    with pytest.raises(DieloomError, match=r"'lid'.*glue, front, side, tuck"):
        OUTSIDE.place(Placement(panel="lid"))
