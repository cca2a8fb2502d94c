"""Whose ink is whose: the part of the sheet in which each pack may print.

A pack prints up to its bleed line, except where that runs over another pack, and where two bleeds overlap each point
goes to the pack whose knife is nearer, to within a quarter of a millimetre. Cells therefore never overlap, each holds
its blank, and with a gap of twice the bleed or more only the far corners of the bleed are cut.
"""

from __future__ import annotations

import shapely
from shapely import Polygon
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from core.compose.regions import regions
from core.dieline.contour import knife_area
from core.dieline.nest import Layout
from core.dieline.outline import Outline
from core.geometry import Affine, Path, Point

_STEP = 0.25  # mm by which nearness is judged
_SLIVER = 1e-6  # mm2
_GRID, _DECIMALS = 1e-6, 6


def blanks_of(outline: Outline, layout: Layout) -> list[BaseGeometry]:
    """What the knife of each pack encloses, on the sheet."""
    blank = Polygon(knife_area(outline).exterior)
    return [placed(blank, place.matrix) for place in layout.placements]


def cells_of(outline: Outline, layout: Layout, bleed: float) -> list[BaseGeometry]:
    """Where each pack may print, in the sheet's mm and in the order of the placements."""
    pair = _Pair(outline, bleed)
    ways = [place.matrix for place in layout.placements]
    full = [placed(pair.region, way) for way in ways]
    tree = shapely.STRtree(full)
    lost: list[list[BaseGeometry]] = [[] for _ in ways]
    for i, region in enumerate(full):
        for j in map(int, tree.query(region, predicate="intersects")):
            if i != j:
                lost[i].append(placed(pair.lost(ways[i].inverse() @ ways[j], first=i < j), ways[i]))
    return [region - shapely.union_all(areas) for region, areas in zip(full, lost, strict=True)]


class _Pair:
    """Two packs, seen from the first. On a sheet the same few pairs come again and again."""

    def __init__(self, outline: Outline, bleed: float) -> None:
        self.region = area_of(regions(outline, bleed, "outside").bleed_line)
        self._blank, self._bleed = Polygon(knife_area(outline).exterior), bleed
        self._known: dict[tuple[float, ...], BaseGeometry] = {}

    def lost(self, way: Affine, *, first: bool) -> BaseGeometry:
        """What the pack's region loses to another that lies at ``way``; one of the two is the ``first``."""
        key = (first, *(round(value, _DECIMALS) for value in way))
        if key not in self._known:
            self._known[key] = self._lost(way, first)
        return self._known[key]

    def _lost(self, way: Affine, first: bool) -> BaseGeometry:
        other = placed(self._blank, way)
        both = (self.region & placed(self.region, way)) - self._blank - other
        mine, theirs = (self._blank, other) if first else (other, self._blank)
        won = shapely.union_all([_nearer(mine, theirs, zone, self._bleed) for zone in shapely.get_parts(both)])
        # Clean enough to be placed anywhere and still be sound.
        return shapely.set_precision(other | ((both - won) if first else won), _GRID)


def _nearer(mine: BaseGeometry, other: BaseGeometry, zone: BaseGeometry, bleed: float) -> BaseGeometry:
    """What of ``zone`` is nearer to ``mine``, to within a step: both grow until all of it is taken."""
    around = zone.envelope.buffer(3 * bleed)  # no corner of a bleed is so far from its knife
    mine, other = mine & around, other & around
    won, left, reach = [], zone, min(mine.distance(zone), other.distance(zone))
    while left.area > _SLIVER:
        reach += _STEP
        ours, theirs = mine.buffer(reach), other.buffer(reach)
        won.append((left & ours) - theirs)
        left = left - ours - theirs
    return shapely.union_all(won)


def placed(area: BaseGeometry, by: Affine) -> BaseGeometry:
    return affine_transform(area, [by.a, by.c, by.b, by.d, by.e, by.f])


def area_of(path: Path) -> BaseGeometry:
    """The area of a path whose holes run against their outer rings."""
    rings = [Polygon(ring) for ring in path.flattened()]
    outer = [ring for ring in rings if ring.exterior.is_ccw]
    return shapely.union_all(outer) - shapely.union_all([ring for ring in rings if not ring.exterior.is_ccw])


def path_of(area: BaseGeometry) -> Path:
    """Outer rings counter-clockwise, holes clockwise."""
    parts = [orient(part) for part in shapely.get_parts(area) if isinstance(part, Polygon) and not part.is_empty]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return Path.joined(Path.polygon([Point(x, y) for x, y in ring.coords[:-1]]) for ring in rings)
