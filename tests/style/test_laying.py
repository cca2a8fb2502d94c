"""A swatch over a picture: undisturbed where that is flat, drawn to its shapes, and periodic where it repeats."""

from __future__ import annotations

import numpy as np

from core.jobs import Progress
from core.style.laying import BLOCK_PX, fitted, laid
from tests.style.pictures import ornament, scene


def swatch() -> np.ndarray:
    return ornament(96)


def test_over_a_flat_picture_it_lies_as_it_is() -> None:
    flat = np.full((160, 200, 3), 128, np.uint8)
    plane = laid(flat, swatch(), Progress())
    # Only blocks that agree with the grey far better elsewhere move.
    whole = np.tile(swatch(), (2, 3, 1))[:160, :200]
    assert (np.abs(plane.astype(int) - whole).max(2) == 0).mean() > 0.8


def test_it_agrees_with_the_picture_better_than_a_plain_one() -> None:
    content = np.roll(np.tile(swatch(), (2, 2, 1)), (8, 4), (0, 1))  # the pattern itself, elsewhere
    plain = np.tile(swatch(), (2, 2, 1))
    plane = laid(content, swatch(), Progress())

    def apart(one: np.ndarray) -> float:
        return float(np.square(one.astype(float) - content).mean())

    assert apart(plane) < 0.05 * apart(plain)


def test_it_repeats_where_the_picture_does() -> None:
    content = scene(128, 96)[..., :3]
    plane = laid(content, swatch(), Progress(), (True, True))
    turned = laid(np.roll(content, (2 * BLOCK_PX, 3 * BLOCK_PX), (0, 1)), swatch(), Progress(), (True, True))
    tile = fitted(swatch(), 128, 96, (True, True))
    assert (128 % tile.shape[1], 96 % tile.shape[0]) == (0, 0)
    assert plane.shape == turned.shape == content.shape


def test_small_pictures() -> None:
    for width, height in ((1, 1), (5, 3), (17, 1)):
        content = scene(width, height)[..., :3]
        assert laid(content, swatch(), Progress()).shape == content.shape
