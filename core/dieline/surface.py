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

SETTLED = 12  # steps after which a search round a cylinder has long arrived
FLAT = 1e-9  # below it, a curvature (1/mm) or a length (mm) is nothing


@dataclass(frozen=True)
class Roll:
    """A cylinder whose straight lines run ``along`` an axis of the blank and which touches the blank's plane along the
    line through ``touching``; ``curvature`` (1/mm) is positive where it bends behind the blank."""

    along: Axis
    touching: Point
    curvature: float

    @property
    def flat(self) -> bool:
        """True when it hardly curves, and so is a plane."""
        return abs(self.curvature) <= FLAT

    def has_line(self, line: Line, tolerance: float) -> bool:
        """True when the line is one of the cylinder's straight lines."""
        lean = line.end.y - line.start.y if self.along == "x" else line.end.x - line.start.x
        return abs(lean) <= tolerance

    def bent(self, points: Array) -> Array:
        """[N, 3] of the flat sheet (z along its outside normal) where the cylinder takes them."""
        across, origin = self.across, self.touching[self.across]
        way, out = points[:, across] - origin, points[:, 2]
        k, turned = self.curvature, points.copy()
        if not self.flat:
            turned[:, across] = origin + np.sin(k * way) * (1 / k + out)
            turned[:, 2] = np.cos(k * way) * (1 / k + out) - 1 / k
        return turned

    def flattened(self, points: Array) -> Array:
        """The reverse of :meth:`bent`, within half a turn of the line that touches the plane."""
        across, origin = self.across, self.touching[self.across]
        k, flat = self.curvature, points.copy()
        if not self.flat:
            side, up = points[:, across] - origin, points[:, 2] + 1 / k
            flat[:, across] = origin + np.arctan2(side * np.sign(k), up * np.sign(k)) / k
            flat[:, 2] = np.sign(k) * np.hypot(side, up) - 1 / k
        return flat

    def tangent(self, at: Point) -> Matrix:
        """The rigid motion that takes the blank's plane to the plane that touches the cylinder along ``at``'s line."""
        across, origin = self.across, self.touching[self.across]
        angle = self.curvature * (at[across] - origin)
        start = np.array([at.x, at.y, 0.0])
        matrix = np.eye(4)
        matrix[across, across] = matrix[2, 2] = np.cos(angle)
        matrix[across, 2], matrix[2, across] = np.sin(angle), -np.sin(angle)
        matrix[:3, 3] = self.bent(start[None])[0] - matrix[:3, :3] @ start
        return matrix

    @property
    def across(self) -> int:
        """Which coordinate of the blank runs round the cylinder."""
        return 1 if self.along == "x" else 0


@dataclass(frozen=True)
class Beyond:
    """The sheet beyond a curved crease of a cylinder: the cylinder's straight lines go on from the crease, all turned
    the same way, as if reflected in the plane of the crease.

    The crease runs through ``way`` [K], increasing, round the cylinder and ``along`` [K] its straight lines, mm on the
    blank; ``normal`` [3] is that of its plane in space. A crease drawn as an arc lies in a plane only nearly: starting
    from the crease itself leaves no gap, at the cost of a strain that no board shows.
    """

    way: Array
    along: Array
    normal: Array

    def turned(self, vectors: Array) -> Array:
        """[N, 3] directions before the crease to those beyond it."""
        reflected: Array = vectors - 2 * np.outer(vectors @ self.normal, self.normal)
        return reflected


@dataclass(frozen=True)
class Surface:
    """Where a panel is: rolled first, then moved by ``matrix``; with ``beyond`` it goes on from a curved crease."""

    matrix: Matrix
    roll: Roll | None = None
    beyond: Beyond | None = None

    @property
    def flat(self) -> bool:
        return self.roll is None or self.roll.flat

    def place(self, points: ArrayLike, offset: float = 0.0) -> Array:
        """[N, 2] mm on the blank to [N, 3] in space, ``offset`` mm off the middle along the outside normal."""
        blank = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        if self.beyond is None or self.roll is None:
            return self._moved(np.column_stack([blank, np.full(len(blank), offset)]))
        on, direction, normals = self._on_crease(self.roll, self.beyond, blank[:, self.roll.across])
        onwards = blank[:, 1 - self.roll.across] - np.interp(
            blank[:, self.roll.across], self.beyond.way, self.beyond.along
        )
        return on + onwards[:, None] * direction + offset * normals

    def unplace(self, points: Array) -> Array:
        """[N, 3] in space to [N, 3]: x and y on the blank, and mm off the middle along the outside normal."""
        if self.beyond is None or self.roll is None:
            return self._unmoved(points)
        across, way = self.roll.across, np.full(len(points), self.beyond.way.mean())
        for _ in range(SETTLED):
            on, direction, normals = self._on_crease(self.roll, self.beyond, way)
            sideways = np.cross(direction, normals) * (1.0 if across == 0 else -1.0)
            away = points - on
            way = np.clip(way + (away * sideways).sum(axis=1), self.beyond.way[0], self.beyond.way[-1])
        blank = np.empty((len(points), 3))
        blank[:, across] = way
        blank[:, 1 - across] = np.interp(way, self.beyond.way, self.beyond.along) + away @ direction
        blank[:, 2] = (away * normals).sum(axis=1)
        return blank

    def tangent(self, at: Point) -> Matrix:
        """The rigid motion that takes the blank's plane to the plane that touches the surface along ``at``'s line."""
        return self.matrix if self.roll is None else self.matrix @ self.roll.tangent(at)

    def _on_crease(self, roll: Roll, beyond: Beyond, way: Array) -> tuple[Array, Array, Array]:
        """At positions round the cylinder: the crease in space [N, 3], the direction of the straight lines beyond it
        [3], and the outside normals there [N, 3]."""
        sheet = np.zeros((len(way), 3))
        sheet[:, roll.across], sheet[:, 1 - roll.across] = way, np.interp(way, beyond.way, beyond.along)
        on = self._moved(sheet)
        normals = self._moved(sheet + np.array([0.0, 0.0, 1.0])) - on
        # Reflecting turns the sheet over; a fold does not.
        return on, beyond.turned(self.matrix[None, :3, 1 - roll.across])[0], -beyond.turned(normals)

    def _moved(self, sheet: Array) -> Array:
        bent = sheet if self.roll is None else self.roll.bent(sheet)
        moved: Array = bent @ self.matrix[:3, :3].T + self.matrix[:3, 3]
        return moved

    def _unmoved(self, points: Array) -> Array:
        bent = (points - self.matrix[:3, 3]) @ self.matrix[:3, :3]
        return bent if self.roll is None else self.roll.flattened(bent)
