"""A flat drawing as a style: only its colours, its lines throughout, the picture still there, and no seams."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.colour.oklab import oklab
from core.errors import Cancelled
from core.jobs import Progress
from core.style import counterchange, painting
from core.style.codes import style_share, swatch_of
from core.style.counterchange import counterchanged, drawing_of
from core.style.swatch import repeating
from core.style.values import StyleEdit
from tests.style.pictures import scene

Pixels = NDArray[np.uint8]

PAPER, BLUE, RED = (240, 236, 220), (20, 50, 140), (200, 40, 40)
ALL = (1.0, 1.0, 1.0)


def lattice(side: int = 128, period: int = 32, width: int = 6) -> Pixels:
    """Blue uprights and red crossbars on paper."""
    tile = np.full((side, side, 3), PAPER, np.uint8)
    on = np.arange(side) % period < width
    tile[on] = RED
    tile[:, on] = BLUE
    return tile


def drawn(
    content: Pixels, strengths: tuple[float, float, float] = ALL, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    drawing = drawing_of(lattice())
    assert drawing is not None
    return counterchanged(content, drawing, strengths, Progress())


def halves(height: int = 160, width: int = 160) -> Pixels:
    """Dark above, light below, with a little noise."""
    level = np.where(np.arange(height) < height // 2, 60, 200)[:, None, None]
    noise = np.random.default_rng(1).integers(-8, 9, (height, width, 3))
    return (level + noise).astype(np.uint8)


def test_a_drawing_has_lines_and_a_ground() -> None:
    drawing = drawing_of(lattice())
    assert drawing is not None
    assert drawing.share == pytest.approx(1.0 - (26 / 32) ** 2, abs=0.02)
    assert len(drawing.colours) == 3
    assert drawing.are_lines.sum() == 2
    middle = drawing.distance[4 * 3, 4 * 19]  # in the middle of a crossbar
    assert middle == pytest.approx(-3.0, abs=0.5)
    assert tuple(drawing.line[4 * 19, 4 * 8]) in (BLUE, RED)
    assert tuple(drawing.ground[4 * 19, 4 * 8]) == PAPER
    assert drawing_of(scene(128, 128)[..., :3]) is None
    assert drawing_of(np.full((64, 64, 3), PAPER, np.uint8)) is None


def test_joints_between_bricks_are_the_lines() -> None:
    """Not the bricks of one colour, though these are fewer."""
    wall = np.full((96, 96, 3), BLUE, np.uint8)
    wall[:, 48:] = RED
    wall[np.arange(96) % 24 < 3] = PAPER
    wall[:, np.arange(96) % 48 < 3] = PAPER
    drawing = drawing_of(wall)
    assert drawing is not None
    assert drawing.share == pytest.approx(1.0 - (21 / 24) * (45 / 48), abs=0.02)


def test_no_colour_comes_in_but_the_drawing_s() -> None:
    made = drawn(scene(200, 180)[..., :3])
    lab, own = oklab(made.reshape(-1, 3)), oklab(np.array([PAPER, BLUE, RED], np.uint8))
    apart = np.sqrt(np.square(lab[:, None] - own).sum(2).min(1))
    assert (apart < 0.02).mean() > 0.8  # all but soft edges


def test_lines_cross_light_and_dark_and_change_their_colour() -> None:
    made = drawn(halves())
    dark, light = (made[part].astype(int).sum(2) for part in (slice(8, 72), slice(88, 152)))
    for half, mostly in ((dark, False), (light, True)):
        is_light = half > 500
        assert (is_light.mean() > 0.5) == mostly
        assert 0.03 < (is_light if not mostly else ~is_light).mean() < 0.4  # the lines


def test_without_texture_there_are_no_lines() -> None:
    made = drawn(halves(), (0.0, 1.0, 1.0))
    assert len(np.unique(made[100:150].reshape(-1, 3), axis=0)) == 1


def test_own_colours_are_kept() -> None:
    content = halves()
    content[..., 2] //= 3
    made = drawn(content, (1.0, 0.0, 0.0))
    hue, own = (np.arctan2(lab[..., 2], lab[..., 1]) for lab in (oklab(made), oklab(content)))
    assert np.median(np.abs(hue - own)) < 0.05
    assert (np.abs(made.astype(int) - content).max(2) > 30).mean() > 0.05  # the lines


@pytest.mark.parametrize("repeats", [(True, False), (False, True), (True, True)])
def test_a_tile_stays_a_tile(repeats: tuple[bool, bool]) -> None:
    """Drawn beside itself a tile gives what the drawn tile gives beside itself."""
    content = np.asarray(scene(160, 160)[..., :3])
    seen = oklab(content.reshape(-1, 3))
    drawing = drawing_of(lattice())
    assert drawing is not None
    once = counterchanged(content, drawing, ALL, Progress(), repeats, seen)
    times = (2 if repeats[1] else 1, 2 if repeats[0] else 1, 1)
    twice = counterchanged(np.tile(content, times), drawing, ALL, Progress(), repeats, seen)
    assert np.array_equal(np.tile(once, times), twice)


def test_bands_leave_no_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    content = scene(120, 90)[..., :3]
    whole = drawn(content, (1.0, 1.0, 0.5))
    monkeypatch.setattr(counterchange, "_PIXELS", 1)
    monkeypatch.setattr("core.pictures.bands._PIXELS", 500)
    assert np.array_equal(drawn(content, (1.0, 1.0, 0.5)), whole)


def test_it_can_be_stopped() -> None:
    progress = Progress()
    progress.cancel()
    drawing = drawing_of(lattice())
    assert drawing is not None
    with pytest.raises(Cancelled):
        counterchanged(halves(), drawing, ALL, progress)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (3, 7)])
def test_odd_sizes(size: tuple[int, int]) -> None:
    made = drawn(scene(64, 64)[: size[0], :1, :3].repeat(size[1], 1) if size[0] <= 64 else halves(*size))
    assert made.shape[1] == size[1]


def test_a_tile_is_its_own_swatch() -> None:
    tile = lattice(100, 20)
    swatch = repeating(np.tile(tile, (3, 3, 1))[:250, :270], 96, 256)
    assert swatch is not None
    assert swatch.shape == (100, 100, 3)
    assert np.array_equal(swatch, tile)
    assert swatch_of(np.tile(tile, (4, 4, 1))).shape == (100, 100, 3)
    assert repeating(scene(128, 128)[..., :3], 96, 256) is None


def test_a_few_shapes_on_a_large_ground_are_no_tile() -> None:
    """They are nearly the same a few pixels further on, and yet do not begin anew there."""
    y, x = np.mgrid[:512, :512]
    for reach in (40, 128):
        mark = np.full((512, 512, 3), PAPER, np.uint8)
        mark[np.hypot(y - 256, x - 256) < reach] = (140, 150, 160)
        assert repeating(mark, 96, 256) is None
    dots = np.full((512, 512, 3), PAPER, np.uint8)
    dots[np.hypot(y % 64 - 32, x % 64 - 32) < 5] = (200, 190, 180)
    swatch = repeating(dots, 96, 256)
    assert swatch is not None
    assert np.array_equal(swatch, dots[:128, :128])


def test_stripes_are_a_tile() -> None:
    """Along them a picture goes on the same, after however few pixels."""
    stripes = np.full((300, 400, 3), PAPER, np.uint8)
    stripes[np.arange(300) % 32 < 6] = BLUE
    swatch = repeating(stripes, 96, 256)
    assert swatch is not None
    assert np.array_equal(swatch, stripes[:96, :96])


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_plain_picture_takes_one_colour_and_the_lines(level: int) -> None:
    """Where both colours have the same share it stands for both, but becomes no mixture that hides the lines."""
    tile = np.full((128, 128, 3), PAPER, np.uint8)
    tile[np.arange(128) % 32 < 16] = BLUE
    drawing = drawing_of(tile)
    assert drawing is not None
    made = counterchanged(np.full((96, 96, 3), level, np.uint8), drawing, ALL, Progress())
    lab, own = oklab(made.reshape(-1, 3)), oklab(np.array([PAPER, BLUE], np.uint8))
    nearest = np.sqrt(np.square(lab[:, None] - own).sum(2))
    assert (nearest.min(1) < 0.02).mean() > 0.8
    assert min(np.bincount(nearest.argmin(1), minlength=2)) > 0.1 * len(lab)


@pytest.mark.parametrize("level", [20, 128, 235])
def test_lines_on_a_plain_picture_are_neither_swollen_nor_thinned(level: int) -> None:
    """It is as light as the middle of itself, not as its lightest."""
    tile = np.full((128, 128, 3), PAPER, np.uint8)
    tile[np.arange(128) % 32 < 10] = BLUE
    drawing = drawing_of(tile)
    assert drawing is not None
    made = counterchanged(np.full((128, 128, 3), level, np.uint8), drawing, ALL, Progress())[..., 0]
    covered = (PAPER[0] - made.astype(float)) / (PAPER[0] - BLUE[0])
    assert covered.mean() == pytest.approx(0.4 * drawing.share, abs=0.01)


def test_what_is_nearest_may_lie_far_beyond_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    dot = np.full((96, 96, 3), PAPER, np.uint8)
    dot[2:8, 88:94] = BLUE
    whole = drawing_of(dot)
    monkeypatch.setattr(counterchange, "_NEAR", 1)
    few = drawing_of(dot)
    assert whole is not None
    assert few is not None
    assert np.array_equal(whole.distance, few.distance)
    assert whole.distance.max() > 60.0


def test_painting_takes_a_flat_reference_s_inks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painting, "load_brush", lambda: pytest.fail("no network has a part in it"))
    pixels = np.dstack([halves(), np.full((160, 160), 255, np.uint8)])
    pixels[:20, :, 3] = 0
    made = painting.paint(pixels, StyleEdit(shares=(style_share(lattice()),)), Progress())
    assert np.array_equal(made[..., 3], pixels[..., 3])
    assert (made[100:, :, :3].astype(int).sum(2) > 500).mean() > 0.5
