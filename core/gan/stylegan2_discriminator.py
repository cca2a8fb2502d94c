"""StyleGAN2's own discriminator (Karras et al. 2020, arXiv 1912.04958, section 4 and appendix B), for fine-tuning
opened models. State names are the official ones: ``b64.fromrgb.weight``, ``b64.conv1.weight``, ``b4.out.bias``.

Its blocks halve the picture behind the binomial filter. "resnet" adds a filtered skip to each block, "skip" feeds every
block its own small picture, "orig" does neither. Class by projection on a mapped embedding.
"""

from __future__ import annotations

import math
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.gan.config import GeneratorConfig
from core.gan.layers import Dense, gaussian
from core.gan.networks import unit

Architecture = Literal["orig", "skip", "resnet"]


def halve(x: Tensor, margin: int = 1) -> Tensor:
    """Zeros outside, the binomial filter [1, 3, 3, 1] / 8, every second cell: [N, C, H, W] -> [N, C, H / 2, W / 2].

    With a margin of 2 every cell stays, one more than before, for the stride of the convolution that follows.
    """
    line = torch.tensor([1.0, 3.0, 3.0, 1.0], dtype=x.dtype, device=x.device) / 8
    stride, channels = (2 if margin == 1 else 1), x.shape[1]
    x = F.conv2d(x, line.view(1, 1, 4, 1).repeat(channels, 1, 1, 1), None, (stride, 1), (margin, 0), groups=channels)
    return F.conv2d(x, line.view(1, 1, 1, 4).repeat(channels, 1, 1, 1), None, (1, stride), (0, margin), groups=channels)


class _Conv(nn.Module):
    """A convolution with equalised learning rate, bent unless ``flat``; with ``down`` to half size."""

    def __init__(
        self, inputs: int, outputs: int, size: int, clamp: float | None, *, down: bool = False, flat: bool = False
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(gaussian(outputs, inputs, size, size))
        if not flat:
            self.bias = nn.Parameter(torch.zeros(outputs))
        self.scale, self.size = 1 / math.sqrt(inputs * size * size), size
        self.clamp, self.down, self.flat = clamp, down, flat

    def forward(self, x: Tensor, gain: float = 1.0) -> Tensor:
        weight = self.weight * self.scale
        if self.down and self.size == 1:
            x = F.conv2d(halve(x), weight)
        elif self.down:
            x = F.conv2d(halve(x, 2), weight, stride=2)
        else:
            x = F.conv2d(x, weight, padding=self.size // 2)
        if self.flat:
            return x * gain
        x = F.leaky_relu(x + self.bias[:, None, None], 0.2) * (math.sqrt(2.0) * gain)
        return x if self.clamp is None else x.clamp(-self.clamp * gain, self.clamp * gain)


class _Block(nn.Module):
    def __init__(self, config: GeneratorConfig, resolution: int, architecture: Architecture, *, first: bool) -> None:
        super().__init__()
        channels, after, clamp = config.channels(resolution), config.channels(resolution // 2), config.clamp
        self.architecture = architecture
        if first or architecture == "skip":
            self.fromrgb = _Conv(config.image_channels, channels, 1, clamp)
        self.conv0 = _Conv(channels, channels, 3, clamp)
        self.conv1 = _Conv(channels, after, 3, clamp, down=True)
        if architecture == "resnet":
            self.skip = _Conv(channels, after, 1, None, down=True, flat=True)

    def forward(self, x: Tensor | None, picture: Tensor | None) -> tuple[Tensor, Tensor | None]:
        if picture is not None:
            seen = self.fromrgb(picture)
            x = seen if x is None else x + seen
            picture = halve(picture) if self.architecture == "skip" else None
        assert x is not None
        if self.architecture == "resnet":
            half = math.sqrt(0.5)
            return self.skip(x, half) + self.conv1(self.conv0(x), half), picture
        return self.conv1(self.conv0(x)), picture


class _Ending(nn.Module):
    """Features [N, C, 4, 4] -> [N, outputs]."""

    def __init__(self, config: GeneratorConfig, architecture: Architecture, outputs: int) -> None:
        super().__init__()
        channels = config.channels(4)
        self.architecture = architecture
        if architecture == "skip" or config.resolution == 4:
            self.fromrgb = _Conv(config.image_channels, channels, 1, None)
        self.conv = _Conv(channels + 1, channels, 3, config.clamp)
        self.fc = Dense(channels * 16, channels, bent=True)
        self.out = Dense(channels, outputs)

    def forward(self, x: Tensor | None, picture: Tensor | None) -> Tensor:
        if picture is not None:
            seen = self.fromrgb(picture)
            x = seen if x is None else x + seen
        assert x is not None
        features = self.fc(self.conv(_with_spread(x)).flatten(1))
        scores: Tensor = self.out(features)
        return scores


def _with_spread(x: Tensor, most: int = 4) -> Tensor:
    """One more channel: the minibatch standard deviation. Picture i is of group i modulo the number of groups."""
    batch, channels, height, width = x.shape
    size = min(most, batch)
    groups = x.reshape(size, batch // size, channels * height * width)
    spread = groups.var(0, correction=0).add(1e-8).sqrt().mean(1)
    return torch.cat([x, spread.repeat(size)[:, None, None, None].expand(-1, 1, height, width)], 1)


class _ClassMapping(nn.Module):
    """Classes [N, c] -> [N, width]: an embedding of unit length, then bent layers as in the generator's mapping."""

    def __init__(self, classes: int, width: int, layers: int) -> None:
        super().__init__()
        self.layers = layers
        self.embed = Dense(classes, width)
        for index in range(layers):
            self.add_module(f"fc{index}", Dense(width, width, rate=0.01, bent=True))

    def forward(self, classes: Tensor) -> Tensor:
        x = unit(self.embed(classes))
        for index in range(self.layers):
            x = self.get_submodule(f"fc{index}")(x)
        return x


class Stylegan2Discriminator(nn.Module):
    """Pictures [N, channels, R, R] and classes [N, labels] -> one score each, [N]; N is a multiple of 4 or below it."""

    def __init__(self, config: GeneratorConfig, architecture: Architecture = "resnet", mapping_layers: int = 8) -> None:
        super().__init__()
        self.resolutions, self.architecture = config.resolutions[:0:-1], architecture
        for resolution in self.resolutions:
            block = _Block(config, resolution, architecture, first=resolution == config.resolution)
            self.add_module(f"b{resolution}", block)
        width = config.channels(4) if config.labels else 0
        self.mapping = _ClassMapping(len(config.labels), width, mapping_layers) if width else None
        self.b4 = _Ending(config, architecture, width or 1)

    def forward(self, pictures: Tensor, classes: Tensor | None = None) -> Tensor:
        x: Tensor | None = None
        rest: Tensor | None = pictures
        for resolution in self.resolutions:
            x, rest = self.get_submodule(f"b{resolution}")(x, rest)
        scores: Tensor = self.b4(x, rest)
        if self.mapping is None:
            return scores[:, 0]
        judged: Tensor = (scores * self.mapping(classes)).sum(1) / math.sqrt(scores.shape[1])
        return judged
