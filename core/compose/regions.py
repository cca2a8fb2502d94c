"""Where a blank may be printed: each panel and the whole blank with bleed, and the glue areas that stay bare.

Bleed grows outwards over knife edges only; at a crease a panel ends where its neighbour begins. Coordinates are those
of the outline (the outside face).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely import BufferCapStyle, BufferJoinStyle
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from core.dieline.outline import Outline, PanelRole
from core.geometry import Path, Point

GLUE_OVERLAP = 3.0
"""How far ink runs from the neighbour into a glue flap: a register error then shows no bare board at the edge."""

_TOUCHING = 0.01  # mm; edges closer than this are one crease
_FAR = 10_000.0  # mm; beyond any blank
_SHARPEST = 3.0  # how many bleeds far a bleed corner may reach


@dataclass(frozen=True)
class Regions:
    """Printable areas of one blank, as paths without overlaps: outer rings counter-clockwise, holes clockwise."""

    whole: Path
    bleed_line: Path
    panels: dict[str, Path]
    glue: Path


@lru_cache(maxsize=16)
def regions(outline: Outline, bleed: float) -> Regions:
    """The printable areas of ``outline`` with ``bleed`` mm beyond the knife."""
    polygons = {panel.name: Polygon(panel.polygon()) for panel in outline.panels}
    glued = [panel.name for panel in outline.panels if panel.role is PanelRole.GLUE]
    blank = _grown(shapely.union_all(list(polygons.values())), bleed)
    bare = shapely.union_all([_bare(name, polygons) for name in glued])
    return Regions(
        whole=_path(blank - (_grown(bare, bleed) & _away(glued, polygons))),
        bleed_line=_path(blank),
        panels={name: _path(_panel(name, polygons, bleed)) for name in polygons},
        glue=_path(bare),
    )


def _grown(area: BaseGeometry, bleed: float) -> BaseGeometry:
    return area.buffer(bleed, join_style=BufferJoinStyle.mitre, mitre_limit=_SHARPEST)


def _others(names: list[str], polygons: dict[str, Polygon]) -> BaseGeometry:
    return shapely.union_all([polygon for name, polygon in polygons.items() if name not in names])


def _panel(name: str, polygons: dict[str, Polygon], bleed: float) -> BaseGeometry:
    """A panel grown by bleed where its edge is a knife edge."""
    panel, others = polygons[name], _others([name], polygons)
    knife = panel.exterior - others.buffer(_TOUCHING)
    margin = knife.buffer(bleed, cap_style=BufferCapStyle.flat, join_style=BufferJoinStyle.mitre, mitre_limit=_SHARPEST)
    return panel | (margin - others)


def _bare(name: str, polygons: dict[str, Polygon]) -> BaseGeometry:
    """The part of a glue flap that takes the glue."""
    return polygons[name] & _away([name], polygons)


def _away(names: list[str], polygons: dict[str, Polygon]) -> BaseGeometry:
    """The plane farther than the overlap from the panels that are not ``names``."""
    others = _others(names, polygons)
    plane = shapely.box(*others.bounds).buffer(_FAR)
    return plane - _grown(others, GLUE_OVERLAP)


def _path(area: BaseGeometry) -> Path:
    polygons = [part for part in shapely.get_parts(area) if isinstance(part, Polygon) and not part.is_empty]
    rings = [ring for each in map(orient, polygons) for ring in (each.exterior, *each.interiors)]
    return sum((Path.polygon([Point(x, y) for x, y in ring.coords[:-1]]) for ring in rings), Path())
