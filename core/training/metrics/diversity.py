"""How much made pictures differ from each other, beside how much real ones do: the first sign of a collapse."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.training.metrics.describing import Scaling, describe, reduced

GLANCE_PX = 32
"""A glance is enough to see whether pictures are alike, and costs a training run little."""


@dataclass(frozen=True, eq=False)
class Spread:
    """Of real pictures: the scale of their descriptions, and the mean distance of two of them (of one group)."""

    scaling: Scaling
    distance: float

    @classmethod
    def of(cls, pictures: Tensor, groups: Tensor | None = None) -> Spread:
        """Of real pictures [N, 3, R, R], a few dozen or more; ``groups`` [N] are their classes' numbers."""
        described = describe(reduced(pictures, GLANCE_PX))
        scaling = Scaling.of(described)
        return cls(scaling, mean_distance(scaling(described), groups))


def diversity(made: Tensor, real: Spread, groups: Tensor | None = None) -> float:
    """1 when made pictures [N, 3, R, R] differ as much as real ones, 0 when they are all the same.

    With ``groups`` [N] only pairs of one group count, so that a collapse within every class shows; the spread must be
    one of groups as well.
    """
    return mean_distance(real.scaling(describe(reduced(made, GLANCE_PX))), groups) / max(real.distance, 1e-9)


def mean_distance(points: Tensor, groups: Tensor | None = None) -> float:
    """Of two different points of [N, D] (of one group, where some group has two); 0 when there are none."""
    if groups is None:
        groups = torch.zeros(len(points), dtype=torch.long)
    total, pairs = 0.0, 0
    for group in sorted(set(groups.tolist())):
        own = points[groups.to(points.device) == group]
        for first in range(0, len(own), 1024):
            total += float(torch.cdist(own[first : first + 1024], own).sum())
        pairs += len(own) * (len(own) - 1)
    return total / pairs if pairs else 0.0
