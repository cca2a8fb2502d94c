from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

import core.imaging.restore as module
from core.imaging.bundled import bundled
from core.imaging.networks import RESTORE
from core.imaging.restore import restore
from core.jobs import Progress

Pixels = NDArray[np.uint8]


def patches(height: int, width: int) -> Pixels:
    coarse = np.random.default_rng(2).integers(40, 216, (-(-height // 12), -(-width // 12), 3), np.uint8)
    return coarse.repeat(12, 0).repeat(12, 1)[:height, :width]


def noisy(picture: Pixels, deviation: float) -> Pixels:
    grain = np.random.default_rng(3).normal(0.0, deviation, picture.shape)
    return (picture + grain).round().clip(0, 255).astype(np.uint8)


def apart(one: Pixels, other: Pixels) -> int:
    return int(np.abs(one.astype(int) - other.astype(int)).max())


def error(one: Pixels, other: Pixels) -> float:
    return float(np.square(one.astype(float) - other).mean())


def test_nothing_asked_is_nothing_done() -> None:
    given = noisy(patches(40, 50), 20)
    np.testing.assert_array_equal(restore(given, 0.0, 0.0, Progress()), given)
    assert apart(restore(given, 0.004, 0.0, Progress()), given) <= 2


def test_noise_goes_and_edges_stay() -> None:
    clean = patches(96, 96)
    given = noisy(clean, 25)
    assert error(restore(given, 0.5, 0.0, Progress()), clean) < 0.5 * error(given, clean)


def test_flat_patches_lose_most_of_a_light_noise() -> None:
    """More than non-local means take, which leave these small patches as they are."""
    clean = patches(96, 96)
    given = noisy(clean, 10)
    plain = np.asarray(cv2.fastNlMeansDenoisingColored(given, None, 10, 10, 7, 21), np.uint8)
    assert error(restore(given, 0.2, 0.0, Progress()), clean) < 0.5 * min(error(plain, clean), error(given, clean))


def test_the_bundled_network_is_what_teaching_makes() -> None:
    assert bundled("restore").config == RESTORE


def test_pieces_show_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    given = noisy(patches(70, 90), 20)
    whole = restore(given, 0.4, 0.3, Progress())
    monkeypatch.setattr(module, "_PIECE_PX", 24)
    assert apart(whole, restore(given, 0.4, 0.3, Progress())) <= 1


def test_a_tile_stays_a_tile() -> None:
    given = noisy(patches(48, 64), 20)
    made = restore(given, 0.4, 0.0, Progress(), (True, True))
    rolled = restore(np.roll(given, (12, 30), (0, 1)), 0.4, 0.0, Progress(), (True, True))
    assert apart(rolled, np.roll(made, (12, 30), (0, 1))) <= 1


def test_the_colour_under_clear_pixels_has_no_say_and_shows_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where the clear part lies across the edge of a tile."""
    given = np.dstack([noisy(patches(72, 96), 20), np.full((72, 96), 255, np.uint8)])
    given[20:50, 80:, 3] = given[20:50, :10, 3] = 0
    given[20:50, 10:14, 3] = 90
    other = given.copy()
    other[given[:, :, 3] == 0, :3] = 255 - other[given[:, :, 3] == 0, :3]
    made = restore(given, 0.6, 0.2, Progress(), (True, True))
    np.testing.assert_array_equal(made[:, :, 3], given[:, :, 3])
    seen = given[:, :, 3] > 0
    np.testing.assert_array_equal(made[seen], restore(other, 0.6, 0.2, Progress(), (True, True))[seen])
    rolled = restore(np.roll(given, 48, 1), 0.6, 0.2, Progress(), (True, True))
    assert apart(np.roll(rolled, -48, 1)[seen], made[seen]) <= 1
    monkeypatch.setattr(module, "_PIECE_PX", 24)
    assert apart(restore(given, 0.6, 0.2, Progress(), (True, True))[seen], made[seen]) <= 1


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (7, 3)])
def test_any_size(height: int, width: int) -> None:
    assert restore(patches(height, width), 0.5, 0.5, Progress()).shape == (height, width, 3)
