"""Blanks of the tests' own, and what must be true of every layout."""

from __future__ import annotations

from typing import Any

import shapely
from shapely import MultiPolygon, Polygon
from shapely.affinity import affine_transform

from core.dieline.nest import Grain, Layout, Placement
from core.dieline.outline import Outline
from tests.dieline.tray import tray

EXACT = 1e-6  # mm


def blank(corners: list[tuple[float, float]], grain: Grain = "") -> Outline:
    """A blank of one panel with these corners."""
    panel: dict[str, Any] = {
        "name": "base",
        "label": {"en": "Base", "zh": "底"},
        "corners": [{"x": x, "y": y} for x, y in corners],
    }
    xs, ys = zip(*corners, strict=True)
    template = tray(panels=[panel], marks=[], blank=[max(xs) - min(xs), max(ys) - min(ys)], grain=grain)
    return template.outline({})


def rectangle(width: float, height: float, grain: Grain = "") -> Outline:
    return blank([(0, 0), (width, 0), (width, height), (0, height)], grain)


def triangle(grain: Grain = "") -> Outline:
    """Half a square of 200 mm: two of them make one."""
    return blank([(0, 0), (200, 0), (0, 200)], grain)


def hook(grain: Grain = "") -> Outline:
    """An L of 200 by 200 mm with arms 50 mm wide, away from the origin."""
    return blank([(10, 20), (210, 20), (210, 70), (60, 70), (60, 220), (10, 220)], grain)


def lying(outline: Outline, place: Placement) -> MultiPolygon:
    """The panels of the blank on the sheet, their arcs flattened finely."""
    panels = MultiPolygon([Polygon(panel.polygon(EXACT / 4)) for panel in outline.panels])
    a, b, c, d, e, f = place.matrix
    return affine_transform(panels, [a, c, b, d, e, f])


def assert_sound(outline: Outline, layout: Layout) -> None:
    """Every blank within the usable part of the sheet, every two at least the gap apart."""
    areas = [lying(outline, place) for place in layout.placements]
    usable = shapely.box(*layout.sheet.usable.grown(EXACT))
    assert all(usable.covers(area) for area in areas)
    tree = shapely.STRtree(areas)
    near = tree.query(areas, predicate="dwithin", distance=layout.gap + 1)
    pairs = [(i, j) for i, j in zip(*near.tolist(), strict=True) if i < j]
    assert all(areas[i].distance(areas[j]) >= layout.gap - EXACT for i, j in pairs)
