"""A sheet of nested blanks as PDF at 1:1: the die's spots and layers, the sheet's edge and gripper, a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from core.colour.inks import Cmyk, Spot
from core.compose.compose import compose_dieline
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
from core.compose.technical import HALF_POINT, technical_inks
from core.dieline.formats.presets import Preset, standard
from core.dieline.nest import Layout
from core.dieline.nest.files import write_layout
from core.dieline.outline import Outline
from core.geometry import Affine, Box, Path, Point
from core.jobs import Progress
from core.press.dieline_pdf import NoPixels
from core.press.lettering import caption, fitted
from core.press.pdf import export_pdf
from core.press.settings import PdfInfo, PressSettings

SHEET = Spot("Sheet", Cmyk(k=0.6))
_AROUND = 12.0  # mm of page beyond the sheet's edge
_SIZE = 12.0  # points
_DASH = (6.0, 2.0, 1.0, 2.0)


def export_layout(
    outline: Outline, layout: Layout, path: FilePath, preset: Preset | None = None, progress: Progress | None = None
) -> None:
    """Write the sheet as PDF, CF2, DXF or SVG by the name's suffix; raises DieloomError, and Cancelled."""
    if path.suffix.lower() == ".pdf":
        write_layout_pdf(outline, layout, path, preset=preset, progress=progress)
    else:
        write_layout(outline, layout, path, preset=preset)


def write_layout_pdf(
    outline: Outline,
    layout: Layout,
    path: FilePath,
    *,
    preset: Preset | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the sheet; its trim is the sheet's edge. Raises DieloomError when it cannot be saved, and Cancelled."""
    drawing = layout_drawing(outline, layout, preset)
    info = PdfInfo(title=f"{outline.code}, {legend(layout)}")
    export_pdf(drawing, NoPixels(), path, PressSettings(marks=False), info, progress)


def layout_drawing(outline: Outline, layout: Layout, preset: Preset | None = None) -> Drawing:
    """The sheet as one page."""
    one = compose_dieline(outline, technical=technical_inks(preset or standard()))
    ways = [place.matrix for place in layout.placements]
    dies = [_repeated(op, ways) for op in one.pages[0].ops]
    sheet = Box(0, 0, layout.sheet.width, layout.sheet.height)
    page = DrawPage("outside", sheet, sheet.grown(_AROUND), (*_edges(layout, sheet), *dies, _legend(outline, layout)))
    return Drawing(outline.title, (page,), (*one.spots, SHEET))


def legend(layout: Layout) -> str:
    """What the sheet holds, in one line."""
    sheet = layout.sheet
    gripper = f", gripper {sheet.gripper:g} mm" if sheet.gripper else ""
    grain = f", grain along {'the width' if sheet.grain == 'x' else 'the height'}" if sheet.grain else ""
    return (
        f"{layout.count} on {sheet.width:g} x {sheet.height:g} mm, gap {layout.gap:g} mm{gripper}{grain}, "
        f"waste {layout.waste:.1%}"
    )


def _repeated(op: Op, ways: Sequence[Affine]) -> Op:
    """Lines and areas of one blank, once for each place."""
    match op:
        case Group():
            return replace(op, ops=tuple(_repeated(each, ways) for each in op.ops))
        case FillPath() | StrokePath():
            return replace(op, path=Path.joined(op.path.transformed(way) for way in ways))
        case _:
            raise TypeError(f"a die has no {type(op).__name__}")


def _edges(layout: Layout, sheet: Box) -> Iterator[Group]:
    """The sheet's edge, and a broken line where the gripper and the margins end."""
    ops: list[Op] = [StrokePath(Path.rectangle(sheet), SHEET, HALF_POINT, overprint=True)]
    usable = layout.sheet.usable
    if usable != sheet:
        ops.append(StrokePath(Path.rectangle(usable), SHEET, HALF_POINT, _DASH, overprint=True))
    yield Group(tuple(ops), layer=LayerTag("Sheet", ProcessingStep("Dimensions")))


def _legend(outline: Outline, layout: Layout) -> Group:
    text = fitted(f"{outline.code} {outline.title}: {legend(layout)}", layout.sheet.width, _SIZE)
    letters = caption(text, Point(0, -_AROUND / 2), _SIZE, ink=SHEET)
    return Group(tuple(letters), layer=LayerTag("Legend", ProcessingStep("Legend")))
