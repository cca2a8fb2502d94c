"""Patterns on a lattice: quatrefoils, honeycomb, the hemp leaf, stars, halftone dots."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, Layers, half_drop, wrap
from core.training.patterns.shapes import union


def quatrefoils(canvas: Canvas) -> Layers:
    """The Moroccan trellis: four-lobed cells, each with a border and a small quatrefoil, and a bud between four."""
    u, v = wrap(2.0 * canvas.x).abs(), wrap(2.0 * canvas.y).abs()
    far, near = torch.maximum(u, v), torch.minimum(u, v)
    set_out = canvas.uniform(0.225, 0.245)
    foil = union([torch.hypot(far - set_out, near) - set_out, far - set_out])
    border, inner = canvas.uniform(0.05, 0.09), canvas.uniform(0.3, 0.55)
    small = union([torch.hypot(far - set_out * inner, near) - set_out * inner, far - set_out * inner])
    between = (1.0 - u - v) / math.sqrt(2.0) - canvas.uniform(0.08, 0.14)
    return [
        (canvas.cover(foil / 2), 1),
        (canvas.cover((foil + border) / 2), 4),
        (canvas.cover(small / 2), 2),
        (canvas.cover(between / 2), 3),
    ]


def _hexagons(canvas: Canvas) -> tuple[Tensor, Tensor]:
    """Distance from the nearest centre of two rectangular lattices, by the hexagon's gauge, and which lattice."""
    across, down = 5.0, 3.0  # nearly 1 : sqrt(3), so the hexagons are nearly regular
    offsets = [(wrap(across * canvas.x + s) / across, wrap(down * canvas.y + s) / down) for s in (0.0, 0.5)]
    gauges = [torch.maximum(u.abs(), 0.5 * u.abs() + math.sqrt(0.75) * v.abs()) for u, v in offsets]
    return torch.minimum(*gauges), (gauges[0] < gauges[1]).to(canvas.x.dtype)


def honeycomb(canvas: Canvas) -> Layers:
    """Hexagons with a smaller one and an eye in each, two inks in turn by rows."""
    gauge, first = _hexagons(canvas)
    cell = canvas.cover(gauge - canvas.uniform(0.080, 0.094))
    inner = gauge - canvas.uniform(0.045, 0.068)
    eye = gauge - canvas.uniform(0.015, 0.035)
    return [(cell * first, 1), (cell * (1.0 - first), 2), (canvas.cover(inner), 4), (canvas.cover(eye), 3)]


def asanoha(canvas: Canvas) -> Layers:
    """The hemp leaf: triangles cut at their middles; its leaves are tinted by direction."""
    across, down = 3.0, 2.0
    a, b = across * canvas.x + down * canvas.y, across * canvas.x - down * canvas.y
    a, b = a - torch.floor(a), b - torch.floor(b)
    high, low = torch.maximum(a, b), torch.minimum(a, b)
    shares = torch.stack([high - low, low, 1.0 - high])  # of the triangle's corners
    ordered = shares.sort(0).values
    height = 0.25
    line = canvas.uniform(0.008, 0.014)
    strokes = torch.minimum(ordered[0] * height, (ordered[1] - ordered[0]) * height / math.sqrt(3.0)) - line
    lying = (shares[0] <= ordered[0]).to(a.dtype)
    lines = canvas.cover(strokes)
    tints = canvas.uniform(0.2, 1.0), canvas.uniform(0.0, 1.0)
    return [(lying * tints[0], 2), ((1.0 - lying) * tints[1], 4), (lines, 1)]


def stars(canvas: Canvas) -> Layers:
    """Moroccan zellige: eight-pointed stars, crosses between them, and a smaller star in each."""
    u, v = wrap(2.0 * canvas.x).abs(), wrap(2.0 * canvas.y).abs()

    def star(u: Tensor, v: Tensor) -> Tensor:
        return torch.minimum(torch.maximum(u, v), (u + v) / math.sqrt(2.0))

    large, cross = star(u, v), star(0.5 - u, 0.5 - v)
    gap = canvas.uniform(0.02, 0.04)
    inner = canvas.uniform(0.20, 0.27)
    return [
        (canvas.cover((gap - (large - 0.3535)) / 2), 2),
        (canvas.cover((large - 0.3535 + gap) / 2), 1),
        (canvas.cover((large - inner) / 2), 4),
        (canvas.cover((large - inner * canvas.uniform(0.4, 0.75)) / 2), 3),
        (canvas.cover((cross - canvas.uniform(0.06, 0.13)) / 2), 3),
    ]


def halftone(canvas: Canvas) -> Layers:
    """Dots that swell and shrink down the tile, with counter-dots in a second ink."""
    u, v, _ = half_drop(canvas, 8)
    swell = torch.cos(2.0 * math.pi * canvas.y)
    middle, range_ = canvas.uniform(0.23, 0.29), canvas.uniform(0.07, 0.14)
    counter = torch.hypot(u, wrap(v + 0.5)) - canvas.uniform(0.10, 0.16) + 0.08 * swell
    return [
        (canvas.cover((torch.hypot(u, v) - middle - range_ * swell) / 8), 1),
        (canvas.cover(counter / 8), 2),
    ]
