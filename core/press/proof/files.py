"""From a document file to the files of its proof: the form to sign, the light copy, the paper proof in tiles.

These functions take paths and plain values, so that the window can run them in a child process. The folded view comes
from the caller, since the room that folds packs lies beside this one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.artwork.artist import Artist
from core.compose.pixels import DocumentPixels
from core.dieline.outline import Side
from core.dieline.words import Language
from core.document.file import load
from core.errors import DieloomError
from core.files import write_bytes
from core.jobs import Progress
from core.press.job import Job, job_of
from core.press.pdf import export_pdf
from core.press.plates.coverage import ink_use
from core.press.preflight import preflight_document, summary
from core.press.proof.light import light_copy
from core.press.proof.sheet import PPI, Proof, export_proof_pdf
from core.press.proof.texts import LANGUAGES
from core.press.settings import NO_MARKS, PdfInfo
from core.press.tiling import LANGUAGES as TILES
from core.press.tiling import Tiling, tiled_drawing

_MEASURED, _CHECKED = 0.3, 0.6  # shares of the work when the plates are measured, and when preflight is done


def export_proof(
    source: Path,
    out: Path,
    *,
    language: Language = "en",
    folded: NDArray[np.uint8] | None = None,
    created: datetime | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write the proof PDF of a document file, for its own printer; returns what was written.

    ``folded`` is the pack folded up, [H, W, 3] sRGB; ``missing_fonts`` is told when this machine lacks some. Raises
    DieloomError, and leaves an older ``out`` as it was, when the document or the place to write is bad; and Cancelled.
    """
    progress = progress or Progress()
    job, pixels = _opened(source)
    settings = job.settings()
    coverage = _coverage(job, pixels, progress.part(0, _MEASURED))
    part = progress.part(_MEASURED, _CHECKED)
    drawn = job.document, job.outline, job.drawing
    findings = preflight_document(*drawn, pixels, job.preset, settings.condition, part)
    proof = Proof(
        *drawn,
        settings,
        created or datetime.now(UTC),
        LANGUAGES[language],
        preset=job.preset.name,
        folded=folded,
        coverage=coverage,
        findings=findings,
    )
    pages = export_proof_pdf(proof, pixels, out, progress.part(_CHECKED, 1))
    return {**_facts(job, out), "pages": pages, "preflight": dict(summary(findings))}


def export_light_copy(
    source: Path,
    out: Path,
    *,
    language: Language = "en",
    side: Side = "outside",
    created: datetime | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write the light PNG of one side, small enough for mail; returns and raises as ``export_proof`` does."""
    job, pixels = _opened(source)
    page = next((page for page in job.drawing.pages if page.side == side), None)
    if page is None:
        raise DieloomError("Nothing is printed on the inside of this design.", "Take the outside.")
    texts = LANGUAGES[language]
    line = f"{texts.sides[side]}   ·   {created or datetime.now(UTC):%Y-%m-%d}   ·   {texts.not_for_colour}"
    data, (width, height) = light_copy(page, pixels, job.drawing.title, line, progress)
    write_bytes(out, data)
    return {**_facts(job, out), "width": width, "height": height, "bytes": len(data)}


def export_tiles(
    source: Path,
    out: Path,
    *,
    tiling: Tiling | None = None,
    sides: tuple[Side, ...] = ("outside", "inside"),
    language: Language = "en",
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write the paper proof at 1:1 over sheets of an office printer; returns and raises as ``export_proof`` does."""
    tiling = tiling or Tiling()
    job, pixels = _opened(source)
    asked = {"standard": "x4", "ppi": PPI, "marks": NO_MARKS, "simulate_spots": True}
    pages = tuple(page for page in job.drawing.pages if page.side in sides)
    drawing = tiled_drawing(replace(job.drawing, pages=pages), tiling, TILES[language])
    info = PdfInfo(title=drawing.title, actual_size=True)
    export_pdf(drawing, pixels, out, job.settings().model_copy(update=asked), info, progress)
    return {**_facts(job, out), "paper": tiling.paper, "sheets": len(drawing.pages)}


def _opened(source: Path) -> tuple[Job, DocumentPixels]:
    job = job_of(load(source))
    return job, DocumentPixels(job.document, Artist())


def _coverage(job: Job, pixels: DocumentPixels, progress: Progress) -> list[dict[str, float]]:
    """The mean coverage of each page's plates."""
    pages, condition = job.drawing.pages, job.settings().condition
    parts = [progress.part(number / len(pages), (number + 1) / len(pages)) for number in range(len(pages))]
    return [ink_use(page, pixels, condition, progress=part) for page, part in zip(pages, parts, strict=True)]


def _facts(job: Job, out: Path) -> dict[str, Any]:
    return {"file": str(out), "title": job.document.design.title, **job.stood_in}
