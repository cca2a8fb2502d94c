"""The discriminator that our own models are trained against.

Residual blocks with input skips, padded as the generator is: on the torus it sees no border where a tile ends. Class
by projection (Miyato and Koyama, arXiv 1802.05637). The official StyleGAN2 discriminator is
:mod:`core.gan.stylegan2_discriminator`.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.gan.config import GeneratorConfig
from core.gan.layers import Axes, Dense, gaussian, pad


class _EqualConv(nn.Module):
    """A convolution with equalised learning rate."""

    def __init__(self, inputs: int, outputs: int, size: int, axes: Axes) -> None:
        super().__init__()
        self.weight = nn.Parameter(gaussian(outputs, inputs, size, size))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.gain, self.axes, self.margin = 1.0 / math.sqrt(inputs * size * size), axes, size // 2

    def forward(self, x: Tensor) -> Tensor:
        x = pad(x, self.axes) if self.margin else x
        return F.conv2d(x, self.weight * self.gain, self.bias)


def _bend(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2) * math.sqrt(2.0)


class _DiscriminatorBlock(nn.Module):
    """Features and picture at one size -> features at half of it."""

    def __init__(self, config: GeneratorConfig, resolution: int) -> None:
        super().__init__()
        channels, after = config.channels(resolution), config.channels(resolution // 2)
        axes = config.padding
        self.fromrgb = _EqualConv(config.image_channels, channels, 1, axes)
        self.conv0 = _EqualConv(channels, channels, 3, axes)
        self.conv1 = _EqualConv(channels, after, 3, axes)
        self.skip = _EqualConv(channels, after, 1, axes)
        # A block that is added to a trained network starts at 0 and grows as it learns.
        self.join = nn.Parameter(torch.ones(()))

    def forward(self, x: Tensor | None, picture: Tensor) -> Tensor:
        seen = _bend(self.fromrgb(picture))
        x = seen if x is None else x + seen
        y = F.avg_pool2d(_bend(self.conv0(x)), 2)
        y = _bend(self.conv1(y)) + self.skip(F.avg_pool2d(x, 2))
        joined: Tensor = y * (self.join * math.sqrt(0.5)).to(y.dtype)
        return joined


def _spread(x: Tensor, group: int = 4) -> Tensor:
    """How much the pictures of a group differ (minibatch standard deviation), [N, 1, 1, 1]."""
    batch = len(x)
    group = group if batch % group == 0 else batch
    deviation = x.float().reshape(batch // group, group, -1).var(1, correction=0).add(1e-8).sqrt().mean(1)
    return deviation.repeat_interleave(group).reshape(batch, 1, 1, 1)


class Discriminator(nn.Module):
    """Pictures [N, 3, R, R] and one-hot classes [N, labels] -> one score each, [N].

    A score depends on the pictures beside it, unless ``spread`` says how much those differ: a picture is then judged
    alone.
    """

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.resolutions = config.resolutions[:0:-1]
        for resolution in self.resolutions:
            self.add_module(f"b{resolution}", _DiscriminatorBlock(config, resolution))
        last = config.channels(4)
        self.conv = _EqualConv(last + 1, last, 3, config.padding)
        self.fc = Dense(last * 16, last, bent=True)
        self.out = Dense(last, 1)
        self.embed = Dense(len(config.labels), last) if config.labels else None

    def maps(self, picture: Tensor) -> list[Tensor]:
        """What each block makes of the pictures, [N, C, R', R'], the finest first."""
        x: Tensor | None = None
        found: list[Tensor] = []
        for resolution in self.resolutions:
            x = self.get_submodule(f"b{resolution}")(x, picture)
            picture = F.avg_pool2d(picture, 2)
            found.append(x)
        return found

    def spread(self, x: Tensor) -> Tensor:
        """How much the last block's maps of a group differ, [N]."""
        return _spread(x).flatten()

    def head(self, x: Tensor, spread: float | None = None) -> Tensor:
        """What is scored, [N, C], of the last block's map."""
        differ = _spread(x) if spread is None else torch.full((len(x), 1, 1, 1), spread, device=x.device)
        channel = differ.expand(-1, 1, *x.shape[2:]).to(x.dtype)
        features: Tensor = self.fc(_bend(self.conv(torch.cat([x, channel], 1))).float().flatten(1))
        return features

    def features(self, picture: Tensor, spread: float | None = None) -> Tensor:
        """What is scored, [N, C]."""
        return self.head(self.maps(picture)[-1], spread)

    def forward(self, picture: Tensor, classes: Tensor | None = None, spread: float | None = None) -> Tensor:
        return self.score(self.features(picture, spread), classes)

    def score(self, features: Tensor, classes: Tensor | None = None) -> Tensor:
        """Features [N, C] -> scores [N]."""
        score: Tensor = self.out(features)[:, 0]
        if self.embed is not None:
            score = score + (features * self.embed(classes)).sum(1) / math.sqrt(features.shape[1])
        return score
