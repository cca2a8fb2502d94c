"""From panels to the die: an edge that a panel shares with the panel it hangs on is a crease, every other one is cut.

So no line is ever drawn twice, and creases, cuts and fold axes cannot disagree with the panels. An edge may meet only
part of another (a dust flap on a longer wall): edges are first split wherever a corner of the blank lies on them.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import shapely

from core.dieline.nodes import Nodes
from core.dieline.outline import DieLine, Fold, LineType, Panel
from core.errors import DieloomError
from core.geometry import Arc, Line, Point, Segment

SNAP = 1e-4  # mm; points closer than this are one point
MIDDLE = 0.01  # mm between the middles of edges with the same ends that are not one
CURVE = 0.01  # mm that the chords of a curved hinge may stray from it

EdgeKey = tuple[int, int, int]


@dataclass(frozen=True)
class Hinge:
    """How a panel hangs on its parent."""

    parent: str
    child: str
    angle_deg: float
    order: int
    type: LineType


class _Piece(NamedTuple):
    """A piece of an edge between two corners of the blank, and what tells it from all others."""

    segment: Segment
    key: EdgeKey


class _Keys:
    """Tells edges apart: the same key for both directions of one; its middle tells an arc from its chord.

    Points are matched, not rounded: two panels work out the middle of their common arc each in its own way, and half of
    a width such as 80.01 mm lies where rounding goes either way.
    """

    def __init__(self, corners: Nodes) -> None:
        self._corners, self._middles = corners, Nodes(MIDDLE)

    def of(self, edges: Sequence[Sequence[Segment]]) -> list[list[_Piece]]:
        return [[_Piece(segment, self._key(segment)) for segment in pieces] for pieces in edges]

    def _key(self, segment: Segment) -> EdgeKey:
        low, high = sorted((self._corners.number(segment.start), self._corners.number(segment.end)))
        if isinstance(segment, Line):
            middle = Point((segment.start.x + segment.end.x) / 2, (segment.start.y + segment.end.y) / 2)
        else:
            middle = segment.at(segment.start_deg + segment.sweep_deg / 2)
        return low, high, self._middles.number(middle)


def lay_out(
    panels: Sequence[Panel], hinges: Sequence[Hinge], owner: str, uncut: Iterable[tuple[str, str]] = ()
) -> tuple[list[Panel], list[DieLine], list[Fold]]:
    """Panels with common corners, the lines of the die, and the folds; ``uncut`` panels stay together beside the folds.

    Raises DieloomError, naming ``owner``, when a panel encloses nothing, and when one does not touch its parent or what
    it was not cut from.
    """
    nodes = Nodes(SNAP)
    snapped = [replace(panel, boundary=_snapped(panel.boundary, nodes)) for panel in panels]
    for panel in snapped:
        if len(panel.boundary) < 3 and len(panel.polygon()) < 3:
            raise no_area(panel.name, owner)
    edges = _split([panel.boundary for panel in snapped], nodes)
    keys = _Keys(nodes)
    pieces = {panel.name: keys.of(split) for panel, split in zip(snapped, edges, strict=True)}
    creases: dict[EdgeKey, LineType] = {}
    folds = []
    for hinge in hinges:
        shared = _shared(pieces[hinge.parent], pieces[hinge.child])
        if not shared:
            raise _apart(hinge.child, f'"{hinge.parent}", on which it hangs', owner)
        creases.update((piece.key, hinge.type) for piece in shared)
        segments = [piece.segment for piece in shared]
        axis = _axis(segments)
        folds.append(Fold(hinge.parent, hinge.child, axis, hinge.angle_deg, hinge.order, _curve(segments, axis)))
    for one, other in uncut:
        shared = _shared(pieces[one], pieces[other])
        if not shared:
            raise _apart(one, f'"{other}", from which it is not cut', owner)
        creases.update((piece.key, LineType.CREASE) for piece in shared)
    return snapped, list(_lines(itertools.chain.from_iterable(pieces.values()), creases)), folds


def no_area(panel: str, owner: str) -> DieloomError:
    return DieloomError(f'Panel "{panel}" of {owner} has no area at this size.', "Change its measures.")


def _apart(panel: str, other: str, owner: str) -> DieloomError:
    return DieloomError(f'Panel "{panel}" of {owner} does not touch {other}.', "Check its place and its corners.")


def _snapped(boundary: Iterable[Segment], nodes: Nodes) -> tuple[Segment, ...]:
    snapped: list[Segment] = []
    for segment in boundary:
        start, end = nodes.snap(segment.start), nodes.snap(segment.end)
        if isinstance(segment, Arc):
            snapped.append(segment)
        elif start != end:
            snapped.append(Line(start, end))
    return tuple(snapped)


def _split(boundaries: Sequence[Sequence[Segment]], nodes: Nodes) -> list[list[list[Segment]]]:
    """For each segment of each boundary, its pieces between the corners that lie on it; arcs stay whole.

    A tree finds what is near, since a drawing from elsewhere may have tens of thousands of lines.
    """
    lines = [segment for boundary in boundaries for segment in boundary if isinstance(segment, Line)]
    corners = nodes.points
    ends = np.array([(line.start, line.end) for line in lines]).reshape(-1, 2, 2)
    at = np.array(corners).reshape(-1, 2)
    points: Any = shapely.points(at)
    near, corner = shapely.STRtree(points).query(shapely.linestrings(ends), "dwithin", SNAP)
    span, away = ends[near, 1] - ends[near, 0], at[corner] - ends[near, 0]
    length = np.hypot(span[:, 0], span[:, 1])
    along = (away * span).sum(axis=1) / length
    within = (along > SNAP) & (along < length - SNAP)
    on: dict[int, list[tuple[float, Point]]] = defaultdict(list)
    for i, j, way in zip(near[within], corner[within], along[within], strict=True):
        on[int(i)].append((float(way), corners[j]))
    numbers = itertools.count()
    return [
        [_pieces(segment, on[next(numbers)]) if isinstance(segment, Line) else [segment] for segment in boundary]
        for boundary in boundaries
    ]


def _pieces(line: Line, on: list[tuple[float, Point]]) -> list[Segment]:
    if not on:
        return [line]
    stops = [line.start, *(node for _, node in sorted(on)), line.end]
    return [Line(a, b) for a, b in itertools.pairwise(stops)]


def _shared(parent: list[list[_Piece]], child: list[list[_Piece]]) -> list[_Piece]:
    """The parent's edges that are edges of the child too."""
    keys = {piece.key for piece in itertools.chain.from_iterable(child)}
    return [piece for piece in itertools.chain.from_iterable(parent) if piece.key in keys]


