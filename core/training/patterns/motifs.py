"""Patterns made of a motif on a lattice: dots, rosettes, ogees and leaves."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, Layers, half_drop, wrap
from core.training.patterns.shapes import leaf, turned, union


def dots(canvas: Canvas) -> Layers:
    """Polka dots in diagonal rows, with small ones between."""
    p, q, pitch = 3.0 * (canvas.x + canvas.y), 3.0 * (canvas.x - canvas.y), 3.0 * math.sqrt(2.0)
    large = torch.hypot(wrap(p), wrap(q)) - canvas.uniform(0.20, 0.36)
    small = torch.hypot(wrap(p + 0.5), wrap(q + 0.5)) - canvas.uniform(0.08, 0.17)
    return [(canvas.cover(large / pitch), 1), (canvas.cover(small / pitch), 2)]


def rings(canvas: Canvas) -> Layers:
    """Large dots with a ring and an eye, in half drop."""
    u, v, _ = half_drop(canvas, 2)
    reach, radius = torch.hypot(u, v), canvas.uniform(0.32, 0.46)
    eye = radius * canvas.uniform(0.2, 0.45)
    return [
        (canvas.cover((reach - radius) / 2), 1),
        (canvas.cover((reach - 0.5 * (radius + eye)) / 2), 2),
        (canvas.cover((reach - eye) / 2), 3),
    ]


def _rosette(canvas: Canvas, petals: int) -> Layers:
    u, v, _ = half_drop(canvas, 2)
    reach, lobe = torch.hypot(u, v), torch.cos(0.5 * petals * (torch.atan2(v, u) + 0.5 * math.pi)).abs()
    radius, depth = canvas.uniform(0.38, 0.48), canvas.uniform(0.35, 0.6)
    inner, button = canvas.uniform(0.5, 0.7), canvas.uniform(0.16, 0.28)
    petal = 1.0 - depth + depth * lobe.pow(0.8)
    between = torch.hypot(u, wrap(v + 0.5)) - canvas.uniform(0.03, 0.10)
    return [
        (canvas.cover((reach - radius * petal) * 0.8 / 2), 1),
        (canvas.cover((reach - radius * inner * petal) * 0.8 / 2), 2),
        (canvas.cover((reach - radius * button) / 2), 3),
        (canvas.cover(between / 2), 4),
    ]


def blossoms(canvas: Canvas) -> Layers:
    """Flowers of five petals with an inner flower, a button and a bead between."""
    return _rosette(canvas, 5)


def daisies(canvas: Canvas) -> Layers:
    """The same with eight petals."""
    return _rosette(canvas, 8)


def ogees(canvas: Canvas) -> Layers:
    """The damask's ogee: onion-shaped cells that fill the plane, each with a smaller ogee and a bud inside."""
    rim, inner, bud = canvas.uniform(0.80, 0.92), canvas.uniform(0.45, 0.68), canvas.uniform(0.14, 0.30)
    layers: Layers = []
    for parity in (0.0, 0.5):
        u, v = 2.0 * wrap(canvas.x + parity), wrap(canvas.y + parity)
        if parity == 0.0:
            layers.append((_ogee(canvas, u, v, torch.ones_like(rim)), 1))
        layers += [(_ogee(canvas, u, v, rim), 2), (_ogee(canvas, u, v, inner), 3)]
        layers.append((canvas.cover((torch.hypot(u, 2.0 * v) - bud) / 2), 4))
    return layers


def _ogee(canvas: Canvas, u: Tensor, v: Tensor, scale: Tensor) -> Tensor:
    angle = 2.0 * math.pi * (v / scale).clamp(-0.5, 0.5)
    width = scale * (0.5 + 0.5 * torch.cos(angle))
    steepness = torch.sqrt(4.0 + (math.pi * torch.sin(angle)) ** 2)
    return canvas.cover((u.abs() - width) / steepness)


def leaves(canvas: Canvas) -> Layers:
    """Leaning sprigs of three leaves with midribs and a berry, every second column mirrored."""
    u, v, parity = half_drop(canvas, 2)
    u, v = turned(u * (1.0 - 2.0 * parity), v, -0.3)
    v = v - 0.32
    length, width, spread = canvas.uniform(0.64, 0.78), canvas.uniform(0.12, 0.17), canvas.uniform(0.55, 0.8)
    blades, ribs = [], []
    for side in (-1.0, 0.0, 1.0):
        angle, size = side * spread - 0.5 * math.pi, length * (1.0 if side == 0.0 else 0.8)
        along, across = turned(u, v, angle)
        blades.append(leaf(along, across, size, width))
        ribs.append(leaf(along, across, size * 0.85, 0.035))
    berry = torch.hypot(u, v - 0.08) - canvas.uniform(0.06, 0.10)
    return [(canvas.cover(shape / 2), ink) for ink, shape in enumerate((union(blades), union(ribs), berry), 1)]
