"""Multinomial logistic regression with a quadratic penalty, and the temperature that makes its confidence honest.

Written here and not taken from a library so that it reports and can be stopped between two steps.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

_STEPS = 80
_COLDEST, _HOTTEST, _TRIED = 0.02, 20.0, 200


def regression(rows: Tensor, labels: Tensor, classes: int, penalty: float, step: Callable[[], None]) -> Tensor:
    """Weights [classes, D + 1], the bias last, for rows [N, D] of labels [N]. ``step`` is called before each step.

    The mean loss plus ``penalty`` / 2 of the squared weights is smallest there; each class counts the same.
    """
    if len(rows) < rows.shape[1]:
        # The best rule is a sum of rows: it is sought, at the same penalty, among those alone.
        axes, lengths, directions = torch.linalg.svd(rows, full_matrices=False)
        inner = regression(axes * lengths, labels, classes, penalty, step)
        return torch.cat([inner[:, :-1] @ directions, inner[:, -1:]], 1)
    counts = torch.bincount(labels, minlength=classes).float()
    shares = len(labels) / (classes * counts.clamp(min=1.0))
    weights = torch.zeros(classes, rows.shape[1] + 1, requires_grad=True)
    search = torch.optim.LBFGS([weights], max_iter=_STEPS, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        step()
        search.zero_grad()
        found = F.cross_entropy(logits(weights, rows), labels, shares)
        found = found + 0.5 * penalty * weights[:, :-1].square().sum()
        found.backward()  # type: ignore[no-untyped-call]
        return found

    search.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach()


def logits(weights: Tensor, rows: Tensor) -> Tensor:
    """[N, classes] of rows [N, D]."""
    return rows @ weights[:, :-1].T + weights[:, -1]


def best_temperature(found: Tensor, labels: Tensor) -> float:
    """What held-back logits [N, classes] have to be divided by to be likeliest (Guo et al. 2017, arXiv 1706.04599).

    The targets are smoothed as Platt's are: however well so few were told apart, the next may be wrong.
    """
    doubt = 1.0 / (len(labels) + 2.0)
    tried = torch.logspace(math.log10(_COLDEST), math.log10(_HOTTEST), _TRIED)
    losses = [F.cross_entropy(found / each, labels, label_smoothing=doubt) for each in tried]
    return float(tried[int(torch.stack(losses).argmin())])
