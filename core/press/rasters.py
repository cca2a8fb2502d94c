"""Pictures as the plates get them: strips of CMYK rows from the top, never a whole sheet in memory.

A tiled artwork becomes one raster for its whole area. A repeat is a whole number of pixels there, so repeats meet
exactly, and the area is placed in one piece, so no renderer can show a hairline between them (a tiling pattern, or a
picture placed many times, shows some).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.convert import srgb_to_cmyk
from core.compose.drawlist import ArtImage, DrawImage, FillTile, PictureSource, PixelSource
from core.geometry import Affine, Box
from core.jobs import Progress
from core.units import pixels_at

Pixels = NDArray[np.uint8]

MAX_REPEAT_PX = 4096  # a repeat larger than this at the wanted resolution is made this large: 64 MB of inks
_STRIP_BYTES = 1 << 20


@dataclass(frozen=True)
class Separator:
    """Where pixels come from and how they become inks."""

    pixels: PixelSource
    condition: PrintingCondition
    progress: Progress

    def inks(self, srgb: Pixels) -> Pixels:
        return srgb_to_cmyk(srgb, self.condition, self.progress)


class Raster(Protocol):
    """``strips`` gives all rows from the top, as [h, width_px, 4] inks, or [h, width_px] grey of a mask."""

    @property
    def width_px(self) -> int: ...

    @property
    def height_px(self) -> int: ...

    @property
    def grey(self) -> bool: ...

    @property
    def mask(self) -> MaskRaster | None: ...

    def strips(self, separator: Separator) -> Iterator[Pixels]: ...


@dataclass(frozen=True)
class TileRaster:
    """``width_px`` by ``height_px`` pixels of the endless tiling, from pixel (``left``, ``top``) of a repeat."""

    source: ArtImage
    repeat_px: tuple[int, int]
    left: int
    top: int
    width_px: int
    height_px: int

    grey = False
    mask = None

    def strips(self, separator: Separator) -> Iterator[Pixels]:
        across, down = self.repeat_px
        repeat = separator.inks(separator.pixels.tile(self.source, across, down))
        columns = (self.left + np.arange(self.width_px)) % across
        for first, end in _strip_rows(self.height_px, 4 * self.width_px):
            rows = (self.top + np.arange(first, end)) % down
            yield repeat[rows][:, columns]


@dataclass(frozen=True)
class PictureRaster:
    """A picture of the document at no more than ``limit_px`` across."""

    source: PictureSource
    limit_px: int
    width_px: int
    height_px: int
    mask: MaskRaster | None = None

    grey = False

    def strips(self, separator: Separator) -> Iterator[Pixels]:
        picture = separator.pixels.image(self.source, self.limit_px)
        for first, end in _strip_rows(self.height_px, 4 * self.width_px):
            yield separator.inks(picture[first:end, :, :3])


@dataclass(frozen=True)
class MaskRaster:
    """The straight alpha of a picture."""

    source: PictureSource
    limit_px: int
    width_px: int
    height_px: int

    grey = True
    mask = None

    def strips(self, separator: Separator) -> Iterator[Pixels]:
        picture = separator.pixels.image(self.source, self.limit_px)
        for first, end in _strip_rows(self.height_px, self.width_px):
            yield picture[first:end, :, 3]


def tiled(op: FillTile, ppi: float) -> tuple[TileRaster, Affine]:
    """The raster that covers the area of a tiled artwork and where it goes: the map of the unit square to the page.

    Raises ZeroDivisionError for a repeat without area.
    """
    a, b, c, d, _, _ = op.matrix
    across, down = (min(pixels_at(math.hypot(*side), ppi), MAX_REPEAT_PX) for side in ((a, b), (c, d)))
    repeats = op.area.transformed(op.matrix.inverse()).bounds
    # One pixel more all around: what interpolates at the clip's edge then has a neighbour.
    left, right = math.floor(repeats.x0 * across) - 1, math.ceil(repeats.x1 * across) + 1
    bottom, top = math.floor(repeats.y0 * down) - 1, math.ceil(repeats.y1 * down) + 1
    raster = TileRaster(op.source, (across, down), left % across, -top % down, right - left, top - bottom)
    return raster, op.matrix @ _unit_to(Box(left / across, bottom / down, right / across, top / down))


def picture(op: DrawImage, pixels: PixelSource, ppi: float) -> PictureRaster:
    """The raster of a placed picture, with a mask when it is anywhere transparent."""
    limit = pixels_at(math.hypot(op.matrix.a, op.matrix.b), ppi)
    found = pixels.image(op.source, limit)
    height, width = found.shape[:2]
    opaque = bool((found[:, :, 3] == 255).all())
    mask = None if opaque else MaskRaster(op.source, limit, width, height)
    return PictureRaster(op.source, limit, width, height, mask)


def _unit_to(box: Box) -> Affine:
    return Affine(box.width, 0, 0, box.height, box.x0, box.y0)


def _strip_rows(height: int, bytes_per_row: int) -> Iterator[tuple[int, int]]:
    rows = max(1, _STRIP_BYTES // bytes_per_row)
    for first in range(0, height, rows):
        yield first, min(first + rows, height)
