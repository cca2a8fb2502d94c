"""What tells about a sheet and is not printed: its edge and the gripper, the grain, the packs' numbers, a legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from core.colour.inks import Spot
from core.compose.drawlist import DrawPage, FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
from core.compose.technical import HALF_POINT
from core.dieline.nest import Layout
from core.dieline.outline import Outline
from core.geometry import Affine, Box, Path, Point
from core.press.imposition.cells import blanks_of
from core.press.lettering import caption, fitted
from core.press.page_inks import spot_called
from core.units import POINTS_PER_MM

AROUND = 12.0  # mm of page beyond the sheet's edge
_SIZE, _WORD = 12.0, 10.0  # points
_DASH = (6.0, 2.0, 1.0, 2.0)
_ARROW = 40.0
_CAPITALS = 0.73  # the height of a figure, in sizes
_NUMBER = (2.0, 10.0)  # mm, the least and the most height of a pack's number


def frame(
    page: DrawPage, outline: Outline, layout: Layout, *, numbers: bool = False, turn: Affine | None = None
) -> list[Group]:
    """Technical layers for one side of the sheet, each in its own ink; ``turn`` is how that side sees the sheet."""
    sheet, ink = Box(0, 0, layout.sheet.width, layout.sheet.height), spot_called(page, "Legend")
    words: list[Op] = list(_legend(outline, layout, ink))
    words += _grain(layout, sheet, ink)
    if numbers:
        words += _numbers(blanks_of(outline, layout), layout, turn or Affine(), ink)
    edges = _edges(layout, sheet, spot_called(page, "Sheet"))
    return [
        technical(LayerTag("Sheet", ProcessingStep("Dimensions")), edges),
        technical(LayerTag("Legend", ProcessingStep("Legend")), words),
    ]


def technical(layer: LayerTag, ops: Iterable[Op]) -> Group:
    """A layer that leaves no hole when it is dropped."""
    return Group(
        tuple(replace(op, overprint=True) if isinstance(op, FillPath | StrokePath) else op for op in ops), layer=layer
    )


def legend(layout: Layout) -> str:
    """What the sheet holds, in one line."""
    sheet = layout.sheet
    gripper = f", gripper {sheet.gripper:g} mm" if sheet.gripper else ""
    grain = f", grain along {'the width' if sheet.grain == 'x' else 'the height'}" if sheet.grain else ""
    return (
        f"{layout.count} on {sheet.width:g} x {sheet.height:g} mm, gap {layout.gap:g} mm{gripper}{grain}, "
        f"waste {layout.waste:.1%}"
    )


def _edges(layout: Layout, sheet: Box, ink: Spot) -> Iterator[Op]:
    """The sheet's edge, and a broken line where the gripper and the margins end."""
    yield StrokePath(Path.rectangle(sheet), ink, HALF_POINT)
    if layout.sheet.usable != sheet:
        yield StrokePath(Path.rectangle(layout.sheet.usable), ink, HALF_POINT, _DASH)
    if layout.sheet.gripper:
        size = min(_WORD, layout.sheet.gripper * POINTS_PER_MM / 2)
        middle = layout.sheet.gripper / 2 - size / POINTS_PER_MM * _CAPITALS / 2
        yield from caption("GRIPPER", Point(sheet.centre.x, middle), size, ink=ink, align="centre")


def _legend(outline: Outline, layout: Layout, ink: Spot) -> Iterator[Op]:
    text = fitted(f"{outline.code} {outline.title}: {legend(layout)}", layout.sheet.width - 2 * _ARROW, _SIZE)
    yield from caption(text, Point(0, -AROUND / 2 - 2), _SIZE, ink=ink)


def _grain(layout: Layout, sheet: Box, ink: Spot) -> Iterator[Op]:
    """An arrow along the fibres, beside the sheet, and the word."""
    if not layout.sheet.grain:
        return
    tip, barb = Point(_ARROW / 2, 0), 1.6
    heads = [
        Path.polygon([tip, Point(tip.x - 2.5 * barb, barb), Point(tip.x - 2.5 * barb, -barb)]).transformed(way)
        for way in (Affine(), Affine.rotation(180))
    ]
    along = layout.sheet.grain == "x"
    middle = Point(sheet.x1 - _ARROW / 2, -AROUND / 2 - 2) if along else Point(-AROUND / 2 + 2, sheet.y1 - _ARROW / 2)
    place = Affine.translation(*middle) @ Affine.rotation(0 if along else 90)
    line = Path.line(Point(-tip.x + 2, 0), Point(tip.x - 2, 0))
    yield StrokePath(line.transformed(place), ink, HALF_POINT)
    yield FillPath(Path.joined(heads).transformed(place), ink)
    yield from caption("Grain", place.apply((0, 1.2)), _WORD, ink=ink, align="centre", turn=0 if along else 90)


def _numbers(blanks: Sequence[BaseGeometry], layout: Layout, turn: Affine, ink: Spot) -> Iterator[Op]:
    """Each pack's number in the waste beside it, as large as there is room; none where packs lie knife to knife."""
    taken = shapely.union_all(blanks)
    for number, blank in enumerate(blanks, 1):
        around = shapely.box(*blank.bounds).buffer(max(layout.gap, _NUMBER[0]) / 2, join_style="mitre") - taken
        spot = _widest(around)
        if spot is None or spot[1] < _NUMBER[0]:
            continue
        height = min(_NUMBER[1], spot[1])
        taken |= shapely.Point(*spot[0]).buffer(2 * height)
        at, size = turn.apply(spot[0]), height * POINTS_PER_MM
        yield from caption(
            str(number), Point(at.x, at.y - height * _CAPITALS / 2), size, ink=ink, align="centre", bold=True
        )


def _widest(area: BaseGeometry) -> tuple[Point, float] | None:
    """The middle and the diameter of the largest circle in it."""
    parts = [part for part in shapely.get_parts(area) if part.area > _NUMBER[0] ** 2]
    circles = [shapely.maximum_inscribed_circle(part, tolerance=0.2) for part in parts]
    best: LineString | None = max(circles, key=lambda circle: circle.length, default=None)
    if best is None or best.is_empty:
        return None
    x, y = best.coords[0]
    return Point(x, y), 2 * best.length
