"""A direction that a person drew by example: from the latents they dislike to those they like.

In the space where w spreads evenly (whitened), the gap between the means of two sets points along whatever tells them
apart, if it grows evenly with w. With more examples the spread within the sets says which of it is chance: Fisher's
linear discriminant, its within-scatter shrunk towards the even spread by how few examples there are (Ledoit and Wolf
2004 discuss such shrinkage; Shen et al. 2020, arXiv 1907.10786, move latents along discriminants).
"""

from __future__ import annotations

import torch
from torch import Tensor

from core.errors import DieloomError
from core.gan.directions import Direction, Layers, Spread

_FLOOR = 1e-3  # of the widest spread: along narrower axes w does not really vary


def liked_direction(
    name: str, label: str, liked: Tensor, disliked: Tensor, spread: Spread, layers: Layers = None
) -> Direction:
    """From ``disliked`` [m, w_dim] to ``liked`` [n, w_dim], both about the centres of their classes.

    Without any disliked it leads from the average to the liked. Raises DieloomError when nothing tells them apart.
    """
    if not len(liked):
        raise DieloomError("No example is liked.", "Mark at least one picture as what you want more of.")
    values, columns = torch.linalg.eigh(spread.covariance)
    scales = values.clamp_min(0).sqrt()
    wide = scales > _FLOOR * scales.max()
    axes, scales = columns[:, wide], scales[wide]
    sides = [(each.double() @ axes) / scales for each in (liked, disliked) if len(each)]
    gap = sides[0].mean(0) - (sides[1].mean(0) if len(sides) == 2 else 0.0)
    move = axes @ (scales * torch.linalg.solve(_within(sides), gap))
    length = float(move.norm())
    if not length > 1e-6 * float(scales.max()):
        raise DieloomError("Nothing tells the liked pictures from the others.", "Mark other examples.")
    vector = (move / length).float()
    return Direction(name, "liked", vector, spread.deviation(vector), label, layers)


def _within(sides: list[Tensor]) -> Tensor:
    """How whitened examples spread within their sets [d, d], shrunk towards the even spread by how few they are."""
    size = sides[0].shape[1]
    even = torch.eye(size, dtype=torch.float64)
    offsets = torch.cat([side - side.mean(0) for side in sides])
    freedom = len(offsets) - len(sides)
    if freedom < 1:
        return even
    trust = freedom / (freedom + size)
    return trust * (offsets.T @ offsets / freedom) + (1 - trust) * even
