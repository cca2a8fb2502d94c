"""Affine maps of the plane, with the coefficient order of PDF and SVG (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

import math
from typing import NamedTuple

from core.geometry.points import Point


class Affine(NamedTuple):
    """``x' = a x + c y + e``, ``y' = b x + d y + f``. ``p @ q`` applies q first."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, point: tuple[float, float]) -> Point:
        x, y = point
        return Point(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def __matmul__(self, first: Affine) -> Affine:
        return Affine(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            self.a * first.e + self.c * first.f + self.e,
            self.b * first.e + self.d * first.f + self.f,
        )

    @property
    def determinant(self) -> float:
        return self.a * self.d - self.b * self.c

    def inverse(self) -> Affine:
        """The map back; raises ZeroDivisionError for a map that flattens the plane."""
        det = self.determinant
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Affine(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))

    @staticmethod
    def translation(dx: float, dy: float) -> Affine:
        return Affine(e=dx, f=dy)

    @staticmethod
    def scaling(sx: float, sy: float | None = None) -> Affine:
        return Affine(a=sx, d=sx if sy is None else sy)

    @staticmethod
    def rotation(degrees: float) -> Affine:
        """Counter-clockwise; exact for quarter turns, so that panels stay on the grid."""
        quarter = degrees / 90
        if quarter == int(quarter):
            cos, sin = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][int(quarter) % 4]
        else:
            cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return Affine(cos, sin, -sin, cos)

    @staticmethod
    def mirror_x(axis: float = 0.0) -> Affine:
        """Left and right swapped about the vertical line x = ``axis``."""
        return Affine(a=-1.0, e=2 * axis)
