"""The discriminator some steps ahead, for the generator to learn from (Metz et al. 2017, arXiv 1611.02163).

The generator's gradient passes through the discriminator's coming steps of plain descent, so it does not run after
whatever the discriminator believes just now. Costs as many discriminator steps more.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.func import functional_call

from core.training.losses import Loss


def unrolled_scores(
    discriminator: nn.Module, fake: Tensor, real: Tensor, classes: Tensor, loss: Loss, steps: int, rate: float
) -> Tensor:
    """Scores [N] of ``fake`` by the discriminator as it will be after ``steps`` steps against these pictures."""
    ahead = {name: each.detach().requires_grad_() for name, each in discriminator.named_parameters()}
    for _ in range(steps):
        told = loss.discriminator(
            functional_call(discriminator, ahead, (real, classes)), functional_call(discriminator, ahead, (fake, classes))
        )
        gradients = torch.autograd.grad(told, list(ahead.values()), create_graph=True, allow_unused=True)
        ahead = {
            name: each if gradient is None else each - rate * gradient
            for (name, each), gradient in zip(ahead.items(), gradients, strict=True)
        }
    scores: Tensor = functional_call(discriminator, ahead, (fake, classes))
    return scores
