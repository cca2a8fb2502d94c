"""Patterns made of bands: stripes, plaids, chevrons and waves."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, Layers, wrap


def _band_group(canvas: Canvas, phase: Tensor, per_tile: Tensor | float) -> Layers:
    """A broad band, a pair of lines beside it and a narrow band between; ``per_tile`` scales phase to distance."""
    broad = canvas.uniform(0.08, 0.24)
    gap = broad + canvas.uniform(0.06, 0.10)
    line, narrow = canvas.uniform(0.02, 0.05), canvas.uniform(0.03, 0.10)
    offset = wrap(phase).abs()
    distances = (offset - broad, (offset - gap).abs() - line, 0.5 - offset - narrow)
    return [(canvas.cover(distance / per_tile), ink) for ink, distance in enumerate(distances, 1)]


def stripes(canvas: Canvas) -> Layers:
    """Upright stripes, two groups of bands a tile."""
    return _band_group(canvas, 2.0 * canvas.x, 2.0)


def diagonals(canvas: Canvas) -> Layers:
    """Stripes at 45 degrees."""
    return _band_group(canvas, canvas.x + canvas.y, math.sqrt(2.0))


def _woven(canvas: Canvas, repeats: float, width: Tensor, shift: float, strength: Tensor, ink: int) -> Layers:
    """The same bands both ways; where they cross, they add up as threads do."""
    axes = (canvas.x, canvas.y)
    return [(canvas.cover((wrap(repeats * axis + shift).abs() - width) / repeats) * strength, ink) for axis in axes]


def gingham(canvas: Canvas) -> Layers:
    """Even checks in one ink."""
    return _woven(canvas, 2.0, canvas.uniform(0.18, 0.30), 0.0, canvas.uniform(0.5, 0.7), 1)


def tartan(canvas: Canvas) -> Layers:
    """A broad check with narrow overchecks in two more inks."""
    broad = _woven(canvas, 1.0, canvas.uniform(0.15, 0.28), 0.0, canvas.uniform(0.5, 0.65), 1)
    middle = _woven(canvas, 1.0, canvas.uniform(0.03, 0.06), 0.5, canvas.uniform(0.7, 0.9), 3)
    return broad + middle + _woven(canvas, 2.0, canvas.uniform(0.02, 0.05), 0.25, canvas.uniform(0.6, 0.9), 2)


def chevron(canvas: Canvas) -> Layers:
    """Zigzag bands."""
    height = canvas.uniform(0.4, 0.9)
    zigzag = 2.0 * wrap(2.0 * canvas.x).abs()
    return _band_group(canvas, 2.0 * canvas.y + height * zigzag, torch.sqrt(4.0 + (4.0 * height) ** 2))


def waves(canvas: Canvas) -> Layers:
    """Rolling sine bands."""
    height, angle = canvas.uniform(0.15, 0.5), 2.0 * math.pi * canvas.x
    slope = torch.sqrt(4.0 + (2.0 * math.pi * height * torch.cos(angle)) ** 2)
    return _band_group(canvas, 2.0 * canvas.y + height * torch.sin(angle), slope)
