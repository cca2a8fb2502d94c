"""Each sRGB colour separated once, exactly, and then looked up.

An 8-bit picture has at most 2**24 colours, and most have far fewer. LittleCMS's exact way takes ten times as long for
a pixel as its fast one; a look-up takes less than either. So all pixels of a colour get the same inks to the last bit,
in a picture of any size and in a single fill, with the ink limit kept.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.limit import limit_cmyk
from core.colour.littlecms import Pixels, apply, separating

_COLOURS = 1 << 24
_WHITE = _COLOURS - 1
_PART = 1 << 18


class Separation:
    """The inks of every sRGB colour that was met so far, 64 MB at most; threads may share it.

    Inks are kept inverted, so that a colour that was not met, 0, is what no press prints: every plate full.
    """

    def __init__(self, condition: PrintingCondition) -> None:
        self._condition = condition
        self._transform = separating(condition)
        self._inverted = np.zeros(_COLOURS, "<u4")
        if condition.intent != "absolute":
            self._inverted[_WHITE] = 0xFFFFFFFF  # unprinted paper, whatever a profile's table has there

    def __call__(self, pixels: Pixels) -> Pixels:
        """[N, 3] sRGB as [N, 4] inks."""
        codes = _codes(pixels)
        kept = self._inverted.take(codes)
        unknown = np.flatnonzero(kept == 0)
        if len(unknown):
            new = codes[unknown]
            self._meet(_distinct(new))
            kept[unknown] = self._inverted.take(new)
        np.invert(kept, out=kept)
        return kept.view(np.uint8).reshape(-1, 4)

    def _meet(self, codes: NDArray[np.uint32]) -> None:
        for at in range(0, len(codes), _PART):
            part = codes[at : at + _PART]
            colours = part.view(np.uint8).reshape(1, -1, 4)[..., :3]
            inks = limit_cmyk(apply(colours, self._transform), self._condition)
            self._inverted[part] = ~np.ascontiguousarray(inks[0]).view("<u4")[:, 0]


@lru_cache(maxsize=2)
def separation(condition: PrintingCondition) -> Separation:
    """The one that all pictures of a condition share."""
    return Separation(condition)


def _codes(pixels: Pixels) -> NDArray[np.uint32]:
    """Red in the lowest byte, green, blue: [N]."""
    framed = np.zeros((len(pixels), 4), np.uint8)
    framed[:, :3] = pixels
    return framed.view("<u4")[:, 0]


def _distinct(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Each code once, in order; on as many codes as a strip has, some fifty times as fast as ``np.unique``."""
    ordered = np.sort(codes)
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
