"""What a pixel depends on, and how a run begins."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.style.learning.config import NetworkConfig
from core.style.learning.crops import as_values
from core.style.learning.grain import as_grain, grain_of
from core.style.learning.networks import ALIGN, Critic, Translator
from core.style.learning.tint import linear_transport
from tests.style.learning.toys import lively


@pytest.mark.parametrize("blocks", [1, 4])
def test_a_pixel_depends_on_no_pixel_beyond_the_reach(blocks: int) -> None:
    network = lively(config=NetworkConfig(8, 8, blocks))
    reach, side = network.reach_px, 2 * network.reach_px + 32
    assert reach % ALIGN == 0
    picture = torch.rand(1, 3, side, side, generator=torch.Generator().manual_seed(1)) * 2 - 1
    at = side // 2
    seen = torch.zeros(side, side, dtype=torch.bool)
    for offset in range(ALIGN):  # wherever in its cell the pixel lies
        shown, grain = picture.clone().requires_grad_(), torch.randn(1, 1, side, side).requires_grad_()
        network(shown, grain)[0, :, at + offset, at + offset].sum().backward()
        assert shown.grad is not None
        assert grain.grad is not None
        used = (shown.grad[0].abs().sum(0) + grain.grad[0, 0].abs()) > 0
        seen |= torch.roll(used, (-offset, -offset), (0, 1))
    rows = torch.nonzero(seen.any(1))[:, 0]
    farthest = max(at - int(rows.min()), int(rows.max()) - at)
    assert reach - 2 * ALIGN < farthest <= reach


def test_a_new_network_gives_the_picture_in_the_colours_of_the_style() -> None:
    network = Translator(NetworkConfig())
    picture, grain = torch.rand(2, 3, 32, 48) * 2 - 1, torch.randn(2, 1, 32, 48)
    assert torch.equal(network(picture, grain), picture)
    network.tint.copy_(torch.diag(torch.tensor([0.5, 1.0, 0.0])))
    network.lift.fill_(0.25)
    wanted = (picture * torch.tensor([0.5, 1.0, 0.0])[:, None, None] + 0.25).clamp(-1.0, 1.0)
    assert torch.allclose(network(picture, grain), wanted, atol=1e-6)


def test_the_features_have_the_widths_that_it_says_and_know_no_grain() -> None:
    for blocks in (1, 2, 5):
        network = Translator(NetworkConfig(8, 16, blocks))
        seen = network.features(torch.zeros(1, 3, 32, 32))
        assert tuple(each.shape[1] for each in seen) == network.widths


def test_strokes_can_grow_on_a_plain_ground() -> None:
    plain = torch.zeros(1, 3, 64, 64)
    network = lively()
    assert network(plain, torch.randn(1, 1, 64, 64)).std() > 0.1
    assert network(plain, torch.zeros(1, 1, 64, 64))[..., 8:-8, 8:-8].std((2, 3)).max() < 1e-3


def test_a_grain_is_the_same_everywhere_and_spread_evenly() -> None:
    grain = grain_of(90, 70)
    assert grain.shape == (90, 70, 1)
    assert np.array_equal(grain, grain_of(90, 70))
    assert not np.array_equal(grain, grain_of(90, 70, 1))
    values = as_grain(as_values(grain[None]))
    assert abs(float(values.mean())) < 0.05
    assert abs(float(values.std()) - 1) < 0.05
    assert grain_of(1, 1).shape == (1, 1, 1)


def test_the_critic_judges_patches() -> None:
    critic = Critic(4)
    assert critic(torch.zeros(2, 3, 64, 32)).shape == (2, 8, 4)


def test_the_linear_transport_moves_mean_and_spread() -> None:
    chance = np.random.default_rng(4)
    colours = chance.normal(size=(4000, 3)) @ chance.normal(size=(3, 3)) * 0.3
    wanted = chance.normal(size=(4000, 3)) @ chance.normal(size=(3, 3)) * 0.3 + 0.4
    matrix, lift = linear_transport(colours, wanted)
    moved = colours @ matrix.T + lift
    assert np.allclose(moved.mean(0), wanted.mean(0), atol=1e-9)
    assert np.allclose(np.cov(moved, rowvar=False), np.cov(wanted, rowvar=False), atol=0.05)
    assert np.allclose(matrix, matrix.T)


def test_the_linear_transport_of_a_single_grey_stays_small() -> None:
    chance = np.random.default_rng(4)
    matrix, _ = linear_transport(np.full((50, 3), 0.2), chance.random((50, 3)) * 2 - 1)
    assert np.abs(matrix).max() < 20
