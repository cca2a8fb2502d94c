"""The generator and its discriminator.

Generator: mapping z (and class) -> w, then blocks of styled convolutions that double the size, each adding to a skip
picture (StyleGAN2, arXiv 1912.04958). State names are the official ones: ``mapping.fc0.weight``,
``synthesis.b8.conv0.weight``, ``synthesis.b8.torgb.bias`` and so on.

Discriminator: residual blocks with input skips on the torus, so it sees no border where a tile ends. Class by
projection (Miyato and Koyama, arXiv 1802.05637).
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.gan.config import GeneratorConfig
from core.gan.layers import Dense, StyledConv, ToRgb, double, gaussian, pad


def _unit(x: Tensor) -> Tensor:
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


class Mapping(nn.Module):
    """z [N, z_dim] and one-hot classes [N, labels] -> w [N, w_dim]."""

    w_avg: Tensor

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.layers = config.mapping_layers
        self.conditional = bool(config.labels)
        inputs = config.z_dim
        if self.conditional:
            self.embed = Dense(len(config.labels), config.w_dim)
            inputs += config.w_dim
        for index in range(self.layers):
            layer = Dense(config.w_dim if index else inputs, config.w_dim, rate=0.01, bent=True)
            self.add_module(f"fc{index}", layer)
        self.register_buffer("w_avg", torch.zeros(config.w_dim))

    def forward(self, z: Tensor, classes: Tensor | None = None) -> Tensor:
        x = _unit(z)
        if self.conditional:
            x = torch.cat([x, _unit(self.embed(classes))], 1)
        for index in range(self.layers):
            x = self.get_submodule(f"fc{index}")(x)
        return x


class Block(nn.Module):
    """All of one resolution: the doubling convolution (none at 4), a second one, and its share of the picture."""

    def __init__(self, config: GeneratorConfig, resolution: int) -> None:
        super().__init__()
        channels, before = config.channels(resolution), config.channels(resolution // 2)
        noise = resolution if config.noise else None
        self.axes, self.first = config.padding, resolution == 4
        if self.first:
            self.const = nn.Parameter(gaussian(channels, 4, 4))
        else:
            self.conv0 = StyledConv(
                before, channels, config.w_dim, self.axes, up=True, noise_size=noise, clamp=config.clamp
            )
        self.conv1 = StyledConv(
            channels, channels, config.w_dim, self.axes, up=False, noise_size=noise, clamp=config.clamp
        )
        self.torgb = ToRgb(channels, config.w_dim, config.clamp)

    @property
    def w_count(self) -> int:
        """How many w this block takes; the last is also the first of the next block."""
        return 2 if self.first else 3

    def forward(self, x: Tensor, picture: Tensor | None, ws: Tensor) -> tuple[Tensor, Tensor]:
        """x [N, C, H, W] and the picture so far -> both at this block's size; ws [N, w_count, w_dim]."""
        styles = list(ws.unbind(1))
        if not self.first:
            x = self.conv0(x, styles.pop(0))
        x = self.conv1(x, styles.pop(0))
        rgb = self.torgb(x, styles.pop(0))
        return x, rgb if picture is None else double(picture, self.axes) + rgb


class Synthesis(nn.Module):
    """w for every layer [N, w_layers, w_dim] -> picture [N, 3, H, W], about -1..1."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.resolutions = config.resolutions
        self._cut = config.cut
        for resolution in self.resolutions:
            self.add_module(f"b{resolution}", Block(config, resolution))

    def block(self, resolution: int) -> Block:
        found = self.get_submodule(f"b{resolution}")
        assert isinstance(found, Block)
        return found

    def start(self, batch: int, cells: tuple[int, int] = (1, 1)) -> Tensor:
        """The learned constant, repeated ``cells`` times in x and y, [batch, C, 4 ny, 4 nx]."""
        const = self.block(4).const.repeat(1, cells[1], cells[0])
        return const[None].expand(batch, -1, -1, -1).contiguous(memory_format=torch.channels_last)

    def forward(self, ws: Tensor, start: Tensor | None = None) -> Tensor:
        x = self.start(len(ws)) if start is None else start
        picture: Tensor | None = None
        for index, resolution in enumerate(self.resolutions):
            block = self.block(resolution)
            first = max(2 * index - 1, 0)
            x, picture = block(x, picture, ws[:, first : first + block.w_count])
        assert picture is not None
        return self.cut(picture)

    def cut(self, picture: Tensor) -> Tensor:
        """The tile as it is cut out of the endless pattern."""
        return picture.roll((-self._cut[1], -self._cut[0]), (2, 3)) if any(self._cut) else picture


class Generator(nn.Module):
    """z and classes -> picture. Inference goes through :mod:`core.gan.synthesis`; training calls this."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.config = config
        self.mapping = Mapping(config)
        self.synthesis = Synthesis(config)

    def forward(self, z: Tensor, classes: Tensor | None = None) -> Tensor:
        w = self.mapping(z, classes)
        picture: Tensor = self.synthesis(w[:, None].expand(-1, self.config.w_layers, -1))
        return picture


class _EqualConv(nn.Module):
    """A convolution on the torus with equalised learning rate."""

    def __init__(self, inputs: int, outputs: int, size: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(gaussian(outputs, inputs, size, size))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.gain, self.margin = 1.0 / math.sqrt(inputs * size * size), size // 2

    def forward(self, x: Tensor) -> Tensor:
        x = pad(x, ("torus", "torus")) if self.margin else x
        return F.conv2d(x, self.weight * self.gain, self.bias)


def _bend(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2) * math.sqrt(2.0)


class _DiscriminatorBlock(nn.Module):
    """Features and picture at one size -> features at half of it."""

    def __init__(self, config: GeneratorConfig, resolution: int) -> None:
        super().__init__()
        channels, after = config.channels(resolution), config.channels(resolution // 2)
        self.fromrgb = _EqualConv(3, channels, 1)
        self.conv0 = _EqualConv(channels, channels, 3)
        self.conv1 = _EqualConv(channels, after, 3)
        self.skip = _EqualConv(channels, after, 1)
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
    """One more channel: how much the pictures of a group differ (minibatch standard deviation)."""
    batch, _, height, width = x.shape
    group = group if batch % group == 0 else batch
    deviation = x.float().reshape(batch // group, group, -1).var(1, correction=0).add(1e-8).sqrt().mean(1)
    channel = deviation.repeat_interleave(group).reshape(batch, 1, 1, 1).expand(-1, 1, height, width)
    return torch.cat([x, channel.to(x.dtype)], 1)


class Discriminator(nn.Module):
    """Pictures [N, 3, R, R] and one-hot classes [N, labels] -> one score each, [N]."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.resolutions = config.resolutions[:0:-1]
        for resolution in self.resolutions:
            self.add_module(f"b{resolution}", _DiscriminatorBlock(config, resolution))
        last = config.channels(4)
        self.conv = _EqualConv(last + 1, last, 3)
        self.fc = Dense(last * 16, last, bent=True)
        self.out = Dense(last, 1)
        self.embed = Dense(len(config.labels), last) if config.labels else None

    def forward(self, picture: Tensor, classes: Tensor | None = None) -> Tensor:
        x: Tensor | None = None
        for resolution in self.resolutions:
            x = self.get_submodule(f"b{resolution}")(x, picture)
            picture = F.avg_pool2d(picture, 2)
        assert x is not None
        features = self.fc(_bend(self.conv(_spread(x))).float().flatten(1))
        score: Tensor = self.out(features)[:, 0]
        if self.embed is not None:
            score = score + (features * self.embed(classes)).sum(1) / math.sqrt(features.shape[1])
        return score
