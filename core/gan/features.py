"""A frozen feature net without pretrained weights: what metrics, inversion and style losses compare pictures by.

Random convolutions describe texture about as well as trained ones: Ustyuzhaninov et al. 2016 (arXiv 1606.00021), He et
al. 2016 (arXiv 1606.04801). The net looks at three scales of the picture; at each, a bank of 3x3 filters and a second
one over its rectified, locally averaged output. Weights come from numpy's Philox bit stream, which is the same on
every machine and in every version, by exact arithmetic, so the net needs no file.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

SEED = 0x10035
WIDTH = 32
SCALES = 3


def frozen_weights(shape: tuple[int, ...], stream: int) -> Tensor:
    """Evenly spread numbers of mean 0 and variance 1 / fan-in, from bits alone; one ``stream`` for each layer."""
    count = int(np.prod(shape))
    bits = np.random.Philox(key=SEED + stream).random_raw(count) >> np.uint64(40)
    even = (bits.astype(np.float64) + 0.5) / 2**24 * 2.0 - 1.0
    fan_in = int(np.prod(shape[1:]))
    return torch.from_numpy((even * np.sqrt(3.0 / fan_in)).astype(np.float32).reshape(shape))


class FeatureNet(nn.Module):
    """Pictures [N, 3, H, W] in -1..1 -> features of each scale, [N, WIDTH, H', W'], finest first: three, or as many as
    a smaller picture than 8 px has.

    Pictures are taken as tiles of the torus. The first filters of each bank see no flat colour (their sum is zero), so
    features tell texture; colour is compared as such.
    """

    first: Tensor
    second: Tensor

    def __init__(self) -> None:
        super().__init__()
        first = frozen_weights((WIDTH, 3, 3, 3), 1)
        self.register_buffer("first", first - first.mean((2, 3), keepdim=True))
        self.register_buffer("second", frozen_weights((WIDTH, WIDTH, 3, 3), 2))

    def forward(self, pictures: Tensor) -> list[Tensor]:
        features = []
        for _ in range(SCALES):
            edges = F.conv2d(_wrapped(pictures), self.first).abs()
            features.append(F.leaky_relu(F.conv2d(_wrapped(F.avg_pool2d(edges, 2)), self.second), 0.2))
            pictures = F.avg_pool2d(pictures, 2)
            if min(pictures.shape[2:]) < 2:
                break  # a picture of 4 px has no third scale
        return features


def _wrapped(x: Tensor) -> Tensor:
    return F.pad(x, (1, 1, 1, 1), mode="circular")


def shadows(points: Tensor, directions: Tensor) -> Tensor:
    """Sets of points [..., points, C] along unit directions [C, n], each in rising order: [..., points, n]."""
    return (points @ directions).sort(-2).values


def sliced_distance(one: Tensor, other: Tensor, directions: Tensor) -> Tensor:
    """Sliced Wasserstein distance of two sets of points [points, C] along unit directions [C, n] (Rabin et al. 2011).

    Both sets have the same number of points. The mean over directions of the mean squared gap of the sorted shadows.
    """
    return (shadows(one, directions) - shadows(other, directions)).square().mean()


def unit_directions(channels: int, count: int, stream: int) -> Tensor:
    """[channels, count] frozen directions of unit length."""
    return F.normalize(frozen_weights((count, channels), stream).T, dim=0)


class StyleDistance:
    """How unlike two pictures' colours and textures are, wherever things stand in them."""

    def __init__(self, target: Tensor) -> None:
        """``target`` [1, 3, H, W] in -1..1."""
        self._net = FeatureNet().to(target.device)
        self._colours = unit_directions(3, 16, 3).to(target.device)
        self._textures = unit_directions(WIDTH, 32, 4).to(target.device)
        self._wanted = self._shadows(target, self._net(target))

    def __call__(self, pictures: Tensor, features: list[Tensor] | None = None) -> Tensor:
        """The distance of every picture [N, 3, H, W] to the target, [N]; the same size as the target's.

        ``features`` are the pictures' own, for who has them already.
        """
        made = self._shadows(pictures, self._net(pictures) if features is None else features)
        parts = [(m - w).square().mean((1, 2)) for m, w in zip(made, self._wanted, strict=True)]
        return torch.stack(parts).sum(0)

    def _shadows(self, pictures: Tensor, features: list[Tensor]) -> list[Tensor]:
        textures = [shadows(_points(each), self._textures) for each in features]
        return [shadows(_points(pictures), self._colours), *textures]


def _points(features: Tensor) -> Tensor:
    return features.flatten(2).transpose(1, 2)
