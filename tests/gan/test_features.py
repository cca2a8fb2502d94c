"""The frozen feature net: the same everywhere, and it tells textures apart."""

from __future__ import annotations

import hashlib

import pytest
import torch

from core.gan.features import FeatureNet, StyleDistance, frozen_weights, sliced_distance, unit_directions


def test_the_weights_are_the_same_on_every_machine() -> None:
    digest = hashlib.sha256(b"".join(frozen_weights((32, 3, 3, 3), stream).numpy().tobytes() for stream in (1, 2)))
    assert digest.hexdigest() == "542686bb0ed920c20654e0a254fefca260045c87c1de814cc3d03bdad6d5837d"


def test_the_weights_keep_the_variance() -> None:
    weights = frozen_weights((64, 32, 3, 3), 9)
    assert float(weights.mean()) == pytest.approx(0.0, abs=2e-3)
    assert float(weights.var() * 32 * 9) == pytest.approx(1.0, rel=0.05)


def test_features_of_a_tile_move_with_it() -> None:
    net, picture = FeatureNet(), torch.randn(1, 3, 32, 32)
    for scale, (made, moved) in enumerate(zip(net(picture), net(picture.roll(16, 3)), strict=True)):
        assert made.shape == (1, 32, 16 >> scale, 16 >> scale)
        assert torch.allclose(made.roll(8 >> scale, 3), moved, atol=1e-4)


def test_a_flat_colour_has_no_texture() -> None:
    flat = torch.tensor([0.3, -0.8, 0.5])[None, :, None, None].expand(1, 3, 32, 32)
    assert all(float(each.abs().max()) < 1e-5 for each in FeatureNet()(flat))


def test_sliced_distance_is_a_distance_of_sets() -> None:
    axes, points = unit_directions(3, 16, 1), torch.randn(50, 3)
    assert torch.allclose(axes.norm(dim=0), torch.ones(16))
    assert float(sliced_distance(points, points.flip(0), axes)) < 1e-10
    assert float(sliced_distance(points, points + 1.0, axes)) == pytest.approx(
        float(axes.sum(0).square().mean()), rel=1e-3
    )


def stripes(period: int, *, upright: bool) -> torch.Tensor:
    wave = torch.sign(torch.sin(torch.arange(64) * 2 * torch.pi / period + 0.1)).expand(1, 3, 64, 64)
    return wave if upright else wave.transpose(2, 3)


def test_textures_of_the_same_colours_are_told_apart_and_shifts_are_not() -> None:
    distance = StyleDistance(stripes(16, upright=True))
    same, turned, finer = distance(
        torch.cat([stripes(16, upright=True).roll(8, 3), stripes(16, upright=False), stripes(8, upright=True)])
    )
    assert float(same) < 1e-6
    assert float(turned) > 1e-3
    assert float(finer) > 1e-3
