"""From panels to the die: an edge that a panel shares with the panel it hangs on is a crease, every other one is cut.

So no line is ever drawn twice, and creases, cuts and fold axes cannot disagree with the panels. An edge may meet only
part of another (a dust flap on a longer wall): edges are first split wherever a corner of the blank lies on them.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.dieline.outline import DieLine, Fold, LineType, Panel
from core.errors import DieloomError
from core.geometry import Arc, Line, Point, Segment

SNAP = 1e-4  # mm; points closer than this are one point

EdgeKey = tuple[Point, Point, Point]


@dataclass(frozen=True)
class Hinge:
    """How a panel hangs on its parent."""

    parent: str
    child: str
    angle_deg: float
    order: int
    type: LineType


class Nodes:
    """The corners of the blank; asked for a point, gives the corner that is already there."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], Point] = {}

    def __iter__(self) -> Iterator[Point]:
        return iter(self._cells.values())

    def snap(self, point: Point) -> Point:
        column, row = round(point.x / SNAP), round(point.y / SNAP)
        for cell in itertools.product((column, column - 1, column + 1), (row, row - 1, row + 1)):
            known = self._cells.get(cell)
            if known is not None and known.distance(point) < SNAP:
                return known
        self._cells[column, row] = point
        return point


def lay_out(
    panels: Sequence[Panel], hinges: Sequence[Hinge], owner: str
) -> tuple[list[Panel], list[DieLine], list[Fold]]:
    """Panels with common corners, the lines of the die, and the folds.

    Raises DieloomError, naming ``owner``, when a panel does not touch its parent.
    """
    nodes = Nodes()
    snapped = [replace(panel, boundary=_snapped(panel.boundary, nodes)) for panel in panels]
    edges = {panel.name: [_split(segment, nodes) for segment in panel.boundary] for panel in snapped}
    creases: dict[EdgeKey, LineType] = {}
    folds = []
    for hinge in hinges:
        shared = _shared(edges[hinge.parent], edges[hinge.child])
        if not shared:
            raise DieloomError(
                f'Panel "{hinge.child}" of {owner} does not touch "{hinge.parent}", on which it hangs.',
                "Check its place and its corners.",
            )
        creases.update((_key(segment), hinge.type) for segment in shared)
        folds.append(Fold(hinge.parent, hinge.child, _axis(shared), hinge.angle_deg, hinge.order))
    return snapped, list(_lines(itertools.chain.from_iterable(edges.values()), creases)), folds


def _snapped(boundary: Iterable[Segment], nodes: Nodes) -> tuple[Segment, ...]:
    snapped: list[Segment] = []
    for segment in boundary:
        start, end = nodes.snap(segment.start), nodes.snap(segment.end)
        if isinstance(segment, Arc):
            snapped.append(segment)
        elif start != end:
            snapped.append(Line(start, end))
    return tuple(snapped)


def _split(segment: Segment, nodes: Nodes) -> list[Segment]:
    """The pieces of a line between the corners that lie on it; arcs stay whole."""
    if isinstance(segment, Arc):
        return [segment]
    start, end = segment.start, segment.end
    dx, dy, length = end.x - start.x, end.y - start.y, segment.length
    on = []
    for node in nodes:
        along = ((node.x - start.x) * dx + (node.y - start.y) * dy) / length
        across = ((node.x - start.x) * dy - (node.y - start.y) * dx) / length
        if SNAP < along < length - SNAP and abs(across) < SNAP:
            on.append((along, node))
    stops = [start, *(node for _, node in sorted(on)), end]
    return [Line(a, b) for a, b in itertools.pairwise(stops)]


def _key(segment: Segment) -> EdgeKey:
    """The same for both directions of an edge; the middle tells an arc from its chord."""
    low, high = sorted((_rounded(segment.start), _rounded(segment.end)))
    if isinstance(segment, Line):
        middle = Point((low.x + high.x) / 2, (low.y + high.y) / 2)
    else:
        middle = segment.at(segment.start_deg + segment.sweep_deg / 2)
    return low, high, _rounded(middle, 2)


def _rounded(point: Point, digits: int = 6) -> Point:
    return Point(round(point.x, digits), round(point.y, digits))


def _shared(parent: list[list[Segment]], child: list[list[Segment]]) -> list[Segment]:
    """The parent's edges that are edges of the child too."""
    keys = {_key(segment) for segment in itertools.chain.from_iterable(child)}
    return [segment for segment in itertools.chain.from_iterable(parent) if _key(segment) in keys]


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


def _lines(edges: Iterable[list[Segment]], creases: dict[EdgeKey, LineType]) -> Iterator[DieLine]:
    """Every edge once; neighbouring pieces of one straight edge that are cut are one knife again."""
    seen: dict[EdgeKey, bool] = defaultdict(bool)
    for pieces in edges:
        fresh = [(creases.get(_key(piece), LineType.CUT), piece) for piece in pieces if not seen[_key(piece)]]
        seen.update((_key(piece), True) for piece in pieces)
        for type_, run in itertools.groupby(fresh, key=lambda item: item[0]):
            yield from (DieLine(type_, segment) for segment in _joined([piece for _, piece in run]))


def _joined(pieces: Sequence[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(last, Line) and isinstance(piece, Line) and last.end == piece.start:
            joined[-1] = Line(last.start, piece.end)
        else:
            joined.append(piece)
    return joined
