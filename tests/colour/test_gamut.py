"""The gamut warning against round trips through the separation and the profile's Lab."""

from __future__ import annotations

import numpy as np
import pytest

from core.colour.colorimetry import cmyk_to_lab
from core.colour.condition import PrintingCondition
from core.colour.convert import srgb_to_cmyk
from core.colour.gamut import TOLERANCE, out_of_gamut
from core.colour.lab import delta_e_2000, srgb_to_lab
from core.colour.profiles import BUNDLED, load_profile

SCREEN_ONLY = np.array([[(0, 255, 0), (0, 0, 255), (0, 255, 255), (255, 0, 255)]], np.uint8)
GREYS = np.stack([np.arange(256, dtype=np.uint8)] * 3, axis=-1)[np.newaxis]
QUIET = np.array([[(120, 110, 100), (200, 180, 160), (90, 120, 110), (180, 150, 160)]], np.uint8)


@pytest.mark.parametrize("limit", [None, 240.0])
@pytest.mark.parametrize("name", BUNDLED)
def test_what_only_a_screen_shows_is_told_from_greys(name: str, limit: float | None) -> None:
    condition = PrintingCondition(load_profile(name), ink_limit=limit)
    assert out_of_gamut(SCREEN_ONLY, condition).all()
    assert not out_of_gamut(GREYS, condition).any()
    assert not out_of_gamut(QUIET, condition).any()


def test_without_compensation_a_full_black_cannot_be_printed() -> None:
    plain = PrintingCondition(black_point=False)
    assert out_of_gamut(GREYS, plain)[0, 0]
    assert not out_of_gamut(GREYS, plain)[0, 64:].any()
    assert np.array_equal(out_of_gamut(GREYS, plain), out_of_gamut(GREYS, PrintingCondition(intent="absolute")))


@pytest.mark.parametrize("name", BUNDLED)
def test_the_table_says_what_a_round_trip_says(name: str) -> None:
    """But for colours so near the threshold that interpolation decides."""
    plain = PrintingCondition(load_profile(name), black_point=False)
    colours = np.random.default_rng(9).integers(0, 256, (40, 50, 3), dtype=np.uint8)
    printed = cmyk_to_lab(srgb_to_cmyk(colours, plain), plain.profile)
    difference = delta_e_2000(srgb_to_lab(colours / 255), printed)
    clear = np.abs(difference - TOLERANCE) > 1
    assert (out_of_gamut(colours, plain) == (difference > TOLERANCE))[clear].mean() > 0.995


def test_a_wider_tolerance_warns_of_less() -> None:
    colours = np.random.default_rng(10).integers(0, 256, (60, 60, 3), dtype=np.uint8)
    shares = [out_of_gamut(colours, PrintingCondition(), tolerance).mean() for tolerance in (1, 2.5, 5, 10)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1] > 0


def test_strips_give_what_one_piece_gives() -> None:
    colours = np.random.default_rng(11).integers(0, 256, (3, 700_000, 3), dtype=np.uint8)
    rows = [out_of_gamut(row[np.newaxis], PrintingCondition()) for row in colours]
    assert np.array_equal(out_of_gamut(colours, PrintingCondition()), np.concatenate(rows))
