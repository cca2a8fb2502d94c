"""Separation: agreement with LittleCMS's own program, exact inks, shapes, and inks on the screen."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import numpy as np
import pytest

from core.colour.condition import Intent, PrintingCondition
from core.colour.convert import cmyk_to_srgb, ink_to_cmyk, ink_to_srgb, srgb_to_cmyk
from core.colour.coverage import total_coverage
from core.colour.inks import Cmyk, Rgb, Spot
from core.colour.lab import srgb_to_lab
from core.colour.profiles import BUNDLED, load_profile
from core.colour.separation import Separation
from core.errors import Cancelled
from core.jobs import Progress
from tests.colour.transicc import bundled, transicc

GRID = [*itertools.product((0, 51, 102, 153, 204, 255), repeat=3)]
GREYS = [(value, value, value) for value in range(0, 256, 7)]
ANY = [tuple(map(int, colour)) for colour in np.random.default_rng(39).integers(0, 256, (100, 3))]
PATCHES = np.array([GRID + GREYS + ANY], np.uint8)


@pytest.mark.parametrize("black_point", [True, False], ids=["compensated", "plain"])
@pytest.mark.parametrize("intent", get_args(Intent))
@pytest.mark.parametrize("name", BUNDLED)
def test_separation_agrees_with_transicc(name: str, intent: Intent, black_point: bool) -> None:
    ours = srgb_to_cmyk(PATCHES, PrintingCondition(load_profile(name), intent, black_point))[0] / 2.55
    theirs = transicc(PATCHES[0], "*sRGB", bundled(name), intent, black_point)
    assert np.abs(ours - theirs).max() <= 0.5


def test_intents_and_black_points_differ() -> None:
    """So that the agreement above is not with one and the same transform."""
    inks = {
        (intent, black_point): srgb_to_cmyk(
            PATCHES, PrintingCondition(intent=intent, black_point=black_point)
        ).tobytes()
        for intent in get_args(Intent)
        for black_point in (True, False)
    }
    assert inks["absolute", True] == inks["absolute", False]
    assert len(set(inks.values())) >= 5


@pytest.mark.parametrize(("name", "limit"), [("fogra39", 300), ("fogra29", 260), ("gracol2006", 300)])
def test_a_profile_keeps_the_limit_that_it_was_made_for(name: str, limit: float) -> None:
    """Over a grid of the sRGB cube, in percent of one plate."""
    steps = np.append(np.arange(0, 255, 5), 255).astype(np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(len(steps), -1, 3)
    most = total_coverage(srgb_to_cmyk(cube, PrintingCondition(load_profile(name)))).max() / 2.55
    assert limit - 30 < most <= limit + 1


def test_strips_give_what_one_piece_gives() -> None:
    rng = np.random.default_rng(1)
    picture = rng.integers(0, 256, (3, 200_000, 3), dtype=np.uint8)  # a row is most of a strip
    rows = [srgb_to_cmyk(row[np.newaxis]) for row in picture]
    assert np.array_equal(srgb_to_cmyk(picture), np.concatenate(rows))


def test_a_colour_has_the_same_inks_whatever_was_met_before() -> None:
    picture = np.random.default_rng(2).integers(0, 256, (50_000, 3), dtype=np.uint8)
    limited = PrintingCondition(ink_limit=240)
    whole, halves = Separation(limited)(picture), Separation(limited)
    second = halves(picture[25_000:])
    assert np.array_equal(whole, np.concatenate([halves(picture[:25_000]), second]))


def test_threads_share_a_separation() -> None:
    pictures = np.random.default_rng(3).integers(0, 64, (8, 20_000, 3), dtype=np.uint8)
    shared = Separation(PrintingCondition())
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(shared, pictures))
    fresh = Separation(PrintingCondition())
    for inks, picture in zip(found, pictures, strict=True):
        assert np.array_equal(inks, fresh(picture))


def test_views_and_empty_pictures() -> None:
    rgba = np.random.default_rng(4).integers(0, 256, (12, 10, 4), dtype=np.uint8)
    view = rgba[::-2, 1:, :3]
    assert np.array_equal(srgb_to_cmyk(view), srgb_to_cmyk(view.copy()))
    for shape in ((0, 5), (5, 0)):
        assert srgb_to_cmyk(np.zeros((*shape, 3), np.uint8)).shape == (*shape, 4)
        assert cmyk_to_srgb(np.zeros((*shape, 4), np.uint8)).shape == (*shape, 3)


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("intent", ["relative", "perceptual", "saturation"])
def test_white_is_unprinted_paper(name: str, intent: Intent) -> None:
    white = np.full((1, 1, 3), 255, np.uint8)
    assert not srgb_to_cmyk(white, PrintingCondition(load_profile(name), intent)).any()


def test_a_stopped_separation_raises() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        srgb_to_cmyk(PATCHES, progress=progress)


def test_there_and_back_again() -> None:
    inside = np.array([[(120, 110, 100), (200, 180, 160), (90, 120, 110), (255, 255, 255)]], np.uint8)
    back = cmyk_to_srgb(srgb_to_cmyk(inside))
    assert np.abs(back.astype(int) - inside).max() <= 4


def test_process_inks_are_left_alone_and_spots_scale_by_tint() -> None:
    typed = Cmyk(0.6, 0.0, 0.7, 0.4)
    assert ink_to_cmyk(typed) is typed
    assert ink_to_cmyk(Cmyk(1, 1, 1, 1), PrintingCondition(ink_limit=240)) == Cmyk(1, 1, 1, 1)
    spot = ink_to_cmyk(Spot("Gold", Cmyk(0.2, 0.4, 1.0, 0.0), tint=0.5))
    assert (spot.c, spot.m, spot.y, spot.k) == pytest.approx((0.1, 0.2, 0.5, 0.0))


def test_inks_on_screen() -> None:
    assert ink_to_srgb(Rgb(0.1, 0.2, 0.3)) == (0.1, 0.2, 0.3)
    assert ink_to_srgb(Cmyk()) == pytest.approx((1, 1, 1), abs=0.01)
    red, green, blue = ink_to_srgb(Cmyk(m=1, y=1))
    assert red > 0.8
    assert max(green, blue) < 0.25
    assert ink_to_srgb(Cmyk(), PrintingCondition(intent="absolute")) != pytest.approx((1, 1, 1), abs=0.01)


def test_a_spot_is_shown_by_its_lab() -> None:
    """sRGB (200, 30, 30) is Lab 44.03, 63.74, 47.03 under D50; half of it is halfway to white in Lab (ISO 20654)."""
    red = Spot("Red", Cmyk(c=1), lab=(44.0311, 63.7355, 47.0308))
    assert ink_to_srgb(red) == pytest.approx((200 / 255, 30 / 255, 30 / 255), abs=0.001)
    assert ink_to_srgb(Spot("Red", Cmyk(c=1), 0.0, red.lab)) == pytest.approx((1, 1, 1), abs=0.001)
    half = srgb_to_lab(ink_to_srgb(Spot("Red", Cmyk(c=1), 0.5, red.lab)))
    assert half == pytest.approx([72.016, 31.868, 23.515], abs=0.1)
    alone = ink_to_srgb(Spot("Red", Cmyk(c=1)))
    assert alone == pytest.approx(ink_to_srgb(Cmyk(c=1)))


def test_sRGB_ink_separates_like_a_pixel() -> None:
    ink = ink_to_cmyk(Rgb(200 / 255, 30 / 255, 30 / 255))
    pixel = srgb_to_cmyk(np.array([[(200, 30, 30)]], np.uint8))[0, 0] / 255
    assert (ink.c, ink.m, ink.y, ink.k) == pytest.approx(tuple(pixel))
