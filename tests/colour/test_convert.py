"""Separation: agreement with LittleCMS's own program, the ink limit, exact inks, and shapes."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest

from core import resources
from core.colour.condition import PrintingCondition
from core.colour.convert import cmyk_to_srgb, ink_to_cmyk, ink_to_srgb, srgb_to_cmyk
from core.colour.inks import Cmyk, Rgb, Spot
from core.colour.profiles import BUNDLED, load_profile
from tests.programs import need

COLOURS = [(200, 30, 30), (0, 0, 0), (255, 255, 255), (12, 90, 160), (240, 200, 40), (128, 128, 128), (30, 120, 60)]


def _transicc(colours: list[tuple[int, int, int]]) -> np.ndarray:
    """Percent of ink by LittleCMS's command line: relative colorimetric, black point compensation."""
    profile = str(resources.path("icc", BUNDLED["fogra39"].file))
    program = [need("transicc"), "-i*sRGB", f"-o{profile}", "-t1", "-b", "-n"]
    lines = "\n".join(" ".join(map(str, colour)) for colour in colours)
    answer = subprocess.run(program, input=lines + "\n", capture_output=True, text=True, check=True)
    rows = [line.split() for line in answer.stdout.splitlines() if line.strip()]
    return np.array([[float(number) for number in row] for row in rows[: len(colours)]])


def test_separation_agrees_with_transicc() -> None:
    ours = srgb_to_cmyk(np.array([COLOURS], np.uint8), PrintingCondition(load_profile("fogra39")))[0] / 2.55
    assert np.abs(ours - _transicc(COLOURS)).max() <= 0.5


@pytest.mark.parametrize(("name", "limit"), [("fogra39", 300), ("fogra29", 260), ("gracol2006", 300)])
def test_no_colour_exceeds_the_ink_limit(name: str, limit: float) -> None:
    """Over a grid of the sRGB cube, in percent of one plate."""
    steps = np.append(np.arange(0, 255, 5), 255).astype(np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(len(steps), -1, 3)
    most = srgb_to_cmyk(cube, PrintingCondition(load_profile(name))).sum(axis=-1, dtype=np.int64).max() / 2.55
    assert limit - 30 < most <= limit + 1


def test_strips_give_what_one_piece_gives() -> None:
    rng = np.random.default_rng(1)
    picture = rng.integers(0, 256, (3, 700_000, 3), dtype=np.uint8)  # a row is most of a strip
    rows = [srgb_to_cmyk(row[np.newaxis]) for row in picture]
    assert np.array_equal(srgb_to_cmyk(picture), np.concatenate(rows))


def test_there_and_back_again() -> None:
    inside = np.array([[(120, 110, 100), (200, 180, 160), (90, 120, 110), (255, 255, 255)]], np.uint8)
    back = cmyk_to_srgb(srgb_to_cmyk(inside))
    assert np.abs(back.astype(int) - inside).max() <= 4


def test_process_inks_are_left_alone_and_spots_scale_by_tint() -> None:
    typed = Cmyk(0.6, 0.0, 0.7, 0.4)
    assert ink_to_cmyk(typed) is typed
    spot = ink_to_cmyk(Spot("Gold", Cmyk(0.2, 0.4, 1.0, 0.0), tint=0.5))
    assert (spot.c, spot.m, spot.y, spot.k) == pytest.approx((0.1, 0.2, 0.5, 0.0))


def test_inks_on_screen() -> None:
    assert ink_to_srgb(Rgb(0.1, 0.2, 0.3)) == (0.1, 0.2, 0.3)
    assert ink_to_srgb(Cmyk()) == pytest.approx((1, 1, 1), abs=0.01)
    red, green, blue = ink_to_srgb(Cmyk(m=1, y=1))
    assert red > 0.8
    assert max(green, blue) < 0.25


def test_sRGB_ink_separates_like_a_pixel() -> None:
    ink = ink_to_cmyk(Rgb(200 / 255, 30 / 255, 30 / 255))
    pixel = srgb_to_cmyk(np.array([[(200, 30, 30)]], np.uint8))[0, 0] / 255
    assert (ink.c, ink.m, ink.y, ink.k) == pytest.approx(tuple(pixel))
