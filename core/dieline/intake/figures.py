"""Pieces as the corners that templates are written in: straight edges and bowed ones, with no corner too many."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from core.dieline.chains import Chain, is_closed
from core.dieline.intake.faces import walked
from core.dieline.intake.network import Network
from core.dieline.schema import Corner
from core.geometry import Arc, Line, Point, Segment

DIGITS = 6  # of a millimetre
STRAIGHT = 5e-5  # mm by which a corner between two edges of one line may lie beside it


def ring_corners(ring: Sequence[int], network: Network, same: Callable[[int, int], bool]) -> tuple[Corner, ...]:
    """The corners of a panel; ``same`` says of two pieces whether they lie between the same panels."""
    segments = [piece.segment if forward else piece.segment.reversed() for piece, forward in walked(ring, network)]
    keep = [
        not _goes_on(segments[k], segments[(k + 1) % len(segments)], same(ring[k], ring[(k + 1) % len(ring)]))
        for k in range(len(segments))
    ]
    if sum(keep) < 2:
        keep = [True] * len(keep)
    first = keep.index(True)
    corners: list[Corner] = []
    run: list[Segment] = []
    for k in range(first + 1, first + 1 + len(segments)):
        run.append(segments[k % len(segments)])
        if keep[k % len(segments)]:
            corners.append(_corner(run))
            run = []
    return tuple(corners)


def chain_corners(chain: Chain) -> tuple[tuple[Corner, ...], bool]:
    """The corners of a run of lines, and whether it comes back to its start."""
    closed = is_closed(chain)
    corners = [_corner([segment]) for segment in chain]
    if not closed:
        start = chain[0].start
        corners.insert(0, Corner(x=_number(start.x), y=_number(start.y)))
    return tuple(corners), closed


def _goes_on(one: Segment, other: Segment, same: bool) -> bool:
    """True when two edges are one: no panel needs a corner between them."""
    if isinstance(one, Line) and isinstance(other, Line):
        return _beside(one.end, one.start, other.end) < STRAIGHT
    if isinstance(one, Arc) and isinstance(other, Arc) and same:
        near = one.centre.distance(other.centre) < STRAIGHT and abs(one.radius - other.radius) < STRAIGHT
        return near and one.sweep_deg * other.sweep_deg > 0 and abs(one.sweep_deg + other.sweep_deg) <= 180
    return False


def _beside(point: Point, start: Point, end: Point) -> float:
    """How far a point lies beside the way from start to end; infinite when the way turns back there."""
    dx, dy = end.x - start.x, end.y - start.y
    length = math.hypot(dx, dy)
    along = (point.x - start.x) * dx + (point.y - start.y) * dy
    if not 0 < along < length * length:
        return math.inf
    return abs((point.x - start.x) * dy - (point.y - start.y) * dx) / length


def _corner(run: Sequence[Segment]) -> Corner:
    """The corner at the end of edges that are one."""
    end = run[-1].end
    bow = 0.0
    if isinstance(run[0], Arc):
        sweep = sum(segment.sweep_deg for segment in run if isinstance(segment, Arc))
        bow = math.copysign(run[0].radius * (1 - math.cos(math.radians(sweep) / 2)), sweep)
    return Corner(x=_number(end.x), y=_number(end.y), bow=_number(bow))


def _number(value: float) -> float:
    return round(value, DIGITS) + 0.0
