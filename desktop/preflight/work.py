"""What a worker checks of a design: its job for the printer, with the tiles that the canvas has made already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.artwork.darkroom import Darkroom
from core.compose.drawlist import ArtImage, AssetImage, PictureSource
from core.compose.pixels import DocumentPixels
from core.document.document import Document
from core.jobs import Progress
from core.press import presets
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
        from core.press.preflight.judging import judged  # when asked for: the window is up sooner without it

        preset = presets.load(self.document.design.press.preset)
        findings = judged(self.document, _Pixels(self.document, self.canvas), preset, self.progress)
        return Report(self.document, tuple(findings))


class _Pixels:
    """The document's own pictures at their full size, which is what is judged, and the canvas's tiles."""

    def __init__(self, document: Document, canvas: CanvasPixels) -> None:
        self._pictures, self._canvas = DocumentPixels(document, NoTiles()), canvas

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> NDArray[np.uint8]:
        return self._canvas.tile(source, width_px, height_px)

    def image(self, source: PictureSource, max_width_px: int | None = None) -> NDArray[np.uint8]:
        if isinstance(source, AssetImage) and not Darkroom().holds(source.asset, source.edits):
            return self._canvas.image(source, max_width_px)  # the darkroom is at it: another takes as long
        return self._pictures.image(source, max_width_px)

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> NDArray[np.uint8] | None:
        return self._pictures.inks(source, max_width_px)
