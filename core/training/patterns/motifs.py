"""Patterns made of a motif on a lattice: dots, rosettes, ogees and leaves."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, half_drop, wrap


def dots(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Polka dots on a half-drop lattice, some with an eye, some with small dots between."""
    repeats = canvas.choice(2, 4)
    u, v, _ = half_drop(canvas, repeats)
    radius = canvas.uniform(0.24, 0.38)
    reach = torch.hypot(u, v)
    eye = canvas.uniform(0.4, 0.7) * radius * canvas.coin(0.6)
    between = torch.hypot(u, wrap(v + 0.5))
    small = canvas.uniform(0.07, 0.12) * canvas.coin(0.6)
    return [
        (canvas.cover((reach - radius) / repeats), 1),
        (canvas.cover((reach - eye) / repeats) * (eye > 0), 2),
        (canvas.cover((between - small) / repeats) * (small > 0), 3),
    ]


def rosettes(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Flowers by rotational symmetry, four to eight petals, with an inner flower and a button."""
    repeats = canvas.choice(2, 2, 4)
    u, v, parity = half_drop(canvas, repeats)
    reach, angle = torch.hypot(u, v), torch.atan2(v, u)
    petals, radius = canvas.choice(4, 5, 6, 8), canvas.uniform(0.42, 0.50)
    sharpness = canvas.uniform(0.5, 1.2)

    def flower(size: Tensor, turn: float) -> Tensor:
        lobe = torch.cos(0.5 * petals * (angle + turn)).abs().pow(sharpness)
        return canvas.cover((reach - size * (0.45 + 0.55 * lobe)) * 0.8 / repeats)

    between = torch.hypot(u, wrap(v + 0.5)) - canvas.uniform(0.06, 0.11)
    return [
        (flower(radius, 0.0), 1),
        (flower(radius * canvas.uniform(0.5, 0.7), 0.0), 2),
        (canvas.cover((reach - radius * canvas.uniform(0.18, 0.28)) / repeats), 3),
        (canvas.cover(between / repeats) * (parity >= 0), 4),
    ]


def ogees(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """The damask's ogee: onion-shaped cells that fill the plane, each with a smaller ogee and a bud inside."""
    repeats = canvas.choice(2, 2, 4)
    stretch = 0.5 * repeats  # an ogee is twice as high as wide
    column = repeats * canvas.x
    rim, inner, bud = canvas.uniform(0.82, 0.92), canvas.uniform(0.5, 0.68), canvas.uniform(0.16, 0.30)
    layers = []
    for parity in (0.0, 1.0):
        u = wrap(0.5 * (column + parity)) * 2.0
        v = wrap(stretch * canvas.y + 0.5 * parity)
        half_width = 0.5 + 0.5 * torch.cos(2.0 * math.pi * v)
        steepness = torch.sqrt(1.0 + (0.5 * math.pi * torch.sin(2.0 * math.pi * v)) ** 2)

        def ogee(scale: Tensor, u: Tensor = u, v: Tensor = v, steep: Tensor = steepness) -> Tensor:
            width = scale * (0.5 + 0.5 * torch.cos(2.0 * math.pi * (v / scale).clamp(-0.5, 0.5)))
            return canvas.cover((u.abs() - width) / (steep * repeats))

        if parity == 0.0:
            layers.append((canvas.cover((u.abs() - half_width) / (steepness * repeats)), 1))
        layers += [(ogee(rim), 2), (ogee(inner), 3)]
        layers.append((canvas.cover((torch.hypot(u, 2.0 * v) - bud) / repeats), 4))
    return layers


def _leaf(along: Tensor, across: Tensor, length: Tensor, width: Tensor) -> Tensor:
    """Signed distance, about, to a leaf from (0, 0) to (length, 0), widest before its middle."""
    part = (along / length).clamp(0.0, 1.0)
    half_width = width * torch.sin(math.pi * part.pow(0.8))
    beyond = torch.maximum(-along, along - length).clamp(min=0.0)
    return torch.hypot(torch.clamp(across.abs() - half_width, min=0.0), beyond) + torch.minimum(
        across.abs() - half_width, torch.zeros(())
    )


def leaves(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Sprigs of three or five leaves with midribs and a berry, every second column mirrored."""
    repeats = canvas.choice(2, 2, 4)
    u, v, parity = half_drop(canvas, repeats)
    u = u * (1.0 - 2.0 * parity)
    lean = canvas.uniform(-0.3, 0.3)
    u, v = u * torch.cos(lean) - v * torch.sin(lean), u * torch.sin(lean) + v * torch.cos(lean)
    v = v - 0.34
    length, width, spread = canvas.uniform(0.50, 0.62), canvas.uniform(0.10, 0.15), canvas.uniform(0.7, 1.0)
    blade = torch.full_like(u, 9.0)
    rib = torch.full_like(u, 9.0)
    for turn in (-1.0, 0.0, 1.0):
        angle = turn * spread - 0.5 * math.pi
        size = length if turn == 0.0 else length * 0.85
        along = u * torch.cos(angle * torch.ones(())) + v * torch.sin(angle * torch.ones(()))
        across = -u * torch.sin(angle * torch.ones(())) + v * torch.cos(angle * torch.ones(()))
        blade = torch.minimum(blade, _leaf(along, across, size, width))
        rib = torch.minimum(rib, _leaf(along, across, size * 0.85, torch.full((), 0.022)))
    berry = torch.hypot(u, v - 0.08) - canvas.uniform(0.06, 0.09)
    return [
        (canvas.cover(blade / repeats), 1),
        (canvas.cover(rib / repeats), 2),
        (canvas.cover(berry / repeats), 3),
    ]
