"""What StyleGAN2's synthesis is measured against, on the same machine and in the same run.

The *floor* is the network's own convolutions and nothing else, each in its best layout: 3x3, transposed with stride 2
where the size doubles, 1x1 to RGB. The *plain forward* is the algorithm as it was published (arXiv 1912.04958, appendix
B): weights modulated and demodulated at each call, one group for each picture, NCHW, a transposed convolution followed
by the binomial filter, the picture doubled by inserted zeros and the same filter.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.config import GeneratorConfig
from core.gan.layers import StyledConv, ToRgb
from core.gan.networks import Generator

Work = Callable[[], object]


def floor_layers(config: GeneratorConfig, dtype: torch.dtype = torch.float32) -> Iterator[tuple[Work, Work]]:
    """Each convolution of the network on random numbers, in NCHW and channels-last."""
    for resolution in config.resolutions:
        here, below = config.channels(resolution), config.channels(resolution // 2)
        if resolution > 4:
            yield _layouts((1, below, resolution // 2, resolution // 2), (below, here, 3, 3), dtype, _transposed)
        yield _layouts((1, here, resolution, resolution), (here, here, 3, 3), dtype, _plain)
        yield _layouts((1, here, resolution, resolution), (config.image_channels, here, 1, 1), dtype, _pointwise)


def _layouts(
    shape: tuple[int, ...], kernel: tuple[int, ...], dtype: torch.dtype, work: Callable[[Tensor, Tensor], Tensor]
) -> tuple[Work, Work]:
    x, weight = torch.randn(shape, dtype=dtype), torch.randn(kernel, dtype=dtype)
    last = x.to(memory_format=torch.channels_last), weight.to(memory_format=torch.channels_last)
    return lambda: work(x, weight), lambda: work(*last)


def _plain(x: Tensor, weight: Tensor) -> Tensor:
    return F.conv2d(x, weight, padding=1)


def _transposed(x: Tensor, weight: Tensor) -> Tensor:
    return F.conv_transpose2d(x, weight, stride=2)


def _pointwise(x: Tensor, weight: Tensor) -> Tensor:
    return F.conv2d(x, weight)


@torch.inference_mode()
def plain_forward(generator: Generator, ws: Tensor) -> Tensor:
    """ws [N, w_layers, w_dim] -> pictures [N, C, R, R] of a generator with zero padding, as published."""
    synthesis = generator.synthesis
    kernel = torch.outer(*[torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8] * 2)
    x = synthesis.block(4).const[None].repeat(len(ws), 1, 1, 1)
    picture: Tensor | None = None
    for index, resolution in enumerate(synthesis.resolutions):
        block = synthesis.block(resolution)
        if index:
            x = _styled(block.conv0, x, ws[:, 2 * index - 1], kernel)
        x = _styled(block.conv1, x, ws[:, 2 * index], kernel)
        share = _to_rgb(block.torgb, x, ws[:, 2 * index + 1])
        picture = share if picture is None else _doubled(picture, kernel) + share
    assert picture is not None
    return picture


def _styled(layer: StyledConv, x: Tensor, w: Tensor, kernel: Tensor) -> Tensor:
    weight = layer.weight * layer.affine(w)[:, None, :, None, None]
    weight = weight * torch.rsqrt(weight.square().sum((2, 3, 4), keepdim=True) + 1e-8)
    x = _grouped(x, weight, layer.up)
    if layer.up:
        x = _filtered(F.pad(x, (1, 1, 1, 1)), kernel * 4)
    if layer.noisy:
        x = x + layer.noise_const * layer.noise_strength
    x = F.leaky_relu(x + layer.bias[:, None, None], 0.2) * math.sqrt(2.0)
    return x.clamp(-layer.clamp, layer.clamp) if layer.clamp is not None else x


def _to_rgb(layer: ToRgb, x: Tensor, w: Tensor) -> Tensor:
    weight = layer.weight * (layer.affine(w) * layer.gain)[:, None, :, None, None]
    rgb = _grouped(x, weight, up=False) + layer.bias[:, None, None]
    return rgb.clamp(-layer.clamp, layer.clamp) if layer.clamp is not None else rgb


def _grouped(x: Tensor, weight: Tensor, up: bool) -> Tensor:
    """x [N, I, H, W] and weight [N, O, I, k, k] -> [N, O, ...]: one group for each picture."""
    count, outputs, inputs, side, _ = weight.shape
    x = x.reshape(1, count * inputs, *x.shape[2:])
    if up:
        weight = weight.transpose(1, 2).reshape(count * inputs, outputs, side, side)
        x = F.conv_transpose2d(x, weight, stride=2, groups=count)
    else:
        x = F.conv2d(x, weight.reshape(count * outputs, inputs, side, side), padding=side // 2, groups=count)
    return x.reshape(count, outputs, *x.shape[2:])


def _filtered(x: Tensor, kernel: Tensor) -> Tensor:
    channels = x.shape[1]
    return F.conv2d(x, kernel.expand(channels, 1, -1, -1), groups=channels)


def _doubled(picture: Tensor, kernel: Tensor) -> Tensor:
    count, channels, height, width = picture.shape
    spread = picture.new_zeros(count, channels, height, 2, width, 2)
    spread[:, :, :, 0, :, 0] = picture
    return _filtered(F.pad(spread.reshape(count, channels, 2 * height, 2 * width), (2, 1, 2, 1)), kernel * 4)
