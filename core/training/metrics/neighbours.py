"""Whether made pictures look real, and whether they show all that real ones do: two questions that a distance mixes.

Each picture owns the ball that reaches its k-th nearest other of its own set. Precision and recall: Kynkäänniemi et al.
2019 (arXiv 1904.06991); density and coverage, which outliers move less: Naeem et al. 2020 (arXiv 2002.09797). Exact:
every pair is looked at, a block at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

NEAREST = 5
_BLOCK = 512


@dataclass(frozen=True)
class Overlap:
    """Shares of 1, but for density, which may be above 1.

    ``precision``: of made pictures in the ball of a real one; ``recall``: of real ones in the ball of a made one;
    ``density``: in how many balls of real ones a made one lies, of what is expected; ``coverage``: of real ones with a
    made one in their ball.
    """

    precision: float
    recall: float
    density: float
    coverage: float


def overlap(made: Tensor, real: Tensor, nearest: int = NEAREST) -> Overlap:
    """Of scaled descriptions [N, D] and [M, D], more than ``nearest`` of each."""
    made_reach, real_reach = reach(made, nearest), reach(real, nearest)
    balls, inside = 0, 0
    recalled = torch.zeros(len(real), dtype=torch.bool, device=real.device)
    covered = recalled.clone()
    for part, part_reach in zip(torch.split(made, _BLOCK), torch.split(made_reach, _BLOCK), strict=True):
        gaps = torch.cdist(part, real)
        within = gaps <= real_reach
        balls += int(within.sum())
        inside += int(within.any(1).sum())
        recalled |= (gaps <= part_reach[:, None]).any(0)
        covered |= within.any(0)
    count = len(made)
    return Overlap(
        inside / count, float(recalled.double().mean()), balls / (nearest * count), float(covered.double().mean())
    )


def reach(points: Tensor, nearest: int) -> Tensor:
    """How far the ``nearest``-th nearest other point lies from each of [N, D], [N]."""
    parts = []
    for first in range(0, len(points), _BLOCK):
        gaps = torch.cdist(points[first : first + _BLOCK], points)
        gaps[torch.arange(len(gaps)), torch.arange(first, first + len(gaps))] = torch.inf
        parts.append(gaps.topk(nearest, largest=False).values[:, -1])
    return torch.cat(parts)
