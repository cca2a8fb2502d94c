"""Pictures come to the size that training wants, whole where they can be; tiles stay tiles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.training.data.fitting import fitted, fitted_tile, wanted
from core.training.data.gathering import Refused
from core.training.data.mending import read
from tests.training.data.samples import encoded, item, painting


@pytest.mark.parametrize(
    ("size", "fit", "mended"),
    [
        ((800, 600), (99, 74), ()),  # with the margin
        ((600, 800), (74, 99), ()),
        ((90, 70), (90, 70), ()),  # between: untouched
        ((64, 64), (64, 64), ()),
        ((50, 40), (80, 64), ("enlarged",)),
        ((32, 32), (64, 64), ("enlarged",)),
        ((600, 100), (148, 74), ("cropped",)),
        ((100, 600), (74, 148), ("cropped",)),
        ((300, 70), (140, 70), ("cropped",)),
        ((300, 40), (128, 64), ("cropped", "enlarged")),
    ],
)
def test_sizes(size: tuple[int, int], fit: tuple[int, int], mended: tuple[str, ...]) -> None:
    pixels, told = fitted(painting(1, *size), 64)
    assert (pixels.shape, told) == ((fit[1], fit[0], 3), mended)


def test_less_than_half_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        fitted(painting(1, 400, 31), 64)
    assert (refused.value.reason, refused.value.detail) == ("too-small", "400 x 31")


def test_of_a_long_picture_the_middle_is_kept() -> None:
    image = Image.new("RGB", (500, 100), "red")
    image.paste("blue", (150, 0, 350, 100))
    pixels, _ = fitted(image, 64)
    assert (pixels[:, 3:-3] == (0, 0, 255)).all()


def wave(width: int, height: int, across: int, down: int) -> Image.Image:
    """Exactly periodic, and nowhere alike at opposite edges of anything but itself."""
    x, y = np.arange(width) + 0.5, np.arange(height)[:, None] + 0.5
    value = 127.5 + 120 * np.sin(2 * np.pi * (across * x / width + down * y / height))
    return Image.fromarray(np.repeat(np.rint(value).astype(np.uint8)[..., None], 3, axis=2))


@pytest.mark.parametrize("side", [48, 200, 333])
def test_a_tile_is_resampled_across_its_edges(side: int) -> None:
    pixels, told = fitted_tile(wave(side, side, 2, 1), 64)
    error = np.abs(pixels.astype(int) - np.asarray(wave(64, 64, 2, 1)))
    assert error.max() <= 4
    assert told == (("enlarged",) if side < 64 else ())


@pytest.mark.parametrize("side", [509, 512, 1000])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_tile_is_read_as_exactly(tmp_path: Path, side: int, kind: str) -> None:
    """Fine waves: half a pixel lost at an edge on the way would show."""
    data = encoded(wave(side, side, 6, 3), kind, **({"quality": 98} if kind == "JPEG" else {}))
    image, _ = read(item(tmp_path, data), 32, tile=True)
    pixels, _ = fitted_tile(image, 64)
    assert np.abs(pixels.astype(int) - np.asarray(wave(64, 64, 6, 3))).max() <= 5


@pytest.mark.parametrize(
    ("size", "repeats"), [((128, 64), (1, 2)), ((64, 192), (3, 1)), ((128, 192), (3, 2)), ((300, 100), (1, 3))]
)
def test_an_oblong_tile_is_repeated_to_a_square(size: tuple[int, int], repeats: tuple[int, int]) -> None:
    pixels, told = fitted_tile(wave(*size, 1, 1), 64)
    assert told == ("repeated",)
    assert np.abs(pixels.astype(int) - np.asarray(wave(64, 64, *repeats))).max() <= 4


def test_a_tile_near_a_square_is_stretched() -> None:
    pixels, told = fitted_tile(wave(128, 120, 1, 1), 64)
    assert told == ("stretched",)
    assert pixels.shape == (64, 64, 3)


@pytest.mark.parametrize(("size", "reason"), [((31, 31), "too-small"), ((64, 1000), "too-long")])
def test_tiles_that_are_refused(size: tuple[int, int], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        fitted_tile(wave(*size, 1, 1), 64)


def test_there_is_room_for_crops() -> None:
    assert wanted(256) == 294
