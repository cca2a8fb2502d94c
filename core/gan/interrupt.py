"""Stopping within a step: a large generator takes seconds for one pass on a CPU, and a person waits 200 ms at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from core.jobs import Progress


class Interruptible(TorchFunctionMode):
    """While it is entered, every torch operation first asks whether the job was cancelled, and raises Cancelled then.

    So does the backward pass of whatever was computed meanwhile: each result that carries a gradient gets a hook,
    which autograd calls between two operations. It knows no layer, so it serves every network.
    """

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Iterable[type],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        self._progress.check()
        made = func(*args, **(kwargs or {}))
        if isinstance(made, Tensor) and torch.is_grad_enabled() and made.requires_grad:
            made.register_hook(self._between)  # type: ignore[no-untyped-call]
        return made

    def _between(self, gradient: Tensor) -> None:
        self._progress.check()


def backward(loss: Tensor, progress: Progress) -> None:
    """The gradients of a scalar; raises Cancelled between two operations of the backward pass too.

    ``Tensor.backward`` would leave the mode for as long as it runs; layers that compute their own gradient, or compute
    themselves again, need it there.
    """
    with Interruptible(progress):
        torch.autograd.backward(loss)
