"""Patterns made of fitted pieces: fish scales (seigaiha), terrazzo chips and Truchet arcs."""

from __future__ import annotations

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, wrap


def scales(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Seigaiha, the Japanese wave of overlapping ringed circles; a lower row lies over the one above it."""
    columns = canvas.choice(2, 3, 4)
    radius = 0.5 / columns
    pitch = 0.5 * radius
    rings = [canvas.uniform(0.76, 0.84), canvas.uniform(0.52, 0.60), canvas.uniform(0.26, 0.36)]
    layers = [torch.zeros(canvas.batch, canvas.size, canvas.size) for _ in range(4)]
    first_row = torch.floor(canvas.y / pitch)
    for step in (-1, 0, 1, 2):
        row = first_row + step
        across = wrap(columns * canvas.x + 0.5 * torch.remainder(row, 2.0)) / columns
        reach = torch.hypot(across, canvas.y - row * pitch)
        disc = canvas.cover(reach - radius)
        bands = [canvas.cover(reach - radius * 0.94)] + [canvas.cover(reach - radius * ring) for ring in rings]
        layers = [under * (1.0 - disc) + disc * band for under, band in zip(layers, bands, strict=True)]
    return list(zip(layers, (1, 2, 1, 3), strict=True))


def terrazzo(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Stone chips: the cells of a toroidal Voronoi diagram, shrunk by chance, in four inks."""
    grid = canvas.one_of(3, 4)
    count = grid * grid
    jitter = torch.rand(canvas.batch, count, 2, generator=canvas.chance) * 0.8 + 0.1
    cells = torch.stack(torch.meshgrid(torch.arange(grid), torch.arange(grid), indexing="ij"), -1).reshape(count, 2)
    seeds = (cells + jitter) / grid
    dx = wrap(canvas.x[:, None] - seeds[:, :, 0, None, None])
    dy = wrap(canvas.y[:, None] - seeds[:, :, 1, None, None])
    nearest = torch.topk(dx**2 + dy**2, 2, dim=1, largest=False)
    first, second = nearest.indices[:, :1], nearest.indices[:, 1:]
    apart = torch.hypot(dx.gather(1, first) - dx.gather(1, second), dy.gather(1, first) - dy.gather(1, second))
    to_edge = ((nearest.values[:, 1:] - nearest.values[:, :1]) / (2.0 * apart + 1e-6))[:, 0]
    gap = (torch.rand(canvas.batch, count, generator=canvas.chance) * 0.10 + 0.02) / grid
    ink = torch.randint(1, 5, (canvas.batch, count), generator=canvas.chance)
    which = first[:, 0].reshape(canvas.batch, -1)
    chip = canvas.cover(gap.gather(1, which).reshape(to_edge.shape) - to_edge)
    inked = ink.gather(1, which).reshape(to_edge.shape)
    return [(chip * (inked == number), number) for number in (1, 2, 3, 4)]


def truchet(canvas: Canvas) -> list[tuple[Tensor, int]]:
    """Smith's Truchet tiles: two quarter arcs a square, each square turned by chance, drawn as double strokes."""
    grid = canvas.one_of(2, 4)
    turned = torch.rand(canvas.batch, grid, grid, generator=canvas.chance) < 0.5
    row, column = (torch.floor(axis * grid).long()[0] for axis in (canvas.y, canvas.x))
    u, v = grid * canvas.x - column, grid * canvas.y - row
    u = torch.where(turned[:, row, column], 1.0 - u, u)
    near = (torch.hypot(u, v) - 0.5).abs()
    far = (torch.hypot(1.0 - u, 1.0 - v) - 0.5).abs()
    stroke = torch.minimum(near, far)
    outer = canvas.uniform(0.16, 0.24)
    inner, core = outer * canvas.uniform(0.5, 0.7), outer * 0.25 * canvas.coin(0.5)
    return [
        (canvas.cover((stroke - outer) / grid), 1),
        (canvas.cover((stroke - inner) / grid), 2),
        (canvas.cover((stroke - core) / grid) * (core > 0), 3),
    ]
