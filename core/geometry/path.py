"""Paths as every drawing device takes them: move, line, cubic Bezier, close."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.geometry.affine import Affine
from core.geometry.points import Box, Point
from core.geometry.segments import Arc, Line, Segment


class MoveTo(NamedTuple):
    """Begins a sub-path."""

    end: Point


class LineTo(NamedTuple):
    """A straight line from where the pen is."""

    end: Point


class CurveTo(NamedTuple):
    """A cubic Bezier curve from where the pen is."""

    control1: Point
    control2: Point
    end: Point


class Close(NamedTuple):
    """A straight line back to the sub-path's beginning."""


Command = MoveTo | LineTo | CurveTo | Close


@dataclass(frozen=True)
class Path:
    """Any number of sub-paths; each begins with a MoveTo."""

    commands: tuple[Command, ...] = ()

    def __add__(self, other: Path) -> Path:
        return Path(self.commands + other.commands)

    @staticmethod
    def joined(paths: Iterable[Path]) -> Path:
        """All sub-paths of many paths; adding one at a time would copy the first ones each time."""
        return Path(tuple(command for path in paths for command in path.commands))

    def points(self) -> list[Point]:
        """Every point named by the path, control points included; its box bounds the path."""
        return [point for command in self.commands for point in command]

    @property
    def bounds(self) -> Box:
        """A box that holds the path (control points included); raises ValueError for an empty path."""
        return Box.around(self.points())

    def transformed(self, by: Affine) -> Path:
        return Path(tuple(type(command)(*map(by.apply, command)) for command in self.commands))

    def flattened(self, tolerance: float = 0.02) -> list[list[Point]]:
        """One list of points for each sub-path; curves strayed from by at most about ``tolerance`` mm."""
        outlines: list[list[Point]] = []
        for command in self.commands:
            match command:
                case MoveTo(end):
                    outlines.append([end])
                case LineTo(end):
                    outlines[-1].append(end)
                case CurveTo():
                    outlines[-1].extend(_flatten_curve(outlines[-1][-1], command, tolerance))
                case Close():
                    outlines[-1].append(outlines[-1][0])
        return outlines

    @staticmethod
    def line(start: Point, end: Point) -> Path:
        return Path((MoveTo(start), LineTo(end)))

    @staticmethod
    def polygon(points: Sequence[Point]) -> Path:
        first, *rest = points
        return Path((MoveTo(first), *map(LineTo, rest), Close()))

    @staticmethod
    def rectangle(box: Box) -> Path:
        x0, y0, x1, y1 = box
        return Path.polygon([Point(x0, y0), Point(x1, y0), Point(x1, y1), Point(x0, y1)])

    @staticmethod
    def ellipse(box: Box) -> Path:
        centre, rx, ry = box.centre, box.width / 2, box.height / 2
        unit = Path.of_segments([Arc(Point(0, 0), 1.0, 0.0, 360.0)], close=True)
        return unit.transformed(Affine(rx, 0, 0, ry, centre.x, centre.y))

    @staticmethod
    def of_segments(segments: Iterable[Segment], *, close: bool = False) -> Path:
        """Segments in order; a new sub-path begins where one does not start at the previous end."""
        commands: list[Command] = []
        pen: Point | None = None
        for segment in segments:
            if pen is None or pen.distance(segment.start) > 1e-6:
                commands.append(MoveTo(segment.start))
            commands.extend([LineTo(segment.end)] if isinstance(segment, Line) else _arc_curves(segment))
            pen = segment.end
        return Path((*commands, Close()) if close else tuple(commands))


def _arc_curves(arc: Arc) -> list[Command]:
    """At most quarter-turn cubics: the error stays below 3e-4 of the radius."""
    count = max(1, math.ceil(abs(arc.sweep_deg) / 90 - 1e-9))
    step = arc.sweep_deg / count
    reach = arc.radius * 4 / 3 * math.tan(math.radians(step) / 4)
    curves: list[Command] = []
    for i in range(count):
        a0, a1 = math.radians(arc.start_deg + i * step), math.radians(arc.start_deg + (i + 1) * step)
        p0, p1 = arc.at(math.degrees(a0)), arc.at(math.degrees(a1))
        curves.append(
            CurveTo(
                Point(p0.x - reach * math.sin(a0), p0.y + reach * math.cos(a0)),
                Point(p1.x + reach * math.sin(a1), p1.y - reach * math.cos(a1)),
                p1,
            )
        )
    return curves


def _flatten_curve(start: Point, curve: CurveTo, tolerance: float) -> list[Point]:
    c1, c2, end = curve
    # The second differences bound how far a cubic strays from its chords (Wang's formula).
    bend = max(
        math.hypot(start.x - 2 * c1.x + c2.x, start.y - 2 * c1.y + c2.y),
        math.hypot(c1.x - 2 * c2.x + end.x, c1.y - 2 * c2.y + end.y),
    )
    count = max(1, math.ceil(math.sqrt(0.75 * bend / tolerance)))
    return [_curve_at(start, c1, c2, end, i / count) for i in range(1, count + 1)]


def _curve_at(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return Point(a * p0.x + b * p1.x + c * p2.x + d * p3.x, a * p0.y + b * p1.y + c * p2.y + d * p3.y)
