"""Pictures as the plates get them: strips of CMYK rows from the top, never a whole sheet in memory.

A tiled artwork becomes one raster for its whole area. A repeat is a whole number of pixels there, so repeats meet
exactly, and the area is placed in one piece, so no renderer can show a hairline between them (a tiling pattern, or a
picture placed many times, shows some). A repeat that would fill the memory is made in rows as well, where its source
can.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.convert import srgb_to_cmyk
from core.colour.inks import Spot
from core.compose.drawlist import ArtImage, DrawImage, FillTile, PictureSource, PixelSource, RowSource
from core.geometry import Affine, Box
from core.jobs import Progress
from core.units import pixels_at

Pixels = NDArray[np.uint8]
Rows = Callable[[int, int], Pixels]

MAX_HELD_PX = 4096  # a larger repeat is made in rows, or this large where its source cannot: 64 MB of inks
_STRIP_BYTES = 1 << 19  # where every colour is new, some 70 ms of conversion: the job can stop between strips


@dataclass(frozen=True)
class Plates:
    """A channel for each process ink, if there are such, and then for each spot."""

    spots: tuple[Spot, ...]
    process: bool = True


Colours = Literal["cmyk", "grey"] | Plates


@dataclass(frozen=True)
class Separator:
    """Where pixels come from and how they become inks."""

    pixels: PixelSource
    condition: PrintingCondition
    progress: Progress

    def inks(self, srgb: Pixels) -> Pixels:
        return srgb_to_cmyk(srgb, self.condition, self.progress)


class Raster(Protocol):
    """``strips`` gives all rows from the top: [h, width_px, channels] of inks, or [h, width_px] grey of a mask."""

    @property
    def width_px(self) -> int: ...

    @property
    def height_px(self) -> int: ...

    @property
    def colours(self) -> Colours: ...

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

    colours: ClassVar[Literal["cmyk", "grey"]] = "cmyk"
    mask = None

    def strips(self, separator: Separator) -> Iterator[Pixels]:
        across, down = self.repeat_px
        rows = self._streamed(separator) if _is_large(across, down) else self._held(separator)
        for first, end in _strip_rows(self.height_px, 4 * self.width_px):
            top = self.top + first
            pieces = [_across(rows(y, n), self.left, self.width_px) for y, n in _spans(top, end - first, down)]
            yield pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    def _held(self, separator: Separator) -> Rows:
        repeat = separator.inks(separator.pixels.tile(self.source, *self.repeat_px))
        return lambda top, count: repeat[top : top + count]

    def _streamed(self, separator: Separator) -> Rows:
        pixels = separator.pixels
        if not isinstance(pixels, RowSource):
            return self._held(separator)
        return lambda top, count: separator.inks(pixels.rows(self.source, *self.repeat_px, top, count))


@dataclass(frozen=True)
class PictureRaster:
    """A picture of the document at no more than ``limit_px`` across, whose own inks stay what they are."""

    source: PictureSource
    limit_px: int
    width_px: int
    height_px: int
    mask: MaskRaster | None = None

    colours: ClassVar[Literal["cmyk", "grey"]] = "cmyk"

    def strips(self, separator: Separator) -> Iterator[Pixels]:
        picture = _found(self.source, separator.pixels, self.limit_px)
        for first, end in _strip_rows(self.height_px, 4 * self.width_px):
            strip = picture[first:end, :, :-1]
            yield strip if strip.shape[2] == 4 else separator.inks(strip)


@dataclass(frozen=True)
class MaskRaster:
    """The straight alpha of a picture."""

    source: PictureSource
    limit_px: int
    width_px: int
    height_px: int

    colours: ClassVar[Literal["cmyk", "grey"]] = "grey"
    mask = None

    def strips(self, separator: Separator) -> Iterator[Pixels]:
        picture = _found(self.source, separator.pixels, self.limit_px)
        for first, end in _strip_rows(self.height_px, self.width_px):
            yield picture[first:end, :, -1]


def _found(source: PictureSource, pixels: PixelSource, limit_px: int) -> Pixels:
    """The picture's own inks and alpha [H, W, 5], or its sRGB and alpha [H, W, 4]."""
    inks = pixels.inks(source, limit_px)
    return pixels.image(source, limit_px) if inks is None else inks


def tiled(op: FillTile, pixels: PixelSource, ppi: float) -> tuple[TileRaster, Affine]:
    """The raster that covers the area of a tiled artwork and where it goes: the map of the unit square to the page.

    Raises ZeroDivisionError for a repeat without area.
    """
    a, b, c, d, _, _ = op.matrix
    across, down = (pixels_at(math.hypot(*side), ppi) for side in ((a, b), (c, d)))
    if not isinstance(pixels, RowSource):
        across, down = min(across, MAX_HELD_PX), min(down, MAX_HELD_PX)
    repeats = op.area.transformed(op.matrix.inverse()).bounds
    # One pixel more all around: what interpolates at the clip's edge then has a neighbour.
    left, right = math.floor(repeats.x0 * across) - 1, math.ceil(repeats.x1 * across) + 1
    bottom, top = math.floor(repeats.y0 * down) - 1, math.ceil(repeats.y1 * down) + 1
    raster = TileRaster(op.source, (across, down), left % across, -top % down, right - left, top - bottom)
    return raster, op.matrix @ _unit_to(Box(left / across, bottom / down, right / across, top / down))


def picture(op: DrawImage, pixels: PixelSource, ppi: float) -> PictureRaster:
    """The raster of a placed picture, with a mask when it is anywhere transparent."""
    limit = pixels_at(math.hypot(op.matrix.a, op.matrix.b), ppi)
    found = _found(op.source, pixels, limit)
    height, width = found.shape[:2]
    opaque = bool((found[:, :, -1] == 255).all())
    mask = None if opaque else MaskRaster(op.source, limit, width, height)
    return PictureRaster(op.source, limit, width, height, mask)


def _is_large(across: int, down: int) -> bool:
    return across * down > MAX_HELD_PX**2


def _spans(first: int, count: int, period: int) -> Iterator[tuple[int, int]]:
    """Where the runs of ``count`` steps begin, and how long they are, when every ``period`` steps it starts anew."""
    while count > 0:
        begin = first % period
        length = min(count, period - begin)
        yield begin, length
        first, count = first + length, count - length


def _across(rows: Pixels, left: int, width: int) -> Pixels:
    """``width`` pixels of the endless row, from ``left`` on."""
    pieces = [rows[:, begin : begin + length] for begin, length in _spans(left, width, rows.shape[1])]
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=1)


def _unit_to(box: Box) -> Affine:
    return Affine(box.width, 0, 0, box.height, box.x0, box.y0)


def _strip_rows(height: int, bytes_per_row: int) -> Iterator[tuple[int, int]]:
    rows = max(1, _STRIP_BYTES // bytes_per_row)
    for first in range(0, height, rows):
        yield first, min(first + rows, height)
