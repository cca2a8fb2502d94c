"""How near made pictures are to real ones.

The kernel distance is that of Bińkowski et al. 2018 (arXiv 1801.01401, "KID"): the unbiased squared maximum mean
discrepancy with the cubic kernel, here over means and deviations of frozen features. Unbiased, it may be judged from
few pictures; how far it may be off is found by leaving out each picture once (the jackknife).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.training.metrics.describing import Scaling

_BLOCK = 1024


@dataclass(frozen=True)
class Estimate:
    """A distance and its standard error."""

    value: float
    error: float


def kernel_distance(made: Tensor, real: Tensor) -> float:
    """Of descriptions [N, D] and [M, D], in units of the real ones' spread; near 0, and now and then below it, for sets
    of one kind."""
    scaled = Scaling.of(real)
    return estimate_distance(scaled(made), scaled(real)).value


def estimate_distance(one: Tensor, other: Tensor) -> Estimate:
    """Of scaled descriptions [N, D] and [M, D], three or more of each."""
    inside, outside = _within(one), _within(other)
    across, back = _row_sums(one, other), _row_sums(other, one)
    n, m = len(one), len(other)
    value = _mean(inside, n) + _mean(outside, m) - 2.0 * across.sum() / (n * m)
    # The same without each picture of the one set, and without each of the other.
    fewer = _mean(inside, n, inside) + _mean(outside, m) - 2.0 * (across.sum() - across) / ((n - 1) * m)
    less = _mean(inside, n) + _mean(outside, m, outside) - 2.0 * (back.sum() - back) / (n * (m - 1))
    variance = (n - 1) * fewer.var(correction=0) + (m - 1) * less.var(correction=0)
    return Estimate(float(value), float(variance.sqrt()))


def _mean(rows: Tensor, count: int, left_out: Tensor | float = 0.0) -> Tensor:
    """Of all pairs, from each point's sum over its pairs; without the point whose sum is ``left_out``, for each."""
    fewer = count - isinstance(left_out, Tensor)
    return (rows.sum() - 2.0 * left_out) / (fewer * (fewer - 1))


def _within(points: Tensor) -> Tensor:
    """For each point the sum of the kernel over all others."""
    own = (points.square().mean(1) + 1.0) ** 3
    return _row_sums(points, points) - own


def _row_sums(one: Tensor, other: Tensor) -> Tensor:
    sums = [((part @ other.T / one.shape[1] + 1.0) ** 3).sum(1) for part in torch.split(one, _BLOCK)]
    return torch.cat(sums)
