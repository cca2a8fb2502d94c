"""Pictures of a model with the w+ that they show, and what a wrong answer costs.

Each coordinate of w+ counts by how much it shows: the squared slope of what the frozen features see along it, measured
once. Without that, a network this small spends itself on coordinates that nobody can see.
"""

from __future__ import annotations

import math
from contextlib import AbstractContextManager

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.features import FeatureNet
from core.gan.model import Model
from core.gan.networks import Synthesis
from core.gan.w_space import w_space
from core.jobs import Progress
from core.training.patterns import FAMILIES, ORNAMENTS, TAPE, render
from core.training.sources import chance

SMALL_PX = 32  # the size at which pictures are compared
EVEN = 0.1  # the share of a coordinate's weight that does not depend on what shows of it
PROBES = 128
_OTHERS = (*FAMILIES, *ORNAMENTS)
NEAREST, FARTHEST = 0.6, 1.1  # how far from the mean w, of where z falls: people truncate


class Lessons:
    """What a model teaches. Raises Cancelled while it is measured."""

    def __init__(self, model: Model, seed: int, progress: Progress) -> None:
        self.model, self._seed = model, seed
        self.space = w_space(model, progress)
        self._net = FeatureNet()
        self.weights = self._weigh(progress)

    def units(self, step: int, count: int) -> Tensor:
        """w+ in units of the spread, [count, w_layers, w_dim]: one w for all layers, or two that meet at a layer."""
        numbers, model = chance(self._seed, 1, step), self.model
        layers, families = model.config.w_layers, len(model.families)
        z = torch.randn(2 * count, model.config.z_dim, generator=numbers)
        classes = None
        if families:
            classes = F.one_hot(torch.randint(families, (2 * count,), generator=numbers), families).float()
        with torch.no_grad():
            one, other = self.space.units(model.generator.mapping(z, classes))[:, None].chunk(2)
        cut = torch.randint(1, layers, (count, 1, 1), generator=numbers)
        mixed = torch.rand(count, 1, 1, generator=numbers) < 0.5
        upper = torch.arange(layers)[:, None] >= cut
        near = NEAREST + (FARTHEST - NEAREST) * torch.rand(count, 1, 1, generator=numbers)
        return torch.where(mixed & upper, other, one) * near

    @torch.no_grad()
    def pictures(self, units: Tensor) -> Tensor:
        """[N, 3, R, R] in -1..1."""
        with fast():
            made: Tensor = self.model.generator.synthesis(self.space.w(units))
        return _rgb(made.float()).clamp(-1.0, 1.0)

    def elsewhere(self, step: int, count: int) -> Tensor:
        """Pictures that the model did not draw, [count, 3, R, R]: patterns of any family."""
        numbers, size = chance(self._seed, 4, step), self.model.config.resolution
        chosen = torch.randint(len(_OTHERS), (count,), generator=numbers).tolist()
        tapes = torch.randn(count, 1, TAPE, generator=numbers)
        return torch.cat([render(_OTHERS[index], tape, size) for index, tape in zip(chosen, tapes, strict=True)])

    def small(self, units: Tensor) -> Tensor:
        """The pictures at SMALL_PX, uncut, with gradients; of StyleGAN2's first blocks: a fraction of the work."""
        ws, synthesis = self.space.w(units), self.model.generator.synthesis
        with fast():
            picture: Tensor = _early(synthesis, ws) if isinstance(synthesis, Synthesis) else synthesis(ws)
        return self._reduced(_rgb(picture.float()))

    def wanted(self, pictures: Tensor) -> Tensor:
        """What ``small`` would give if the model could draw these pictures."""
        column, row = self.model.config.cut
        return self._reduced(pictures.roll((row, column), (2, 3)))

    def _reduced(self, pictures: Tensor) -> Tensor:
        side = min(SMALL_PX, self.model.config.resolution)
        return F.interpolate(pictures, size=(side, side), mode="area")

    def unlike(self, made: Tensor, wanted: Tensor) -> Tensor:
        """How far apart small pictures are, in colour and in what the frozen features see."""
        pairs = zip(self._net(made), self._net(wanted), strict=True)
        return F.l1_loss(made, wanted) + torch.stack([F.l1_loss(a, b) for a, b in pairs]).sum()

    def wrong(self, answer: Tensor, units: Tensor) -> Tensor:
        """How far answers in units of the spread are from the truth, by what shows."""
        return (self.weights * (answer - units).square()).mean()

    def _weigh(self, progress: Progress) -> Tensor:
        """[w_layers, w_dim], 1 in the mean.

        The square of the slope along random weights of what is seen is, in the mean, the sum of all squared slopes.
        """
        slopes = torch.zeros(self.model.config.w_layers, self.model.config.w_dim)
        for part in range(PROBES // 8):
            progress.report(part * 8 / PROBES, "Measuring what shows")
            numbers = chance(self._seed, 2, part)
            units = self.units((1 << 32) + part, 8).requires_grad_()
            picture = _rgb(self.model.generator.synthesis(self.space.w(units)))
            seen = [F.avg_pool2d(picture, 2), *self._net(picture)]
            parts = [
                (each * torch.randn(each.shape, generator=numbers)).sum() / math.sqrt(each[0].numel()) for each in seen
            ]
            (slope,) = torch.autograd.grad(torch.stack(parts).sum(), units)
            slopes += slope.square().sum(0)
        return EVEN + (1.0 - EVEN) * slopes / slopes.mean()


def fast() -> AbstractContextManager[None]:
    return torch.autocast("cpu", torch.bfloat16)


def _early(synthesis: Synthesis, ws: Tensor) -> Tensor:
    """The picture as it is after the block of SMALL_PX, uncut: [N, C, r, r]."""
    x = synthesis.start(len(ws))
    picture: Tensor | None = None
    for index, resolution in enumerate(synthesis.resolutions):
        block, first = synthesis.block(resolution), max(2 * index - 1, 0)
        x, picture = block(x, picture, ws[:, first : first + block.w_count])
        if resolution >= SMALL_PX:
            break
    assert picture is not None
    return picture


def _rgb(picture: Tensor) -> Tensor:
    return picture[:, :3] if picture.shape[1] >= 3 else picture[:, :1].expand(-1, 3, -1, -1)
