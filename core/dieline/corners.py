"""A closed boundary from its corners: straight edges, bowed edges, and corners rounded with true arcs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from core.geometry import Arc, Line, Point, Segment

NOTHING = 1e-6  # mm; edges and radii below it are left out


class Corner(NamedTuple):
    """One corner: where, the radius that rounds it, and the bow of the edge that arrives there.

    ``bow`` is the height of the arc over its chord, positive to the right of the way travelled (outwards where the
    boundary runs counter-clockwise). An edge with a bow cannot have rounded ends.
    """

    at: Point
    radius: float = 0.0
    bow: float = 0.0


def boundary(corners: Sequence[Corner], *, closed: bool = True) -> tuple[Segment, ...]:
    """The lines and arcs through the corners, back to the first one when ``closed``.

    A radius that does not fit is reduced until it does; the ends of an open boundary are not rounded.
    """
    ring = _distinct(corners, closed=closed)
    count = len(ring)
    if not ring:  # every corner in one place: a figure that a formula took away
        return ()
    cuts = _cuts(ring)
    if not closed:
        cuts[0] = cuts[-1] = 0.0
    segments: list[Segment] = []
    for i, corner in enumerate(ring):
        previous, following = ring[i - 1], ring[(i + 1) % count]
        start, end = previous.at, corner.at
        if i == 0 and not closed:
            continue
        if abs(corner.bow) > NOTHING:
            segments.append(_bowed(start, end, corner.bow))
        else:
            line = Line(_towards(start, end, cuts[i - 1]), _towards(end, start, cuts[i]))
            segments += [line] if line.length > NOTHING else []
        if cuts[i] > NOTHING:
            segments.append(_rounded(start, end, following.at, cuts[i]))
    return tuple(segments)


def _distinct(corners: Sequence[Corner], *, closed: bool) -> list[Corner]:
    """Without corners in the place of the one before; before the first of a closed boundary comes the last."""
    return [
        corner
        for i, corner in enumerate(corners)
        if (i == 0 and not closed) or corner.at.distance(corners[i - 1].at) > NOTHING
    ]


def _cuts(ring: list[Corner]) -> list[float]:
    """How much of both edges each corner's rounding takes, reduced so that two roundings never overlap."""
    count = len(ring)
    wanted = [
        corner.radius / math.tan(_angle(ring[i - 1].at, corner.at, ring[(i + 1) % count].at) / 2)
        if corner.radius > NOTHING
        else 0.0
        for i, corner in enumerate(ring)
    ]
    edges = [corner.at.distance(ring[i - 1].at) for i, corner in enumerate(ring)]
    shares = [min(1.0, edge / max(wanted[i - 1] + wanted[i], NOTHING)) for i, edge in enumerate(edges)]
    return [cut * min(shares[i], shares[(i + 1) % count]) for i, cut in enumerate(wanted)]


def _angle(before: Point, at: Point, after: Point) -> float:
    """The angle between the two edges at a corner, 0 (folded back) to pi (straight)."""
    ax, ay, bx, by = before.x - at.x, before.y - at.y, after.x - at.x, after.y - at.y
    return max(1e-6, abs(math.atan2(ax * by - ay * bx, ax * bx + ay * by)))


def _towards(start: Point, end: Point, distance: float) -> Point:
    part = distance / start.distance(end)
    return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)


def _rounded(before: Point, at: Point, after: Point, cut: float) -> Arc:
    """The arc that touches both edges at ``cut`` from their corner."""
    enter, leave = _towards(at, before, cut), _towards(at, after, cut)
    half = _angle(before, at, after) / 2
    radius, reach = cut * math.tan(half), cut / math.cos(half)
    middle = Point((enter.x + leave.x) / 2, (enter.y + leave.y) / 2)
    centre = _towards(at, middle, reach)
    turn = (at.x - before.x) * (after.y - at.y) - (at.y - before.y) * (after.x - at.x)
    start_deg = math.degrees(math.atan2(enter.y - centre.y, enter.x - centre.x))
    return Arc(centre, radius, start_deg, math.copysign(180 - math.degrees(2 * half), turn))


def _bowed(start: Point, end: Point, bow: float) -> Arc:
    """The arc over a chord; a chord c with height h lies on a circle of radius c^2 / 8h + h / 2."""
    chord = start.distance(end)
    radius = chord**2 / (8 * abs(bow)) + abs(bow) / 2
    side = math.copysign(1.0, bow)
    inward = radius - abs(bow)
    normal = Point((end.y - start.y) / chord * side, (start.x - end.x) / chord * side)
    centre = Point((start.x + end.x) / 2 - normal.x * inward, (start.y + end.y) / 2 - normal.y * inward)
    start_deg = math.degrees(math.atan2(start.y - centre.y, start.x - centre.x))
    sweep = math.degrees(2 * math.atan2(chord / 2, inward))
    return Arc(centre, radius, start_deg, side * sweep)
