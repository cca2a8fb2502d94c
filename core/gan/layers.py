"""The layers of a StyleGAN2-type generator, on plain torch operations.

Sources: Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", 2020 (arXiv 1912.04958), sections 2-4
and appendix B. Parameter names and scales are those of the official networks, so that their weights fit.

Padding is per axis. On the "torus" an axis is joined end to end, and the output tiles exactly along it. Both the
transposed convolution with its binomial filter and the RGB upsampling reduce, on an endless plane, to "double by the
filter [1, 3, 3, 1] / 4, then convolve"; that filter is bilinear doubling, so one code path serves every padding.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.gan.config import Padding
from core.gan.setting import PLAIN, Setting

Axes = tuple[Padding, Padding]


def pad(x: Tensor, axes: Axes, margin: int = 1) -> Tensor:
    """``margin`` cells more on every side of [N, C, H, W], copied across the seam or zero."""
    if axes[0] == axes[1]:
        return F.pad(x, (margin,) * 4, mode="circular") if axes[0] == "torus" else F.pad(x, (margin,) * 4)
    for sides, axis in (((margin, margin, 0, 0), axes[0]), ((0, 0, margin, margin), axes[1])):
        x = F.pad(x, sides, mode="circular") if axis == "torus" else F.pad(x, sides)
    return x


def double(x: Tensor, axes: Axes, margin: int = 0) -> Tensor:
    """[N, C, H, W] -> [N, C, 2H, 2W] (plus ``margin`` 0..1 on each side), by the binomial filter."""
    crop = 2 - margin
    doubled = F.interpolate(pad(x, axes), scale_factor=2.0, mode="bilinear", align_corners=False)
    return doubled[:, :, crop:-crop, crop:-crop]


def gaussian(*shape: int, scale: float = 1.0) -> Tensor:
    """Normal numbers, or on the meta device only their shape.

    A network that a file will fill is built there, and for random numbers there Torch imports its compiler: 2.6 s.
    """
    made = torch.empty(shape)
    return made if made.is_meta else made.normal_(std=scale)


class Dense(nn.Module):
    """A fully connected layer with equalised learning rate (arXiv 1710.10196, 4.1): [N, inputs] -> [N, outputs]."""

    def __init__(self, inputs: int, outputs: int, *, rate: float = 1.0, bias: float = 0.0, bent: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(gaussian(outputs, inputs, scale=1 / rate))
        self.bias = nn.Parameter(torch.full((outputs,), bias))
        self.weight_gain, self.bias_gain, self.bent = rate / math.sqrt(inputs), rate, bent

    def forward(self, x: Tensor) -> Tensor:
        y = F.linear(x, self.weight * self.weight_gain, self.bias * self.bias_gain)
        return F.leaky_relu(y, 0.2) * math.sqrt(2.0) if self.bent else y


class StyledConv(nn.Module):
    """A 3x3 convolution whose input channels are scaled by a style and whose output has unit variance again.

    x [N, inputs, H, W] and w [N, w_dim] -> [N, outputs, H, W], or with ``up`` [N, outputs, 2H, 2W].
    Scaling the input and the output instead of the weights is the same sum, and needs one convolution a batch.
    """

    noise_const: Tensor

    def __init__(
        self,
        inputs: int,
        outputs: int,
        w_dim: int,
        axes: Axes,
        *,
        up: bool,
        noise_size: int | None,
        clamp: float | None,
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(gaussian(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.affine = Dense(w_dim, inputs, bias=1.0)
        self.axes, self.up, self.clamp = axes, up, clamp
        self.noisy = noise_size is not None
        if noise_size is not None:
            self.noise_strength = nn.Parameter(torch.zeros(()))
            self.register_buffer("noise_const", gaussian(noise_size, noise_size))

    def forward(self, x: Tensor, w: Tensor, setting: Setting = PLAIN) -> Tensor:
        axes = setting.padding or self.axes
        style = self.affine(w).float()
        power = self.weight.square().sum((2, 3))
        demodulation = torch.rsqrt(style.square() @ power.T + 1e-8)
        x = x * style[:, :, None, None].to(x.dtype)
        if self.up:
            # The official transposed convolution turns the kernel round.
            x = F.conv2d(double(x, axes, margin=1), self.weight.flip(2, 3))
        else:
            x = F.conv2d(pad(x, axes), self.weight)
        x = x * demodulation[:, :, None, None].to(x.dtype)
        if self.noisy and setting.noise != "none":
            x = x + self._noise(x, setting)
        x = F.leaky_relu(x + self.bias[:, None, None].to(x.dtype), 0.2) * math.sqrt(2.0)
        return x.clamp(-self.clamp, self.clamp) if self.clamp is not None else x

    def _noise(self, x: Tensor, setting: Setting) -> Tensor:
        """The model's own map repeated over a larger picture, or a fresh one: each size of map has its own stream."""
        height, width = x.shape[2:]
        if setting.noise == "random":
            stream = torch.Generator().manual_seed(setting.noise_seed * 2 + (not self.up) + (width << 33))
            noise = torch.randn(height, width, generator=stream).to(x.device)
        else:
            down, across = -(-height // self.noise_const.shape[0]), -(-width // self.noise_const.shape[1])
            noise = self.noise_const.repeat(down, across)[:height, :width]
        return (noise * self.noise_strength).to(x.dtype)


class ToRgb(nn.Module):
    """A styled 1x1 convolution without demodulation: x [N, inputs, H, W] and w [N, w_dim] -> RGB [N, 3, H, W]."""

    def __init__(self, inputs: int, w_dim: int, clamp: float | None, outputs: int = 3) -> None:
        super().__init__()
        self.weight = nn.Parameter(gaussian(outputs, inputs, 1, 1))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.affine = Dense(w_dim, inputs, bias=1.0)
        self.gain, self.clamp = 1.0 / math.sqrt(inputs), clamp

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        style = self.affine(w) * self.gain
        rgb = F.conv2d(x * style[:, :, None, None].to(x.dtype), self.weight).float() + self.bias[:, None, None]
        return rgb.clamp(-self.clamp, self.clamp) if self.clamp is not None else rgb
