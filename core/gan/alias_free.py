"""StyleGAN3's generator, T and R: pictures that are the same wherever their parts lie.

Karras et al., "Alias-Free Generative Adversarial Networks", 2021 (arXiv 2106.12423), section 3 and appendices C to F.
State names are the official ones: ``synthesis.input.freqs``, ``synthesis.L0_36_512.affine.weight`` and so on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.gan.bands import Band, Layer, layers_of
from core.gan.config import AliasFreeConfig
from core.gan.filters import Filter
from core.gan.layers import Dense, gaussian
from core.gan.networks import Mapping
from core.gan.resample import Bend, Scratch, bend


class FourierInput(nn.Module):
    """w [N, w_dim] -> a map [N, C, size, size] of sines, moved and turned as w and ``transform`` say, mixed by weights.

    ``transform`` [3, 3] moves the whole picture: it takes places of the result to places of the source.
    """

    freqs: Tensor
    phases: Tensor
    transform: Tensor

    def __init__(self, band: Band, w_dim: int) -> None:
        super().__init__()
        self.band = band
        channels = band.channels
        self.weight = nn.Parameter(gaussian(channels, channels))
        self.affine = Dense(w_dim, 4)
        with torch.no_grad():
            # At first every w leaves the picture where it is.
            self.affine.weight.zero_()
            self.affine.bias[0] = 1.0
        self.register_buffer("freqs", _in_disc(channels, band.cutoff))
        self.register_buffer("phases", _phases(channels))
        self.register_buffer("transform", torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]))

    def forward(self, w: Tensor) -> Tensor:
        freqs, phases = self._placed(self.affine(w))
        # Frequencies near the band's limit fade out: there a turn may take them past it.
        reach = freqs.norm(dim=2)
        amplitudes = (1.0 - (reach - self.band.cutoff) / (self.band.rate / 2 - self.band.cutoff)).clamp(0.0, 1.0)
        size, rate = self.band.size, self.band.rate
        places = (torch.arange(size, device=w.device, dtype=w.dtype) + 0.5 - size / 2) / rate
        across = freqs[:, :, :1] * places
        down = freqs[:, :, 1:] * places + phases[:, :, None]
        waves = torch.sin((down[:, :, :, None] + across[:, :, None]) * (2.0 * math.pi))
        waves = waves * amplitudes[:, :, None, None]
        mixed: Tensor = F.conv2d(waves, (self.weight / math.sqrt(len(self.weight)))[:, :, None, None])
        return mixed

    def _placed(self, motion: Tensor) -> tuple[Tensor, Tensor]:
        """Frequencies [N, C, 2] and phases [N, C] after the motion (cosine, sine, x, y) [N, 4] and the transform."""
        motion = motion / motion[:, :2].norm(dim=1, keepdim=True)
        cosine, sine, x, y = motion.unbind(1)
        # The inverse motion: shift back, then turn back.
        turn = torch.stack([cosine, -sine, sine, cosine], 1).view(-1, 2, 2)
        moved = -(turn @ torch.stack([x, y], 1)[:, :, None])
        matrix = turn @ self.transform[:2, :2]
        offset = turn @ self.transform[:2, 2:] + moved
        freqs = self.freqs @ matrix
        return freqs, self.phases + (self.freqs @ offset)[:, :, 0]


class AliasFreeLayer(nn.Module):
    """A modulated convolution, then leaky ReLU at a finer rate: x [N, inputs, H, W], w -> [N, outputs, size, size]."""

    magnitude_ema: Tensor
    up_filter: Tensor | None
    down_filter: Tensor | None

    def __init__(self, layer: Layer, w_dim: int, clamp: float | None) -> None:
        super().__init__()
        inputs, outputs = layer.before.channels, layer.after.channels
        self.layer, self.clamp = layer, clamp
        self.affine = Dense(w_dim, inputs, bias=1.0)
        self.weight = nn.Parameter(gaussian(outputs, inputs, layer.kernel, layer.kernel))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.register_buffer("magnitude_ema", torch.ones(()))
        self.register_buffer("up_filter", _buffer(layer.up_filter()))
        self.register_buffer("down_filter", _buffer(layer.down_filter()))

    def power(self) -> Tensor:
        """Of the kernels [outputs, inputs]: the part of :meth:`modulation` that does not depend on w."""
        return self.weight.square().sum((2, 3))

    def modulation(self, w: Tensor, power: Tensor) -> tuple[Tensor, Tensor]:
        """By what the inputs [N, inputs] and then the outputs [N, outputs] of the bare convolution are scaled.

        The outputs get unit variance, but for RGB, whose inputs are scaled by the convolution's size only.
        """
        style, gain, size = self.affine(w), self.magnitude_ema.rsqrt(), self.weight[0].numel()
        if self.layer.rgb:
            return style / math.sqrt(size), gain.expand(len(w), len(power))
        style = style * style.square().mean(1, keepdim=True).rsqrt()
        scale = torch.rsqrt(power.sum(1) / size)
        return style, torch.rsqrt(style.square() @ (power * scale.square()[:, None]).T + 1e-8) * scale * gain

    def bend(self, device: torch.device | None = None) -> Bend:
        """The nonlinearity with the filters as they are now."""
        one = self.bias.new_ones(1)
        up, down = (one if each is None else each for each in (self.up_filter, self.down_filter))
        return Bend(self.layer, up.to(device), down.to(device), self.clamp)

    def forward(self, x: Tensor, w: Tensor, scratch: Scratch | None = None) -> Tensor:
        before, after = self.modulation(w, self.power())
        x = F.conv2d(x * before[:, :, None, None], self.weight, padding=self.layer.kernel - 1)
        x = torch.addcmul(self.bias[:, None, None], x, after[:, :, None, None])
        return bend(x, self.bend(), scratch)


class AliasFreeSynthesis(nn.Module):
    """w for every layer [N, w_layers, w_dim] -> pictures [N, channels, R, R], about -1..1."""

    input: FourierInput

    def __init__(self, config: AliasFreeConfig) -> None:
        super().__init__()
        layers = layers_of(config)
        self.names = tuple(layer.name for layer in layers)
        self.output_scale = config.output_scale
        self.input = FourierInput(layers[0].before, config.w_dim)
        for layer in layers:
            self.add_module(layer.name, AliasFreeLayer(layer, config.w_dim, config.clamp))

    def layer(self, name: str) -> AliasFreeLayer:
        found = self.get_submodule(name)
        assert isinstance(found, AliasFreeLayer)
        return found

    def features(self, ws: Tensor) -> Iterator[Tensor]:
        """The map [N, C, size, size] after the Fourier input and after each layer; the last is the picture.

        Each is computed when it is asked for: stop at the one you need.
        """
        scratch = Scratch()
        x = self.input(ws[:, 0])
        yield x
        for index, name in enumerate(self.names, start=1):
            x = self.layer(name)(x, ws[:, index], scratch)
            yield x if index < len(self.names) else x * self.output_scale

    def forward(self, ws: Tensor) -> Tensor:
        x = ws
        for x in self.features(ws):  # noqa: B007 (only the last is wanted)
            pass
        return x


class AliasFreeGenerator(nn.Module):
    """z and classes -> picture. Truncation is applied elsewhere, to w."""

    def __init__(self, config: AliasFreeConfig) -> None:
        super().__init__()
        self.config = config
        self.mapping = Mapping(config)
        self.synthesis = AliasFreeSynthesis(config)

    def forward(self, z: Tensor, classes: Tensor | None = None) -> Tensor:
        w = self.mapping(z, classes)
        picture: Tensor = self.synthesis(w[:, None].expand(-1, self.config.w_layers, -1))
        return picture


def _phases(count: int) -> Tensor:
    """Turns from -1/2 to 1/2; on the meta device only their shape (see :func:`core.gan.layers.gaussian`)."""
    made = torch.empty(count)
    return made if made.is_meta else made.uniform_(-0.5, 0.5)


def _in_disc(count: int, radius: float) -> Tensor:
    """Frequencies [count, 2] spread evenly in a disc; on the meta device only their shape."""
    made = torch.empty(count, 2)
    if made.is_meta:
        return made
    turn = torch.rand(count) * (2.0 * math.pi)
    return torch.stack([turn.cos(), turn.sin()], 1) * (torch.rand(count, 1).sqrt() * radius)


def _buffer(taps: Filter | None) -> Tensor | None:
    return None if taps is None else torch.tensor(taps.tolist())
