from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import DieloomError
from core.pictures.strips import check_format, write_strips


def picture(height: int, width: int, channels: int) -> np.ndarray:
    draws = np.random.default_rng(3)
    smooth = np.add.outer(np.arange(height), np.arange(width))[:, :, None] + np.arange(channels) * 40
    made = (smooth % 256).astype(np.uint8)
    made[: height // 2] = draws.integers(0, 256, made[: height // 2].shape, np.uint8)
    return made


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize(("height", "width"), [(1, 1), (200, 37), (64, 500), (129, 3)])
def test_what_is_written_is_read(tmp_path: Path, suffix: str, channels: int, height: int, width: int) -> None:
    given, path = picture(height, width, channels), tmp_path / f"picture{suffix}"
    cuts = sorted({0, height // 3, height // 2, height})
    strips = (given[top:lower] for top, lower in pairwise(cuts))
    write_strips(path, strips, width, height, channels)
    with Image.open(path) as image:
        image.load()
        assert image.mode == ("RGB" if channels == 3 else "RGBA")
        np.testing.assert_array_equal(np.asarray(image), given)


@pytest.mark.parametrize(("suffix", "channels"), [(".jpg", 3), (".webp", 3), (".webp", 4)])
def test_others_are_nearly_the_same(tmp_path: Path, suffix: str, channels: int) -> None:
    given, path = np.full((50, 60, channels), 130, np.uint8), tmp_path / f"picture{suffix}"
    write_strips(path, [given[:20], given[20:]], 60, 50, channels)
    with Image.open(path) as image:
        assert np.abs(np.asarray(image).astype(int) - given).max() <= 2


@pytest.mark.parametrize(
    ("suffix", "width", "channels"), [(".jpg", 10, 4), (".webp", 16_384, 3), (".jpeg", 70_000, 3), (".gif", 10, 3)]
)
def test_what_a_format_cannot_hold(suffix: str, width: int, channels: int) -> None:
    with pytest.raises(DieloomError):
        check_format(suffix, width, 10, channels)


def test_a_writer_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"before")

    def strips():
        yield np.zeros((2, 4, 3), np.uint8)
        raise DieloomError("stop", "now")

    with pytest.raises(DieloomError):
        write_strips(path, strips(), 4, 8, 3)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
