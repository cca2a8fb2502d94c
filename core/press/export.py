"""From a document file to what leaves the studio: print PDF, picture, proof.

These functions take paths and plain values, so that the window can run them in a child process.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.artwork.artist import Artist
from core.compose.compose import compose
from core.compose.pixels import DocumentPixels
from core.compose.raster import render
from core.compose.text import missing_fonts
from core.dieline.outline import Side
from core.document.document import Document
from core.document.file import load
from core.errors import DieloomError
from core.jobs import Progress
from core.press.pdf import export_pdf
from core.press.proof import export_proof_pdf
from core.press.settings import chosen_settings

PICTURE_PPI = 150.0


def export_document(
    source: Path,
    out: Path,
    *,
    ppi: float | None = None,
    profile: str | None = None,
    side: Side = "outside",
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write ``out`` (.pdf for print, .png to look at) from the document file; returns what was written.

    ``missing_fonts`` is among it when this machine lacks some that the design names: others stand in for them.
    Raises DieloomError, and leaves an older ``out`` as it was, when the document or the place to write is bad.
    """
    progress = progress or Progress()
    document = load(source)
    outline = document.design.dieline.outline()
    drawing = compose(document, outline)
    pixels = DocumentPixels(document, Artist())
    if out.suffix.lower() == ".png":
        pages = {page.side: page for page in drawing.pages}
        if side not in pages:
            raise DieloomError("Nothing is printed on the inside of this design.", "Export the outside.")
        picture = render(pages[side], pixels, PICTURE_PPI if ppi is None else ppi, progress=progress)
        picture.save_png(out)
        return {"file": str(out), "width": picture.width, "height": picture.height, **_stood_in(document)}
    settings = chosen_settings(ppi=ppi, profile=profile)
    export_pdf(drawing, pixels, out, settings, progress=progress)
    return {
        "file": str(out),
        "standard": "PDF/X-4",
        "profile": settings.profile,
        "pages": len(drawing.pages),
        "blank": f"{outline.blank.width:g} x {outline.blank.height:g} mm",
        **_stood_in(document),
    }


def export_proof(source: Path, out: Path, *, progress: Progress | None = None) -> dict[str, Any]:
    """Write the proof PDF of a document file; returns and raises what ``export_document`` does."""
    document = load(source)
    outline = document.design.dieline.outline()
    drawing = compose(document, outline)
    pixels = DocumentPixels(document, Artist())
    export_proof_pdf(document, outline, drawing, pixels, out, progress=progress or Progress())
    return {"file": str(out), "title": document.design.title, **_stood_in(document)}


def _stood_in(document: Document) -> dict[str, list[str]]:
    missing = missing_fonts(document.design)
    return {"missing_fonts": missing} if missing else {}
