"""A sheet of nested blanks without print, for die makers: the die's spots and layers, the sheet's edge, a legend."""

from __future__ import annotations

from pathlib import Path as FilePath

from core.compose.compose import compose_dieline
from core.compose.drawlist import Drawing, DrawPage
from core.compose.technical import technical_inks
from core.dieline.formats.presets import Preset, standard
from core.dieline.nest import Layout
from core.dieline.nest.files import write_layout
from core.dieline.outline import Outline
from core.geometry import Box
from core.jobs import Progress
from core.press.dieline_pdf import NoPixels
from core.press.imposition.frame import AROUND, frame, legend
from core.press.imposition.impose import TECHNICAL, joined
from core.press.page_inks import spot_called
from core.press.pdf import export_pdf
from core.press.settings import PdfInfo, PressSettings


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
    sheet = Box(0, 0, layout.sheet.width, layout.sheet.height)
    blank = one.pages[0]
    ops = (*(joined(op, ways) for op in blank.ops), *frame(blank, outline, layout))
    added = (spot_called(blank, name) for name in TECHNICAL)
    return Drawing(outline.title, (DrawPage("outside", sheet, sheet.grown(AROUND), ops),), (*one.spots, *added))
