"""Planes of texture in one: contrast is kept, and many take no more memory than two."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Cancelled
from core.jobs import Progress
from core.style.mixture import Mixture


def planes(count: int, side: int = 90) -> list[NDArray[np.uint8]]:
    return [np.random.default_rng(seed).integers(0, 256, (side, side, 3), np.uint8) for seed in range(count)]


def mixed(count: int) -> NDArray[np.uint8]:
    weights = np.full(count, 1 / count)
    mixture = Mixture((90, 90, 3), weights)
    for plane, weight in zip(planes(count), weights, strict=True):
        mixture.add(plane, float(weight), Progress())
    return mixture.made(Progress())


def test_light_is_the_mean_and_contrast_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = mixed(4)
    assert whole.mean() == pytest.approx(np.mean(planes(4)), abs=1)
    assert whole.std() == pytest.approx(np.std(planes(1)), rel=0.1), "a plain mean would halve it"
    monkeypatch.setattr("core.pictures.bands._PIXELS", 7 * 90)
    assert np.array_equal(mixed(4), whole)


def test_many_planes_take_no_more_memory_than_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.pictures.bands._PIXELS", 4 * 900)
    plane = planes(1, 900)[0]

    def peak(count: int) -> int:
        tracemalloc.start()
        mixture = Mixture(plane.shape, np.full(count, 1 / count))
        for _ in range(count):
            mixture.add(plane.copy(), 1 / count, Progress())
        mixture.made(Progress())
        made = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return made

    assert peak(12) < 1.02 * peak(2)


def test_it_stops() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        Mixture((90, 90, 3), np.ones(1)).add(planes(1)[0], 1.0, progress)
