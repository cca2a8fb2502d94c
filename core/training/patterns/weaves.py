"""Patterns of cloth and floor: argyle, houndstooth, herringbone, basket weave, ikat and the Greek key."""

from __future__ import annotations

import math

import torch

from core.training.patterns.canvas import Canvas, Layers, wrap
from core.training.patterns.shapes import union


def argyle(canvas: Canvas) -> Layers:
    """Diamonds tip to tip in one ink, smaller ones between them, and crossing lines."""
    across, down = 3.0, 2.0
    steep = math.hypot(across, down)
    lozenge = (wrap(across * canvas.x).abs() + wrap(down * canvas.y).abs()) / steep
    between = (wrap(across * canvas.x + 0.5).abs() + wrap(down * canvas.y + 0.5).abs()) / steep
    line = canvas.uniform(0.008, 0.014)
    crossing = union([wrap(across * canvas.x + side * down * canvas.y).abs() / steep - line for side in (-1.0, 1.0)])
    return [
        (canvas.cover(lozenge - canvas.uniform(0.11, 0.136)), 1),
        (canvas.cover(between - canvas.uniform(0.06, 0.11)), 2),
        (canvas.cover(crossing), 3),
    ]


def houndstooth(canvas: Canvas) -> Layers:
    """The broken check: a point is dark where two of warp, weft and twill are (their median)."""
    repeats, width = 3.0, canvas.uniform(0.21, 0.29)
    warp, weft = ((wrap(repeats * axis).abs() - width) / repeats for axis in (canvas.x, canvas.y))
    twill = (wrap(2.0 * repeats * (canvas.x + canvas.y)).abs() - canvas.uniform(0.20, 0.30)) / (2.0**1.5 * repeats)
    line = canvas.uniform(0.01, 0.03)
    pane = [wrap(axis + 0.5 / repeats).abs() - line for axis in (canvas.x, canvas.y)]
    tooth = torch.maximum(torch.minimum(warp, weft), torch.minimum(torch.maximum(warp, weft), twill))
    return [(canvas.cover(tooth), 1), (canvas.cover(union(pane)) * canvas.uniform(0.6, 0.9), 2)]


def herringbone(canvas: Canvas) -> Layers:
    """Parquet of bricks three squares long, laid at 45 degrees, with a line along each."""
    grid, unit = 6.0, 6.0 * math.sqrt(2.0)
    # A little off the pixels' grid, so that no centre lies on an edge, where rounding would choose the brick.
    p, q = grid * (canvas.x + canvas.y) + 0.013, grid * (canvas.x - canvas.y) + 0.007
    i, j = torch.floor(p), torch.floor(q)
    step = torch.remainder(i - j, 6.0)  # 0, 1, 2 lie along p; 5, 4, 3 along q
    lying = step < 2.5
    along = torch.where(lying, step + p - i, 5.0 - step + q - j) - 1.5
    across = torch.where(lying, q - j, p - i) - 0.5
    gap = canvas.uniform(0.06, 0.14)
    brick = canvas.cover(torch.maximum(along.abs() - 1.5, across.abs() - 0.5) / unit + gap / unit)
    inlay = torch.maximum(along.abs() - canvas.uniform(0.7, 1.25), across.abs() - canvas.uniform(0.09, 0.2))
    first = lying.to(brick.dtype)
    return [(brick * first, 1), (brick * (1.0 - first), 2), (canvas.cover(inlay / unit), 3)]


def basket(canvas: Canvas) -> Layers:
    """Squares of three bars, upright and lying in turn."""
    grid = 4.0
    column, row = torch.floor(grid * canvas.x), torch.floor(grid * canvas.y)
    u, v = grid * canvas.x - column - 0.5, grid * canvas.y - row - 0.5
    upright = torch.remainder(column + row, 2.0)
    across, along = torch.lerp(v, u, upright), torch.lerp(u, v, upright)
    width = canvas.uniform(0.27, 0.40)
    bars = (wrap(3.0 * across).abs() - width) / 3.0
    bar = canvas.cover(torch.maximum(bars, along.abs() - canvas.uniform(0.42, 0.48)) / grid)
    middle = torch.maximum(across.abs() - 0.45 * width / 3.0, along.abs() - canvas.uniform(0.1, 0.38))
    return [(bar * upright, 1), (bar * (1.0 - upright), 2), (canvas.cover(middle / grid), 3)]


def ikat(canvas: Canvas) -> Layers:
    """Nested lozenges whose edges run along the threads in teeth, as dyed yarn does."""
    u, v = wrap(2.0 * canvas.x), wrap(canvas.y)
    teeth = canvas.uniform(0.10, 0.22) * (0.5 - wrap(12.0 * canvas.x).abs())
    height = canvas.uniform(0.8, 1.0)
    layers: Layers = []
    for parity, inks in ((0.0, (1, 2, 4)), (0.5, (3, 1, 4))):
        across, down = wrap(u + parity).abs(), wrap(v + parity).abs()
        lozenge = across + height * (down - 0.5 * teeth) * 1.2
        sizes = (canvas.uniform(0.40, 0.48), canvas.uniform(0.24, 0.34), canvas.uniform(0.08, 0.18))
        layers += [(canvas.cover((lozenge - size) / 3.0), ink) for size, ink in zip(sizes, inks, strict=True)]
    return layers


_KEY = ((0, 5, 6, 5), (0, 0, 0, 5), (0, 0, 4, 0), (4, 0, 4, 3), (2, 3, 4, 3), (2, 2, 2, 3), (6, 0, 6, 5))


def meander(canvas: Canvas) -> Layers:
    """Rows of the Greek key, every second one upside down in another ink, with a line between the rows."""
    layers: Layers = []
    half = canvas.uniform(0.022, 0.036)
    for turn, ink in ((1.0, 1), (-1.0, 2)):
        u = 12.0 * (0.5 * (wrap(turn * 2.0 * canvas.x - 0.5) + 0.5))
        v = 14.0 * turn * wrap(canvas.y - 0.25 * turn) + 2.5
        parts = []
        for left, top, right, bottom in _KEY:
            du = torch.maximum(left - u, u - right).clamp(min=0.0) / 12.0
            dv = torch.maximum(top - v, v - bottom).clamp(min=0.0) / 14.0
            parts.append(torch.maximum(du, dv))
        layers.append((canvas.cover(union(parts) - half), ink))
    line = wrap(2.0 * canvas.y).abs() / 2.0 - canvas.uniform(0.008, 0.016)
    return [*layers, (canvas.cover(line), 3)]
