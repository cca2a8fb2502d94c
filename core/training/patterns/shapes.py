"""Signed distances, negative inside, of the shapes that ornament is made of: leaves, tapering strokes and curls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce

import torch
from torch import Tensor

Number = Tensor | float
Point = tuple[Number, Number]


def union(shapes: Sequence[Tensor]) -> Tensor:
    return reduce(torch.minimum, shapes)


def turned(u: Tensor, v: Tensor, angle: Number) -> tuple[Tensor, Tensor]:
    """Coordinates along a direction (0 is to the right, -pi/2 is up) and across it."""
    angle = torch.as_tensor(angle, device=u.device, dtype=u.dtype)
    c, s = torch.cos(angle), torch.sin(angle)
    return u * c + v * s, v * c - u * s


def disc(u: Tensor, v: Tensor, x: Number, y: Number, radius: Number) -> Tensor:
    return torch.hypot(u - x, v - y) - radius


def leaf(along: Tensor, across: Tensor, length: Number, width: Number, fullness: float = 0.8) -> Tensor:
    """About the distance to a leaf from (0, 0) to (length, 0); ``fullness`` below 1 is widest before its middle."""
    part = (along / length).clamp(0.0, 1.0)
    outside = across.abs() - width * torch.sin(math.pi * part.pow(fullness))
    beyond = torch.maximum(-along, along - length).clamp(min=0.0)
    return torch.hypot(outside.clamp(min=0.0), beyond) + outside.clamp(max=0.0)


def petal(
    u: Tensor, v: Tensor, root: Point, angle: Number, length: Number, width: Number, fullness: float = 0.8
) -> Tensor:
    """A leaf that grows from ``root``."""
    return leaf(*turned(u - root[0], v - root[1], angle), length, width, fullness)


def stroke(u: Tensor, v: Tensor, points: Sequence[Point], radii: Sequence[Number]) -> Tensor:
    """A line through ``points``, as thick at each as its radius."""
    parts = []
    for (x, y), (x2, y2), near, far in zip(points, points[1:], radii, radii[1:], strict=False):
        du, dv, dx, dy = u - x, v - y, x2 - x, y2 - y
        part = ((du * dx + dv * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0)
        off_u, off_v = du - part * dx, dv - part * dy
        parts.append((off_u * off_u + off_v * off_v + 1e-12).sqrt() - (near + (far - near) * part))
    return union(parts)


def taper(start: Number, end: Number, count: int) -> list[Number]:
    """Radii for a stroke of ``count`` points."""
    return [start + (end - start) * (index / (count - 1)) for index in range(count)]


def bulge(thick: Number, count: int, tip: float = 0.006) -> list[Number]:
    """Radii for a stroke of ``count`` points that is thick in its middle, as a blade is."""
    return [thick * math.sin(math.pi * index / (count - 1)) ** 0.8 + tip for index in range(count)]


def bezier(a: Point, b: Point, c: Point, d: Point, count: int = 7) -> list[Point]:
    """Points along a cubic Bezier curve."""
    points: list[Point] = []
    for index in range(count):
        t = index / (count - 1)
        s = 1.0 - t
        weights = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t)
        x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
        points.append((x, y))
    return points


def curl(centre: Point, start: Number, end: Number, radius: Number, turns_in: float, count: int = 9) -> list[Point]:
    """Points along a spiral about ``centre`` from angle ``start`` to ``end``; it closes to ``turns_in`` x radius."""
    points: list[Point] = []
    for index in range(count):
        t = index / (count - 1)
        angle, reach = start + (end - start) * t, radius * (1.0 + (turns_in - 1.0) * t)
        c, s = (torch.cos(angle), torch.sin(angle)) if isinstance(angle, Tensor) else (math.cos(angle), math.sin(angle))
        points.append((centre[0] + reach * c, centre[1] + reach * s))
    return points
