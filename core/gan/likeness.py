"""How far a picture is from a wanted one, place by place: what a search for a picture's latent goes down.

Pixels and frozen features are compared at several sizes: the small ones tell where things are while they are still far
from their places, the large ones draw them. To that the style distance is added (:mod:`core.gan.features`), which
keeps textures crisp where the generator cannot place them.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.features import FeatureNet, StyleDistance, shadows, unit_directions

SMALLEST_PX = 4
PATCH_POINTS = 1024


@dataclass(frozen=True)
class Weights:
    """What each part counts."""

    pixels: float = 2.0
    features: float = 20.0
    style: float = 0.03
    patches: float = 0.03

    @classmethod
    def cheap(cls) -> Weights:
        """Places only: a third of the work."""
        return cls(style=0.0, patches=0.0)


class PictureDistance:
    """Pictures [N, 3, S, S] in -1..1 -> the distance of each to ``target`` [1, 3, S, S], [N]."""

    def __init__(self, target: Tensor, weights: Weights | None = None) -> None:
        self._weights = weights or Weights()
        self._net = FeatureNet().to(target.device)
        self._target, self._maps = _pyramid(target), self._net(target)
        self._style, self._patches = StyleDistance(target), PatchDistance(target)

    def __call__(self, pictures: Tensor) -> Tensor:
        weights, features = self._weights, self._net(pictures)
        distance = weights.pixels * _apart(_pyramid(pictures), self._target)
        distance = distance + weights.features * _apart(features, self._maps)
        if weights.style:
            distance = distance + weights.style * self._style(pictures, features)
        if weights.patches:
            distance = distance + weights.patches * self._patches(pictures)
        return distance


class PatchDistance:
    """How unlike the 3x3 patches of two pictures are, wherever they stand: sliced Wasserstein at two sizes."""

    def __init__(self, target: Tensor) -> None:
        self._axes = unit_directions(27, 32, 5).to(target.device)
        self._wanted = self._shadows(target)

    def __call__(self, pictures: Tensor) -> Tensor:
        made = self._shadows(pictures)
        parts = [(m - w).square().mean((1, 2)) for m, w in zip(made, self._wanted, strict=True)]
        return torch.stack(parts).sum(0)

    def _shadows(self, pictures: Tensor) -> list[Tensor]:
        return [shadows(each, self._axes) for each in _patches(pictures)]


def _patches(pictures: Tensor) -> list[Tensor]:
    """[N, points, 27] at full and half size, if that holds a patch; every k-th place where there are too many."""
    found = []
    for each in (pictures, F.avg_pool2d(pictures, 2)):
        if min(each.shape[2:]) < 3:
            continue
        step = max(1, round((each.shape[2] * each.shape[3] / PATCH_POINTS) ** 0.5))
        found.append(F.unfold(each, 3, stride=step).transpose(1, 2))
    return found


def _pyramid(pictures: Tensor) -> list[Tensor]:
    found = [pictures]
    while min(found[-1].shape[2:]) >= 2 * SMALLEST_PX:
        found.append(F.avg_pool2d(found[-1], 2))
    return found


def _apart(made: list[Tensor], wanted: list[Tensor]) -> Tensor:
    """The mean over sizes of the mean squared difference, [N]."""
    parts = [(m - w).square().mean((1, 2, 3)) for m, w in zip(made, wanted, strict=True)]
    return torch.stack(parts).mean(0)
