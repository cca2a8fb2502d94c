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
Stage = Callable[[Floats], Floats]


@dataclass(frozen=True, eq=False)
class Sampled:
    """A curve by its values at equal steps."""

    values: Floats

    def __call__(self, x: Floats) -> Floats:
        return np.interp(x, np.linspace(0, 1, len(self.values)), self.values)


@dataclass(frozen=True)
class Parametric:
    """``(a x + b) ** g + e`` from ``d`` on, ``c x + f`` below (ICC.1:2004-10, 10.15)."""

    g: float
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = -np.inf
    e: float = 0.0
    f: float = 0.0

    def __call__(self, x: Floats) -> Floats:
        power: Floats = np.maximum(self.a * x + self.b, 0) ** self.g + self.e
        return np.where(x >= self.d, power, self.c * x + self.f)


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
        steps = np.append(np.cumprod(sides[:0:-1])[::-1], 1)
        place = np.clip(x, 0, 1) * (sides - 1)
        whole = np.minimum(place.astype(np.intp), np.maximum(sides - 2, 0))
        steps = np.where(sides > 1, steps, 0)  # a side of one node is constant
        flat = self.nodes.reshape(-1, self.nodes.shape[-1])
        return self._within(flat, whole @ steps, place - whole, steps)

    def _within(self, flat: Floats, corner: NDArray[np.intp], part: Floats, steps: NDArray[np.intp]) -> Floats:
        """The value ``part`` of the way from ``corner`` to its next nodes, of which ``steps`` tells the distance."""
        if len(steps) == 3 and not self.trilinear:
            return _tetrahedral(flat, corner, part, steps)
        if not len(steps):
            value: Floats = flat[corner]
            return value
        here = self._within(flat, corner, part[:, 1:], steps[1:])
        there = self._within(flat, corner + steps[0], part[:, 1:], steps[1:])
        return here + part[:, :1] * (there - here)


def _tetrahedral(flat: Floats, corner: NDArray[np.intp], part: Floats, steps: NDArray[np.intp]) -> Floats:
    """Of the six tetrahedra around a cell's diagonal, the one whose path takes the largest part first."""
    order = np.argsort(-part, axis=1, kind="stable")
    falling = np.take_along_axis(part, order, axis=1)
    weights = -np.diff(falling, axis=1, prepend=1, append=0)
    value: Floats = weights[:, :1] * flat[corner]
    for turn in range(3):
        corner = corner + steps[order[:, turn]]
        value += weights[:, turn + 1, np.newaxis] * flat[corner]
    return value
