"""Patterns without a lattice: marble of a few sines, and scattered confetti."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, Layers, wrap
from core.training.patterns.shapes import turned, union

_WAVES = ((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2))
_STRENGTHS = (1.0, 1.0, 0.8, 0.8, 0.35, 0.35)


def _sines(canvas: Canvas, x: Tensor, y: Tensor) -> Tensor:
    """A smooth periodic field: twelve numbers of the tape are the waves' strengths and phases."""
    chance = canvas.normals(2 * len(_WAVES))[:, :, None, None]
    field = torch.zeros_like(x)
    for index, ((p, q), strength) in enumerate(zip(_WAVES, _STRENGTHS, strict=True)):
        angle = 2.0 * math.pi * (p * x + q * y)
        field = field + strength * (
            chance[:, 2 * index] * torch.cos(angle) + chance[:, 2 * index + 1] * torch.sin(angle)
        )
    return field / math.sqrt(sum(strength**2 for strength in _STRENGTHS))


def _steepness(canvas: Canvas, field: Tensor) -> Tensor:
    """How fast a periodic field changes a tile's length, from its neighbours on the torus."""
    dx, dy = (torch.roll(field, -1, axis) - torch.roll(field, 1, axis) for axis in (1, 2))
    return (torch.hypot(dx, dy) * (0.5 * canvas.size)).clamp(min=0.8)


def marble(canvas: Canvas) -> Layers:
    """Veins and clouds: level lines of a field of sines, warped by another."""
    bend = _sines(canvas, canvas.x, canvas.y)
    drift = canvas.uniform(0.04, 0.09)
    field = _sines(canvas, canvas.x + drift * bend, canvas.y - drift * bend)
    steep = _steepness(canvas, field)
    width = canvas.uniform(0.008, 0.016)
    return [
        (canvas.cover((0.7 - field) / steep), 2),
        (canvas.cover((0.1 + field) / steep) * canvas.uniform(0.3, 0.9), 4),
        (canvas.cover(((field - 0.7).abs() / steep) - width), 3),
        (canvas.cover(((field + 0.1).abs() / steep) - width * 1.3), 1),
    ]


_PIECES = (
    (0.10, 0.08, 0.2), (0.36, 0.14, 1.4), (0.63, 0.05, 2.4), (0.88, 0.18, 0.9), (0.20, 0.34, 2.7), (0.50, 0.36, 0.6),
    (0.77, 0.40, 1.8), (0.05, 0.58, 1.2), (0.33, 0.60, 2.1), (0.62, 0.63, 0.1), (0.90, 0.66, 2.6), (0.17, 0.83, 0.5),
    (0.46, 0.86, 1.6), (0.75, 0.88, 2.9),
)  # fmt: skip


def confetti(canvas: Canvas) -> Layers:
    """Short rounded strips tossed about, moved and turned a little by chance."""
    places = canvas.constant(_PIECES)
    count = len(_PIECES)
    shift = 0.03 * canvas.normals(2 * count).clamp(-2.0, 2.0).reshape(canvas.batch, count, 2)
    spin = places[:, 2] + canvas.uniform(-0.5, 0.5)[:, 0]
    length, radius = canvas.uniform(0.03, 0.08), canvas.uniform(0.022, 0.04)
    covers: list[list[Tensor]] = [[], [], [], []]
    for index in range(count):
        dx = wrap(canvas.x - places[index, 0] - shift[:, index, 0, None, None])
        dy = wrap(canvas.y - places[index, 1] - shift[:, index, 1, None, None])
        along, across = turned(dx, dy, spin[:, index, None, None])
        over = along - torch.minimum(torch.maximum(along, -length), length)
        covers[index % 4].append(torch.hypot(over, across))
    return [(canvas.cover(union(parts) - radius), ink) for ink, parts in enumerate(covers, 1)]
