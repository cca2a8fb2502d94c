"""Small sets of pictures in styles that are plain to tell apart, or not at all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.training.data import MemorySet
from core.training.judge import Judge, plain
from tests.training.judges import SMALL, make_discriminator
from tests.training.test_judge import calibration

Pixels = NDArray[np.uint8]
SIZE = 20


def small_judge() -> Judge:
    """Untrained; its size, 16 px, makes the tests quick."""
    return Judge(plain(make_discriminator(), SMALL), SMALL, calibration(), "0" * 64)


def stripes(number: int, *, upright: bool = False) -> Pixels:
    """Two colours of chance, at a shift of chance."""
    chance = np.random.RandomState(number)
    colours, shift = chance.randint(0, 256, (2, 3)), chance.randint(4)
    rows = (np.arange(SIZE) + shift) // 2 % 2
    picture = colours[rows][:, None].repeat(SIZE, 1)
    return np.ascontiguousarray(picture.transpose(1, 0, 2) if upright else picture).astype(np.uint8)


def speckle(number: int, colour: tuple[int, int, int] = (128, 128, 128)) -> Pixels:
    noise = np.random.RandomState(number).randint(-90, 90, (SIZE, SIZE, 1))
    return (np.array(colour) + noise).clip(0, 255).astype(np.uint8)


def a_set(**styles: list[Pixels]) -> MemorySet:
    pixels = np.stack([each for pictures in styles.values() for each in pictures])
    numbers = [place for place, pictures in enumerate(styles.values()) for _ in pictures]
    return MemorySet(pixels, tuple(styles), numbers)


def three_styles(count: int = 6, first: int = 0) -> MemorySet:
    numbers = range(first, first + count)
    return a_set(
        across=[stripes(number) for number in numbers],
        speckle=[speckle(number) for number in numbers],
        upright=[stripes(100 + number, upright=True) for number in numbers],
    )
