"""From a file, or a document as it stands, to what preflight says of it: layers that cannot be drawn and all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.compose.drawlist import PixelSource
from core.compose.pixels import DocumentPixels
from core.dieline.formats.presets import STANDARD
from core.document.document import Document
from core.document.file import load
from core.errors import DieloomError
from core.jobs import Progress
from core.press import presets
from core.press.job import for_printer
from core.press.preflight.document import preflight_document
from core.press.preflight.findings import Finding, settled, summary
from core.press.preflight.layers import drawn
from core.press.preflight.pdf import preflight_pdf
from core.press.presets import PrinterPreset
from core.press.settings import settings_of


def preflight_file(source: Path, preset: str | None = None, progress: Progress | None = None) -> dict[str, Any]:
    """What is said of a PDF or a document file by a printer's limits, as plain values.

    ``preset`` is a name or a TOML file; the document's own, or the standard, when absent. Raises DieloomError for a
    file that cannot be judged at all, and Cancelled.
    """
    if source.suffix.lower() == ".dieloom":
        from core.artwork.artist import Artist  # torch takes a second, which PDFs need not wait for

        document = load(source)
        printer = presets.load(preset or document.design.press.preset)
        findings = judged(document, DocumentPixels(document, Artist()), printer, progress)
    elif source.suffix.lower() == ".pdf":
        printer = presets.load(preset or STANDARD)
        findings = preflight_pdf(source, printer.limits, progress)
    else:
        raise DieloomError(f"{source.name} is no PDF and no document.", "Give a .pdf or a .dieloom file.")
    return {
        "file": str(source),
        "preset": printer.name,
        "counts": summary(findings),
        "findings": [as_facts(finding) for finding in findings],
    }


def judged(
    document: Document, pixels: PixelSource, preset: PrinterPreset, progress: Progress | None = None
) -> list[Finding]:
    """What is said of a document for one printer; raises DieloomError for a dieline or a profile that is unusable."""
    document = for_printer(document, preset)
    outline = document.design.dieline.outline()
    whole, drawing, broken = drawn(document, outline, preset.inks)
    condition = settings_of(whole, preset).condition
    findings = preflight_document(whole, outline, drawing, pixels, preset, condition, progress)
    return settled([*broken, *findings], preset.limits)


def as_facts(finding: Finding) -> dict[str, Any]:
    """A finding for programs; lengths are rounded to a hundredth of a millimetre, pages count from 1."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "text": finding.text,
        "page": finding.page + 1,
        "box": None if finding.where is None else [round(value, 2) + 0.0 for value in finding.where],
        "layer": finding.layer,
        "fixable": finding.fix is not None,
        "fix": None if finding.fix is None else finding.fix.label.en,
    }
