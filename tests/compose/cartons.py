"""A small carton made by hand, so that these tests need no template: glue flap, front, side, and a tuck on the front.

The front is 40 x 60 at the origin; the side, 20 wide, is to its right; the glue flap, 12 wide, to its left; the tuck,
15 high, above the front.
"""

from __future__ import annotations

from itertools import pairwise

from core.dieline.outline import DieLine, Fold, GlueJoin, LineType, Outline, Panel, PanelRole
from core.geometry import Affine, Line, Point


def rectangle(name: str, x: float, y: float, width: float, height: float, role: PanelRole = PanelRole.PANEL) -> Panel:
    corners = [Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height)]
    sides = tuple(Line(corners[i], corners[(i + 1) % 4]) for i in range(4))
    return Panel(name, role, sides, Affine.translation(x, y), width, height)


def line(kind: LineType, *points: tuple[float, float]) -> list[DieLine]:
    ends = [Point(*point) for point in points]
    return [DieLine(kind, Line(a, b)) for a, b in pairwise(ends)]


def carton(bleed: float = 3.0) -> Outline:
    panels = (
        rectangle("glue", -12, 0, 12, 60, PanelRole.GLUE),
        rectangle("front", 0, 0, 40, 60),
        rectangle("side", 40, 0, 20, 60),
        rectangle("tuck", 0, 60, 40, 15, PanelRole.FLAP),
    )
    knife = [
        (-12.0, 0.0),
        (60.0, 0.0),
        (60.0, 60.0),
        (40.0, 60.0),
        (40.0, 75.0),
        (0.0, 75.0),
        (0.0, 60.0),
        (-12.0, 60.0),
    ]
    creases = [((0.0, 0.0), (0.0, 60.0)), ((40.0, 0.0), (40.0, 60.0)), ((0.0, 60.0), (40.0, 60.0))]
    lines = line(LineType.CUT, *knife, knife[0])
    for start, end in creases:
        lines += line(LineType.CREASE, start, end)
    folds = tuple(
        Fold("front", child, Line(Point(*start), Point(*end)), 90.0, order)
        for order, (child, (start, end)) in enumerate(zip(("glue", "side", "tuck"), creases, strict=True))
    )
    return Outline(
        code="TEST.1",
        title="Test carton",
        parameters=(),
        caliper=0.4,
        lines=tuple(lines),
        panels=panels,
        root="front",
        folds=folds,
        joins=(GlueJoin("glue", "side"),),
        inside=(40, 20, 60),
        bleed=bleed,
    )
