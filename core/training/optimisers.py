"""The optimisers a run may choose, built for one network's parameters."""

from __future__ import annotations

from typing import Any, Literal, Protocol

import torch

OptimizerName = Literal["adam", "rmsprop", "sgd"]
Groups = list[dict[str, Any]]


class Choices(Protocol):
    """What a plan says of its optimisers."""

    @property
    def optimizer(self) -> OptimizerName: ...

    @property
    def momentum(self) -> float: ...

    @property
    def memory(self) -> float: ...


def make_optimiser(plan: Choices, groups: Groups, rate: float, lazy: float = 1.0) -> torch.optim.Optimizer:
    """``lazy`` is the share of its steps that are not lazy penalties, by which memories are corrected
    (arXiv 1912.04958, appendix B)."""
    first, second = plan.momentum**lazy, plan.memory**lazy
    if plan.optimizer == "adam":
        return torch.optim.Adam(groups, lr=rate, betas=(first, second), eps=1e-8, fused=True)
    if plan.optimizer == "rmsprop":
        return torch.optim.RMSprop(groups, lr=rate, alpha=second, momentum=first, eps=1e-8)
    return torch.optim.SGD(groups, lr=rate, momentum=first)


class Rates:
    """The rates of some optimisers as they were built, to be scaled together."""

    def __init__(self, *optimisers: torch.optim.Optimizer) -> None:
        self._full = [(each, [float(group["lr"]) for group in each.param_groups]) for each in optimisers]

    def scale(self, share: float) -> None:
        for optimiser, rates in self._full:
            for group, rate in zip(optimiser.param_groups, rates, strict=True):  # loading a state makes new groups
                group["lr"] = rate * share
