"""Are two sets of lines the same die?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from shapely import LineString
from shapely.ops import unary_union

from core.dieline.outline import DieLine, LineType
from core.geometry import Arc, Segment

MICROMETRE = 1e-3  # mm


def by_type(lines: Iterable[DieLine]) -> dict[LineType, list[Segment]]:
    found: dict[LineType, list[Segment]] = defaultdict(list)
    for line in lines:
        found[line.type].append(line.segment)
    return dict(found)


def farthest(some: Iterable[Segment], others: Iterable[Segment]) -> float:
    """Hausdorff distance of two sets of segments, mm."""
    one, two = (unary_union([LineString(each.flattened(1e-4)) for each in each_set]) for each_set in (some, others))
    return float(one.hausdorff_distance(two))


def assert_same(found: Iterable[DieLine], wanted: Iterable[DieLine], within: float = MICROMETRE) -> None:
    """The same types, each in the same places, and none drawn twice."""
    one, two = by_type(found), by_type(wanted)
    assert one.keys() == two.keys()
    for type_, segments in two.items():
        assert farthest(one[type_], segments) <= within, type_
        lengths = [sum(segment.length for segment in each) for each in (one[type_], segments)]
        assert abs(lengths[0] - lengths[1]) <= 0.01 + within * len(segments), (type_, lengths)


def arcs(segments: Iterable[Segment]) -> list[Arc]:
    return [segment for segment in segments if isinstance(segment, Arc)]
