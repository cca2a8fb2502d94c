"""Where one side of a blank may be printed: each panel and the whole blank with bleed, and the glue areas left bare.

Bleed grows outwards over knife edges only; at a crease a panel ends where its neighbour begins. Glue wants bare board
on both sides of a join: the outside of the glue flap and, on the inside of its mate, where the flap lands. Coordinates
are those of the outline, on the inside too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely import BufferCapStyle, BufferJoinStyle
from shapely.affinity import affine_transform
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from core.dieline.contour import knife_area, polygon_of
from core.dieline.fold import fold
from core.dieline.outline import GlueJoin, Outline, Panel, Side
from core.errors import DieloomError
from core.geometry import Path, Point

GLUE_OVERLAP = 3.0
"""How far ink runs into a glue area from beside it: a register error then shows no bare board at the edge."""

_TOUCHING = 0.01  # mm; edges closer than this are one crease
_SHARPEST = 2.0  # how many bleeds far a corner of the bleed may reach


@dataclass(frozen=True)
class Regions:
    """Printable areas of one side, as paths without overlaps: outer rings counter-clockwise, holes clockwise."""

    whole: Path
    bleed_line: Path
    panels: dict[str, Path]
    glue: Path


@lru_cache(maxsize=16)
def regions(outline: Outline, bleed: float, side: Side) -> Regions:
    """The printable areas of one side of ``outline`` with ``bleed`` mm beyond the knife.

    Raises DieloomError for a panel that crosses itself.
    """
    polygons = {panel.name: _sound(panel, outline) for panel in outline.panels}
    blank = _grown(Polygon(knife_area(outline).exterior), bleed)  # print runs on through windows
    glued = [_glued(outline, join, polygons, side) for join in outline.joins]
    bare = shapely.union_all([_bare(each, polygons, bleed) for each in glued])
    panels = {name: _panel(name, polygons, bleed) for name in polygons}
    if side == "inside":
        panels |= {join.mate: panels[join.mate] - bare for join in outline.joins}
    return Regions(
        whole=_path(blank - bare),
        bleed_line=_path(blank),
        panels={name: _path(area) for name, area in panels.items()},
        glue=_path(shapely.union_all(glued) & bare),
    )


def _sound(panel: Panel, outline: Outline) -> Polygon:
    polygon = polygon_of(panel)
    if not polygon.is_valid:
        raise DieloomError(
            f'The boundary of panel "{panel.name}" of {outline.code} crosses itself at this size.',
            "Change its measures, or its corners in the template.",
        )
    return polygon


def _glued(outline: Outline, join: GlueJoin, polygons: dict[str, Polygon], side: Side) -> BaseGeometry:
    """The glue flap, or the part of its mate's inside that it lands on when the pack is closed."""
    flap = polygons[join.flap]
    if side == "outside":
        return flap
    closed = fold(outline, 1.0)
    landing = np.linalg.inv(closed[join.mate]) @ closed[join.flap]
    a, b, d, e = landing[0, 0], landing[0, 1], landing[1, 0], landing[1, 1]
    return polygons[join.mate] & affine_transform(flap, (a, b, d, e, landing[0, 3], landing[1, 3]))


def _bare(glued: BaseGeometry, polygons: dict[str, Polygon], bleed: float) -> BaseGeometry:
    """A glue area with the bleed beside it, without the overlap that is printed."""
    printed = _grown(shapely.union_all(list(polygons.values())) - glued, -_TOUCHING)
    return _grown(glued, 2 * bleed) - _grown(printed, GLUE_OVERLAP + _TOUCHING)


def _grown(area: BaseGeometry, by: float) -> BaseGeometry:
    return area.buffer(by, join_style=BufferJoinStyle.mitre, mitre_limit=_SHARPEST)


def _panel(name: str, polygons: dict[str, Polygon], bleed: float) -> BaseGeometry:
    """A panel grown by bleed where its edge is a knife edge."""
    panel = polygons[name]
    others = shapely.union_all([polygon for other, polygon in polygons.items() if other != name])
    knife = panel.exterior - others.buffer(_TOUCHING)
    margin = knife.buffer(bleed, cap_style=BufferCapStyle.flat, join_style=BufferJoinStyle.mitre, mitre_limit=_SHARPEST)
    return panel | (margin - others)


def _path(area: BaseGeometry) -> Path:
    polygons = [part for part in shapely.get_parts(area) if isinstance(part, Polygon) and not part.is_empty]
    rings = [ring for each in map(orient, polygons) for ring in (each.exterior, *each.interiors)]
    return Path.joined(Path.polygon([Point(x, y) for x, y in ring.coords[:-1]]) for ring in rings)
