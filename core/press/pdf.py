"""The print-ready PDF: the drawing becomes content, pikepdf makes the file, pictures go in last and in strips."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path as FilePath

from core.colour.condition import PrintingCondition
from core.colour.profiles import OutputProfile
from core.compose.drawlist import Drawing, DrawPage, Group, PixelSource
from core.dieline.outline import Outline
from core.errors import DieloomError
from core.files import replacing
from core.geometry import Path
from core.jobs import Progress
from core.press.canvas import Canvas
from core.press.finish import finish
from core.press.flatten import FlatPainter
from core.press.inks import PressInks, ProofInks
from core.press.marks import Job, Marking, marking
from core.press.painter import Painter
from core.press.presets import Standard
from core.press.rasters import Separator
from core.press.settings import STANDARDS, PdfInfo, PressSettings
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
    *,
    outline: Outline | None = None,
) -> None:
    """Write a drawing at 1:1, page by page: PDF/X-4 with ISO 19593-1 processing steps, or the settings' PDF/X-1a:2003.

    The latter knows neither transparency nor layers: what is transparent is flattened, technical lines are plain spots.
    ``outline`` is whose dimensions the marks show. The same drawing, settings and info give the same bytes. Raises
    DieloomError for a profile, ink or disk that cannot be used, and Cancelled; either leaves what was at ``path``
    untouched.
    """
    settings, info, progress = settings or PressSettings(), info or PdfInfo(), progress or Progress()
    condition = settings.condition
    _refuse_newer(settings.standard, condition.profile)
    created = info.created or datetime.now(UTC)
    titled = info.model_copy(update={"title": info.title or drawing.title, "created": created})
    job = _job(drawing, settings, titled, condition, outline)
    markings = [marking(page, settings.marks, job, number) for number, page in enumerate(drawing.pages)]
    for marks in markings:
        _refuse_absurd(marks)
    sheet = Sheet()
    flat = settings.standard == "x1a"
    inks = (ProofInks if settings.simulate_spots else PressInks)(condition, settings.spot_names, lab=not flat)
    painter = (FlatPainter if flat else Painter)(sheet, inks, pixels, settings.ppi, progress)
    for number, (page, marks) in enumerate(zip(drawing.pages, markings, strict=True)):
        progress.report(_DRAWN * number / len(drawing.pages), "Drawing")
        sheet.leaves.append(_drawn(page, marks, sheet, painter))
    base = finish(sheet, condition.profile, titled, settings.standard)
    progress.report(_DRAWN, "Writing artwork")
    with replacing(path) as file:
        splice(base, sheet, Separator(pixels, condition, progress), file, progress.part(_DRAWN, 1))


def _job(
    drawing: Drawing, settings: PressSettings, info: PdfInfo, condition: PrintingCondition, outline: Outline | None
) -> Job:
    title, created = info.title or drawing.title, info.created or datetime.now(UTC)
    standard, described = STANDARDS[settings.standard], condition.profile.description
    return Job(title, created, standard, described, len(drawing.pages), settings.spot_names, outline, drawing.spots)


def _refuse_newer(standard: Standard, profile: OutputProfile) -> None:
    """PDF 1.4, which PDF/X-1a is built on, knows ICC profiles up to version 2 (ISO 15930-4, 6.2)."""
    if standard == "x1a" and profile.data[8] > 2:
        raise DieloomError(
            f"PDF/X-1a cannot hold the output profile {profile.name}: it is of ICC version {profile.data[8]}.",
            "Choose PDF/X-4, or a profile of version 2.",
        )


def _refuse_absurd(marks: Marking) -> None:
    media = marks.media
    if max(media.width, media.height) > _LARGEST:
        raise DieloomError(
            f"The sheet is {media.width:.0f} x {media.height:.0f} mm; a PDF page ends at {_LARGEST:.0f} mm.",
            "Make the pack smaller, or check its dimensions.",
        )


def _drawn(page: DrawPage, marks: Marking, sheet: Sheet, painter: Painter) -> Leaf:
    canvas = Canvas(sheet)
    canvas.save()
    canvas.clip(Path.rectangle(page.bleed))
    painter.page(page, canvas)
    canvas.restore()
    painter.draw([Group(marks.ops)], canvas)  # shared by pages that have the same
    return Leaf(marks.media, page.bleed, page.trim, canvas.fragment)
