"""Patterns made of fitted pieces: fish scales (seigaiha), terrazzo chips and Truchet arcs."""

from __future__ import annotations

import torch

from core.training.patterns.canvas import Canvas, Layers, wrap

_TURNED = torch.tensor([[0, 1, 1, 0], [1, 0, 1, 1], [0, 0, 1, 0], [1, 1, 0, 1]], dtype=torch.bool)
_CHIPS = torch.tensor(
    [[0.18, 0.14], [0.52, 0.22], [0.83, 0.10], [0.10, 0.47], [0.40, 0.55], [0.72, 0.42], [0.24, 0.83], [0.58, 0.86],
     [0.90, 0.72]]
)  # fmt: skip
_CHIP_INKS = torch.tensor([1, 2, 3, 4, 1, 2, 3, 4, 1])


def scales(canvas: Canvas) -> Layers:
    """Seigaiha, the Japanese wave of overlapping ringed circles; a lower row lies over the one above it."""
    radius, pitch = 0.25, 0.125
    rings = [canvas.uniform(0.74, 0.86), canvas.uniform(0.50, 0.62), canvas.uniform(0.22, 0.38)]
    layers = [torch.zeros(canvas.batch, canvas.size, canvas.size) for _ in range(4)]
    first_row = torch.floor(canvas.y / pitch)
    for step in (-1, 0, 1, 2):
        row = first_row + step
        across = wrap(2.0 * canvas.x + 0.5 * torch.remainder(row, 2.0)) / 2.0
        reach = torch.hypot(across, canvas.y - row * pitch)
        disc = canvas.cover(reach - radius)
        bands = [canvas.cover(reach - radius * 0.94)] + [canvas.cover(reach - radius * ring) for ring in rings]
        layers = [under * (1.0 - disc) + disc * band for under, band in zip(layers, bands, strict=True)]
    return list(zip(layers, (1, 2, 1, 3), strict=True))


def terrazzo(canvas: Canvas) -> Layers:
    """Stone chips: the cells of a toroidal Voronoi diagram, moved a little and shrunk by chance, in four inks."""
    count = len(_CHIPS)
    seeds = _CHIPS + 0.1 * (canvas.numbers(2 * count).reshape(canvas.batch, count, 2) - 0.5)
    dx = wrap(canvas.x[:, None] - seeds[:, :, 0, None, None])
    dy = wrap(canvas.y[:, None] - seeds[:, :, 1, None, None])
    nearest = torch.topk(dx**2 + dy**2, 2, dim=1, largest=False)
    first, second = nearest.indices[:, :1], nearest.indices[:, 1:]
    apart = torch.hypot(dx.gather(1, first) - dx.gather(1, second), dy.gather(1, first) - dy.gather(1, second))
    to_edge = ((nearest.values[:, 1:] - nearest.values[:, :1]) / (2.0 * apart + 1e-6))[:, 0]
    chip = canvas.cover(canvas.uniform(0.008, 0.035) - to_edge)
    ink = _CHIP_INKS[first[:, 0]]
    return [(chip * (ink == number), number) for number in (1, 2, 3, 4)]


def truchet(canvas: Canvas) -> Layers:
    """Smith's Truchet tiles: two quarter arcs a square, each square turned or not, drawn as double strokes."""
    grid = len(_TURNED)
    row, column = torch.floor(canvas.y * grid), torch.floor(canvas.x * grid)
    u, v = grid * canvas.x - column, grid * canvas.y - row
    u = torch.where(_TURNED[row.long(), column.long()], 1.0 - u, u)
    stroke = torch.minimum((torch.hypot(u, v) - 0.5).abs(), (torch.hypot(1.0 - u, 1.0 - v) - 0.5).abs())
    outer = canvas.uniform(0.16, 0.26)
    inner = outer * canvas.uniform(0.4, 0.7)
    return [(canvas.cover((stroke - outer) / grid), 1), (canvas.cover((stroke - inner) / grid), 2)]
