"""Diversity tells a generator that draws one thing from one that draws many, also within classes; seams are seen."""

from __future__ import annotations

import pytest
import torch

from core.training.metrics.diversity import Spread, diversity, mean_distance
from core.training.metrics.seams import seamless
from core.training.patterns import TAPE, render


def drawn(family: str, count: int, seed: int) -> torch.Tensor:
    return render(family, torch.randn(count, TAPE, generator=torch.Generator().manual_seed(seed)), 32)


def test_real_pictures_are_as_diverse_as_others_of_their_kind() -> None:
    assert diversity(drawn("waves", 64, 1), Spread.of(drawn("waves", 64, 2))) == pytest.approx(1.0, abs=0.15)


def test_one_picture_over_and_over_has_no_diversity() -> None:
    assert diversity(drawn("waves", 1, 1).expand(16, -1, -1, -1), Spread.of(drawn("waves", 32, 2))) < 1e-3


def test_a_collapse_within_classes_shows_by_groups() -> None:
    """Two classes of one picture each: together they differ, within a class they do not."""
    made = torch.cat([drawn("waves", 1, 1).expand(8, -1, -1, -1), drawn("dots", 1, 1).expand(8, -1, -1, -1)])
    real = torch.cat([drawn("waves", 16, 2), drawn("dots", 16, 2)])
    groups, real_groups = torch.arange(2).repeat_interleave(8), torch.arange(2).repeat_interleave(16)
    assert diversity(made, Spread.of(real)) > 0.2
    assert diversity(made, Spread.of(real, real_groups), groups) < 1e-3


def test_mean_distance_by_hand() -> None:
    points = torch.tensor([[0.0], [3.0], [4.0], [9.0]])
    assert mean_distance(points) == pytest.approx((3 + 4 + 9 + 1 + 6 + 5) / 6)
    assert mean_distance(points, torch.tensor([0, 0, 1, 1])) == pytest.approx((3 + 5) / 2)
    assert mean_distance(points, torch.arange(4)) == 0.0


def test_a_tile_is_seamless_and_a_part_of_it_is_not() -> None:
    tiles = drawn("ikat", 8, 1)
    assert seamless(tiles).float().mean() > 0.8
    ramp = torch.linspace(-1, 1, 32).expand(2, 3, 32, 32)
    assert not seamless(ramp).any()
    assert seamless(ramp, axes=(2,)).all()  # it repeats downwards
