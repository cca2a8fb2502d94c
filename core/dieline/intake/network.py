"""Lines split wherever they meet: pieces between nodes, which faces are found in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from core.dieline.intake.ends import ON
from core.dieline.intake.healing import pairs
from core.dieline.intake.measure import between, crossings
from core.dieline.nodes import Nodes
from core.dieline.outline import DieLine, LineType
from core.errors import DieloomError
from core.geometry import Arc, Point, Segment
from core.geometry.nearest import nearest

ONE = 0.004  # mm; nodes closer than this are one
MOST_PIECES = 60_000
HALF_TURN = 180.0  # degrees; longer arcs are split, since a corner cannot tell their bow well


@dataclass(frozen=True)
class Piece:
    """A part of a line between two nodes, by their numbers."""

    type: LineType
    segment: Segment
    start: int
    end: int


@dataclass(frozen=True)
class Network:
    """Nodes in mm, and the pieces between them."""

    nodes: tuple[Point, ...]
    pieces: tuple[Piece, ...]


def network_of(lines: Sequence[DieLine]) -> Network:
    """The pieces of all lines; raises DieloomError where there are more than a die can have."""
    nodes = Nodes(ONE)
    segments = [line.segment for line in lines]
    ends = [(nodes.number(segment.start), nodes.number(segment.end)) for segment in segments]
    stops: list[list[tuple[float, int]]] = [[] for _ in segments]
    for i, j in pairs(segments, 2 * ON):
        _meet(i, j, segments, ends, stops, nodes)
    pieces: list[Piece] = []
    for line, (start, end), on in zip(lines, ends, stops, strict=True):
        pieces += _pieces(line, start, end, sorted(on), nodes)
        if len(pieces) > MOST_PIECES:
            raise DieloomError("The lines of the die cross too often to be one.", "Leave out hatches and artwork.")
    return Network(tuple(nodes.points), tuple(pieces))


def _meet(
    i: int,
    j: int,
    segments: Sequence[Segment],
    ends: Sequence[tuple[int, int]],
    stops: list[list[tuple[float, int]]],
    nodes: Nodes,
) -> None:
    """Note where an end of one lies on the other, and where the two cross."""
    for one, other in ((i, j), (j, i)):
        for node in ends[other]:
            if node not in ends[one]:
                gap, part, _ = nearest(segments[one], nodes.points[node])
                if gap <= ON:
                    stops[one].append((part, node))
    for point in crossings(segments[i], segments[j]):
        on_i, on_j = (nearest(segments[k], point) for k in (i, j))
        if max(on_i[0], on_j[0]) > 1e-9 * (1 + segments[i].length + segments[j].length):
            continue
        if _inner(segments[i], on_i[1]) and _inner(segments[j], on_j[1]):
            node = nodes.number(point)
            stops[i].append((on_i[1], node))
            stops[j].append((on_j[1], node))


def _inner(segment: Segment, part: float) -> bool:
    return ON < part * segment.length < segment.length - ON


def _pieces(line: DieLine, start: int, end: int, on: list[tuple[float, int]], nodes: Nodes) -> list[Piece]:
    stops = [(0.0, start)]
    for part, node in [*on, (1.0, end)]:
        if node != stops[-1][1] or (part == 1.0 and len(stops) == 1):
            stops.append((part, node))
    if len(stops) > 1 and stops[-1][1] != end:
        stops.append((1.0, end))
    pieces = []
    for (a, first), (b, last) in itertools.pairwise(_halved(line.segment, stops, nodes)):
        p, q = nodes.points[first], nodes.points[last]
        if first != last:
            pieces.append(Piece(line.type, between(line.segment, a, b, p, q), first, last))
    return pieces


def _halved(segment: Segment, stops: list[tuple[float, int]], nodes: Nodes) -> list[tuple[float, int]]:
    """Stops in the middle of arcs that turn too far between two of them."""
    if not isinstance(segment, Arc):
        return stops
    halved = stops[:1]
    for part, node in stops[1:]:
        before = halved[-1][0]
        if abs(segment.sweep_deg) * (part - before) > HALF_TURN + 1e-6:
            middle = (before + part) / 2
            halved.append((middle, nodes.number(segment.at(segment.start_deg + segment.sweep_deg * middle))))
        halved.append((part, node))
    return halved
