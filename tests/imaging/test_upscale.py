from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import core.imaging.upscale as module
from core.errors import Cancelled
from core.imaging.bundled import bundled
from core.imaging.teaching.pictures import Drawn
from core.imaging.upscale import upscale, upscaled_strips
from core.imaging.values import UpscaleEdit
from core.jobs import Progress

Pixels = NDArray[np.uint8]


def picture(height: int, width: int, seed: int = 1) -> Pixels:
    """Opaque noise in patches: edges everywhere."""
    draws = np.random.default_rng(seed)
    coarse = draws.integers(0, 256, (-(-height // 5), -(-width // 5), 3), np.uint8)
    colours = coarse.repeat(5, 0).repeat(5, 1)[:height, :width]
    return with_alpha(colours)


def with_alpha(colours: Pixels) -> Pixels:
    return np.dstack([colours, np.full(colours.shape[:2], 255, np.uint8)])


def apart(one: Pixels, other: Pixels) -> int:
    return int(np.abs(one.astype(int) - other.astype(int)).max())


@pytest.mark.parametrize("factor", [2, 4])
@pytest.mark.parametrize("clear", [False, True])
def test_pieces_show_no_seam(monkeypatch: pytest.MonkeyPatch, factor: int, clear: bool) -> None:
    given, edit = picture(70, 90), UpscaleEdit(factor=factor)
    if clear:
        given[20:45, 30:60, 3] = 0
        given[:, 60:70, 3] = 100
    whole = upscale(given, edit, Progress())
    monkeypatch.setattr(module, "_PIECE_PX", 24)
    pieces = upscale(given, edit, Progress())
    assert whole.shape == (70 * factor, 90 * factor, 4)
    seen = whole[:, :, 3] > 0
    assert apart(whole[seen], pieces[seen]) <= 1
    np.testing.assert_array_equal(whole[:, :, 3], pieces[:, :, 3])


def test_a_tile_stays_a_tile() -> None:
    given, edit = picture(40, 60), UpscaleEdit(factor=2)
    for repeats in ((True, True), (True, False), (False, True)):
        down, right = 12 * repeats[1], 28 * repeats[0]
        moved = upscale(np.roll(given, (down, right), (0, 1)), edit, Progress(), repeats)
        assert apart(moved, np.roll(upscale(given, edit, Progress(), repeats), (2 * down, 2 * right), (0, 1))) <= 1


def test_it_is_nearer_to_the_truth_than_interpolation() -> None:
    wrong = np.zeros(2)
    for number in range(6):
        given = with_alpha(Drawn(1 << 30).draw(number)[:128, :128])
        small = np.asarray(Image.fromarray(given).resize((64, 64), Image.Resampling.BICUBIC))
        made = upscale(small, UpscaleEdit(factor=2), Progress())
        plain = np.asarray(Image.fromarray(small).resize((128, 128), Image.Resampling.LANCZOS))
        wrong += [float(np.square(each - given.astype(float)).mean()) for each in (made, plain)]
    assert wrong[0] < 0.8 * wrong[1]


def test_the_colour_under_clear_pixels_does_not_bleed() -> None:
    given = picture(48, 48)
    given[:, 24:, 3] = 0
    other = given.copy()
    other[:, 24:, :3] = 255 - other[:, 24:, :3]
    one, two = (upscale(each, UpscaleEdit(factor=2), Progress()) for each in (given, other))
    seen = one[:, :, 3] > 0
    np.testing.assert_array_equal(one[seen], two[seen])
    assert one[:, :46, 3].min() == 255  # opaque up to the edge
    assert one[:, 50:, 3].max() == 0


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 7), (3, 1500), (5, 2)])
def test_any_size(height: int, width: int) -> None:
    made = upscale(picture(height, width), UpscaleEdit(factor=4), Progress())
    assert made.shape == (4 * height, 4 * width, 4)
    assert made[:, :, 3].min() == 255


def test_one_colour_stays_one_colour() -> None:
    flat = np.full((20, 20, 4), (200, 30, 90, 255), np.uint8)
    assert apart(upscale(flat, UpscaleEdit(factor=2), Progress()), flat.repeat(2, 0).repeat(2, 1)) <= 3


def test_strips_are_the_picture() -> None:
    given, edit = picture(300, 20), UpscaleEdit(factor=2)
    strips = list(upscaled_strips(given, edit, Progress()))
    assert len(strips) > 1
    np.testing.assert_array_equal(np.concatenate(strips), upscale(given, edit, Progress()))


def test_it_stops_within_a_piece() -> None:
    bundled("upscale")
    progress, asked = Progress(), list[int]()
    check = progress.check

    def counted() -> None:
        asked.append(1)
        if len(asked) == 20:  # the entry and a few blocks are done
            progress.cancel()
        check()

    progress.check = counted  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        upscale(picture(250, 250), UpscaleEdit(factor=4), progress)
    assert len(asked) < 40