def _axis(shared: Sequence[Segment]) -> Line:
    """From end to end of the hinge, in the parent's direction. Boundaries run counter-clockwise, so the child lies to
    the right of the axis."""
    first = shared[0]
    chord = Line(first.start, first.end)
    ux, uy = (chord.end.x - chord.start.x) / chord.length, (chord.end.y - chord.start.y) / chord.length
    ends = sorted(
        (point for segment in shared for point in (segment.start, segment.end)), key=lambda p: p.x * ux + p.y * uy
    )
    return Line(ends[0], ends[-1])


def _curve(shared: Sequence[Segment], axis: Line) -> tuple[Point, ...]:
    """Points along a curved hinge in the axis' direction; none for a straight one."""
    if not any(isinstance(segment, Arc) for segment in shared):
        return ()
    ux, uy = (axis.end.x - axis.start.x) / axis.length, (axis.end.y - axis.start.y) / axis.length
    points = {point for segment in shared for point in segment.flattened(CURVE)}
    return tuple(sorted(points, key=lambda p: p.x * ux + p.y * uy))


def _lines(edges: Iterable[list[_Piece]], creases: dict[EdgeKey, LineType]) -> Iterator[DieLine]:
    """Every edge once; neighbouring pieces of one straight edge that are cut are one knife again."""
    seen: set[EdgeKey] = set()
    for pieces in edges:
        fresh = [(creases.get(piece.key, LineType.CUT), piece.segment) for piece in pieces if piece.key not in seen]
        seen.update(piece.key for piece in pieces)
        for type_, run in itertools.groupby(fresh, key=lambda item: item[0]):
            yield from (DieLine(type_, segment) for segment in _joined([segment for _, segment in run]))


def _joined(pieces: Sequence[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(last, Line) and isinstance(piece, Line) and last.end == piece.start:
            joined[-1] = Line(last.start, piece.end)
        else:
            joined.append(piece)
    return joined
