"""The discriminator some steps ahead, for the generator to learn from (Metz et al. 2017, arXiv 1611.02163).

The generator's gradient passes through the discriminator's coming steps, so it does not run after whatever the
discriminator believes just now. Costs as many discriminator steps more. Of several processes each looks ahead on its
own share of the batch.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.func import functional_call

from core.training.losses import Loss


def unrolled_scores(
    discriminator: nn.Module,
    fake: Tensor,
    real: Tensor,
    classes: Tensor,
    loss: Loss,
    steps: int,
    rate: float,
    *,
    even: bool = False,
) -> Tensor:
    """Scores [N] of ``fake`` by the discriminator as it will be after ``steps`` steps against these pictures.

    Steps are plain descent, or with ``even`` as long as Adam's and RMSprop's: ``rate`` for a usual weight, however
    small its gradient.
    """
    ahead = {name: each.detach().requires_grad_() for name, each in discriminator.named_parameters()}
    for _ in range(steps):
        real_scores = functional_call(discriminator, ahead, (real, classes))
        told = loss.discriminator(real_scores, functional_call(discriminator, ahead, (fake, classes)))
        gradients = torch.autograd.grad(told, list(ahead.values()), create_graph=True, allow_unused=True)
        ahead = {
            name: each if gradient is None else each - rate * (gradient / _size(gradient) if even else gradient)
            for (name, each), gradient in zip(ahead.items(), gradients, strict=True)
        }
    scores: Tensor = functional_call(discriminator, ahead, (fake, classes))
    return scores


def _size(gradient: Tensor) -> Tensor:
    return gradient.detach().square().mean().sqrt() + 1e-8
