"""Views are parts of the picture, without empty corners; those of a tile are its own symmetries."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from core.training.data.views import random_view
from tests.training.data.samples import painting

PICTURE = np.asarray(painting(1, 97, 74))
TILE = np.asarray(painting(1, 64, 64))


def chance(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("resolution", [16, 64, 100])
@pytest.mark.parametrize("tiles", [False, True])
def test_the_same_chance_gives_the_same_view(resolution: int, tiles: bool) -> None:
    views = [random_view(PICTURE, resolution, chance(seed), tiles=tiles) for seed in (1, 1, 2)]
    assert views[0].shape == (resolution, resolution, 3)
    assert views[0].dtype == np.uint8
    assert np.array_equal(views[0], views[1])
    assert not np.array_equal(views[0], views[2])


@pytest.mark.parametrize("degrees", [0.0, 5.0, 45.0])
@pytest.mark.parametrize("shape", [(74, 97, 3), (97, 74, 3), (40, 40, 3)])
def test_no_corner_is_empty(degrees: float, shape: tuple[int, int, int]) -> None:
    white = np.full(shape, 255, np.uint8)
    for seed in range(20):
        assert (random_view(white, 48, chance(seed), rotation_degrees=degrees) == 255).all()


def test_it_turns_by_what_is_allowed_and_to_both_sides() -> None:
    """The edge between black and white in the middle runs as steeply as the view is turned."""
    halves = np.zeros((200, 200, 3), np.uint8)
    halves[:, 100:] = 255
    slopes = []
    for seed in range(40):
        view = random_view(halves, 100, chance(seed), crop=False, rotation_degrees=10, mirror=False)
        edge = (view[:, :, 0] < 128).sum(axis=1)
        slopes.append(np.degrees(np.arctan2(edge[90] - edge[10], 80.0)))
    assert 8 < max(slopes) < 11
    assert -11 < min(slopes) < -8


def test_without_any_change_it_is_the_square_in_the_middle() -> None:
    wide = np.zeros((60, 100, 3), np.uint8)
    wide[:, 20:80] = np.asarray(painting(3, 60, 60))
    view = random_view(wide, 60, chance(1), crop=False, rotation_degrees=0, mirror=False)
    assert np.array_equal(view, wide[:, 20:80])


def test_crops_reach_every_side() -> None:
    ramp = np.repeat(np.linspace(0, 255, 128).astype(np.uint8)[None, :, None], 64, axis=0).repeat(3, axis=2)
    views = [random_view(ramp, 32, chance(seed), rotation_degrees=0, mirror=False) for seed in range(60)]
    assert min(view[:, 0].min() for view in views) < 12
    assert max(view[:, -1].max() for view in views) > 243


def test_half_of_the_views_are_mirrored() -> None:
    ramp = np.repeat(np.linspace(0, 255, 64).astype(np.uint8)[None, :, None], 64, axis=0).repeat(3, axis=2)
    views = [random_view(ramp, 32, chance(seed)) for seed in range(200)]
    assert 70 < sum(int(view[0, 0, 0]) > int(view[0, -1, 0]) for view in views) < 130
    plain = [random_view(ramp, 32, chance(seed), mirror=False) for seed in range(20)]
    assert all(view[0, 0, 0] < view[0, -1, 0] for view in plain)


def symmetries(tile: np.ndarray) -> list[np.ndarray]:
    turned = [np.rot90(tile, turn) for turn in range(4)]
    return [*turned, *(each[:, ::-1] for each in turned)]


def test_a_view_of_a_tile_is_one_of_its_shifts_turns_or_mirrors() -> None:
    for seed in range(6):
        view = random_view(TILE, 64, chance(seed), tiles=True)
        spectra = [np.abs(np.fft.fft2(each[:, :, 0])) for each in symmetries(TILE)]
        found = np.abs(np.fft.fft2(view[:, :, 0]))
        assert min(np.abs(found - each).max() for each in spectra) < 1e-6 * found.max()
        assert np.array_equal(np.sort(view, axis=None), np.sort(TILE, axis=None))


def test_a_tile_that_may_not_be_turned_is_only_shifted() -> None:
    stripes = np.zeros((32, 32, 3), np.uint8)
    stripes[:, ::4] = 255
    for seed in range(20):
        view = random_view(stripes, 32, chance(seed), rotation_degrees=0, tiles=True)
        assert (view == view[:1]).all()
    turned = [random_view(stripes, 32, chance(seed), tiles=True) for seed in range(20)]
    assert 3 < sum(bool((view == view[:, :1]).all()) for view in turned) < 17


def test_a_smaller_view_is_filtered() -> None:
    """A fine grid becomes an even grey, not a pattern of its own."""
    grid = np.indices((256, 256)).sum(axis=0) % 2 * np.uint8(255)
    fine = np.asarray(Image.fromarray(grid.astype(np.uint8)).convert("RGB"))
    for tiles in (False, True):
        assert random_view(fine, 32, chance(1), tiles=tiles).std() < 4


def test_as_much_chance_is_taken_whatever_is_allowed() -> None:
    one, other = chance(1), chance(1)
    random_view(PICTURE, 16, one, tiles=True)
    random_view(PICTURE, 16, other, crop=False, rotation_degrees=0, mirror=False)
    assert one.random() == other.random()
