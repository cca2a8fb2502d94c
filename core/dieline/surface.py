"""The surface that a panel takes in space: a plane, a cylinder, or a cylinder reflected beyond a curved crease.

All three keep lengths, so a point of the blank has one place on it and the artwork is never stretched.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.dieline.outline import Axis
from core.geometry import Line, Point

Array = NDArray[np.float64]
Matrix = Array  # [4, 4], applied to columns (x, y, z, 1)

FLAT = 1e-9  # below it, a curvature (1/mm) or a length (mm) is nothing


@dataclass(frozen=True)
class Roll:
    """A cylinder whose straight lines run ``along`` an axis of the blank and which touches the blank's plane along the
    line through ``touching``; ``curvature`` (1/mm) is positive where it bends behind the blank."""

    along: Axis
    touching: Point
    curvature: float

    def has_line(self, line: Line, tolerance: float) -> bool:
        """True when the line is one of the cylinder's straight lines."""
        lean = line.end.y - line.start.y if self.along == "x" else line.end.x - line.start.x
        return abs(lean) <= tolerance

    def bent(self, points: Array) -> Array:
        """[N, 3] of the flat sheet (z along its outside normal) where the cylinder takes them."""
        across, origin = self._across()
        way, out = points[:, across] - origin, points[:, 2]
        k, turned = self.curvature, points.copy()
        if abs(k) > FLAT:
            turned[:, across] = origin + np.sin(k * way) * (1 / k + out)
            turned[:, 2] = np.cos(k * way) * (1 / k + out) - 1 / k
        return turned

    def flattened(self, points: Array) -> Array:
        """The reverse of :meth:`bent`, within half a turn of the line that touches the plane."""
        across, origin = self._across()
        k, flat = self.curvature, points.copy()
        if abs(k) > FLAT:
            side, up = points[:, across] - origin, points[:, 2] + 1 / k
            flat[:, across] = origin + np.arctan2(side * np.sign(k), up * np.sign(k)) / k
            flat[:, 2] = np.sign(k) * np.hypot(side, up) - 1 / k
        return flat

    def tangent(self, at: Point) -> Matrix:
        """The rigid motion that takes the blank's plane to the plane that touches the cylinder along ``at``'s line."""
        across, origin = self._across()
        angle = self.curvature * (at[across] - origin)
        start = np.array([at.x, at.y, 0.0])
        matrix = np.eye(4)
        matrix[across, across] = matrix[2, 2] = np.cos(angle)
        matrix[across, 2], matrix[2, across] = np.sin(angle), -np.sin(angle)
        matrix[:3, 3] = self.bent(start[None])[0] - matrix[:3, :3] @ start
        return matrix

    def _across(self) -> tuple[int, float]:
        """Which coordinate runs round the cylinder, and where it touches the plane."""
        return (1, self.touching.y) if self.along == "x" else (0, self.touching.x)


@dataclass(frozen=True)
class Mirror:
    """A plane in space."""

    point: Array  # [3]
    normal: Array  # [3], unit

    def reflected(self, points: Array) -> Array:
        return points - 2 * np.outer((points - self.point) @ self.normal, self.normal)


@dataclass(frozen=True)
class Surface:
    """Where a panel is: rolled first, then moved by ``matrix``, then reflected."""

    matrix: Matrix
    roll: Roll | None = None
    mirror: Mirror | None = None

    @property
    def flat(self) -> bool:
        return self.roll is None or abs(self.roll.curvature) <= FLAT

    def place(self, points: ArrayLike, offset: float = 0.0) -> Array:
        """[N, 2] mm on the blank to [N, 3] in space, ``offset`` mm off the middle along the outside normal."""
        blank = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        sheet = np.column_stack([blank, np.full(len(blank), -offset if self.mirror else offset)])
        bent = sheet if self.roll is None else self.roll.bent(sheet)
        moved = bent @ self.matrix[:3, :3].T + self.matrix[:3, 3]
        return moved if self.mirror is None else self.mirror.reflected(moved)

    def unplace(self, points: Array) -> Array:
        """[N, 3] in space to [N, 3]: x and y on the blank, and mm off the middle along the outside normal."""
        moved = points if self.mirror is None else self.mirror.reflected(points)
        bent = (moved - self.matrix[:3, 3]) @ self.matrix[:3, :3]
        sheet = bent if self.roll is None else self.roll.flattened(bent)
        return sheet if self.mirror is None else sheet * np.array([1.0, 1.0, -1.0])

    def tangent(self, at: Point) -> Matrix:
        """The rigid motion that takes the blank's plane to the plane that touches the surface along ``at``'s line."""
        return self.matrix if self.roll is None else self.matrix @ self.roll.tangent(at)
