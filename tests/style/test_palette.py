"""Palettes out of pictures and onto artwork."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.colour.oklab import oklab, srgb
from core.style.palette import extract_palette, shift_palette
from core.style.values import PaletteShift

FLAG = np.zeros((40, 60, 3), np.uint8)
FLAG[:, :30] = (200, 30, 40)
FLAG[:, 30:50] = (240, 240, 230)
FLAG[:, 50:] = (20, 40, 120)


def test_the_main_colours_come_with_their_areas() -> None:
    palette = extract_palette(FLAG, 5)
    assert palette.colours == ("#c81e28", "#f0f0e6", "#142878")
    assert palette.shares == pytest.approx((0.5, 0.3333, 0.1667), abs=0.02)


def test_a_plain_picture_has_one_colour() -> None:
    assert extract_palette(np.full((8, 8, 4), 77, np.uint8), 6).colours == ("#4d4d4d",)


def test_a_shift_gives_the_palettes_colours() -> None:
    shift = PaletteShift(colours=("#003300", "#ffee00", "#dd8800"), shares=(0.2, 0.3, 0.5))
    made = extract_palette(shift_palette(FLAG, shift), 5)
    assert set(made.colours) <= {"#003300", "#ffee00", "#dd8800"}
    assert len(made.colours) == 3


def test_no_strength_no_change_and_half_is_between() -> None:
    shift = PaletteShift(colours=("#003300", "#ffee00"), strength=0.0)
    assert np.abs(shift_palette(FLAG, shift).astype(int) - FLAG).max() <= 1
    whole = oklab(shift_palette(FLAG, shift.model_copy(update={"strength": 1.0})))
    half = oklab(shift_palette(FLAG, shift.model_copy(update={"strength": 0.5})))
    assert np.abs(half - (whole + oklab(FLAG)) / 2).mean() < 0.02


@settings(max_examples=15, deadline=None)
@given(down=st.integers(0, 39), across=st.integers(0, 59))
def test_a_shifted_tile_is_as_periodic_as_before(down: int, across: int) -> None:
    shift = PaletteShift(colours=("#102030", "#e0d0c0", "#b04020"))
    noise = np.random.RandomState(0).randint(0, 255, (40, 60, 3)).astype(np.uint8)
    rolled = shift_palette(np.roll(noise, (down, across), (0, 1)), shift)
    expected = np.roll(shift_palette(noise, shift), (down, across), (0, 1))
    assert np.abs(rolled.astype(int) - expected).max() <= 1


def test_oklab_comes_back_and_is_the_published_one() -> None:
    colours = np.random.RandomState(1).randint(0, 256, (500, 3)).astype(np.uint8)
    assert np.array_equal(srgb(oklab(colours)), colours)
    assert oklab(np.array([255, 0, 0], np.uint8)) == pytest.approx([0.6280, 0.2249, 0.1258], abs=1e-3)
