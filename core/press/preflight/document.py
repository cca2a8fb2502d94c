"""Preflight of a document before it is exported: a table of checks, each a function of the job."""

from __future__ import annotations

from core.colour.condition import PrintingCondition
from core.compose.drawlist import Drawing, PixelSource
from core.dieline.outline import Outline
from core.document.document import Document
from core.jobs import Progress
from core.press.preflight import (
    areas,
    barcodes,
    bleed,
    coverage,
    finishing,
    inks,
    layers,
    lettering,
    lines,
    pictures,
    placed,
    safe,
    spots,
)
from core.press.preflight.findings import Finding, settled
from core.press.preflight.job import Check, Job
from core.press.presets import PrinterPreset

CHECKS: dict[str, Check] = {
    "Missing pictures": pictures.check_missing,
    "Resolution": pictures.check_resolution,
    "Artwork": pictures.check_artwork,
    "Bleed": bleed.check_bleed,
    "Safe zone": safe.check_safe,
    "Blank": safe.check_off_blank,
    "Glue": areas.check_glue,
    "Varnish": areas.check_varnish_free,
    "White": inks.check_white,
    "Registration colour": inks.check_registration,
    "RGB": inks.check_rgb,
    "Spots": spots.check_spots,
    "Mixtures": spots.check_mixtures,
    "Unused inks": spots.check_unused,
    "Finishes": finishing.check_finishes,
    "Lines": lines.check_lines,
    "Placed drawings": placed.check_placed,
    "Inks of placed drawings": placed.check_placed_inks,
    "Lines of placed drawings": placed.check_placed_lines,
    "Text": lettering.check_text,
    "Black text": lettering.check_rich_black,
    "Numbers of barcodes": barcodes.check_number,
    "Barcode sizes": barcodes.check_size,
    "Quiet zones": barcodes.check_quiet,
    "Direction of bars": barcodes.check_direction,
    "Inks of bars": barcodes.check_inks,
    "Ink limit": coverage.check_coverage,
    "Reading barcodes": barcodes.check_reading,
    "Fonts": layers.check_fonts,
    "Silent layers": layers.check_silent,
    "Transparency": layers.check_transparency,
    "Die": layers.check_die,
}


def preflight_document(
    document: Document,
    outline: Outline,
    drawing: Drawing,
    pixels: PixelSource,
    preset: PrinterPreset,
    condition: PrintingCondition,
    progress: Progress | None = None,
) -> list[Finding]:
    """What a prepress department would send this document back for, the worst first; raises Cancelled.

    ``drawing`` is the document composed on ``outline``.
    """
    progress = progress or Progress()
    job = Job(document, outline, drawing, pixels, preset, condition, progress)
    findings: list[Finding] = []
    for done, (name, check) in enumerate(CHECKS.items()):
        progress.report(done / len(CHECKS), name)
        findings += check(job)
    return settled(findings, preset.limits)
