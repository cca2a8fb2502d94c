"""The ink limit: never exceeded, without effect below it, true to hue, and continuous."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.colour.colorimetry import cmyk_to_lab
from core.colour.condition import PrintingCondition
from core.colour.convert import srgb_to_cmyk
from core.colour.coverage import total_coverage
from core.colour.lab import delta_e_2000
from core.colour.limit import limit_cmyk
from core.colour.profiles import BUNDLED, load_profile

STEPS = np.append(np.arange(0, 255, 8), 255).astype(np.uint8)
CUBE = np.stack(np.meshgrid(STEPS, STEPS, STEPS), axis=-1).reshape(len(STEPS), -1, 3)
INKS = np.random.default_rng(12).integers(0, 256, (100, 200, 4), dtype=np.uint8)
CORNERS = np.stack(np.meshgrid(*[[0, 255]] * 4), axis=-1).reshape(1, 16, 4).astype(np.uint8)
bytes_ = st.integers(0, 255)


@pytest.mark.parametrize("limit", [220.0, 260.0, 300.0, 320.0])
@pytest.mark.parametrize("name", BUNDLED)
def test_no_colour_exceeds_it_and_none_below_it_changes(name: str, limit: float) -> None:
    profile = load_profile(name)
    free, limited = (srgb_to_cmyk(CUBE, PrintingCondition(profile, ink_limit=most)) for most in (None, limit))
    below = total_coverage(free) <= limit * 255 / 100
    assert total_coverage(limited).max() <= limit * 255 / 100
    assert np.array_equal(limited[below], free[below])
    assert (limited != free).any() == (not below.all())


@pytest.mark.parametrize("limit", [100.0, 180.0, 240.4, 300.0, 399.0, 400.0])
def test_any_inks_are_held_to_any_limit(limit: float) -> None:
    condition = PrintingCondition(ink_limit=limit)
    for inks in (INKS, CORNERS):
        limited = limit_cmyk(inks, condition)
        below = total_coverage(inks) <= limit * 255 / 100
        assert total_coverage(limited).max() <= limit * 255 / 100
        assert np.array_equal(limited[below], inks[below])
        # Not lower than it has to be, either: what goes below the limit is rounding.
        assert total_coverage(limited)[~below].min(initial=1020) >= limit * 255 / 100 - 5


def test_inks_within_it_are_returned_themselves() -> None:
    light = np.full((4, 4, 4), 100, np.uint8)
    assert limit_cmyk(light, PrintingCondition()) is light
    assert limit_cmyk(light, PrintingCondition(ink_limit=200)) is light


@pytest.mark.parametrize(("limit", "mean", "most"), [(220.0, 0.8, 4.0), (240.0, 0.5, 1.5), (260.0, 0.4, 1.5)])
@pytest.mark.parametrize("name", BUNDLED)
def test_colours_look_alike_and_keep_their_hue(name: str, limit: float, mean: float, most: float) -> None:
    profile = load_profile(name)
    free, limited = (srgb_to_cmyk(CUBE, PrintingCondition(profile, ink_limit=most)) for most in (None, limit))
    changed = (free != limited).any(axis=-1)
    if not changed.any():  # uncoated paper takes no more than 260 % by its own profile
        assert (name, limit) == ("fogra29", 260.0)
        return
    before, after = (cmyk_to_lab(inks[changed], profile) for inks in (free, limited))
    difference = delta_e_2000(before, after)
    chroma = [np.hypot(lab[:, 1], lab[:, 2]) for lab in (before, after)]
    hue = np.sqrt(np.maximum(((before - after)[:, 1:] ** 2).sum(axis=1) - (chroma[0] - chroma[1]) ** 2, 0))
    assert difference.mean() < mean
    assert difference.max() < most
    assert np.percentile(hue, 95) < 0.5
    assert hue.max() < 1


@settings(deadline=None)  # the first makes the limit's field
@given(st.tuples(bytes_, bytes_, bytes_), st.tuples(*[st.integers(-1, 1)] * 3), st.sampled_from([220.0, 240.0, 260.0]))
def test_neighbouring_colours_get_neighbouring_inks(
    colour: tuple[int, ...], step: tuple[int, ...], limit: float
) -> None:
    """No further apart than the profile itself sets them, but for the roundings of two colours."""
    pair = np.array([[colour, np.clip(np.add(colour, step), 0, 255)]], np.uint8)
    free, limited = (srgb_to_cmyk(pair, PrintingCondition(ink_limit=most))[0].astype(int) for most in (None, limit))
    free_step, limited_step = (np.abs(inks[0] - inks[1]).sum() for inks in (free, limited))
    assert limited_step <= 2 * free_step + 8


@settings(deadline=None)  # the first makes the limit's field
@given(st.tuples(*[bytes_] * 4), st.integers(0, 3), st.sampled_from([220.0, 300.0, 340.0]))
def test_one_step_of_a_plate_is_a_small_step_of_the_result(inks: tuple[int, ...], plate: int, limit: float) -> None:
    next_ = np.array(inks)
    next_[plate] = min(255, next_[plate] + 1)
    pair = np.array([[inks, next_]], np.uint8)
    limited = limit_cmyk(pair, PrintingCondition(ink_limit=limit))[0].astype(int)
    assert np.abs(limited[0] - limited[1]).max() <= 6


def test_greys_get_less_of_the_three_colours_and_more_black() -> None:
    grey = np.full((1, 1, 3), 20, np.uint8)
    free, limited = (srgb_to_cmyk(grey, PrintingCondition(ink_limit=most))[0, 0].astype(int) for most in (None, 230.0))
    assert (limited[:3] < free[:3]).all()
    assert limited[3] > free[3]
