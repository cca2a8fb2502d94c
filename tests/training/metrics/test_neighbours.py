"""Precision, recall, density and coverage on clouds of points whose answers are known."""

from __future__ import annotations

import pytest
import torch

from core.training.metrics import neighbours
from core.training.metrics.neighbours import overlap, reach


def cloud(count: int, seed: int, dims: int = 8) -> torch.Tensor:
    return torch.randn(count, dims, generator=torch.Generator().manual_seed(seed)).double()


def test_reach_by_hand() -> None:
    assert reach(torch.tensor([[0.0], [1.0], [3.0], [7.0]]), 2).tolist() == [3.0, 2.0, 3.0, 6.0]


def test_by_hand() -> None:
    """Balls of the nearest one: real 0 and 1 reach 1, real 10 reaches 9; made 0.5 and 30 reach 29.5, made 31 reaches 1.

    Made 0.5 lies in the balls of 0 and 1 only; the ball of made 0.5 holds all real ones."""
    found = overlap(torch.tensor([[0.5], [30.0], [31.0]]), torch.tensor([[0.0], [1.0], [10.0]]), 1)
    assert (found.precision, found.recall) == (pytest.approx(1 / 3), 1.0)
    assert (found.density, found.coverage) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_the_same_pictures_cover_all() -> None:
    found = overlap(cloud(60, 1), cloud(60, 1))
    assert (found.precision, found.recall, found.coverage) == (1.0, 1.0, 1.0)


def test_another_draw_of_the_same_kind_covers_nearly_all() -> None:
    found = overlap(cloud(400, 1), cloud(400, 2))
    assert found.coverage == pytest.approx(1 - 0.5**5, abs=0.05)
    assert found.density == pytest.approx(1.0, abs=0.15)


def test_one_mode_is_precise_and_recalls_nothing() -> None:
    real = cloud(200, 1)
    found = overlap(real[:1] + 0.001 * cloud(200, 2), real)
    assert found.precision == 1.0
    assert found.recall < 0.02
    assert found.coverage < 0.2


def test_what_is_unlike_is_neither_precise_nor_covers() -> None:
    found = overlap(cloud(100, 1) + 50.0, cloud(100, 2))
    assert (found.precision, found.recall, found.density, found.coverage) == (0.0, 0.0, 0.0, 0.0)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = overlap(cloud(70, 1), cloud(50, 2))
    monkeypatch.setattr(neighbours, "_BLOCK", 16)
    assert overlap(cloud(70, 1), cloud(50, 2)) == whole
