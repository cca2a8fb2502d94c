"""Where the plates' pixels come from, and the tiles that are separated already."""

from __future__ import annotations

import weakref
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.convert import srgb_to_cmyk
from core.compose.drawlist import ArtImage, PixelSource
from core.jobs import Progress

Pixels = NDArray[np.uint8]

_separated: dict[tuple[int, PrintingCondition], Pixels] = {}
"""Inks by the tile that they were made of, for as long as that lives: a canvas asks for the same ones at each move."""


@dataclass(frozen=True)
class InkSource:
    """Pixels and the condition that they are separated for."""

    pixels: PixelSource
    condition: PrintingCondition
    progress: Progress

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        """One repeat [H, W, 4] in inks; its array is shared."""
        tile = self.pixels.tile(source, width_px, height_px)
        key = (id(tile), self.condition)
        found = _separated.get(key)
        if found is None:
            found = srgb_to_cmyk(tile, self.condition, self.progress)
            _separated[key] = found
            weakref.finalize(tile, _separated.pop, key, None).atexit = False
        return found
