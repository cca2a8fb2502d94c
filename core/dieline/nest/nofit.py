"""No-fit polygons: where one blank may not lie as seen from another.

The blanks A and B (moved by d) come closer than the gap exactly when d lies inside the Minkowski sum of A, -B and a
disc of the gap's radius; on its boundary they are the gap apart. The sum of two plain polygons is the union of the sums
of their convex pieces, and the sum of two convex pieces is the convex hull of all sums of their corners (J. A. Bennell,
J. F. Oliveira, "The geometry of nesting problems: A tutorial", European Journal of Operational Research 184, 2008).

Everything here is seen from the middle of the blank's bounding box, so that a half turn keeps the box where it is.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from core.geometry import Affine
from core.jobs import Progress

Floats = NDArray[np.float64]

_STRAY = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)  # mm that the outline used here may stand outside the true one, never inside
_CORNERS, _PIECES = 400, 80  # with more corners, or convex pieces, the outline is simplified further
_HAIR = 1e-6  # mm² that a hull may add to two pieces that are called one
_QUADRANT = 8  # chords to a quarter of the gap's circle


class NoFit:
    """The no-fit polygons of one blank with itself for every pair of quarter turns.

    ``area`` is the blank with the middle of its bounding box at the origin; windows do not matter. ``curved`` says that
    its true outline has arcs, of which ``area`` has chords.
    """

    def __init__(self, area: Polygon, gap: float, progress: Progress, *, curved: bool = True) -> None:
        self._pieces = _outer_pieces(Polygon(area.exterior), curved=curved)
        self.gap, self._progress = gap, progress
        self._known: dict[tuple[int, int], Polygon] = {}

    def between(self, standing: int, coming: int) -> Polygon:
        """Where the middle of a blank turned by ``coming`` degrees may not lie, seen from the middle of one turned by
        ``standing``; the boundary is allowed."""
        key = standing % 360, coming % 360
        if key not in self._known:
            self._known[key] = self._found(*key)
        return self._known[key]

    def _found(self, standing: int, coming: int) -> Polygon:
        if standing:
            return turned(self.between(0, coming - standing), standing)
        others = [turned_points(piece, coming) for piece in self._pieces]
        region = minkowski_difference(self._pieces, others, self._progress)
        return _grown(region, self.gap) if self.gap else region


def convex_pieces(area: Polygon) -> list[Floats]:
    """The corners, [N, 2], of convex pieces that make up ``area``: triangles, merged across the longest edges first."""
    pieces = dict(enumerate(shapely.get_parts(shapely.constrained_delaunay_triangles(area)).tolist()))
    home = {i: i for i in pieces}

    def piece_of(i: int) -> int:
        while home[i] != i:
            i = home[i]
        return i

    for pair in _neighbours(pieces):
        one, other = map(piece_of, pair)
        if one == other:
            continue
        hull = shapely.union(pieces[one], pieces[other]).convex_hull
        if hull.area <= pieces[one].area + pieces[other].area + _HAIR:
            pieces[one], home[other] = hull, one
            del pieces[other]
    return [shapely.get_coordinates(piece)[:-1] for piece in pieces.values()]


def minkowski_difference(pieces: Sequence[Floats], others: Sequence[Floats], progress: Progress) -> Polygon:
    """The area of all a - b with a in ``pieces`` and b in ``others``, which each hang together; without its holes."""
    parts = []
    for a in pieces:
        progress.check()
        sums = [shapely.MultiPoint((a[:, None] - b[None]).reshape(-1, 2)) for b in others]
        parts.append(shapely.union_all(shapely.convex_hull(np.array(sums))))
    return _filled(_polygon(shapely.union_all(parts)))


def turned(area: Polygon, degrees: int) -> Polygon:
    """The area turned about the origin; exact for quarter turns."""
    a, b, c, d, _, _ = Affine.rotation(degrees)
    result: Polygon = affine_transform(area, [a, c, b, d, 0, 0]) if degrees % 360 else area
    return result


def turned_points(points: Floats, degrees: int) -> Floats:
    """Points, [N, 2], turned about the origin."""
    a, b, c, d, _, _ = Affine.rotation(degrees)
    result: Floats = points @ np.array([[a, b], [c, d]])
    return result


def _grown(region: Polygon, gap: float) -> Polygon:
    """All that is nearer than the gap: edges moved out by exactly the gap, and round every corner a polygon that holds
    the gap's circle, where a buffer alone would have chords."""
    corners = shapely.get_coordinates(region.normalize())[-2::-1]  # counter-clockwise
    before, after = corners - np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0) - corners
    convex = before[:, 0] * after[:, 1] > before[:, 1] * after[:, 0]
    angles = (np.arange(4 * _QUADRANT) + 0.5) * (math.pi / (2 * _QUADRANT))
    around = np.column_stack([np.cos(angles), np.sin(angles)]) * (gap / math.cos(math.pi / (4 * _QUADRANT)))
    rounds: list[Polygon] = list(map(Polygon, corners[convex][:, None] + around[None]))
    return _filled(_polygon(shapely.union_all([region.buffer(gap, quad_segs=_QUADRANT), *rounds])))


def _outer_pieces(area: Polygon, *, curved: bool) -> list[Floats]:
    """A few convex pieces of an outline that holds ``area``: of ``area`` itself if that will do, of one that is coarser
    and coarser, or at last of its hull."""
    for stray in _STRAY if curved else (0.0, *_STRAY):
        # Grown by as much as it may then be cut back.
        outer = area.buffer(stray, join_style="mitre").simplify(stray) if stray else area
        if isinstance(outer, Polygon) and len(outer.exterior.coords) <= _CORNERS:
            pieces = convex_pieces(Polygon(outer.exterior))
            if len(pieces) <= _PIECES:
                return pieces
    return convex_pieces(_polygon(area.convex_hull.buffer(_STRAY[-1], join_style="mitre").simplify(_STRAY[-1])))


def _neighbours(triangles: dict[int, Polygon]) -> list[tuple[int, int]]:
    """Pairs that share an edge, those with the longest one first."""
    sharing: dict[frozenset[tuple[float, ...]], list[int]] = defaultdict(list)
    for i, triangle in triangles.items():
        a, b, c = triangle.exterior.coords[:-1]
        for edge in ((a, b), (b, c), (c, a)):
            sharing[frozenset(edge)].append(i)
    pairs = [(math.dist(*edge), owners[0], owners[1]) for edge, owners in sharing.items() if len(owners) == 2]
    return [(one, other) for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1:]))]


def _filled(region: Polygon) -> Polygon:
    """The region without holes: no die strips a blank that lies caught inside another one's pocket."""
    return Polygon(region.exterior)


def _polygon(region: BaseGeometry) -> Polygon:
    """The region, known to be one; raises TypeError for a blank that falls apart."""
    if not isinstance(region, Polygon):
        raise TypeError(f"expected a Polygon, not a {region.geom_type}")
    return region
