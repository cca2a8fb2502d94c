"""Free curves as what a knife can follow: arcs and lines that stray at most ``TOLERANCE`` from them.

A curve is sampled closely, then each run of samples that one arc (or line) passes closely becomes that arc. An arc goes
exactly through the first, the middle and the last of its samples, so pieces meet end to end, and the quarter circles
that drawing programs write as Beziers come back as the arcs they were.
"""

from __future__ import annotations

import itertools
import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.geometry import Affine, Arc, Line, Point, Segment

TOLERANCE = 0.01  # mm
SAMPLED = 0.0015  # mm that the samples' own chords may stray
MOST_SAMPLES = 4096
ROUND = 1e-7  # relative difference of axes below which an ellipse is a circle
MEANT = 5e-4  # of the radius, by which control points may be off those of an arc
FLAT = 1e6  # mm; an arc of a larger radius is a line

Points = NDArray[np.float64]


class Bezier(NamedTuple):
    """A cubic curve by its four points."""

    start: Point
    control1: Point
    control2: Point
    end: Point

    def numbers(self) -> list[float]:
        return list(itertools.chain.from_iterable(self))

    def transformed(self, by: Affine) -> Bezier:
        return Bezier(*map(by.apply, self))

    def circle(self) -> Arc | None:
        """The arc that a drawing program meant by this curve, if it meant one: up to a quarter, and a bit."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self
        middle = np.array([(ax + 3 * bx + 3 * cx + dx) / 8, (ay + 3 * by + 3 * cy + dy) / 8])
        circle = _circle(np.array(self.start), middle, np.array(self.end))
        if circle is None or circle[1] > FLAT:
            return None
        (mx, my), radius = circle
        turn = math.copysign(1.0, (bx - ax) * (ay - my) * -1 + (by - ay) * (ax - mx))
        start, end = math.atan2(ay - my, ax - mx), math.atan2(dy - my, dx - mx)
        sweep = turn * ((turn * (end - start)) % (2 * math.pi))
        reach = 4 / 3 * math.tan(sweep / 4)  # where the usual approximation has its control points
        wanted = ((ax - reach * (ay - my), ay + reach * (ax - mx)), (dx + reach * (dy - my), dy - reach * (dx - mx)))
        off = max(math.dist(at, control) for at, control in zip(wanted, self[1:3], strict=True))
        if off > MEANT * radius or abs(sweep) > 1.6:
            return None
        return Arc(Point(float(mx), float(my)), radius, math.degrees(start), math.degrees(sweep))

    def sampled(self) -> Points:
        points = np.array(self, float)
        # The second differences bound how far a cubic strays from its chords (Wang's formula).
        bend = float(np.hypot(*np.diff(points, 2, axis=0).T).max())
        t = np.linspace(0, 1, _count(math.sqrt(0.75 * bend / SAMPLED)) + 1)[:, None]
        u = 1 - t
        on: Points = u**3 * points[0] + 3 * u * u * t * points[1] + 3 * u * t * t * points[2] + t**3 * points[3]
        return on


class Ellipse(NamedTuple):
    """``centre + u cos a + v sin a`` from angle ``start`` by ``sweep`` (radians); u and v need not be square."""

    centre: Point
    u: Point
    v: Point
    start: float
    sweep: float

    def numbers(self) -> list[float]:
        return [*self.centre, *self.u, *self.v, self.start, self.sweep]

    def transformed(self, by: Affine) -> Ellipse:
        turn = by._replace(e=0.0, f=0.0)
        return self._replace(centre=by.apply(self.centre), u=turn.apply(self.u), v=turn.apply(self.v))

    def circle(self) -> Arc | None:
        """The arc that this is, when it is one."""
        (ux, uy), (vx, vy) = self.u, self.v
        size = ux * ux + uy * uy
        if abs(size - vx * vx - vy * vy) > ROUND * size or abs(ux * vx + uy * vy) > ROUND * size:
            return None
        turn = math.copysign(1.0, ux * vy - uy * vx)
        start = math.degrees(math.atan2(uy, ux)) + turn * math.degrees(self.start)
        return Arc(self.centre, math.sqrt(size), start, turn * math.degrees(self.sweep))

    def sampled(self) -> Points:
        radius = max(math.hypot(*self.u), math.hypot(*self.v))
        step = 2 * math.acos(max(0.0, 1 - SAMPLED / max(radius, SAMPLED)))
        a = self.start + np.linspace(0, self.sweep, _count(abs(self.sweep) / step) + 1)[:, None]
        on: Points = np.array(self.centre) + np.cos(a) * np.array(self.u) + np.sin(a) * np.array(self.v)
        return on


class Polyline(NamedTuple):
    """Samples of a curve, as another library gives them."""

    points: tuple[Point, ...]

    def numbers(self) -> list[float]:
        return list(itertools.chain.from_iterable(self.points))

    def sampled(self) -> Points:
        return np.array(self.points, float).reshape(-1, 2)


Curve = Bezier | Ellipse


def arcs_of(curve: Curve | Polyline) -> list[Segment]:
    """The arcs and lines along a curve, end to end; none for a curve without a length."""
    if not isinstance(curve, Polyline) and (arc := curve.circle()) is not None:
        return [arc]
    return fitted(curve.sampled())


def fitted(points: Points, tolerance: float = TOLERANCE - SAMPLED) -> list[Segment]:
    """Few arcs and lines, found greedily, that pass all ``points`` [N, 2] within ``tolerance`` mm."""
    keep = np.ones(len(points), bool)
    keep[1:] = np.hypot(*np.diff(points, axis=0).T) > 1e-9
    points = points[keep]
    segments: list[Segment] = []
    i, last = 0, len(points) - 1
    while i < last:
        good, segment = _longest(points[i:], tolerance)
        segments.append(segment)
        i += good
    return segments


def _longest(points: Points, tolerance: float) -> tuple[int, Segment]:
    """The piece that goes farthest along the points, and the number of the point it ends at."""
    last = len(points) - 1
    whole = _one(points, tolerance)
    if whole is not None:
        return last, whole
    good, bad, step = 1, last, 1
    segment: Segment = _line(points[:2])
    while good + 1 < bad:  # reach out in growing steps, then halve what is between
        j = min(good + step, bad - 1) if step else (good + bad) // 2
        found = _one(points[: j + 1], tolerance)
        if found is None:
            bad, step = j, 0
        else:
            good, segment, step = j, found, step * 2
    return good, segment


def _count(wanted: float) -> int:
    """An even number of steps, so that the middle of a curve is one of its samples."""
    return 2 * max(4, math.ceil(min(wanted, MOST_SAMPLES) / 2))


def _one(points: Points, tolerance: float) -> Segment | None:
    """The line, or else the arc, that passes all points; None when there is none."""
    start, end = points[0], points[-1]
    chord = end - start
    length = math.hypot(*chord)
    if length > 1e-9:
        away = points - start
        along = away @ chord
        if np.abs(away[:, 0] * chord[1] - away[:, 1] * chord[0]).max() <= tolerance * length:
            return _line(points) if (np.diff(along) >= 0).all() else None
    return _arc(points, tolerance) if len(points) > 2 else None


def _line(points: Points) -> Line:
    return Line(Point(*map(float, points[0])), Point(*map(float, points[-1])))


def _arc(points: Points, tolerance: float) -> Arc | None:
    circle = _circle(points[0], points[len(points) // 2], points[-1])
    if circle is None:
        return None
    centre, radius = circle
    away = points - centre
    if radius > FLAT or np.abs(np.hypot(away[:, 0], away[:, 1]) - radius).max() > tolerance:
        return None
    steps = np.diff(np.unwrap(np.arctan2(away[:, 1], away[:, 0])))
    if not ((steps > 0).all() or (steps < 0).all()) or abs(steps.sum()) >= 2 * math.pi:
        return None
    # Between two samples the curve must keep to the arc as well, which it does where they are close.
    if radius * (1 - math.cos(float(np.abs(steps).max()) / 2)) > tolerance:
        return None
    start = math.degrees(math.atan2(away[0, 1], away[0, 0]))
    return Arc(Point(float(centre[0]), float(centre[1])), radius, start, math.degrees(float(steps.sum())))


def _circle(a: Points, b: Points, c: Points) -> tuple[Points, float] | None:
    """Centre and radius of the circle through three points; None when they are on a line."""
    (bx, by), (cx, cy) = b - a, c - a
    cross = 2 * float(bx * cy - by * cx)
    if abs(cross) < 1e-12:
        return None
    bb, cc = bx * bx + by * by, cx * cx + cy * cy
    x, y = (cy * bb - by * cc) / cross, (bx * cc - cx * bb) / cross
    return a + np.array([x, y]), math.hypot(x, y)


def svg_arc(
    start: Point, end: Point, radii: tuple[float, float], turn_deg: float, *, large: bool, positive: bool
) -> Ellipse | None:
    """An elliptical arc by its ends (SVG 1.1, F.6.5); radii too small grow. None where it is a straight line."""
    rx, ry = abs(radii[0]), abs(radii[1])
    if rx < 1e-12 or ry < 1e-12 or start == end:
        return None
    cos, sin = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    dx, dy = (start.x - end.x) / 2, (start.y - end.y) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    grown = max(1.0, math.hypot(x / rx, y / ry))
    rx, ry = rx * grown, ry * grown
    spare = (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2
    reach = math.sqrt(max(0.0, spare / ((rx * y) ** 2 + (ry * x) ** 2))) * (1 if large != positive else -1)
    cx, cy = reach * rx * y / ry, -reach * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = (math.atan2((-y - cy) / ry, (-x - cx) / rx) - first) % (2 * math.pi)
    centre = Point(cos * cx - sin * cy + (start.x + end.x) / 2, sin * cx + cos * cy + (start.y + end.y) / 2)
    u, v = Point(rx * cos, rx * sin), Point(-ry * sin, ry * cos)
    return Ellipse(centre, u, v, first, sweep if positive else sweep - 2 * math.pi)


def arc_between(start: Point, end: Point, sweep_deg: float) -> Arc:
    """The arc from one point to another that turns by ``sweep_deg`` (not 0, within a full turn)."""
    half = math.radians(sweep_deg) / 2
    mx, my, dx, dy = (start.x + end.x) / 2, (start.y + end.y) / 2, (end.x - start.x) / 2, (end.y - start.y) / 2
    away = 1 / math.tan(half)
    centre = Point(mx - dy * away, my + dx * away)
    start_deg = math.degrees(math.atan2(start.y - centre.y, start.x - centre.x))
    return Arc(centre, start.distance(centre), start_deg, sweep_deg)
