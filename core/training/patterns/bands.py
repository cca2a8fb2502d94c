"""Patterns made of bands: stripes, plaids, chevrons and waves."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, wrap


def _band_group(canvas: Canvas, phase: Tensor, per_tile: Tensor) -> list[Tensor]:
    """A broad band, a pair of lines beside it and a narrow band between; ``per_tile`` scales phase to distance."""
    broad = canvas.uniform(0.10, 0.24)
    gap = broad + canvas.uniform(0.06, 0.10)
    line, narrow = canvas.uniform(0.02, 0.04), canvas.uniform(0.04, 0.10)
    offset = wrap(phase).abs()
    distances = (offset - broad, (offset - gap).abs() - line, 0.5 - offset - narrow)
    return [canvas.cover(distance / per_tile) for distance in distances]


def stripes(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Upright, level or diagonal stripes."""
    repeats = canvas.choice(1, 2, 3)
    across, down = canvas.coin(0.7), canvas.coin(0.5)
    across = torch.maximum(across, 1 - down)
    slope = torch.sqrt(across + down)
    covers = _band_group(canvas, repeats * (across * canvas.x + down * canvas.y), repeats * slope)
    return list(zip(covers, (1, 2, 3), strict=True))


def plaid(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Gingham checks, some with a contrasting line: what is woven both ways is darker where it crosses."""
    repeats = canvas.choice(1, 2, 3)
    broad, line = canvas.uniform(0.20, 0.26), canvas.uniform(0.025, 0.05)
    strength, lined = canvas.uniform(0.5, 0.65), canvas.coin(0.6) * 0.85
    layers = []
    for axis in (canvas.x, canvas.y):
        layers.append((canvas.cover((wrap(repeats * axis).abs() - broad) / repeats) * strength, 1))
    for axis in (canvas.x, canvas.y):
        offset = wrap(repeats * axis + 0.5).abs()
        layers.append((canvas.cover((offset - line) / repeats) * lined, 2))
    return layers


def chevron(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Zigzag bands, sharp as a chevron."""
    columns, rows, height = canvas.choice(1, 2, 3), canvas.choice(2, 3, 4), canvas.uniform(0.5, 1.0)
    zigzag = 2.0 * wrap(columns * canvas.x).abs()
    slope = torch.sqrt(rows**2 + (2.0 * height * columns) ** 2)
    covers = _band_group(canvas, rows * canvas.y + height * zigzag, slope)
    return list(zip(covers, (1, 2, 3), strict=True))


def waves(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Rolling sine bands."""
    columns, rows, height = canvas.choice(1, 2), canvas.choice(2, 3, 4), canvas.uniform(0.2, 0.5)
    angle = 2.0 * math.pi * columns * canvas.x
    slope = torch.sqrt(rows**2 + (2.0 * math.pi * columns * height * torch.cos(angle)) ** 2)
    covers = _band_group(canvas, rows * canvas.y + height * torch.sin(angle), slope)
    return list(zip(covers, (1, 2, 3), strict=True))
