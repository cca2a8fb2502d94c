"""The two things a knife follows: straight lines and circular arcs."""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.geometry.affine import Affine
from core.geometry.points import Box, Point


@dataclass(frozen=True)
class Line:
    """A straight cut or crease between two points."""

    start: Point
    end: Point

    @property
    def length(self) -> float:
        return self.start.distance(self.end)

    @property
    def bounds(self) -> Box:
        return Box.around((self.start, self.end))

    def reversed(self) -> Line:
        return Line(self.end, self.start)

    def transformed(self, by: Affine) -> Line:
        return Line(by.apply(self.start), by.apply(self.end))

    def flattened(self, tolerance: float = 0.01) -> list[Point]:
        return [self.start, self.end]


@dataclass(frozen=True)
class Arc:
    """Part of a circle from ``start_deg`` by ``sweep_deg`` (counter-clockwise when positive)."""

    centre: Point
    radius: float
    start_deg: float
    sweep_deg: float

    def at(self, degrees: float) -> Point:
        angle = math.radians(degrees)
        return Point(self.centre.x + self.radius * math.cos(angle), self.centre.y + self.radius * math.sin(angle))

    @property
    def start(self) -> Point:
        return self.at(self.start_deg)

    @property
    def end(self) -> Point:
        return self.at(self.start_deg + self.sweep_deg)

    @property
    def length(self) -> float:
        return math.radians(abs(self.sweep_deg)) * self.radius

    @property
    def bounds(self) -> Box:
        """Exact: the ends, and every quarter of the circle that the arc passes."""
        low, high = sorted((self.start_deg, self.start_deg + self.sweep_deg))
        quarters = range(math.ceil(low / 90), math.floor(high / 90) + 1)
        return Box.around([self.start, self.end, *(self.at(90 * quarter) for quarter in quarters)])

    def reversed(self) -> Arc:
        return Arc(self.centre, self.radius, self.start_deg + self.sweep_deg, -self.sweep_deg)

    def transformed(self, by: Affine) -> Arc:
        """The image under a map that keeps circles round (move, turn, mirror, even scale)."""
        scale = math.sqrt(abs(by.determinant))
        centre, start = by.apply(self.centre), by.apply(self.start)
        angle = math.degrees(math.atan2(start.y - centre.y, start.x - centre.x))
        return Arc(centre, self.radius * scale, angle, math.copysign(1.0, by.determinant) * self.sweep_deg)

    def flattened(self, tolerance: float = 0.01) -> list[Point]:
        """Points on the arc whose chords stray at most ``tolerance`` mm from it."""
        if self.radius <= tolerance:
            return [self.start, self.end]
        step = 2 * math.acos(1 - tolerance / self.radius)
        count = max(1, math.ceil(math.radians(abs(self.sweep_deg)) / step))
        return [self.at(self.start_deg + self.sweep_deg * i / count) for i in range(count + 1)]


Segment = Line | Arc
