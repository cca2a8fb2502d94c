"""The network that translates a picture, and the critic that knows patches of the style from others.

Convolutions with equalised learning rate and no normalisation, as in SinCUT (arXiv 2007.15651, appendix C, after
arXiv 1912.04958): a statistic over the picture would make every piece of a large one depend on where it was cut. What
a pixel becomes depends on the pixels within ``reach_px`` alone, so pieces join without seams.

The picture itself, in colours moved over linearly, is part of the answer, and the last layer begins with nothing: a
run begins where plain transfer of colours ends, and shows contents from its first minute.

A convolution can make nothing out of a plain area but another one. Strokes grow there from a grain, a random number for
each pixel; it comes in behind the encoder, so that no place is known again by its grain.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.gan.layers import gaussian
from core.style.learning.config import NetworkConfig

ALIGN = 4  # the deepest features stand for so many rows and columns of pixels


class Conv(nn.Module):
    """A convolution with equalised learning rate, mirrored at the edges: [N, C, H, W] -> [N, C', H/s, W/s]."""

    def __init__(self, inputs: int, outputs: int, size: int = 3, stride: int = 1, *, silent: bool = False) -> None:
        super().__init__()
        shape = (outputs, inputs, size, size)
        self.weight = nn.Parameter(torch.zeros(shape) if silent else gaussian(*shape))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.gain, self.stride, self.margin = 1.0 / math.sqrt(inputs * size * size), stride, size // 2

    def forward(self, x: Tensor) -> Tensor:
        if self.margin:
            x = F.pad(x, (self.margin,) * 4, mode="reflect")
        return F.conv2d(x, self.weight * self.gain, self.bias, self.stride)


def bend(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2) * math.sqrt(2.0)


class Block(nn.Module):
    """Two convolutions beside the features themselves."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv0, self.conv1 = Conv(width, width), Conv(width, width)

    def forward(self, x: Tensor) -> Tensor:
        joined: Tensor = (x + bend(self.conv1(bend(self.conv0(x))))) * math.sqrt(0.5)
        return joined


class Translator(nn.Module):
    """Pictures [N, 3, H, W] in -1..1, sides of multiples of ALIGN, and a grain [N, 1, H, W] of mean 0 and variance 1 ->
    the pictures in the style, not cut to -1..1."""

    tint: Tensor
    lift: Tensor

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        width, deep = config.width, config.deep
        fine = max(width // 2, 4)
        self.begin = Conv(12, width)
        self.down = Conv(width, deep, stride=2)
        self.blocks = nn.ModuleList(Block(deep) for _ in range(config.blocks))
        self.grain = Conv(ALIGN * ALIGN, deep)
        self.up0 = Conv(deep, width)
        self.up1 = Conv(width, fine)
        self.fine = Conv(fine + 3, fine)
        self.last = Conv(fine, 3, silent=True)
        self.register_buffer("tint", torch.eye(3))  # colours are moved over by it and by ``lift``
        self.register_buffer("lift", torch.zeros(3))

    @property
    def reach_px(self) -> int:
        """From a pixel to the farthest that it depends on, in either direction; a multiple of ALIGN."""
        quarter = 2 * len(self.blocks) + 2  # cells of 4 px: the blocks, up0, and the doubling behind it
        half = 4  # cells of 2 px: begin, down, up1, and the doubling behind it
        return 4 * quarter + 2 * half + 2 + (ALIGN - 2)  # fine and last; and where in its cell the pixel lies

    @property
    def seeing(self) -> int:
        """How many of the blocks belong to the encoder."""
        return (len(self.blocks) + 1) // 2

    def features(self, pictures: Tensor) -> list[Tensor]:
        """What the encoder sees, [N, C, H', W'] each, the finest first: what places are compared by."""
        fine = bend(self.begin(F.pixel_unshuffle(pictures, 2)))
        reduced = bend(self.down(fine))
        deepest = reduced
        for block in self.blocks[: self.seeing]:
            deepest = block(deepest)
        return [fine, reduced, deepest]

    @property
    def widths(self) -> tuple[int, int, int]:
        """How many channels each of the features has."""
        return self.config.width, self.config.deep, self.config.deep

    def forward(self, pictures: Tensor, grain: Tensor) -> Tensor:
        return self.drawn(pictures, self.features(pictures)[-1], grain)

    def drawn(self, pictures: Tensor, deepest: Tensor, grain: Tensor) -> Tensor:
        """The answer, from the last of the features."""
        coloured = self.tinted(pictures)
        x = (deepest + self.grain(F.pixel_unshuffle(grain, ALIGN))) * math.sqrt(0.5)
        for block in self.blocks[self.seeing :]:
            x = block(x)
        x = _doubled(bend(self.up0(x)))
        x = _doubled(bend(self.up1(x)))
        x = bend(self.fine(torch.cat([x, coloured.to(x.dtype)], 1)))
        change: Tensor = self.last(x)
        return coloured + change.float()

    def tinted(self, pictures: Tensor) -> Tensor:
        """In the style's colours."""
        moved = torch.einsum("dc,nchw->ndhw", self.tint, pictures) + self.lift[:, None, None]
        return moved.clamp(-1.0, 1.0)


class Critic(nn.Module):
    """How much like the style each patch of pictures [N, 3, H, W] is: [N, h, w], raw scores of patches of 40 px."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            [
                Conv(12, width),
                Conv(width, 2 * width, stride=2),
                Conv(2 * width, 2 * width),
                Conv(2 * width, 4 * width, stride=2),
            ]
        )
        self.out = Conv(4 * width, 1, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        x = F.pixel_unshuffle(pictures, 2)
        for layer in self.layers:
            x = bend(layer(x))
        scores: Tensor = self.out(x)[:, 0]
        return scores


def _doubled(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
