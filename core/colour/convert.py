"""sRGB to process inks and back, through LittleCMS.

The default is what the trade takes for artwork without a reason for another: relative colorimetric with black point
compensation (Adobe's algorithm, ISO 18619). Pixels are converted in strips, so that memory stays at the caller's array
and the result. A plate has 8 bits here; one step is 0.4 % of an ink.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from core.colour.condition import PrintingCondition
from core.colour.inks import Cmyk, Ink, Rgb, Spot
from core.colour.lab import lab_to_srgb
from core.colour.littlecms import Pixels as Pixels
from core.colour.littlecms import apply, showing
from core.colour.separation import separation
from core.jobs import Progress

_STRIP_PX = 1 << 18  # a strip's few arrays stay in the processor's cache
_PAPER = np.array([100.0, 0.0, 0.0])


def srgb_to_cmyk(
    pixels: Pixels, condition: PrintingCondition | None = None, progress: Progress | None = None
) -> Pixels:
    """Separate [H, W, 3] sRGB into [H, W, 4] inks, 255 for 100 %, none of them beyond the condition's ink limit.

    Raises Cancelled when ``progress`` is stopped, DieloomError for an ink limit with a profile that has no Lab tables.
    """
    separate = separation(condition or PrintingCondition())
    return _in_strips(pixels, lambda strip: separate(strip.reshape(-1, 3)), 4, progress or Progress())


def cmyk_to_srgb(pixels: Pixels, condition: PrintingCondition | None = None) -> Pixels:
    """Show [H, W, 4] inks, 255 for 100 %, as [H, W, 3] sRGB."""
    transform = showing(condition or PrintingCondition())
    return _in_strips(pixels, lambda strip: apply(strip, transform), 3, Progress())


def ink_to_cmyk(ink: Ink, condition: PrintingCondition | None = None) -> Cmyk:
    """The process inks that print an ink, or stand for it when it is a spot. Only sRGB is held to the ink limit."""
    match ink:
        case Cmyk():
            return ink
        case Rgb(r, g, b):
            pixel = np.array([[[r, g, b]]]) * 255
            c, m, y, k = srgb_to_cmyk(pixel.round().clip(0, 255).astype(np.uint8), condition)[0, 0] / 255
            return Cmyk(float(c), float(m), float(y), float(k))
        case Spot(_, a, tint):
            return Cmyk(a.c * tint, a.m * tint, a.y * tint, a.k * tint)


def ink_to_srgb(ink: Ink, condition: PrintingCondition | None = None) -> tuple[float, float, float]:
    """How an ink looks on a screen: sRGB, 0 to 1 each.

    An sRGB ink is shown as it is. A spot is shown by its Lab, and a tint of it as far between paper and that as the
    tint says, since that is how tone values of spots are defined (ISO 20654); without Lab, by its alternate.
    """
    match ink:
        case Rgb(r, g, b):
            return r, g, b
        case Spot(lab=(_, _, _) as lab, tint=tint):
            r, g, b = lab_to_srgb(_PAPER + tint * (np.array(lab) - _PAPER)).tolist()
            return r, g, b
        case _:
            return _cmyk_to_srgb(ink_to_cmyk(ink), replace(condition or PrintingCondition(), ink_limit=None))


@lru_cache(maxsize=4096)
def _cmyk_to_srgb(ink: Cmyk, condition: PrintingCondition) -> tuple[float, float, float]:
    pixel = np.array([[[ink.c, ink.m, ink.y, ink.k]]]) * 255
    r, g, b = cmyk_to_srgb(pixel.round().clip(0, 255).astype(np.uint8), condition)[0, 0] / 255
    return float(r), float(g), float(b)


def _in_strips(pixels: Pixels, convert: Callable[[Pixels], Pixels], channels: int, progress: Progress) -> Pixels:
    height, width = pixels.shape[:2]
    result = np.empty((height, width, channels), np.uint8)
    rows = max(1, _STRIP_PX // max(1, width))
    for top in range(0, height, rows):
        progress.check()
        strip = pixels[top : top + rows]
        result[top : top + rows] = convert(strip).reshape(*strip.shape[:2], channels)
    return result
