"""Classic ornament, the second group: mirrored palmettes, medallions, lilies and arabesques on the centred lattice.

The layouts follow the plates of Owen Jones, The Grammar of Ornament, 1856: one half of a motif is drawn with leaves and
tapering strokes and mirrored, so that the tile has the plane group cmm or p4m.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from core.training.patterns.canvas import Canvas, Layers, centred, wrap
from core.training.patterns.shapes import bezier, bulge, curl, disc, leaf, petal, stroke, taper, turned, union

_UP, _DOWN = -0.5 * math.pi, 0.5 * math.pi


def _painted(canvas: Canvas, *shapes: tuple[Tensor, int]) -> Layers:
    return [(canvas.cover(distance), ink) for distance, ink in shapes]


def _frame(canvas: Canvas, u: Tensor, v: Tensor, width: Tensor) -> Tensor:
    """The ogee net between the cells of the centred lattice; ``u`` and ``v`` are offsets from a cell's centre."""
    angle = 2.0 * math.pi * v
    edge = 0.25 + 0.25 * torch.cos(angle)
    steep = torch.sqrt(1.0 + (0.5 * math.pi * torch.sin(angle)) ** 2)
    return (u.abs() - edge).abs() / steep - width


def damask(canvas: Canvas) -> Layers:
    """A palmette of seven leaves over curling stems, in a double net of ogees with a bud where its lines meet."""
    u, v, _ = centred(canvas)
    u = u.abs()
    root, spread = (0.0, 0.17), canvas.uniform(0.46, 0.54)
    length, width = canvas.uniform(0.40, 0.45), canvas.uniform(0.052, 0.064)
    blades, ribs = [], []
    for index, share in enumerate((1.0, 0.86, 0.68, 0.50)):
        angle = _UP + index * spread
        blades.append(petal(u, v, root, angle, length * share, width, 1.2))
        ribs.append(petal(u, v, root, angle, length * share * 0.82, 0.017, 1.2))
    volute = curl((0.118, 0.255), -2.6, 2.9, canvas.uniform(0.064, 0.078), 0.4)
    stem = stroke(u, v, [(0.0, 0.40), (0.05, 0.34), *volute], taper(0.018, 0.026, 11))
    foot = petal(u, v, (0.0, 0.24), _DOWN, canvas.uniform(0.19, 0.24), 0.05)
    heart = disc(u, v, 0.0, 0.185, canvas.uniform(0.045, 0.06))
    net = _frame(canvas, u, v, canvas.uniform(0.008, 0.018))
    bud = torch.hypot(*centred(canvas, 0.5)[:2]) - canvas.uniform(0.035, 0.055)
    return _painted(
        canvas,
        (net, 4),
        (union([*blades, stem, foot]), 1),
        (union(ribs), 3),
        (torch.minimum(heart, bud), 2),
        (heart + 0.024, 4),
    )


def lilies(canvas: Canvas) -> Layers:
    """The fleur-de-lis, powdered in half drop with small quatrefoils between."""
    u, v, _ = centred(canvas)
    u = u.abs()
    middle = petal(u, v, (0.0, 0.10), _UP, canvas.uniform(0.36, 0.42), canvas.uniform(0.055, 0.078), 1.3)
    reach = canvas.uniform(0.175, 0.215)
    side = bezier((0.02, 0.10), (0.05, -0.12), (0.06 + reach, -0.26), (0.05 + reach, -0.04), 15)
    thick = canvas.uniform(0.042, 0.054)
    wing = stroke(u, v, side, [0.012, *(0.018 + (thick - 0.018) * (step / 12.0) for step in range(13)), 0.012])
    tail = bezier((0.0, 0.16), (0.04, 0.24), (0.16, 0.30), (0.15, 0.18), 6)
    foot = stroke(u, v, tail, taper(0.028, 0.014, 6))
    point = petal(u, v, (0.0, 0.14), _DOWN, canvas.uniform(0.20, 0.26), 0.032)
    band = torch.maximum(u - canvas.uniform(0.08, 0.11), (v - 0.13).abs() - 0.022)
    rib = petal(u, v, (0.0, 0.07), _UP, 0.25, canvas.uniform(0.014, 0.022), 1.3)
    lily = union([middle, wing, foot, point])
    aside, above, _ = centred(canvas, 0.5)
    far, near = torch.maximum(aside.abs(), above.abs()), torch.minimum(aside.abs(), above.abs())
    foil = torch.hypot(far - 0.045, near) - canvas.uniform(0.032, 0.044)
    return _painted(canvas, (lily - 0.012, 1), (lily + 0.010, 2), (rib, 3), (band, 3), (foil, 4))


def _sector(u: Tensor, v: Tensor, count: int, shift: float = 0.0) -> tuple[Tensor, Tensor]:
    """Fold a full turn into one of ``count`` sectors: offset along its middle and across it (mirrored)."""
    turn = wrap(torch.atan2(v, u) * (count / (2.0 * math.pi)) + shift) * (2.0 * math.pi / count)
    reach = torch.hypot(u, v)
    return reach * torch.cos(turn), (reach * torch.sin(turn)).abs()


