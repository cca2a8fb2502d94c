"""A design on the sheet: each pack's print where its blank lies, both sides in register, the dies as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from core.colour.inks import Spot
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, Op, StrokePath
from core.dieline.nest import Layout
from core.dieline.outline import Outline
from core.document.document import Document
from core.geometry import Affine, Box, Path
from core.press.imposition.cells import cells_of, path_of
from core.press.imposition.frame import AROUND, frame
from core.press.imposition.layouts import bleed_of
from core.press.imposition.sheet_marks import SheetMarks, sheet_marks
from core.press.page_inks import spot_called
from core.press.presets import PrinterPreset
from core.press.settings import STANDARDS

TECHNICAL = ("Sheet", "Legend")  # the plates that a sheet adds


def imposed_drawing(
    document: Document,
    outline: Outline,
    drawing: Drawing,
    layout: Layout,
    preset: PrinterPreset,
    marks: SheetMarks | None = None,
    created: datetime | None = None,
) -> Drawing:
    """The sheet's sides: a page for each of the drawing's; TrimBox is the sheet.

    The back is the sheet turned over left to right (work-and-turn: the gripper edge stays), so that a pack's inside
    lies behind its outside. It brings its own marks: export it without those of a single pack.
    """
    marks, created = marks or SheetMarks(), created or datetime.now(UTC)
    cells = cells_of(outline, layout, bleed_of(document, outline))
    paths = [path_of(cell) for cell in cells]
    sheet = Box(0, 0, layout.sheet.width, layout.sheet.height)
    pages = []
    for page in drawing.pages:
        turn = Affine() if page.side == "outside" else Affine.mirror_x(sheet.centre.x)
        ways = [turn @ place.matrix @ outline.view(page.side).inverse() for place in layout.placements]
        packs = [repeated(op, ways, [path.transformed(turn) for path in paths]) for op in page.ops]
        words = (drawing.title, f"{created:%Y-%m-%d %H:%M}", STANDARDS[preset.press.standard], preset.press.profile)
        line = "   ·   ".join((*words, page.side.capitalize()))
        ops = (
            *packs,
            *sheet_marks(page, outline, layout, cells, turn, marks, line),
            *frame(page, outline, layout, numbers=marks.numbers, turn=turn),
        )
        pages.append(DrawPage(page.side, sheet, sheet.grown(AROUND), ops))
    added = [spot_called(drawing.pages[0], name) for name in TECHNICAL]
    return Drawing(drawing.title, tuple(pages), _all_spots(drawing.spots, added))


def repeated(op: Op, ways: Sequence[Affine], cells: Sequence[Path]) -> Op:
    """One operation of a pack, for every pack.

    Lines of the die become one group of long paths; print becomes groups placed by a matrix, each clipped to its cell.
    """
    layer = op.layer if isinstance(op, Group) else None
    if layer is not None and layer.technical and _is_plain(op):
        return joined(op, ways)
    inner = replace(op, layer=None) if isinstance(op, Group) else Group((op,))
    within = inner.matrix or Affine()
    placed = [replace(inner, matrix=way @ within) for way in ways]
    return Group(tuple(Group((each,), clip=cell) for each, cell in zip(placed, cells, strict=True)), layer=layer)


def joined(op: Op, ways: Sequence[Affine]) -> Op:
    """Lines and areas of one blank, once for each place."""
    match op:
        case Group():
            return replace(op, ops=tuple(joined(each, ways) for each in op.ops))
        case FillPath() | StrokePath():
            return replace(op, path=Path.joined(op.path.transformed(way) for way in ways))
        case _:
            raise TypeError(f"a die has no {type(op).__name__}")


def _is_plain(op: Op) -> bool:
    """Whether there are only lines and areas in it, and nothing that depends on where they are."""
    if isinstance(op, Group):
        return op.clip is None and op.matrix is None and all(map(_is_plain, op.ops))
    return isinstance(op, FillPath | StrokePath)


def _all_spots(spots: Sequence[Spot], added: Sequence[Spot]) -> tuple[Spot, ...]:
    return tuple({spot.name: spot for spot in (*spots, *added)}.values())
