"""Adam (Kingma and Ba 2014, arXiv 1412.6980, algorithm 1) for searches in w space.

Torch's own imports Torch's compiler when it is first built: more than a second in which a search cannot be stopped,
for three lines of arithmetic on a few thousand numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

_TINY = 1e-8


class Adam:
    """Moves ``parameters``, which require gradients, down them; ``rate`` is about how far in a step."""

    def __init__(self, parameters: Sequence[Tensor], rate: float, betas: tuple[float, float] = (0.9, 0.95)) -> None:
        self.rate = rate
        self._parameters, self._betas, self._steps = list(parameters), betas, 0
        self._means = [torch.zeros_like(each) for each in self._parameters]
        self._squares = [torch.zeros_like(each) for each in self._parameters]

    @torch.no_grad()
    def step(self) -> None:
        """Move by the gradients that are there, and clear them."""
        self._steps += 1
        first, second = self._betas
        for parameter, mean, square in zip(self._parameters, self._means, self._squares, strict=True):
            if parameter.grad is None:
                continue
            mean.lerp_(parameter.grad, 1.0 - first)
            square.lerp_(parameter.grad.square(), 1.0 - second)
            likely = mean / (1.0 - first**self._steps)
            deviation = (square / (1.0 - second**self._steps)).sqrt()
            parameter -= self.rate * likely / (deviation + _TINY)
            parameter.grad = None
