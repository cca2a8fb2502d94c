"""What keeps the content where it was: each place of a translated picture must be known again among the others of it.

PatchNCE (Park et al. 2020, arXiv 2007.15651, section 3): features of the translation at a place are a query; those of
the original at the same place are the right key, those at other places of the same picture the wrong ones. The
features are the translator's own, seen through small heads that learn with it.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.gan.layers import Dense


class Heads(nn.Module):
    """For each layer of features a network of two layers that sees one place: [N, P, C] -> unit vectors [N, P, D]."""

    def __init__(self, widths: Sequence[int], size: int) -> None:
        super().__init__()
        self.first = nn.ModuleList(Dense(width, size, bent=True) for width in widths)
        self.second = nn.ModuleList(Dense(size, size) for _ in widths)

    def forward(self, features: Sequence[Tensor]) -> list[Tensor]:
        layers = zip(features, self.first, self.second, strict=True)
        return [F.normalize(second(first(each)), dim=-1) for each, first, second in layers]


def chosen_places(order: Tensor, most: int) -> Tensor:
    """From random numbers [N, places] the indices of ``most`` different places, or of all: [N, P]."""
    return order.argsort(1)[:, :most]


def at_places(features: Tensor, places: Tensor) -> Tensor:
    """Features [N, C, H, W] at places [N, P] of their rows laid end to end: [N, P, C]."""
    flat = features.flatten(2).transpose(1, 2)
    return flat.gather(1, places[..., None].expand(-1, -1, flat.shape[2]))


def patch_nce(queries: Tensor, keys: Tensor, temperature: float) -> Tensor:
    """How badly each query [N, P, D] is told to be the key of its own place, a scalar: 0 is the best, ln P is chance.

    Keys teach nothing here: they are where the query should come to, not the reverse.
    """
    likeness = queries @ keys.detach().transpose(1, 2) / temperature
    own = torch.arange(likeness.shape[1], device=likeness.device).expand(likeness.shape[0], -1)
    return F.cross_entropy(likeness.flatten(0, 1), own.flatten())
