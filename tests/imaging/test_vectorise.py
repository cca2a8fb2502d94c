from __future__ import annotations

import contextlib
import re
from itertools import count

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.colour.inks import Rgb
from core.compose.coverage import coverage, edges_of
from core.compose.drawlist import FillPath
from core.compose.placed.svg import read_svg
from core.errors import Cancelled, DieloomError
from core.geometry import Affine
from core.imaging.flat_colours import find_colours
from core.imaging.vectorise import vectorise
from core.jobs import Progress
from tests.imaging.packshots import Pixels, mug, opaque, star

BRAND = ("#f4ead5", "#c8102e", "#00457c")


def artwork() -> Pixels:
    """Three flat colours with smooth edges."""
    paper, red, blue = (np.array([int(each[at : at + 2], 16) for at in (1, 3, 5)], float) for each in BRAND)
    one = mug()[:, :, None]
    other = np.roll(star(), 20, 0)[:, :, None]
    return opaque((paper * (1 - one) + red * one) * (1 - other) + blue * other)


def fills(text: str) -> list[str]:
    return re.findall(r'fill="(#[0-9a-f]{6})"', text)


def redrawn(text: str, width: int, height: int) -> Pixels:
    """The SVG as the program's own reader sees it, drawn on white."""
    placed = read_svg(text.encode())
    assert not placed.notes
    to_px = Affine(width / placed.box.width, 0, 0, -height / placed.box.height, 0, height)
    drawing = np.full((height, width, 3), 255.0)
    for op in placed.ops:
        assert isinstance(op, FillPath)
        shares = coverage(edges_of(op.path.transformed(to_px).flattened(0.01)), width, height)[:, :, None]
        assert isinstance(op.ink, Rgb)
        drawing = drawing * (1 - shares) + 255 * np.array([op.ink.r, op.ink.g, op.ink.b]) * shares
    return np.rint(drawing).astype(np.uint8)


def test_it_draws_the_artwork_again_in_few_nodes() -> None:
    given = artwork()
    text = vectorise(given, Progress())
    assert set(fills(text)) == set(BRAND)
    again = redrawn(text, given.shape[1], given.shape[0])
    assert np.abs(again.astype(float) - given[:, :, :3]).mean() < 0.6
    assert len(re.findall("[CL]", text)) < 110


def test_smoothed_edges_make_no_slivers() -> None:
    """Between the blue and the paper lie mixtures that are nearest to a grey of the palette."""
    text = vectorise(artwork(), Progress(), [*BRAND, "#7a98a9"])
    assert "#7a98a9" not in fills(text)


def test_neighbours_leave_no_gap() -> None:
    given = artwork()
    again = redrawn(vectorise(given, Progress(), BRAND), given.shape[1], given.shape[0])
    colours = np.array([[int(each[at : at + 2], 16) for at in (1, 3, 5)] for each in BRAND])
    # White would show through a gap: everything must lie within what the three colours mix to.
    assert again.max(axis=(0, 1)) == pytest.approx(colours.max(0), abs=1)


def test_the_palette_is_kept_to_the_letter_and_a_number_is_kept() -> None:
    noisy = artwork().astype(float)[:, :, :3] + np.random.default_rng(0).normal(0, 3, (240, 240, 3))
    assert set(fills(vectorise(opaque(noisy), Progress(), BRAND))) == set(BRAND)
    assert len(fills(vectorise(artwork(), Progress(), colours=2))) == 2


def test_specks_go_and_detail_brings_them_back() -> None:
    given = artwork()
    given[10:13, 10:13, :3] = 0
    black = [*BRAND, "#000000"]
    assert "#000000" not in fills(vectorise(given, Progress(), black, detail=0.0))
    assert "#000000" in fills(vectorise(given, Progress(), black, detail=1.0))


def test_what_is_clear_is_not_drawn() -> None:
    given = artwork()
    given[:, :120, 3] = 0
    again = redrawn(vectorise(given, Progress()), 240, 240)
    assert (again[:, :118] == 255).all()
    with pytest.raises(DieloomError, match="nothing to draw"):
        vectorise(np.zeros((4, 4, 4), np.uint8), Progress())


@given(arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(4))))
@settings(max_examples=25, deadline=None)
def test_any_picture_gives_a_drawing_or_one_message(pixels: NDArray[np.uint8]) -> None:
    with contextlib.suppress(DieloomError):
        assert read_svg(vectorise(pixels, Progress()).encode()).box.width == pytest.approx(pixels.shape[1] * 25.4 / 96)


@pytest.mark.parametrize("shape", [(1, 1), (10, 3000), (1, 200)])
def test_odd_sizes(shape: tuple[int, int]) -> None:
    text = vectorise(opaque(np.full((*shape, 3), (200.0, 16, 46))), Progress())
    assert fills(text) == ["#c8102e"]


def test_it_is_the_same_each_time_and_stops() -> None:
    given = cv2.GaussianBlur(artwork(), (0, 0), 1.0)
    assert vectorise(given, Progress()) == vectorise(given, Progress())
    progress = Progress(lambda fraction, text: progress.cancel() if fraction > 0.5 else None)
    with pytest.raises(Cancelled):
        vectorise(given, progress)


def test_the_colour_under_clear_pixels_is_not_drawn() -> None:
    """Small pictures are enlarged, and their soft edges with them."""
    cover = np.clip(20.5 - np.hypot(*np.mgrid[-32:32, -32:32]), 0, 1)
    logo = np.dstack([np.full((64, 64, 3), (200, 16, 46), np.uint8), np.rint(cover * 255).astype(np.uint8)])
    other = logo.copy()
    other[logo[:, :, 3] == 0, :3] = (0, 255, 0)
    palette = ["#c8102e", "#00ff00", "#4b7b1d"]
    assert vectorise(other, Progress(), palette) == vectorise(logo, Progress(), palette)
    assert fills(vectorise(other, Progress(), palette)) == ["#c8102e"]


def test_bands_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    given, palette = artwork(), [*BRAND, "#7a98a9"]
    large = np.asarray(cv2.resize(given, (720, 720), interpolation=cv2.INTER_CUBIC))
    whole = [vectorise(each, Progress(), palette) for each in (given, large)]
    monkeypatch.setattr("core.imaging.flat_colours._BAND_PX", 24 * 720)
    monkeypatch.setattr("core.pictures.bands._PIXELS", 24 * 720)
    assert [vectorise(each, Progress(), palette) for each in (given, large)] == whole


def test_many_colours_are_told_with_looks_at_the_progress(looks: count[int]) -> None:
    noise = np.random.default_rng(2).integers(0, 256, (64, 64, 4), np.uint8) | np.array([0, 0, 0, 255], np.uint8)
    assert len(find_colours(noise, 64, Progress())) == 64
    assert next(looks) > 64 * 32, "many a time for each of them"
