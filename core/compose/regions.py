"""Where one side of a blank may be printed: each panel and the whole blank with bleed, and the glue areas left bare.

Bleed grows outwards over knife edges only; at a crease a panel ends where its neighbour begins. Glue wants bare board
on both sides of a join: the outside of the glue flap and, on the inside of its mate, where the flap lands. Coordinates
are those of the outline, on the inside too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely import BufferCapStyle, BufferJoinStyle
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from core.dieline.contour import knife_area, polygon_of
from core.dieline.fold import surfaces
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
    glued = [area for join in outline.joins for area in _glued(outline, join, polygons, side)]
    bare = shapely.union_all([_bare(each, polygons, bleed) for each in glued])
    panels = {name: _panel(name, polygons, bleed) for name in polygons}
    mates = [join.mate for join in outline.joins if (join.face == "inner") == (side == "inside")]
    panels |= {mate: panels[mate] - bare for mate in mates}
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


def _glued(outline: Outline, join: GlueJoin, polygons: dict[str, Polygon], side: Side) -> list[BaseGeometry]:
    """What glue covers on one side of the board: the flap, and the part of its mate that it lands on when closed."""
    closed = surfaces(outline, 1.0)
    ring = shapely.get_coordinates(polygons[join.flap].exterior)
    landing = Polygon(closed[join.mate].unplace(closed[join.flap].place(ring))[:, :2])
    # A flap that faces the way its mate does lies behind it with its printed side, or before it with its inner one.
    alike = landing.exterior.is_ccw == polygons[join.flap].exterior.is_ccw
    flap_face: Side = "outside" if alike == (join.face == "inner") else "inside"
    mate_face: Side = "inside" if join.face == "inner" else "outside"
    glued: list[BaseGeometry] = [polygons[join.flap]] if flap_face == side else []
    return [*glued, polygons[join.mate] & landing] if mate_face == side else glued


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
