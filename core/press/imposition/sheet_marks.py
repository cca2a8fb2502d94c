"""What the press prints on a sheet beside the packs: register targets, colour bar, names of the plates, job line.

They lie in the sheet's margins, never in the gripper strip; a mark that the margins have no room for is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

import shapely
from pydantic import Field
from shapely.geometry.base import BaseGeometry

from core.colour.inks import REGISTRATION, Ink
from core.compose.drawlist import DrawPage, Group, Op
from core.dieline.nest import Layout
from core.dieline.outline import Outline
from core.geometry import Affine, Box, Path, Point
from core.press.imposition.cells import path_of
from core.press.lettering import caption, fitted, width_of
from core.press.marks.strips import PATCH, colour_bar, flowed
from core.press.marks.targets import on_every_plate, targets
from core.press.page_inks import PROCESS, printed_spots
from core.values import Value

_TARGET, _SMALLEST = 5.0, 3.0  # mm
_CLEAR = 0.5  # mm around a mark, at least
_WORDS = 7.0  # points
_LETTERS = 3.0  # mm, what a line of them takes
_STRIP = 9.0  # mm at an edge that marks lie in, at most
_CUT = 4.0  # mm, the length of a cut mark


class SheetMarks(Value):
    """Which marks a sheet gets."""

    registration: bool = True
    colour_bar: bool = True
    plate_names: bool = True
    job_line: bool = True
    numbers: bool = Field(True, description="Each pack's number beside it, in the Legend layer")
    cut_marks: bool = Field(False, description="Corner marks of each blank's box, in the waste")


def sheet_marks(
    page: DrawPage,
    outline: Outline,
    layout: Layout,
    cells: Sequence[BaseGeometry],
    turn: Affine,
    marks: SheetMarks,
    line: str,
) -> Iterator[Op]:
    """The printed marks of one side, which ``turn`` maps the sheet to; nothing of them lies within a cell."""
    sheet, inner = Box(0, 0, layout.sheet.width, layout.sheet.height), _inner(layout, cells)
    left = inner.x0 - 2 * _CLEAR
    if marks.registration and left >= _SMALLEST:
        yield on_every_plate(targets(_places(sheet, inner), min(_TARGET, left)))
    if marks.colour_bar and sheet.y1 - inner.y1 >= PATCH + 2 * _CLEAR:
        yield from _bar(page, sheet, inner)
    if marks.plate_names and left >= _LETTERS:
        yield from _names(page, inner)
    if marks.job_line and left >= _LETTERS:
        words = fitted(line, inner.height / 2 - 2 * _TARGET, _WORDS)
        at = Point((inner.x1 + sheet.x1) / 2 + 1, inner.centre.y)
        yield from caption(words, at, _WORDS, ink=REGISTRATION, align="centre", turn=90)
    if marks.cut_marks:
        yield _cut_marks(outline, layout, cells, turn)


def _inner(layout: Layout, cells: Sequence[BaseGeometry]) -> Box:
    """All but the strips that the marks lie in: as wide as the packs allow, and even to the left and right, so that
    the back registers with the front."""
    x0, y0, x1, y1 = shapely.union_all(list(cells)).bounds
    width, height = layout.sheet.width, layout.sheet.height
    side = min(x0, width - x1, _STRIP)
    return Box(side, max(y0, layout.sheet.gripper), width - side, max(y1, height - _STRIP))


def _places(sheet: Box, inner: Box) -> list[Point]:
    """Two on each side: far apart, they show how the sheet stretched, too."""
    heights = [inner.y0 + share * inner.height for share in (0.1, 0.9)]
    return [Point(x, y) for x in (inner.x0 / 2, sheet.x1 - inner.x0 / 2) for y in heights]


def _bar(page: DrawPage, sheet: Box, inner: Box) -> Iterator[Op]:
    """Over the whole width along the tail, for each of the press's ink zones: the patches again and again."""
    patches = colour_bar(printed_spots(page))
    count = int(inner.width // PATCH)
    left = sheet.centre.x - count * PATCH / 2
    top = (sheet.y1 + inner.y1 + PATCH) / 2
    yield from flowed(list(islice(cycle(patches), count)), left, count * PATCH + _CLEAR, top, PATCH).ops


def _names(page: DrawPage, inner: Box) -> Iterator[Op]:
    """One after the other up the left margin, so that each plate can be read."""
    names: list[tuple[str, Ink]] = [*PROCESS, *((spot.name, spot) for spot in printed_spots(page))]
    whole = sum(width_of(name, _WORDS) + _LETTERS for name, _ in names)
    y = inner.centre.y - whole / 2
    for name, ink in names:
        yield from caption(name, Point(inner.x0 / 2 + 1, y), _WORDS, ink=ink, turn=90)
        y += width_of(name, _WORDS) + _LETTERS


def _cut_marks(outline: Outline, layout: Layout, cells: Sequence[BaseGeometry], turn: Affine) -> Group:
    """Lines that point at the corners of each blank's box, only where no pack prints."""
    lines = []
    for place in layout.placements:
        box = Path.rectangle(outline.blank).transformed(turn @ place.matrix).bounds
        for x in (box.x0, box.x1):
            lines += [Path.line(Point(x, y), Point(x, y + way)) for y, way in ((box.y0, -_CUT), (box.y1, _CUT))]
        for y in (box.y0, box.y1):
            lines += [Path.line(Point(x, y), Point(x + way, y)) for x, way in ((box.x0, -_CUT), (box.x1, _CUT))]
    sheet = shapely.box(0, layout.sheet.gripper, layout.sheet.width, layout.sheet.height)
    waste = path_of(sheet - shapely.union_all(list(cells)))
    return Group((on_every_plate(Path.joined(lines)),), clip=waste.transformed(turn))
