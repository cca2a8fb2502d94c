"""The stages of an ICC look-up table, evaluated in floating point on [N, channels] values, 0 to 1 each.

Interpolation is LittleCMS's, so that the numbers are those of a transform without its 8 bits: tetrahedral over the
last three inputs and linear over the first of four; trilinear where the input is Lab.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Stage = Callable[[Floats], Floats]


@dataclass(frozen=True, eq=False)
class Sampled:
    """A curve by its values at equal steps, two or more; the steps being equal, no search for a value's place."""

    values: Floats

    def __call__(self, x: Floats) -> Floats:
        last = len(self.values) - 1
        place = np.clip(x, 0, 1) * last
        whole = np.minimum(place.astype(np.intp), last - 1)
        low = self.values[whole]
        value: Floats = low + (place - whole) * (self.values[whole + 1] - low)
        return value


@dataclass(frozen=True)
class Parametric:
    """``(a x + b) ** g + e`` from ``d`` on, ``c x + f`` below, within 0 to 1 (ICC.1:2004-10, 10.15)."""

    g: float
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = -np.inf
    e: float = 0.0
    f: float = 0.0

    def __call__(self, x: Floats) -> Floats:
        with np.errstate(over="ignore", divide="ignore"):  # a hostile exponent: what is out of range is cut anyway
            power = np.maximum(self.a * x + self.b, 0) ** self.g + self.e
        return np.clip(np.where(x >= self.d, power, self.c * x + self.f), 0, 1)


Curve = Sampled | Parametric


@dataclass(frozen=True)
class Curves:
    """A curve for each channel."""

    each: tuple[Curve, ...]

    def __call__(self, x: Floats) -> Floats:
        return np.stack([curve(x[:, channel]) for channel, curve in enumerate(self.each)], axis=1)


@dataclass(frozen=True, eq=False)
class Matrix:
    """``rows @ x + offset``."""

    rows: Floats
    offset: Floats

    def __call__(self, x: Floats) -> Floats:
        moved: Floats = x @ self.rows.T + self.offset
        return moved


@dataclass(frozen=True, eq=False)
class Grid:
    """Values at the nodes of a lattice over the unit cube of three or four inputs: [n, n, n, (n,) channels]."""

    nodes: Floats
    trilinear: bool = False

    def __call__(self, x: Floats) -> Floats:
        sides = np.array(self.nodes.shape[:-1])
        steps = np.append(np.cumprod(sides[:0:-1])[::-1], 1) * (sides > 1)  # a side of one node is constant
        place = np.clip(x, 0, 1) * (sides - 1)
        whole = np.minimum(place.astype(np.intp), np.maximum(sides - 2, 0))
        way = _linear if self.trilinear else _tetrahedral
        return way(self.nodes.reshape(-1, self.nodes.shape[-1]), whole @ steps, place - whole, steps)


def _linear(nodes: Floats, corner: Places, part: Floats, steps: Places) -> Floats:
    """The value ``part`` of the way from ``corner`` to the next node of each side, which is ``steps`` away."""
    if not len(steps):
        value: Floats = nodes[corner]
        return value
    here = _linear(nodes, corner, part[:, 1:], steps[1:])
    there = _linear(nodes, corner + steps[0], part[:, 1:], steps[1:])
    return here + part[:, :1] * (there - here)


def _tetrahedral(nodes: Floats, corner: Places, part: Floats, steps: Places) -> Floats:
    """As above; along the cell's edges from its corner to the far one, those of the largest part first."""
    outer = len(steps) - 3
    order = np.argsort(-part[:, outer:], axis=1)
    falling = np.take_along_axis(part[:, outer:], order, axis=1)
    value = (1 - falling[:, :1]) * _linear(nodes, corner, part[:, :outer], steps[:outer])
    for turn in range(3):
        corner = corner + steps[outer:][order[:, turn]]
        following = falling[:, turn + 1 : turn + 2] if turn < 2 else 0
        weight = falling[:, turn : turn + 1] - following
        value += weight * _linear(nodes, corner, part[:, :outer], steps[:outer])
    return value
