"""Growing ornament, of the second group: vines, scrolls and whiplash lines that run on from tile to tile."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, Layers, wrap
from core.training.patterns.shapes import Point, bezier, bulge, curl, petal, stroke, taper, union


def _stem(canvas: Canvas, u: Tensor, sway: Tensor, phase: float, half: Tensor) -> Tensor:
    """A stem that swings about u = 0 once a tile as it rises."""
    angle = 2.0 * math.pi * (canvas.y + phase)
    steep = torch.sqrt(1.0 + (2.0 * math.pi * sway * torch.cos(angle)) ** 2)
    return (u - sway * torch.sin(angle)).abs() / steep - half


def vines(canvas: Canvas) -> Layers:
    """After Morris: two swaying stems a tile, leaves from both into every hollow and a flower in its middle."""
    sway, half = canvas.uniform(0.09, 0.12), canvas.uniform(0.012, 0.018)
    length, width = canvas.uniform(0.28, 0.33), canvas.uniform(0.06, 0.08)
    lean, flower = canvas.uniform(0.2, 0.45), canvas.uniform(0.10, 0.13)
    stems, blades, ribs, rosettes = [], [], [], []
    for column in (0.0, 0.5):
        u = wrap(canvas.x + column)
        stems.append(_stem(canvas, u, sway, column, half))
        for side, rise in ((1.0, 0.25), (-1.0, 0.75)):
            inward, v = sway - side * u, side * wrap(canvas.y + column - rise)
            for angle, size in ((lean, 1.0), (lean - 1.35, 0.8)):
                blades.append(petal(inward, v, (0.0, 0.0), angle, length * size, width * size))
                ribs.append(petal(inward, v, (0.01, 0.0), angle, length * size * 0.85, 0.012, 0.6))
        across, down = wrap(canvas.x + 0.25 + column), wrap(canvas.y - 0.25 + column)
        lobe = 0.8 + 0.2 * torch.cos(6.0 * torch.atan2(down, across))
        rosettes.append(torch.hypot(across, down) - flower * lobe)
    leafage = union(blades)
    return [
        (canvas.cover(torch.minimum(union(stems), leafage - 0.014)), 3),
        (canvas.cover(leafage), 1),
        (canvas.cover(union(ribs)), 4),
        (canvas.cover(union(rosettes)), 2),
        (canvas.cover(union(rosettes) + flower * 0.5), 4),
    ]


def scrolls(canvas: Canvas) -> Layers:
    """The rinceau: a wave of stem, a volute about a flower in each bend of it, and leaves on its back."""
    row = torch.floor(2.0 * canvas.y)
    x = canvas.x + 0.25 * torch.remainder(row, 2.0)
    side = 1.0 - 2.0 * torch.remainder(torch.floor(2.0 * x), 2.0)
    u, v = wrap(2.0 * x - 0.5) / 2.0, side * (canvas.y - 0.5 * row - 0.25)
    crest, half = canvas.uniform(0.12, 0.145), canvas.uniform(0.013, 0.019)
    angle = 2.0 * math.pi * u
    steep = torch.sqrt(1.0 + (2.0 * math.pi * crest * torch.sin(angle)) ** 2)
    stem = (v + crest * torch.cos(angle)).abs() / steep - half
    middle, size = (0.015, 0.065), canvas.uniform(0.135, 0.15)
    spiral = curl(middle, 2.75, -3.6, size, 0.55, 14)
    volute = stroke(u, v, [(-0.225, -0.01), *spiral], taper(half, 0.011, 15))
    lobe, lobes = canvas.uniform(0.085, 0.105), []
    for turn in (2.2, 1.2, 0.2, -0.8):
        root = (middle[0] + 0.105 * math.cos(turn), middle[1] + 0.105 * math.sin(turn))
        lobes.append(petal(u, v, root, turn - 0.9, lobe, 0.03))
    for place, lift in ((-0.12, -0.85), (0.0, -1.2), (0.12, -1.5)):
        seat = (place, -crest * math.cos(2.0 * math.pi * place))
        lobes.append(petal(u, v, seat, lift, lobe, 0.028))
    around = torch.atan2(v - middle[1], u - middle[0])
    flower = torch.hypot(u - middle[0], v - middle[1]) - canvas.uniform(0.044, 0.054) * (
        0.8 + 0.2 * torch.cos(5 * around)
    )
    return [
        (canvas.cover(union(lobes)), 2),
        (canvas.cover(torch.minimum(stem, volute)), 1),
        (canvas.cover(flower), 3),
        (canvas.cover(flower + 0.026), 4),
    ]


def whiplash(canvas: Canvas) -> Layers:
    """Art nouveau: long stems that sweep up, bend over and end in a bud, two to a tile, with slender leaves."""
    bend, drop = canvas.uniform(0.20, 0.27), canvas.uniform(0.02, 0.12)
    thick, leafy = canvas.uniform(0.018, 0.026), canvas.uniform(0.04, 0.055)
    bud = canvas.uniform(0.07, 0.095)
    stems, leaves_, buds, hearts = [], [], [], []
    for side, shift in ((1.0, 0.0), (-1.0, 0.5)):
        u, v = side * wrap(canvas.x + shift), wrap(canvas.y + shift)
        tip: Point = (bend, -0.10 + drop)
        line = bezier((-0.12, 0.46), (-0.30, 0.05), (0.02, -0.62), tip, 12)
        stems.append(stroke(u, v, line, taper(thick, 0.009, 12)))
        counter = bezier((-0.17, 0.30), (-0.05, 0.05), (0.10, 0.10), (0.16, 0.30), 10)
        leaves_.append(stroke(u, v, counter, bulge(leafy, 10)))
        other = bezier((-0.185, 0.10), (-0.30, 0.0), (-0.32, -0.16), (-0.24, -0.36), 9)
        leaves_.append(stroke(u, v, other, bulge(leafy * 0.8, 9)))
        buds.append(petal(u, v, tip, 1.45, bud * 2.6, bud))
        hearts.append(petal(u, v, tip, 1.45, bud * 1.5, bud * 0.5))
    return [
        (canvas.cover(union(leaves_)), 2),
        (canvas.cover(union(stems)), 1),
        (canvas.cover(union(buds)), 3),
        (canvas.cover(union(hearts)), 4),
    ]


def peacocks(canvas: Canvas) -> Layers:
    """Eye feathers in overlapping rows: barbs, a ringed eye and a quill."""
    layers = [canvas.x.new_zeros(canvas.batch, canvas.size, canvas.size) for _ in range(4)]
    width, eye = canvas.uniform(0.20, 0.235), canvas.uniform(0.075, 0.10)
    inner, low = eye * canvas.uniform(0.5, 0.7), canvas.uniform(0.0, 0.02)
    first = torch.floor(4.0 * canvas.y)
    for step in (-1, 0, 1, 2, 3):
        row = first + step
        u, v = wrap(2.0 * canvas.x + 0.5 * torch.remainder(row, 2.0)) / 2.0, canvas.y - row / 4.0
        feather = petal(u, v, (0.0, 0.24), -0.5 * math.pi, 0.62, width, 1.6)
        ring = torch.hypot(u, (v + 0.16 + low) * 0.8) - eye
        barbs = torch.maximum(feather + 0.03, wrap((v + 0.6 * u.abs()) * 20.0).abs() / 24.0 - 0.011)
        bands = [feather + 0.014, torch.maximum(barbs, 0.02 - ring), ring, ring + eye - inner]
        disc_ = canvas.cover(feather)
        layers = [under * (1.0 - disc_) + disc_ * canvas.cover(band) for under, band in zip(layers, bands, strict=True)]
    return list(zip(layers, (1, 4, 2, 3), strict=True))
