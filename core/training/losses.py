"""What the two networks are told: the non-saturating loss and the R1 penalty.

Sources: Goodfellow et al. 2014 (arXiv 1406.2661); Mescheder et al. 2018 (arXiv 1801.04406) for R1, taken lazily, every
few steps and that much stronger, as in StyleGAN2 (arXiv 1912.04958, section 3.1).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def generator_loss(fake_scores: Tensor) -> Tensor:
    """A scalar from scores [N]: low when made pictures pass for real ones."""
    return F.softplus(-fake_scores).mean()


def discriminator_loss(real_scores: Tensor, fake_scores: Tensor) -> Tensor:
    """A scalar from two sets of scores [N]: low when real pictures score high and made ones low."""
    return F.softplus(-real_scores).mean() + F.softplus(fake_scores).mean()


def r1_penalty(real: Tensor, real_scores: Tensor) -> Tensor:
    """Mean squared gradient norm of the scores at real pictures; ``real`` must require a gradient."""
    (gradient,) = torch.autograd.grad(real_scores.sum(), real, create_graph=True)
    return gradient.square().sum((1, 2, 3)).mean()
