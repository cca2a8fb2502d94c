"""The pixels of gradients, against what their definition says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.colour.convert import cmyk_to_srgb
from core.colour.inks import Cmyk, Rgb
from core.compose.drawlist import Gradient
from core.compose.placed.gradients import MOST_PX, gradient_inks, gradient_pixels

BLACK, WHITE = Rgb(0, 0, 0), Rgb(1, 1, 1)
RAMP = ((0.0, BLACK, 1.0), (1.0, WHITE, 1.0))


def test_a_linear_one_is_exact_in_the_middle_of_each_pixel() -> None:
    found = gradient_pixels(Gradient("linear", (0, 0, 1, 0), RAMP), 100)
    assert found.shape == (100, 100, 4)
    assert (found == found[0]).all()
    assert np.array_equal(found[0, :, 0], np.rint((np.arange(100) + 0.5) / 100 * 255))
    assert (found[:, :, 3] == 255).all()


def test_the_first_row_is_at_the_top() -> None:
    found = gradient_pixels(Gradient("linear", (0, 0, 0, 1), RAMP), 10)
    assert found[0, 0, 0] > 200 > 50 > found[-1, 0, 0]


@pytest.mark.parametrize(("extend", "left", "right"), [((True, False), 255, 0), ((False, True), 0, 255)])
def test_it_goes_on_where_it_is_told_to(extend: tuple[bool, bool], left: int, right: int) -> None:
    found = gradient_pixels(Gradient("linear", (0.4, 0, 0.6, 0), RAMP, extend), 50)
    assert found[0, [0, 25, 49], 3].tolist() == [left, 255, right]


def test_stops_at_one_place_make_an_edge() -> None:
    stops = ((0.2, BLACK, 1.0), (0.5, BLACK, 1.0), (0.5, WHITE, 0.5), (1.0, WHITE, 0.5))
    row = gradient_pixels(Gradient("linear", (0, 0, 1, 0), stops), 10)[0]
    assert row[:, 0].tolist() == [0] * 5 + [255] * 5
    assert row[:, 3].tolist() == [255] * 5 + [128] * 5


def test_one_without_a_length_is_clear() -> None:
    assert (gradient_pixels(Gradient("linear", (0.5, 0.5, 0.5, 0.5), RAMP), 8)[:, :, 3] == 0).all()


def test_process_inks_are_blended_as_inks() -> None:
    source = Gradient("linear", (0, 0, 1, 0), ((0.0, Cmyk(m=1), 1.0), (1.0, Cmyk(c=0.4, k=0.2), 0.0)))
    inks = gradient_inks(source, 20)
    assert inks is not None
    share = (np.arange(20) + 0.5) / 20
    expected = np.stack([0.4 * share, 1 - share, 0 * share, 0.2 * share, 1 - share], axis=-1)
    assert np.array_equal(inks[0], np.rint(expected * 255))
    shown = gradient_pixels(source, 20)
    assert np.array_equal(shown[:, :, :3], cmyk_to_srgb(np.ascontiguousarray(inks[:, :, :4])))
    assert np.array_equal(shown[:, :, 3], inks[:, :, 4])


def test_a_screen_colour_among_the_stops_makes_it_one_of_the_screen() -> None:
    source = Gradient("linear", (0, 0, 1, 0), ((0.0, Cmyk(m=1), 1.0), (1.0, WHITE, 1.0)))
    assert gradient_inks(source, 8) is None
    assert gradient_pixels(source, 8).shape == (8, 8, 4)


def test_no_size_is_beyond_what_a_blend_can_show() -> None:
    assert gradient_pixels(Gradient("linear", (0, 0, 1, 0), RAMP), 10**6).shape[0] == MOST_PX


@pytest.mark.parametrize("extend", [(False, False), (True, False), (False, True), (True, True)])
def test_circles_within_each_other_go_on_inwards_and_outwards(extend: tuple[bool, bool]) -> None:
    source = Gradient("radial", (0.5, 0.5, 0.1, 0.5, 0.5, 0.3), RAMP, extend)
    found = gradient_pixels(source, 101)[50]
    assert found[50, 3] == 255 * extend[0]
    assert found[95, 3] == 255 * extend[1]
    assert found[70].tolist() == pytest.approx([127, 127, 127, 255], abs=2)
    assert found[95, 0] == 255 or not extend[1]


def test_circles_side_by_side_go_on_as_a_cone() -> None:
    """ISO 32000-1, 8.7.4.5.4: it ends in a point on one side and opens without end on the other."""
    source = Gradient("radial", (0.4, 0.5, 0.05, 0.6, 0.5, 0.1), RAMP, (True, True))
    found = gradient_pixels(source, 101)
    assert found[50, 10, 3] == 0, "left of the point where the circles vanish"
    assert found[50, 30].tolist() == [0, 0, 0, 255]
    assert found[50, 95].tolist() == [255, 255, 255, 255]
    assert found[5, 40, 3] == 0, "beside the cone"


numbers = st.floats(0, 1).map(lambda value: round(value, 2))


@settings(max_examples=60, deadline=None)
@given(numbers, numbers, numbers, numbers, numbers, numbers)
def test_a_radial_one_shows_the_last_of_the_circles_through_a_place(
    x0: float, y0: float, r0: float, x1: float, y1: float, r1: float
) -> None:
    side, steps = 12, np.linspace(0, 1, 4001)
    found = gradient_pixels(Gradient("radial", (x0, y0, r0, x1, y1, r1), RAMP, (False, False)), side)
    middle = (np.arange(side) + 0.5) / side
    x, y = np.meshgrid(middle, 1 - middle)
    away = np.hypot(x[..., None] - x0 - steps * (x1 - x0), y[..., None] - y0 - steps * (y1 - y0))
    gaps = away - (r0 + steps * (r1 - r0))
    crossed = np.signbit(gaps[..., 1:]) != np.signbit(gaps[..., :-1])
    assert (found[..., 3] == 0)[np.abs(gaps).min(axis=-1) > 0.01].all(), "no circle comes near"
    # What is only touched, or is on the last circle, a walk in steps cannot tell.
    last = crossed.shape[-1] - 1 - crossed[..., ::-1].argmax(axis=-1)
    speed = np.abs(np.take_along_axis(np.diff(gaps), last[..., None], axis=-1))[..., 0]
    sure = crossed.any(axis=-1) & (speed > 1e-5) & (np.abs(gaps[..., -1]) > 0.01)
    assert (found[..., 3] == 255)[sure].all()
    assert np.abs(found[..., 0] / 255 - steps[last])[sure].max(initial=0) < 0.02
