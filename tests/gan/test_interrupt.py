"""A cancelled pass must end at the very next operation, forward and backward."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from core.errors import Cancelled
from core.gan.interrupt import Interruptible, backward
from core.jobs import Progress


class Counted(torch.autograd.Function):
    """The identity; it counts its passes, and cancels the job in the pass it is told to."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, passes: Passes) -> Tensor:
        ctx.passes = passes
        passes.forward += 1
        if passes.forward == passes.cancel_forward:
            passes.progress.cancel()
        return x.clone()

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None]:
        passes: Passes = ctx.passes
        passes.backward += 1
        if passes.backward == passes.cancel_backward:
            passes.progress.cancel()
        return grad.clone(), None


class Passes:
    """Six layers in a row."""

    def __init__(self, cancel_forward: int = 0, cancel_backward: int = 0) -> None:
        self.progress = Progress()
        self.cancel_forward, self.cancel_backward = cancel_forward, cancel_backward
        self.forward = self.backward = 0

    def run(self, x: Tensor) -> Tensor:
        with Interruptible(self.progress):
            for _ in range(6):
                x = Counted.apply(x * 2.0, self)
        return x.sum()


def test_nothing_runs_after_a_cancel_in_the_forward_pass() -> None:
    passes = Passes(cancel_forward=3)
    with pytest.raises(Cancelled):
        passes.run(torch.ones(2, requires_grad=True))
    assert passes.forward == 3


def test_nothing_runs_after_a_cancel_in_the_backward_pass() -> None:
    passes = Passes(cancel_backward=2)
    total = passes.run(torch.ones(2, requires_grad=True))
    with pytest.raises(Cancelled):
        backward(total, passes.progress)
    assert passes.forward == 6
    assert passes.backward == 2


def test_a_pass_that_nobody_cancels_gives_the_same_gradients() -> None:
    x = torch.ones(2, requires_grad=True)
    backward(Passes().run(x), Progress())
    assert x.grad is not None
    assert torch.equal(x.grad, torch.full((2,), 64.0))


def test_it_ends_without_gradients_too() -> None:
    progress = Progress()
    progress.cancel()
    with torch.no_grad(), pytest.raises(Cancelled), Interruptible(progress):
        torch.ones(2) + 1
