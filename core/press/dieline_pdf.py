"""The dieline alone as PDF at 1:1: the same spots, layers and processing steps as on a print page."""

from __future__ import annotations

from pathlib import Path

from core.colour.convert import Pixels
from core.compose.compose import compose_dieline
from core.compose.drawlist import ArtImage, PictureSource
from core.compose.technical import technical_inks
from core.dieline.formats.presets import Preset, standard
from core.dieline.outline import Outline, Side
from core.press.pdf import export_pdf
from core.press.settings import PdfInfo, PressSettings


def write_dieline_pdf(outline: Outline, path: Path, *, side: Side = "outside", preset: Preset | None = None) -> None:
    """Write the flat blank as seen from ``side``, without marks; raises DieloomError when it cannot be saved."""
    width, height = outline.blank.width, outline.blank.height
    title = f"{outline.code} {outline.title}, {width:g} x {height:g} mm, {side}"
    drawing = compose_dieline(outline, side, technical_inks(preset or standard()))
    export_pdf(drawing, NoPixels(), path, PressSettings(marks=False), PdfInfo(title=title))


class NoPixels:
    """The pixel source of a drawing without pictures."""

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        raise LookupError(source)

    def image(self, source: PictureSource, max_width_px: int | None = None) -> Pixels:
        raise LookupError(source)

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> Pixels | None:
        raise LookupError(source)
