"""A page as a picture, without Qt: for `dieloom export F.png`, thumbnails and looking at results.

Colours are those of the default output profile on a screen; spots show by their alternates and overprints multiply with
what is under them. The page is made in bands, so that memory stays at the finished picture and a little more.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path as File

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.colour.convert import ink_to_srgb
from core.colour.inks import Ink
from core.compose.coverage import edges_of
from core.compose.drawlist import DrawImage, DrawPage, FillPath, FillTile, Group, Op, PixelSource, StrokePath
from core.compose.pixel_ops import Band, PixelOp, Sampled, Shape, Solid, Together
from core.compose.strokes import stroked
from core.errors import DieloomError
from core.files import write_bytes
from core.geometry import Affine, Box, Path
from core.jobs import Progress
from core.units import MM_PER_INCH, pixels_at

MAX_MEGAPIXELS = 150
MAX_REPEAT_PX = 4096  # a larger repeat is enlarged from this
_BAND_ROWS = 256
_FLAT_PX = 0.1  # how far a flattened curve may stray


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
    scale = ppi / MM_PER_INCH
    to_px = Affine(scale, 0, 0, -scale, -page.bleed.x0 * scale, page.bleed.y1 * scale)
    pixel_ops = _Plan(to_px, pixels, technical).pixel_ops(page.ops)
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
class _Plan:
    """Turns operations (mm, y up) into those on pixels of the page (y down), once for all bands."""

    to_px: Affine
    pixels: PixelSource
    technical: bool

    def pixel_ops(self, ops: Sequence[Op]) -> list[PixelOp]:
        return [pixel_op for op in ops for pixel_op in self._several(op)]

    def _several(self, op: Op) -> list[PixelOp]:
        if not isinstance(op, Group):
            return [self._single(op)]
        if op.layer is not None and op.layer.technical and not self.technical:
            return []
        if op.matrix is not None:
            return replace(self, to_px=self.to_px @ op.matrix)._several(replace(op, matrix=None))
        inner = self.pixel_ops(op.ops)
        if op.clip is None and op.opacity == 1:
            return inner
        return [Together(inner, None if op.clip is None else self._shape(op.clip), op.opacity)]

    def _single(self, op: FillPath | StrokePath | FillTile | DrawImage) -> PixelOp:
        match op:
            case FillPath():
                shape = Shape(self._shape(op.path).edges, op.rule)
                return Solid(shape, _colour(op.ink), op.overprint)
            case StrokePath():
                outlines = stroked(op.path, op.width, op.dash, op.cap, op.join, op.mitre)
                shape = Shape(edges_of([[self.to_px.apply(point) for point in each] for each in outlines]))
                return Solid(shape, _colour(op.ink), op.overprint)
            case FillTile():
                return self._tile(op)
            case DrawImage():
                return self._image(op)

    def _tile(self, op: FillTile) -> Sampled:
        matrix = self.to_px @ op.matrix
        across, up = _sides(matrix)
        tile = self.pixels.tile(op.source, min(across, MAX_REPEAT_PX), min(up, MAX_REPEAT_PX))
        return Sampled(self._shape(op.area), tile, matrix.inverse(), repeat=True)

    def _image(self, op: DrawImage) -> Sampled:
        matrix = self.to_px @ op.matrix
        picture = self.pixels.image(op.source, _sides(matrix)[0])
        alpha = picture[:, :, 3:]
        premultiplied = np.rint(picture[:, :, :3] * (alpha / np.float32(255))).astype(np.uint8)
        shape = self._shape(Path.rectangle(Box(0, 0, 1, 1)).transformed(op.matrix))
        return Sampled(shape, np.concatenate([premultiplied, alpha], axis=2), matrix.inverse(), repeat=False)

    def _shape(self, path: Path) -> Shape:
        return Shape(edges_of(path.transformed(self.to_px).flattened(_FLAT_PX)))


def _colour(ink: Ink) -> NDArray[np.float32]:
    return np.array(ink_to_srgb(ink), np.float32) * 255


def _sides(matrix: Affine) -> tuple[int, int]:
    """Whole pixels along the unit square's lower and left side."""
    return max(1, round(math.hypot(matrix.a, matrix.b))), max(1, round(math.hypot(matrix.c, matrix.d)))
