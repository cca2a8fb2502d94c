"""How near made pictures are to drawn ones, by the frozen feature net; no trained network judges.

The kernel distance is that of Bińkowski et al. 2018 (arXiv 1801.01401, "KID"): the unbiased squared maximum mean
discrepancy with the cubic kernel, here over means and deviations of frozen features.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.features import FeatureNet
from core.gan.model import Model
from core.training.patterns import TAPE, render


@torch.inference_mode()
def describe(pictures: Tensor) -> Tensor:
    """Pictures [N, 3, R, R] in -1..1 -> [N, D]: mean and deviation of colours and of the features of each scale."""
    maps = [pictures, *FeatureNet()(pictures)]
    return torch.cat([torch.cat([each.mean((2, 3)), each.std((2, 3))], 1) for each in maps], 1)


def kernel_distance(one: Tensor, other: Tensor) -> float:
    """Of two sets of descriptions [N, D] and [M, D]; near 0, and now and then below it, for sets of one kind."""
    both = torch.cat([one, other])
    middle, scale = both.mean(0), both.std(0) + 1e-4
    one, other = (one - middle) / scale, (other - middle) / scale

    def kernel(a: Tensor, b: Tensor) -> Tensor:
        return (a @ b.T / a.shape[1] + 1.0) ** 3

    def within(points: Tensor) -> Tensor:
        values = kernel(points, points)
        return (values.sum() - values.trace()) / (len(points) * (len(points) - 1))

    return float(within(one) + within(other) - 2.0 * kernel(one, other).mean())


@torch.inference_mode()
def likeness(model: Model, count: int = 256) -> dict[str, tuple[float, float]]:
    """For each family the kernel distance of made to drawn tiles, and that of drawn to other drawn ones (the floor)."""
    chance = torch.Generator().manual_seed(2024)
    figures = {}
    for index, family in enumerate(model.families):
        drawn, others = (
            render(family, torch.randn(count, TAPE, generator=chance), model.config.resolution) for _ in "ab"
        )
        z = torch.randn(count, model.config.z_dim, generator=chance)
        classes = F.one_hot(torch.full((count,), index), len(model.families)).float()
        made = model.generator(z, classes).clamp(-1.0, 1.0)
        facts = describe(drawn)
        figures[family] = (kernel_distance(facts, describe(made)), kernel_distance(facts, describe(others)))
    return figures
