"""Where the plates' pixels come from, and the tiles that are separated already."""

from __future__ import annotations

import math
import weakref
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.convert import srgb_to_cmyk
from core.compose.drawlist import ArtImage, PixelSource, RowSource
from core.geometry import Affine
from core.jobs import Progress
from core.press.plates.sampling import is_level, sample, to_picture
from core.press.rasters import MAX_HELD_PX

Pixels = NDArray[np.uint8]

_separated: dict[tuple[int, PrintingCondition], Pixels] = {}
"""Inks by the tile that they were made of, for as long as that lives: a canvas asks for the same ones at each move."""


@dataclass(frozen=True)
class InkSource:
    """Pixels and the condition that they are separated for.

    A repeat of a tile that is too large to be held is enlarged from one that is not, which is all that a screen needs;
    with ``exact`` its rows are made as they are needed, where ``pixels`` can.
    """

    pixels: PixelSource
    condition: PrintingCondition
    progress: Progress = field(default_factory=Progress)
    exact: bool = False

    def inks(self, srgb: Pixels) -> Pixels:
        return srgb_to_cmyk(srgb, self.condition, self.progress)

    def tiles(
        self, source: ArtImage, size_px: tuple[int, int], to_unit: Affine, x: int, y: int, rows: int, width: int
    ) -> Pixels:
        """[rows, width, 4]: the inks of repeats of ``size_px`` at the page pixels from (``x``, ``y``) on."""
        across, down = size_px
        to_px = to_picture(to_unit, across, down)
        if self.exact and max(size_px) > MAX_HELD_PX and isinstance(self.pixels, RowSource) and is_level(to_px):
            ends = [to_px.d * line + to_px.f for line in (y, y + rows)]
            first, count = math.floor(min(ends)) - 1, math.ceil(max(ends)) - math.floor(min(ends)) + 3
            tile = self.inks(_rows(self.pixels, source, size_px, first, count))
            to_px = Affine.translation(0, -first) @ to_px
        else:
            across, down = min(across, MAX_HELD_PX), min(down, MAX_HELD_PX)
            tile = self._kept(self.pixels.tile(source, across, down))
            to_px = to_picture(to_unit, across, down)
        return sample(tile, to_px, x, y, rows, width, repeat=True)

    def _kept(self, tile: Pixels) -> Pixels:
        """One repeat [H, W, 4] in inks; its array is shared."""
        key = (id(tile), self.condition)
        found = _separated.get(key)
        if found is None:
            found = _separated[key] = self.inks(tile)
            weakref.finalize(tile, _separated.pop, key, None).atexit = False
        return found


def _rows(pixels: RowSource, source: ArtImage, size_px: tuple[int, int], first: int, count: int) -> Pixels:
    """Rows of the endless tiling."""
    high, parts = size_px[1], []
    while count > 0:
        top = first % high
        step = min(count, high - top)
        parts.append(pixels.rows(source, *size_px, top, step))
        first, count = first + step, count - step
    return np.concatenate(parts)
