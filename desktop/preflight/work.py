"""What a worker checks of a design: its job for the printer, with the tiles that the canvas has made already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.compose.drawlist import ArtImage
from core.compose.pixels import DocumentPixels
from core.document.document import Document
from core.errors import DieloomError
from core.jobs import Progress
from core.press import presets
from core.press.job import Job, job_of
from core.press.presets import PrinterPreset
from desktop.plates.pixels import CanvasPixels
from desktop.workers.images import NoTiles

if TYPE_CHECKING:
    from core.press.preflight import Finding


@dataclass(frozen=True)
class Report:
    """What was found in a document, the worst first."""

    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Request:
    """All that a worker needs; made in the window's thread. ``canvas`` is what the canvas holds now."""

    document: Document
    canvas: CanvasPixels
    progress: Progress = field(default_factory=Progress)

    def make(self) -> Report:
        """Raises DieloomError where it is not a layer that is at fault, and Cancelled."""
        from core.press.preflight import preflight_document
        from core.press.preflight.findings import settled

        preset = presets.load(self.document.design.press.preset)
        job, broken = _job(self.document, preset)
        pixels = _Pixels(job.document, self.canvas)
        condition = job.settings().condition
        findings = preflight_document(job.document, job.outline, job.drawing, pixels, preset, condition, self.progress)
        return Report(self.document, tuple(settled([*broken, *findings], preset.limits)))


def _job(document: Document, preset: PrinterPreset) -> tuple[Job, list[Finding]]:
    """The job, and what is wrong with the layers that had to be left out of it."""
    try:
        return job_of(document, preset), []
    except DieloomError:
        from core.press.preflight.layers import drawn

        outline = document.design.dieline.outline()
        rest, _, broken = drawn(document, outline, preset.inks)
        return job_of(rest, preset, outline), broken


class _Pixels(DocumentPixels):
    """The document's own pictures at their full size, which is what is judged, and the canvas's tiles."""

    def __init__(self, document: Document, canvas: CanvasPixels) -> None:
        super().__init__(document, NoTiles())
        self._canvas = canvas

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> NDArray[np.uint8]:
        return self._canvas.tile(source, width_px, height_px)
