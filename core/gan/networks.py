"""The StyleGAN2-type generator, ours and the official ones (Karras et al. 2020, arXiv 1912.04958).

A mapping from z (and class) to w, then blocks of styled convolutions that double the size, each adding its share to the
picture. State names are the official ones: ``mapping.fc0.weight``, ``synthesis.b8.conv0.weight``,
``synthesis.b8.torgb.bias`` and so on.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.gan.config import Config, GeneratorConfig
from core.gan.layers import Dense, StyledConv, ToRgb, double, gaussian
from core.gan.setting import PLAIN, Setting


def unit(x: Tensor) -> Tensor:
    """Every row of [N, C] with a mean square of 1."""
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


class Mapping(nn.Module):
    """z [N, z_dim] and one-hot classes [N, labels] -> w [N, w_dim]."""

    w_avg: Tensor

    def __init__(self, config: Config) -> None:
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
        x = unit(z)
        if self.conditional:
            x = torch.cat([x, unit(self.embed(classes))], 1)
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
        self.torgb = ToRgb(channels, config.w_dim, config.clamp, config.image_channels)

    @property
    def w_count(self) -> int:
        """How many w this block takes; the last is also the first of the next block."""
        return 2 if self.first else 3

    def forward(self, x: Tensor, picture: Tensor | None, ws: Tensor, setting: Setting = PLAIN) -> tuple[Tensor, Tensor]:
        """x [N, C, H, W] and the picture so far -> both at this block's size; ws [N, w_count, w_dim]."""
        styles = list(ws.unbind(1))
        if not self.first:
            x = self.conv0(x, styles.pop(0), setting)
        x = self.conv1(x, styles.pop(0), setting)
        rgb = self.torgb(x, styles.pop(0))
        return x, rgb if picture is None else double(picture, setting.padding or self.axes) + rgb


class Synthesis(nn.Module):
    """w for every layer [N, w_layers, w_dim] -> picture [N, channels, H, W], about -1..1."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.resolutions = config.resolutions
        self._config = config
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

    def forward(self, ws: Tensor, start: Tensor | None = None, setting: Setting = PLAIN) -> Tensor:
        """``start`` [N, C, H, W] stands in for the constant."""
        x = self.start(len(ws), setting.cells) if start is None else start
        picture: Tensor | None = None
        for index, resolution in enumerate(self.resolutions):
            block = self.block(resolution)
            first = max(2 * index - 1, 0)
            x, picture = block(x, picture, ws[:, first : first + block.w_count], setting)
        assert picture is not None
        return self.cut(picture, setting)

    def cut(self, picture: Tensor, setting: Setting = PLAIN) -> Tensor:
        """The tile as it is cut out of the endless pattern."""
        column, row = setting.cut(self._config)
        return picture.roll((-row, -column), (2, 3)) if column or row else picture


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
