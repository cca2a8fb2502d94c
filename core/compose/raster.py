"""A page as a picture, without Qt: for `dieloom export F.png`, thumbnails and looking at results.

Colours are those of the default output profile on a screen; spots show by their alternates and overprints multiply with
what is under them. The page is made in bands, so that memory stays at the finished picture and a little more.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as File

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.colour.convert import ink_to_srgb
from core.colour.inks import Ink
from core.compose.drawlist import ArtImage, DrawPage, PictureSource, PixelSource
from core.compose.pixel_ops import Band, PixelOp, Sampled, Shape, Solid, Together
from core.compose.plan import Plan, page_to_pixels, sides_px
from core.errors import DieloomError
from core.files import write_bytes
from core.geometry import Affine, Box
from core.jobs import Progress
from core.units import MM_PER_INCH, pixels_at

MAX_MEGAPIXELS = 150
MAX_REPEAT_PX = 4096  # a larger repeat is enlarged from this
_BAND_ROWS = 256


@dataclass(frozen=True)
class Picture:
    """[H, W, 3] sRGB."""

    pixels: NDArray[np.uint8]
    ppi: float

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    def png(self) -> bytes:
        """The bytes of a PNG that states its resolution."""
        file = io.BytesIO()
        Image.fromarray(self.pixels).save(file, "PNG", dpi=(self.ppi, self.ppi))
        return file.getvalue()

    def save_png(self, path: File) -> None:
        """Write a PNG in one step; raises DieloomError."""
        write_bytes(path, self.png())


def render(
    page: DrawPage, pixels: PixelSource, ppi: float, *, technical: bool = True, progress: Progress | None = None
) -> Picture:
    """The page with its bleed at ``ppi``; without the technical layers (the dieline) if so wished.

    Raises DieloomError for a picture beyond the megapixel limit.
    """
    width, height = _size(page.bleed, ppi)
    to_px = page_to_pixels(page.bleed, ppi / MM_PER_INCH)
    pixel_ops = Plan(_Screen(pixels), to_px, technical).of(page.ops)
    finished = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND_ROWS):
        if progress is not None:
            progress.report(top / height, "Drawing")
        band = Band(np.full((min(_BAND_ROWS, height - top), width, 3), 255, np.float32), top)
        for op in pixel_ops:
            op.draw(band)
        finished[top : top + _BAND_ROWS] = np.rint(band.rgb)
    return Picture(finished, ppi)


def _size(box: Box, ppi: float) -> tuple[int, int]:
    if not 1 <= ppi <= 10_000:
        raise DieloomError(f"A resolution of {ppi:g} ppi cannot be drawn.", "Choose one from 1 to 10000.")
    width, height = pixels_at(box.width, ppi), pixels_at(box.height, ppi)
    if width * height > MAX_MEGAPIXELS * 10**6:
        most = math.floor(ppi * math.sqrt(MAX_MEGAPIXELS * 10**6 / (width * height)))
        raise DieloomError(
            f"The picture would have {width} x {height} pixels, more than {MAX_MEGAPIXELS} million.",
            f"Choose at most {most} ppi.",
        )
    return width, height


@dataclass(frozen=True)
class _Screen:
    """Makes operations on the pixels of a picture."""

    pixels: PixelSource

    def solid(self, shape: Shape, ink: Ink, overprint: bool) -> PixelOp:
        return Solid(shape, np.array(ink_to_srgb(ink), np.float32) * 255, overprint)

    def tiles(self, area: Shape, source: ArtImage, matrix: Affine) -> PixelOp:
        across, up = sides_px(matrix)
        tile = self.pixels.tile(source, min(across, MAX_REPEAT_PX), min(up, MAX_REPEAT_PX))
        return Sampled(area, tile, matrix.inverse(), repeat=True)

    def picture(self, area: Shape, source: PictureSource, matrix: Affine) -> PixelOp:
        picture = self.pixels.image(source, sides_px(matrix)[0])
        alpha = picture[:, :, 3:]
        premultiplied = np.rint(picture[:, :, :3] * (alpha / np.float32(255))).astype(np.uint8)
        return Sampled(area, np.concatenate([premultiplied, alpha], axis=2), matrix.inverse(), repeat=False)

    def together(self, ops: Sequence[PixelOp], clip: Shape | None, opacity: float) -> PixelOp:
        return Together(ops, clip, opacity)
