"""The print-ready PDF: reportlab draws, pikepdf finishes, pictures go in last and in strips."""

from __future__ import annotations

from pathlib import Path as FilePath

from core.compose.drawlist import Drawing, DrawPage, PixelSource
from core.errors import DieloomError
from core.files import replacing
from core.geometry import Path
from core.jobs import Progress
from core.press.canvas import PressCanvas
from core.press.finish import finish
from core.press.inks import PressInks, ProofInks
from core.press.marks import SLUG, draw_marks
from core.press.painter import Painter
from core.press.rasters import Separator
from core.press.settings import PdfInfo, PressSettings
from core.press.sheet import Leaf, Sheet
from core.press.splice import splice
from core.units import POINTS_PER_MM

_LARGEST = 14_400 / POINTS_PER_MM  # ISO 32000-1, annex C: what readers take without a UserUnit
_DRAWN = 0.1  # share of the work that is done when only the pictures are left


def export_pdf(
    drawing: Drawing,
    pixels: PixelSource,
    path: FilePath,
    settings: PressSettings | None = None,
    info: PdfInfo | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a drawing as PDF/X-4 with ISO 19593-1 processing steps, one page for each printed side at 1:1.

    The same drawing, settings and info give the same bytes. Raises DieloomError for a profile, ink or disk that
    cannot be used, and Cancelled; either leaves what was at ``path`` untouched.
    """
    settings, info, progress = settings or PressSettings(), info or PdfInfo(), progress or Progress()
    condition = settings.condition
    separator = Separator(pixels, condition, progress)
    inks = (ProofInks if settings.simulate_spots else PressInks)(condition, settings.spot_names)
    canvas, sheet = PressCanvas(), Sheet([_leaf(page, settings) for page in drawing.pages])
    painter = Painter(canvas, sheet, inks, pixels, settings.ppi, progress)
    for number, leaf in enumerate(sheet.leaves):  # grows by the groups that are found while drawing
        if leaf.group is None:
            _draw_page(canvas, painter, leaf, drawing.pages[number], settings)
        else:
            painter.draw(leaf.group.ops, leaf)
        canvas.showPage()
    titled = info if info.title else info.model_copy(update={"title": drawing.title})
    base = finish(canvas.finished(), sheet, condition.profile, titled, inks.plates)
    progress.report(_DRAWN, "Writing artwork")
    with replacing(path) as file:
        splice(base, sheet.rasters, separator, file, progress.part(_DRAWN, 1))


def _leaf(page: DrawPage, settings: PressSettings) -> Leaf:
    media = page.bleed.grown(SLUG if settings.marks.any else 0)
    if max(media.width, media.height) > _LARGEST:
        raise DieloomError(
            f"The sheet is {media.width:.0f} x {media.height:.0f} mm; a PDF page ends at {_LARGEST:.0f} mm.",
            "Make the pack smaller, or check its dimensions.",
        )
    return Leaf(media, page.bleed, page.trim)


def _draw_page(canvas: PressCanvas, painter: Painter, leaf: Leaf, page: DrawPage, settings: PressSettings) -> None:
    canvas.begin_page(leaf.media)
    canvas.saveState()
    canvas.clip(Path.rectangle(leaf.bleed))
    painter.draw(page.ops, leaf)
    canvas.restoreState()
    if settings.marks.any:
        draw_marks(canvas, leaf)
