"""What the two networks are told, and the penalties that keep the discriminator's slope in bounds.

Every loss takes raw scores (logits). Sources: Goodfellow et al. 2014 (arXiv 1406.2661) for "minimax" and
"non-saturating"; Lim and Ye 2017 (arXiv 1705.02894) for "hinge"; Arjovsky et al. 2017 (arXiv 1701.07875) with the
penalty of Gulrajani et al. 2017 (arXiv 1704.00028) for "wasserstein"; Jolicoeur-Martineau 2018 (arXiv 1807.00734) with
R1 and R2 as in Huang et al. 2024 (arXiv 2501.05441) for "relativistic"; Mescheder et al. 2018 (arXiv 1801.04406) for R1
and R2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import torch
import torch.nn.functional as F
from torch import Tensor

LossName = Literal["non-saturating", "minimax", "hinge", "wasserstein", "relativistic"]
LOSSES: tuple[LossName, ...] = get_args(LossName)

Scores = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class Loss:
    """Both take scores of real and of made pictures, each [N], and give a scalar to bring down.

    ``relative`` ones need the real scores for the generator too. With ``compared`` ones only gaps between scores mean
    anything, and 0 may lie anywhere.
    """

    discriminator: Scores
    generator: Scores
    relative: bool = False
    compared: bool = False

    def sureness(self, real: Tensor, fake: Tensor) -> Tensor:
        """The mean sign of what says that real pictures are real, a scalar (r_t of arXiv 2006.06676): their scores, or
        how far these lie above those of made ones."""
        return (real - fake if self.compared else real).sign().mean()


def _told_apart(real: Tensor, fake: Tensor) -> Tensor:
    """-log D(x) - log(1 - D(G(z)))."""
    return F.softplus(-real).mean() + F.softplus(fake).mean()


_LOSSES: dict[LossName, Loss] = {
    "non-saturating": Loss(_told_apart, lambda real, fake: F.softplus(-fake).mean()),
    "minimax": Loss(_told_apart, lambda real, fake: -F.softplus(fake).mean()),
    "hinge": Loss(
        lambda real, fake: F.relu(1 - real).mean() + F.relu(1 + fake).mean(), lambda real, fake: -fake.mean()
    ),
    "wasserstein": Loss(lambda real, fake: fake.mean() - real.mean(), lambda real, fake: -fake.mean(), compared=True),
    "relativistic": Loss(
        lambda real, fake: F.softplus(fake - real).mean(),
        lambda real, fake: F.softplus(real - fake).mean(),
        relative=True,
        compared=True,
    ),
}


def find_loss(name: LossName) -> Loss:
    return _LOSSES[name]


def slope(pictures: Tensor, scores: Tensor) -> Tensor:
    """The squared length of the gradient of every score [N] at its picture; ``pictures`` must require a gradient."""
    (gradient,) = torch.autograd.grad(scores.sum(), pictures, create_graph=True)
    return gradient.square().sum((1, 2, 3))


def zero_centred(pictures: Tensor, scores: Tensor) -> Tensor:
    """R1 at real pictures, R2 at made ones: the mean squared slope."""
    return slope(pictures, scores).mean()


def one_centred(pictures: Tensor, scores: Tensor) -> Tensor:
    """The Wasserstein penalty, at pictures between real and made ones: how far the slope is from 1, squared."""
    return ((slope(pictures, scores) + 1e-12).sqrt() - 1.0).square().mean()


def between(real: Tensor, fake: Tensor, share: Tensor) -> Tensor:
    """Pictures on the way from real to made ones, by ``share`` [N] of 0..1."""
    return torch.lerp(real, fake, share[:, None, None, None])