def medallions(canvas: Canvas) -> Layers:
    """Rosettes in the round: two rings of petals, a beaded rim and a small flower between four."""
    u, v = wrap(canvas.x), wrap(canvas.y)
    along, across = _sector(u, v, 12)
    between, aside = _sector(u, v, 12, 0.5)
    reach = torch.hypot(u, v)
    width = canvas.uniform(0.055, 0.07)
    outer = leaf(along - 0.10, across, canvas.uniform(0.31, 0.35), width * 1.15, 1.3)
    behind = leaf(between - 0.14, aside, canvas.uniform(0.29, 0.33), width, 1.5)
    inner = leaf(along - 0.06, across, canvas.uniform(0.14, 0.20), 0.042, 1.2)
    rim = (reach - 0.105).abs() - canvas.uniform(0.010, 0.02)
    corner_u, corner_v = wrap(canvas.x + 0.5), wrap(canvas.y + 0.5)
    small = leaf(*_sector(corner_u, corner_v, 4), canvas.uniform(0.21, 0.28), 0.055, 1.2)
    spike = leaf(*_sector(corner_u, corner_v, 4, 0.5), canvas.uniform(0.16, 0.23), 0.05, 1.2)
    eye = torch.hypot(corner_u, corner_v) - canvas.uniform(0.04, 0.06)
    return _painted(
        canvas,
        (union([behind, spike]), 4),
        (union([outer, small]), 1),
        (outer + canvas.uniform(0.016, 0.022), 2),
        (inner, 3),
        (torch.minimum(rim, reach - canvas.uniform(0.03, 0.055)), 1),
        (eye, 2),
    )


def arabesques(canvas: Canvas) -> Layers:
    """An interlace of rings about eight-pointed stars, each in a ring of eight leaves."""
    ring_size, band = canvas.uniform(0.37, 0.41), canvas.uniform(0.016, 0.026)
    size, inner = canvas.uniform(0.095, 0.12), canvas.uniform(0.4, 0.6)
    length, width = canvas.uniform(0.17, 0.20), canvas.uniform(0.042, 0.058)
    rings, stars, leaves = [], [], []
    for shift in (0.0, 0.5):
        u, v = wrap(canvas.x + shift), wrap(canvas.y + shift)
        rings.append(torch.hypot(u, v) - ring_size)
        stars.append(torch.minimum(torch.maximum(u.abs(), v.abs()), (u.abs() + v.abs()) / math.sqrt(2.0)))
        along, across = _sector(u, v, 8)
        leaves.append(leaf(along - 0.15, across, length, width, 1.2))
    return _painted(
        canvas,
        (torch.maximum(*rings), 4),
        (union([ring.abs() - band for ring in rings]), 1),
        (torch.maximum(union(leaves), -union([ring.abs() - band - 0.014 for ring in rings])), 2),
        (union(stars) - size, 1),
        (union(stars) - size * 0.78, 3),
        (union(stars) - size * inner * 0.78, 4),
    )


def tulips(canvas: Canvas) -> Layers:
    """Folk flowers: a tulip between two bent leaves, with a blossom at each side, mirrored about its stem."""
    u, v, _ = centred(canvas)
    u = u.abs()
    cup, width = canvas.uniform(0.28, 0.33), canvas.uniform(0.075, 0.095)
    tilt, root = canvas.uniform(0.38, 0.52), (0.0, -0.04)
    sides = petal(u, v, root, _UP + tilt, cup, width)
    middle = petal(u, v, root, _UP, cup * 0.95, width)
    heart = petal(u, v, (0.0, -0.06), _UP, cup * 0.55, width * 0.5)
    stem = torch.maximum(u - 0.016, (v - 0.16).abs() - 0.24)
    bend = bezier((0.0, 0.42), (0.09, 0.32), (0.20, 0.24), (canvas.uniform(0.20, 0.25), 0.04), 9)
    blade = stroke(u, v, bend, bulge(canvas.uniform(0.038, 0.05), 9))
    vein = stroke(u, v, bend[2:8:2], taper(0.011, 0.009, 3))
    bell = torch.hypot(u - 0.36, v + 0.02)
    bud = canvas.uniform(0.05, 0.065)
    return _painted(
        canvas,
        (torch.minimum(stem, blade), 1),
        (vein, 4),
        (sides, 3),
        (middle, 2),
        (heart, 4),
        (bell - bud, 2),
        (bell - bud * 0.45, 4),
        (disc(u, v, 0.0, -0.43, 0.034), 3),
    )


def paisleys(canvas: Canvas) -> Layers:
    """Boteh: drops with a bent tip, outlined, beaded inside, and turned the other way at every second place."""
    u, v, parity = centred(canvas)
    u = u * (1.0 - 2.0 * parity)
    belly, bend = canvas.uniform(0.17, 0.195), canvas.uniform(0.08, 0.15)
    spine = bezier((0.0, 0.12), (0.0, -0.14), (bend, -0.36), (bend + 0.11, -0.22), 14)
    drop = stroke(u, v, spine, [belly * (1.0 - 0.95 * math.sin(0.5 * math.pi * step / 13.0)) for step in range(14)])
    flower_u, flower_v = turned(u, v - 0.10, canvas.uniform(-0.3, 0.3))
    along, across = _sector(flower_u, flower_v, 6)
    flower = leaf(along, across, canvas.uniform(0.10, 0.125), 0.038)
    sprig = stroke(u, v, spine[3:11:2], taper(0.022, 0.01, 4))
    beads = _sector(u, v - 0.12, 14)
    bead = torch.hypot(beads[0] - belly - 0.035, beads[1]) - canvas.uniform(0.014, 0.02)
    bead = torch.where(v > 0.06, bead, torch.ones_like(bead))
    aside, above, _ = centred(canvas, 0.5)
    blossom = leaf(*_sector(aside, above, 4), canvas.uniform(0.085, 0.11), 0.036)
    return _painted(
        canvas,
        (blossom, 2),
        (drop, 1),
        (drop + 0.022, 4),
        (drop + canvas.uniform(0.040, 0.055), 2),
        (torch.minimum(flower, sprig), 3),
        (disc(flower_u, flower_v, 0.0, 0.0, 0.03), 4),
        (bead, 3),
    )
