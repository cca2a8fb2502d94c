"""Patterns made of fitted pieces: fish scales (seigaiha), terrazzo chips and Truchet arcs."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, Layers, wrap

_RADIUS, _PITCH, _RAYS = 0.25, 0.125, 16
_TURNED = ((0, 1, 1, 0), (1, 0, 1, 1), (0, 0, 1, 0), (1, 1, 0, 1))
_CHIPS = (
    (0.18, 0.14), (0.52, 0.22), (0.83, 0.10), (0.10, 0.47), (0.40, 0.55), (0.72, 0.42), (0.24, 0.83), (0.58, 0.86),
    (0.90, 0.72),
)  # fmt: skip
_CHIP_INKS = (1, 2, 3, 4, 1, 2, 3, 4, 1)


def _overlapping(canvas: Canvas) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Discs of a quarter tile in half-drop rows, a lower row over the one above it: reach, sideways, downwards."""
    first_row = torch.floor(canvas.y / _PITCH)
    for step in (-1, 0, 1, 2):
        row = first_row + step
        across, down = wrap(2.0 * canvas.x + 0.5 * torch.remainder(row, 2.0)) / 2.0, canvas.y - row * _PITCH
        yield torch.hypot(across, down), across, down


def _over(layers: list[Tensor], disc: Tensor, bands: list[Tensor]) -> list[Tensor]:
    return [under * (1.0 - disc) + disc * band for under, band in zip(layers, bands, strict=True)]


def scales(canvas: Canvas) -> Layers:
    """Seigaiha, the Japanese wave of overlapping ringed circles."""
    rings = [canvas.uniform(0.74, 0.86), canvas.uniform(0.50, 0.62), canvas.uniform(0.22, 0.38)]
    layers = [canvas.x.new_zeros(canvas.batch, canvas.size, canvas.size) for _ in range(4)]
    for reach, _, _ in _overlapping(canvas):
        bands = [canvas.cover(reach - _RADIUS * 0.94)] + [canvas.cover(reach - _RADIUS * ring) for ring in rings]
        layers = _over(layers, canvas.cover(reach - _RADIUS), bands)
    return list(zip(layers, (1, 2, 1, 3), strict=True))


def fans(canvas: Canvas) -> Layers:
    """Art deco fans: overlapping discs with rays between a rim and an eye."""
    rim, eye, share = canvas.uniform(0.80, 0.88), canvas.uniform(0.30, 0.45), canvas.uniform(0.2, 0.33)
    layers = [canvas.x.new_zeros(canvas.batch, canvas.size, canvas.size) for _ in range(4)]
    for reach, across, down in _overlapping(canvas):
        turn = torch.atan2(across, -down) * (_RAYS / (2.0 * math.pi))
        ray = (wrap(turn).abs() - share) * (2.0 * math.pi / _RAYS) * reach
        ray = torch.maximum(ray, torch.maximum(reach - _RADIUS * (rim - 0.06), _RADIUS * (eye + 0.06) - reach))
        bands = [canvas.cover(reach - _RADIUS * 0.94), canvas.cover(reach - _RADIUS * rim), canvas.cover(ray)]
        layers = _over(layers, canvas.cover(reach - _RADIUS), [*bands, canvas.cover(reach - _RADIUS * eye)])
    return list(zip(layers, (1, 4, 3, 2), strict=True))


def terrazzo(canvas: Canvas) -> Layers:
    """Stone chips: the cells of a toroidal Voronoi diagram, moved a little and shrunk by chance, in four inks."""
    count = len(_CHIPS)
    seeds = canvas.constant(_CHIPS) + 0.1 * (canvas.numbers(2 * count).reshape(canvas.batch, count, 2) - 0.5)
    dx = wrap(canvas.x[:, None] - seeds[:, :, 0, None, None])
    dy = wrap(canvas.y[:, None] - seeds[:, :, 1, None, None])
    nearest = torch.topk(dx**2 + dy**2, 2, dim=1, largest=False)
    first, second = nearest.indices[:, :1], nearest.indices[:, 1:]
    apart = torch.hypot(dx.gather(1, first) - dx.gather(1, second), dy.gather(1, first) - dy.gather(1, second))
    to_edge = ((nearest.values[:, 1:] - nearest.values[:, :1]) / (2.0 * apart + 1e-6))[:, 0]
    chip = canvas.cover(canvas.uniform(0.008, 0.035) - to_edge)
    ink = canvas.constant(_CHIP_INKS)[first[:, 0]]
    return [(chip * (ink == number), number) for number in (1, 2, 3, 4)]


def truchet(canvas: Canvas) -> Layers:
    """Smith's Truchet tiles: two quarter arcs a square, each square turned or not, drawn as double strokes."""
    grid = len(_TURNED)
    row, column = torch.floor(canvas.y * grid), torch.floor(canvas.x * grid)
    u, v = grid * canvas.x - column, grid * canvas.y - row
    turned = canvas.constant(_TURNED)[torch.remainder(row, grid).long(), torch.remainder(column, grid).long()]
    u = torch.lerp(u, 1.0 - u, turned)
    stroke = torch.minimum((torch.hypot(u, v) - 0.5).abs(), (torch.hypot(1.0 - u, 1.0 - v) - 0.5).abs())
    outer = canvas.uniform(0.16, 0.26)
    inner = outer * canvas.uniform(0.4, 0.7)
    return [(canvas.cover((stroke - outer) / grid), 1), (canvas.cover((stroke - inner) / grid), 2)]
