"""Where the contour of a drawing is open: what a person looks for when a panel is missing."""

from __future__ import annotations

from collections import Counter

import shapely

from core.dieline.intake.healing import BOUNDING
from core.dieline.intake.network import Network
from core.dieline.outline import LineType
from core.geometry import Point


def opening(network: Network, panels: shapely.Geometry | None = None) -> str:
    """Where the cut stops outside ``panels`` and where it goes on, in mm of the drawing; empty when it stops nowhere.

    Of several openings the narrowest is told: it is the likeliest to be a slip.
    """
    ends = _loose(network, panels)
    if not ends:
        return ""
    pairs = [(one.distance(other), one, other) for one, other in _nearest(ends)]
    if not pairs:
        return f"the cut stops at {_at(ends[0])} and goes on nowhere"
    gap, one, other = min(pairs)
    return f"the cut stops at {_at(one)}, and the next end is {gap:.3g} mm away at {_at(other)}"


def _loose(network: Network, panels: shapely.Geometry | None) -> list[Point]:
    """The ends of cuts that meet nothing, in reading order of their nodes."""
    bounding = [piece for piece in network.pieces if piece.type in BOUNDING]
    met = Counter(node for piece in bounding for node in (piece.start, piece.end))
    cuts = (piece for piece in bounding if piece.type is LineType.CUT)
    nodes = sorted({node for piece in cuts for node in (piece.start, piece.end) if met[node] == 1})
    points = [network.nodes[node] for node in nodes]
    return [each for each in points if panels is None or not shapely.intersects(panels, shapely.Point(each))]


def _nearest(ends: list[Point]) -> list[tuple[Point, Point]]:
    """Each end with the one nearest to it."""
    if len(ends) < 2:
        return []
    tree = shapely.STRtree(shapely.points(ends))
    found, _ = tree.query_nearest(shapely.points(ends), exclusive=True, all_matches=False, return_distance=True)
    return [(ends[i], ends[j]) for i, j in found.T.tolist()]


def _at(point: Point) -> str:
    return f"x {point.x:.2f}, y {point.y:.2f}"
