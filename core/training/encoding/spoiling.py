"""Pictures as they come from elsewhere: scaled, recoloured, noisy, with the marks of JPEG.

A model's own pictures are cleaner than any that a person will give. Nothing here moves anything: places are part of
the answer that the encoder learns to give.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

LIKELY = 0.3  # each change, for each picture
COLOUR = 0.06  # how far brightness, contrast and saturation go, of their whole range
NOISE = 0.06  # the largest deviation, of 2
COARSEST = 0.25  # the step of the coefficients that JPEG keeps, of 2, for the lowest; the highest have four times that


def spoil(pictures: Tensor, numbers: torch.Generator) -> Tensor:
    """[N, 3, R, R] in -1..1 -> the same; all chance is that of ``numbers``."""
    count = len(pictures)
    for change in (_scaled, _recoloured, _noisy, _compressed):
        met = torch.rand(count, 1, 1, 1, generator=numbers) < LIKELY
        pictures = torch.where(met, change(pictures, numbers), pictures)
    return pictures.clamp(-1.0, 1.0)


def _amounts(pictures: Tensor, numbers: torch.Generator) -> Tensor:
    return torch.rand(len(pictures), 1, 1, 1, generator=numbers)


def _scaled(pictures: Tensor, numbers: torch.Generator) -> Tensor:
    """Made smaller and larger again, by one amount for all."""
    size = pictures.shape[2]
    less = max(2, round(size * (0.5 + 0.45 * float(torch.rand(1, generator=numbers)))))
    small = F.interpolate(pictures, size=(less, less), mode="area")
    return F.interpolate(small, size=(size, size), mode="bilinear", align_corners=False)


def _recoloured(pictures: Tensor, numbers: torch.Generator) -> Tensor:
    brightness, contrast, saturation = (COLOUR * (2 * _amounts(pictures, numbers) - 1) for _ in range(3))
    grey = pictures.mean(1, keepdim=True)
    coloured = grey + (pictures - grey) * (1 + 2 * saturation)
    mean = coloured.mean((1, 2, 3), keepdim=True)
    return mean + (coloured - mean) * (1 + 2 * contrast) + brightness


def _noisy(pictures: Tensor, numbers: torch.Generator) -> Tensor:
    return pictures + NOISE * _amounts(pictures, numbers) * torch.randn(pictures.shape, generator=numbers)


def _compressed(pictures: Tensor, numbers: torch.Generator) -> Tensor:
    """Coefficients of 8x8 px cosines rounded, the fine ones more coarsely, as JPEG does; of RGB, for simplicity."""
    side = min(8, pictures.shape[2])
    wave = torch.arange(side, dtype=torch.float32)
    cosines = torch.cos(math.pi / side * (wave + 0.5) * wave[:, None]) * math.sqrt(2 / side)
    cosines[0] /= math.sqrt(2)
    coarser = 1 + 3 * (wave[:, None] + wave) / max(2 * side - 2, 1)
    step = (COARSEST * coarser * _amounts(pictures, numbers)[..., None, None]).clamp_min(1e-3)
    count, channels, size, _ = pictures.shape
    tiled = pictures.reshape(count, channels, size // side, side, size // side, side).transpose(3, 4)
    kept = torch.round(cosines @ tiled @ cosines.T / step) * step
    return (cosines.T @ kept @ cosines).transpose(3, 4).reshape(pictures.shape)
