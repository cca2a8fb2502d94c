"""A reference as numbers: the swatch is packed exactly, has the picture's colours, and goes on at its edges."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from core.errors import DieloomError
from core.pictures.regions import cropped
from core.style.codes import SWATCH_PX, packed, style_share, swatch_of, unpacked
from tests.style.pictures import ornament, scene


def test_a_swatch_is_packed_exactly() -> None:
    chance = np.random.Generator(np.random.Philox(1))
    swatch = chance.integers(0, 256, (64, 64, 3), dtype=np.uint8)
    assert np.array_equal(unpacked(packed(swatch)), swatch)


@pytest.mark.parametrize("numbers", [np.zeros(8), np.full(16, -1.0), np.full(16, 2.0**24), np.full(16, np.nan)])
def test_another_networks_code_is_refused(numbers: np.ndarray) -> None:
    with pytest.raises(DieloomError, match="another network"):
        unpacked(base64.b64encode(numbers.astype("<f4").tobytes()).decode())


def test_a_swatch_has_the_colours_of_the_whole() -> None:
    """A picture of two halves, and no square of it that is of both."""
    light = scene(400, 400)[..., :3]
    picture = np.concatenate([light, light // 4], 1)
    swatch = swatch_of(picture)
    assert np.abs(swatch.mean((0, 1)) - picture.mean((0, 1))).max() < 4
    assert np.abs(swatch.std((0, 1)) - picture.std((0, 1))).max() < 8


def test_flat_colours_stay_pure() -> None:
    swatch = swatch_of(ornament())
    assert {tuple(colour) for colour in swatch.reshape(-1, 3)} <= {tuple(c) for c in ornament().reshape(-1, 3)}


def test_a_swatch_goes_on_at_its_edges() -> None:
    swatch = swatch_of(scene(300, 260)[..., :3]).astype(int)
    for axis in (0, 1):
        inside = np.abs(np.diff(swatch, axis=axis)).mean()
        across = np.abs(swatch.take(0, axis) - swatch.take(-1, axis)).mean()
        assert across < 3.0 * inside + 2.0


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (200, 3), (1000, 10)])
def test_references_of_any_size(size: tuple[int, int]) -> None:
    share = style_share(scene(*size))
    assert unpacked(share.code).shape == (SWATCH_PX, SWATCH_PX, 3)
    assert share.palette is not None


def test_a_region_is_read_alone() -> None:
    picture = np.concatenate([ornament(), np.full((192, 192, 3), 128, np.uint8)], 1)
    part = style_share(picture, region=(0.0, 0.0, 0.5, 1.0))
    assert part.code == style_share(ornament()).code
    assert part.region == (0.0, 0.0, 0.5, 1.0)


def test_a_region_between_pixels_is_the_one_that_is_shown() -> None:
    picture, region = ornament(), (0.253, 0.26, 0.9, 0.8)
    assert style_share(picture, region=region).code == style_share(cropped(picture, region)).code


def test_what_is_clear_has_no_say() -> None:
    picture = np.concatenate([ornament(), np.full((192, 192, 1), 255, np.uint8)], 2)
    clear = np.zeros((192, 192, 4), np.uint8)
    clear[..., 1] = 255
    both = style_share(np.concatenate([picture, clear], 1))
    assert not np.any(np.all(unpacked(both.code) == (0, 255, 0), 2))
    with pytest.raises(DieloomError, match="no visible pixel"):
        style_share(clear)
