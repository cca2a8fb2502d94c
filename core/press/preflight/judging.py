"""From a file, or a document as it stands, to what preflight says of it: layers that cannot be drawn and all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.compose.compose import compose
from core.compose.drawlist import ArtImage, AssetImage, PixelSource
from core.compose.pixels import DocumentPixels
from core.dieline.formats.presets import STANDARD
from core.document.document import Document
from core.document.edits import with_layers
from core.document.file import load
from core.document.model import ArtworkLayer, ImageLayer, Layer
from core.errors import DieloomError
from core.jobs import Progress
from core.press import presets
from core.press.job import for_printer
from core.press.preflight.document import preflight_document
from core.press.preflight.findings import Finding, found, settled, summary
from core.press.preflight.job import called
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
    if lacking := list(_lacking(whole, pixels)):
        # One of them would be the end of the checks that look at all inks together.
        lost = {finding.layer for finding in lacking}
        whole = whole.with_design(
            with_layers(whole.design, [each for each in whole.design.layers if each.id not in lost])
        )
        drawing, broken = compose(whole, outline, preset.inks), [*broken, *lacking]
    condition = settings_of(whole, preset).condition
    findings = preflight_document(whole, outline, drawing, pixels, preset, condition, progress)
    return settled([*broken, *findings], preset.limits)


def _lacking(document: Document, pixels: PixelSource) -> Iterator[Finding]:
    """Layers whose pixels cannot be made: by a network that is not here, or a step that cannot be done."""
    for layer in document.design.layers:
        try:
            if layer.visible:
                _try(layer, pixels)
        except DieloomError as error:
            text = f"{called(layer)} cannot be drawn: {error.message}"
            yield found("picture-missing", text, None, int(layer.place.side == "inside"), layer.id)


def _try(layer: Layer, pixels: PixelSource) -> None:
    """Raises DieloomError; a picture without edits has other checks."""
    match layer:
        case ImageLayer() if layer.edits:
            pixels.image(AssetImage(layer.asset, layer.edits), 256)
        case ArtworkLayer():
            pixels.tile(ArtImage(layer.recipe), 64, 64)


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
