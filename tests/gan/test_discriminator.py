"""The discriminator compares the pictures of a group, unless it is told how much they differ."""

from __future__ import annotations

import pytest
import torch

from core.gan.discriminator import Discriminator
from tests.gan.conftest import CONFIG


@pytest.fixture
def discriminator() -> Discriminator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        return Discriminator(CONFIG).requires_grad_(False)


def pictures(count: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(count, 3, CONFIG.resolution, CONFIG.resolution, generator=torch.Generator().manual_seed(seed))


CLASSES = torch.eye(2).repeat(2, 1)


def test_a_score_tells_of_the_pictures_beside_it_unless_judged_alone(discriminator: Discriminator) -> None:
    one, beside = pictures(1), pictures(3, seed=1)
    first, second = torch.cat([one, beside]), torch.cat([one, one, beside[:2]])
    together = [discriminator(each, CLASSES)[0] for each in (first, second)]
    assert abs(together[0] - together[1]) > 1e-3
    alone = [discriminator(each, CLASSES[: len(each)], 0.4)[0] for each in (first, second, one)]
    assert torch.allclose(torch.stack(alone), alone[0], atol=1e-5)


def test_the_spread_is_what_the_scores_are_told(discriminator: Discriminator) -> None:
    batch = pictures(4)
    spread = discriminator.spread(discriminator.maps(batch)[-1])
    assert spread.shape == (4,)
    assert bool((spread == spread[0]).all())
    assert torch.allclose(discriminator(batch, CLASSES), discriminator(batch, CLASSES, float(spread[0])), atol=1e-5)
    same = batch[:1].repeat(4, 1, 1, 1)
    assert float(discriminator.spread(discriminator.maps(same)[-1]).max()) < 1e-3


def test_maps_halve_and_the_last_is_what_is_scored(discriminator: Discriminator) -> None:
    maps = discriminator.maps(pictures(2))
    assert [each.shape[2] for each in maps] == [16, 8, 4]
    assert torch.equal(discriminator.head(maps[-1]), discriminator.features(pictures(2)))
