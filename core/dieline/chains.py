"""Lines of the die strung into runs: what a knife follows without lifting, and what CAD programs import best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from core.dieline.layout import SNAP
from core.dieline.nodes import Nodes
from core.dieline.outline import DieLine, LineType
from core.geometry import Point, Segment

Chain = tuple[Segment, ...]


def chains(lines: Iterable[DieLine]) -> list[tuple[LineType, Chain]]:
    """Runs of lines of one type, each end to end; a run ends where more or fewer than two lines of its type meet."""
    by_type: dict[LineType, list[Segment]] = defaultdict(list)
    for line in lines:
        by_type[line.type].append(line.segment)
    return [(type_, chain) for type_, segments in by_type.items() for chain in _strung(segments)]


def is_closed(chain: Sequence[Segment]) -> bool:
    """True when the run comes back to its start."""
    return len(chain) > 1 and chain[0].start.distance(chain[-1].end) < SNAP


def _strung(segments: Sequence[Segment]) -> list[Chain]:
    nodes = Nodes(SNAP)
    ends = [(nodes.snap(segment.start), nodes.snap(segment.end)) for segment in segments]
    meeting: dict[Point, list[int]] = defaultdict(list)
    for i, pair in enumerate(ends):
        for node in pair:
            meeting[node].append(i)
    # Begin at open ends and junctions, so that only rings are left to begin anywhere.
    tips = [i for i, pair in enumerate(ends) if any(len(meeting[node]) != 2 for node in pair)]
    free = set(range(len(segments)))
    runs = []
    for i in (*tips, *range(len(segments))):
        if i in free:
            start, end = ends[i]
            backwards = len(meeting[start]) == 2 != len(meeting[end])
            runs.append(tuple(_run(i, start if backwards else end, segments, ends, meeting, free)))
    return runs


def _run(
    i: int,
    node: Point,
    segments: Sequence[Segment],
    ends: Sequence[tuple[Point, Point]],
    meeting: dict[Point, list[int]],
    free: set[int],
) -> Iterator[Segment]:
    """From line ``i``, left through ``node``, on to the next junction, open end, or round to the start."""
    while True:
        free.remove(i)
        yield segments[i] if ends[i][1] == node else segments[i].reversed()
        following = [each for each in meeting[node] if each in free]
        if len(meeting[node]) != 2 or not following:
            return
        i = following[0]
        start, end = ends[i]
        node = end if start == node else start
