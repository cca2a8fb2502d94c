"""What is there twice is found, though it was saved anew; what is merely alike is not."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from core.training.data.twins import Look, Twins, look
from tests.training.data.samples import encoded, painting

SIZE = {"width": 96, "height": 72}


def seen(image: Image.Image) -> Look:
    return look(np.asarray(image.convert("RGB")))


def again(image: Image.Image, quality: int) -> Image.Image:
    return Image.open(io.BytesIO(encoded(image, "JPEG", quality=quality)))


def test_equal_pixels_are_the_same() -> None:
    twins = Twins()
    assert [twins.find(seen(painting(seed, **SIZE))) for seed in (1, 2, 3)] == [None] * 3
    assert twins.find(seen(painting(2, **SIZE))) == ("same", 1)


@pytest.mark.parametrize(
    "changed",
    [
        again(painting(2, **SIZE), 80),
        again(painting(2, **SIZE), 40),
        painting(2, **SIZE).resize((200, 150), Image.Resampling.BICUBIC),
        painting(2, **SIZE).resize((60, 45), Image.Resampling.LANCZOS),
    ],
    ids=["quality 80", "quality 40", "enlarged", "reduced"],
)
def test_the_same_picture_saved_anew_is_similar(changed: Image.Image) -> None:
    twins = Twins()
    for seed in (1, 2, 3):
        twins.find(seen(painting(seed, **SIZE)))
    assert twins.find(seen(changed)) == ("similar", 1)


@pytest.mark.parametrize(
    "other",
    [
        painting(2, **SIZE).transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        ImageEnhance.Color(painting(2, **SIZE)).enhance(0.0),
        painting(2, **SIZE).crop((8, 6, 88, 66)),
    ],
    ids=["mirrored", "without colour", "a part"],
)
def test_another_picture_is_none(other: Image.Image) -> None:
    twins = Twins()
    twins.find(seen(painting(2, **SIZE)))
    assert twins.find(seen(other)) is None


def test_hundreds_of_pictures_are_told_apart() -> None:
    twins = Twins()
    assert all(twins.find(seen(painting(seed, **SIZE))) is None for seed in range(300))
    assert twins.find(seen(again(painting(211, **SIZE), 80))) == ("similar", 211)


def test_fine_textures_are_not_taken_for_each_other() -> None:
    """Both are an even grey at the size of the hashes."""
    dots, lines = (np.zeros((96, 96, 3), np.uint8) for _ in range(2))
    dots[::2, ::2], lines[::4] = 255, 255
    twins = Twins()
    assert twins.find(look(dots)) is None
    assert twins.find(look(lines)) is None


def test_similar_ones_may_be_wanted() -> None:
    twins = Twins(similar=False)
    twins.find(seen(painting(2, **SIZE)))
    assert twins.find(seen(again(painting(2, **SIZE), 80))) is None
    assert twins.find(seen(painting(2, **SIZE))) == ("same", 0)
