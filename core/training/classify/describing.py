"""What a picture looks like, as numbers: its colours, its textures, and what a trained discriminator makes of it.

Textures are described by means, deviations and correlations of frozen features (correlations as in Gatys et al. 2015,
arXiv 1505.07376): on drawn families, ten of each, they alone tell 99 % apart, means and deviations 96 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.gan.features import WIDTH, FeatureNet
from core.training.data.views import random_view
from core.training.judge import Judge

Aspect = Literal["texture", "colour", "judge"]
ASPECTS: tuple[Aspect, ...] = ("texture", "colour", "judge")

RESOLUTION = 64
"""Pixels that are looked at where there is no judge with a size of its own."""

_LEVELS = 4  # of each of red, green and blue in the histogram
_PAIRS = torch.triu_indices(WIDTH, WIDTH, 1)


@dataclass(frozen=True, eq=False)
class Describer:
    """Describes pictures [N, 3, R, R] of its ``resolution``, by a judge of that size as well if there is one."""

    judge: Judge | None = None
    resolution: int = RESOLUTION

    @classmethod
    def of(cls, judge: Judge | None) -> Describer:
        """At the size of the judge, if there is one."""
        return cls(judge, judge.config.resolution) if judge is not None else cls()

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        return ASPECTS if self.judge else ASPECTS[:2]

    @torch.no_grad()
    def __call__(self, pictures: Tensor) -> dict[Aspect, Tensor]:
        """Of each aspect [N, D]; D differs between them."""
        found: dict[Aspect, Tensor] = {"texture": _texture(pictures), "colour": _colour(pictures)}
        if self.judge is not None:
            found["judge"] = _judged(self.judge, pictures)
        return found

    def widths(self) -> dict[Aspect, int]:
        """D of each aspect."""
        blank = torch.zeros(1, 3, self.resolution, self.resolution)
        return {aspect: numbers.shape[1] for aspect, numbers in self(blank).items()}


def views(pixels: NDArray[np.uint8], resolution: int, count: int, *, tiles: bool = False) -> Tensor:
    """[count, 3, R, R] in -1..1 of a picture [H, W, 3]: the middle as it is, then views by a chance that is always the
    same."""
    seen = [random_view(pixels, resolution, _chance(0), crop=False, rotation_degrees=0.0, mirror=False, tiles=tiles)]
    seen += [random_view(pixels, resolution, _chance(number), tiles=tiles) for number in range(1, count)]
    return torch.from_numpy(np.stack(seen)).permute(0, 3, 1, 2).float() / 127.5 - 1.0


def joined(parts: Mapping[Aspect, Tensor], aspects: tuple[Aspect, ...]) -> Tensor:
    return torch.cat([parts[aspect] for aspect in aspects], -1)


def _chance(number: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox([2026, number]))


def _moments(maps: Tensor) -> Tensor:
    return torch.cat([maps.mean((2, 3)), maps.std((2, 3), correction=0)], 1)


def _texture(pictures: Tensor) -> Tensor:
    found = []
    for maps in _net()(pictures):
        points = maps.flatten(2)
        points = (points - points.mean(2, keepdim=True)) / (points.std(2, keepdim=True, correction=0) + 1e-4)
        alike = points @ points.transpose(1, 2) / points.shape[2]
        found += [_moments(maps), alike[:, _PAIRS[0], _PAIRS[1]]]
    return torch.cat(found, 1)


def _colour(pictures: Tensor) -> Tensor:
    """Means, deviations and a histogram; a colour between two levels counts for both, in proportion."""
    at = ((pictures + 1.0) / 2.0).clamp(0.0, 1.0) * (_LEVELS - 1)
    lower = at.floor().clamp(max=_LEVELS - 2)
    upper_share = at - lower
    histogram = pictures.new_zeros(len(pictures), _LEVELS**3)
    for corner in range(8):
        place, share = torch.zeros_like(at[:, 0], dtype=torch.long), torch.ones_like(at[:, 0])
        for channel in range(3):
            up = corner >> channel & 1
            place = place * _LEVELS + lower[:, channel].long() + up
            share = share * (upper_share[:, channel] if up else 1.0 - upper_share[:, channel])
        histogram.scatter_add_(1, place.flatten(1), share.flatten(1))
    return torch.cat([_moments(pictures), (histogram / at[0, 0].numel()).sqrt()], 1)


def _judged(judge: Judge, pictures: Tensor) -> Tensor:
    maps = judge.discriminator.maps(pictures)
    return torch.cat([*map(_moments, maps), judge.discriminator.head(maps[-1], judge.calibration.spread)], 1)


_kept: list[FeatureNet] = []


def _net() -> FeatureNet:
    if not _kept:
        _kept.append(FeatureNet())
    return _kept[0]
