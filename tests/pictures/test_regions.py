"""Parts of pictures, and pictures made handy."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.errors import DieloomError
from core.pictures.images import size
from core.pictures.keeping import handy
from core.pictures.regions import cropped

fractions = st.floats(0, 1)


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


def test_a_part_is_what_its_fractions_say() -> None:
    pixels = np.arange(10 * 20).reshape(10, 20, 1).astype(np.uint8)
    assert np.array_equal(cropped(pixels, (0.25, 0.5, 0.5, 1.0)), pixels[5:10, 5:10])
    assert cropped(pixels, None) is pixels


@given(st.integers(1, 40), st.integers(1, 40), fractions, fractions, fractions, fractions)
def test_a_part_is_never_empty(width: int, height: int, a: float, b: float, c: float, d: float) -> None:
    part = cropped(np.zeros((height, width, 4), np.uint8), (min(a, c), min(b, d), max(a, c), max(b, d)))
    assert part.shape[0] >= 1
    assert part.shape[1] >= 1


def test_a_small_file_is_kept_as_it_is() -> None:
    data = encoded(Image.new("RGB", (40, 30), "#c04020"))
    assert handy(data) is data


@pytest.mark.parametrize(("mode", "ending"), [("RGB", "JPEG"), ("RGBA", "PNG")])
def test_a_large_one_is_reduced(mode: str, ending: str) -> None:
    image = Image.new(mode, (600, 30), (192, 64, 32, 128)[: len(mode)])
    made = Image.open(io.BytesIO(handy(encoded(image), long_px=100)))
    assert made.format == ending
    assert made.size == (100, 5)
    colour = made.getpixel((50, 2))
    assert isinstance(colour, tuple)
    assert colour == pytest.approx((192, 64, 32, 128)[: len(mode)], abs=3)


def test_a_heavy_one_is_reduced_as_well() -> None:
    data = encoded(Image.effect_noise((300, 300), 90).convert("RGB"))
    assert len(handy(data, max_bytes=len(data) - 1)) < len(data)


def test_a_line_stays_a_line() -> None:
    assert size(handy(encoded(Image.new("RGB", (9000, 2))), long_px=1000)) == (1000, 1)


def test_what_is_damaged_is_refused() -> None:
    whole = encoded(Image.effect_noise((64, 64), 50))
    with pytest.raises(DieloomError):
        handy(whole[:-200])
    with pytest.raises(DieloomError):
        handy(b"no picture")
