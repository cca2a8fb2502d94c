"""The blank as an area: what the knife leaves standing. How far print bleeds beyond it, :mod:`core.compose` says."""

from __future__ import annotations

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from core.dieline.layout import SNAP
from core.dieline.outline import LineType, Outline, Panel
from core.geometry import Path, Point

FINE = 0.005  # mm that flattened arcs may stray


def polygon_of(panel: Panel) -> Polygon:
    """The panel as an area on the blank."""
    return Polygon(panel.polygon(FINE))


def knife_area(outline: Outline) -> Polygon:
    """The blank inside the outermost knife, windows cut out; of panels that do not hang together, the largest part."""
    # Grown and shrunk by less than any knife sees, so that rounding leaves no hair between panels.
    pieces = [polygon_of(panel).buffer(SNAP, join_style="mitre") for panel in outline.panels]
    whole = unary_union(pieces).buffer(-SNAP, join_style="mitre")
    # Between very sharp tips (a pillow box's) shrinking can leave a ring that crosses itself.
    return _largest(shapely.make_valid(whole).difference(windows(outline)))


def contour_path(outline: Outline) -> Path:
    """The outermost knife, then the windows, as closed sub-paths; fill it with the even-odd rule."""
    area = knife_area(outline)
    return sum((_ring_path(ring) for ring in area.interiors), _ring_path(area.exterior))


def windows(outline: Outline, tolerance: float = FINE) -> BaseGeometry:
    """What window knives cut out of the blank; their arcs may stray ``tolerance`` mm."""
    edges = [line.segment.flattened(tolerance) for line in outline.lines_of(LineType.WINDOW)]
    return unary_union(shapely.polygonize([shapely.LineString(points) for points in edges]))


def _largest(shape: BaseGeometry) -> Polygon:
    parts = shapely.get_parts(shape)
    largest: Polygon = max(parts, key=lambda part: part.area)
    return largest


def _ring_path(ring: shapely.LinearRing) -> Path:
    return Path.polygon([Point(x, y) for x, y in ring.coords[:-1]])
