"""From a document file to what leaves the studio: print PDF, picture, sheet.

These functions take paths and plain values, so that the window can run them in a child process.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from core.artwork.artist import Artist
from core.compose.drawlist import Drawing
from core.compose.pixels import DocumentPixels
from core.compose.raster import render
from core.dieline.outline import Side
from core.document.file import load
from core.errors import DieloomError
from core.jobs import Progress
from core.press import presets
from core.press.imposition import imposed_drawing, sheet_layout, usual_sheet
from core.press.job import Job, job_of
from core.press.pdf import export_pdf
from core.press.presets import Marks, Standard
from core.press.settings import NO_MARKS, STANDARDS, PressSettings

PICTURE_PPI = 150.0
_NESTED = 0.1  # share of the work that is done when the packs have their places


def export_document(
    source: Path,
    out: Path,
    *,
    ppi: float | None = None,
    profile: str | None = None,
    side: Side = "outside",
    standard: Standard | None = None,
    preset: str | None = None,
    marks: Marks | None = None,
    sheet: bool | tuple[float, float] = False,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write ``out`` (.pdf for print, .png to look at) from the document file; returns what was written.

    ``standard``, ``profile``, ``ppi`` and ``marks`` go before what the document and the printer's ``preset`` (a name,
    or a TOML file) say. With ``sheet`` the packs lie on a press sheet, of that size in mm or the usual one.
    ``missing_fonts`` is told when this machine lacks some that the design names: others stand in for them.
    Raises DieloomError, and leaves an older ``out`` as it was, when the document or the place to write is bad.
    """
    progress = progress or Progress()
    job = job_of(load(source), presets.load(preset) if preset is not None else None)
    pixels = DocumentPixels(job.document, Artist())
    if out.suffix.lower() == ".png":
        return _picture(job, pixels, out, PICTURE_PPI if ppi is None else ppi, side, progress)
    settings = job.settings(ppi=ppi, profile=profile, standard=standard, marks=marks)
    if sheet:
        drawing, facts = _imposed(job, settings, sheet, progress.part(0, _NESTED))
        settings = settings.model_copy(update={"marks": NO_MARKS})  # the sheet has its own
        export_pdf(drawing, pixels, out, settings, progress=progress.part(_NESTED, 1))
    else:
        drawing, facts = job.drawing, {}
        export_pdf(drawing, pixels, out, settings, progress=progress, outline=job.outline)
    blank = job.outline.blank
    return {
        "file": str(out),
        "standard": STANDARDS[settings.standard],
        "profile": settings.condition.profile.name,
        "preset": job.preset.name,
        "pages": len(drawing.pages),
        "spots": [settings.spot_names.get(spot.name, spot.name) for spot in drawing.spots],
        "blank": f"{blank.width:g} x {blank.height:g} mm",
        "bytes": out.stat().st_size,
        **facts,
        **job.stood_in,
    }


def _picture(job: Job, pixels: DocumentPixels, out: Path, ppi: float, side: Side, progress: Progress) -> dict[str, Any]:
    pages = {page.side: page for page in job.drawing.pages}
    if side not in pages:
        raise DieloomError("Nothing is printed on the inside of this design.", "Export the outside.")
    picture = render(pages[side], pixels, ppi, progress=progress)
    picture.save_png(out)
    return {"file": str(out), "width": picture.width, "height": picture.height, **job.stood_in}


def _imposed(
    job: Job, settings: PressSettings, sheet: bool | tuple[float, float], progress: Progress
) -> tuple[Drawing, dict[str, Any]]:
    """The sheet as a drawing, and how many packs it holds."""
    size = None if isinstance(sheet, bool) else usual_sheet(job.document, job.outline, sheet)
    layout = sheet_layout(job.document, job.outline, size, progress=progress)
    press = job.preset.press.model_copy(update={"standard": settings.standard, "profile": settings.profile})
    drawing = imposed_drawing(job.document, job.outline, job.drawing, layout, replace(job.preset, press=press))
    return drawing, {"sheet": f"{layout.sheet.width:g} x {layout.sheet.height:g} mm", "packs": layout.count}
