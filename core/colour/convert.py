"""sRGB to process inks and back, through LittleCMS.

The default is what the trade takes for artwork without a reason for another: relative colorimetric with black point
compensation (Adobe's algorithm, ISO 18619). Pixels are converted in strips, so that memory stays at the caller's array
and the result. LittleCMS works in 8 bits here; one step is 0.4 % of an ink.
"""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from core.colour.condition import Intent, PrintingCondition
from core.colour.inks import Cmyk, Ink, Rgb, Spot
from core.jobs import Progress

Pixels = NDArray[np.uint8]

_INTENTS: dict[Intent, ImageCms.Intent] = {
    "perceptual": ImageCms.Intent.PERCEPTUAL,
    "relative": ImageCms.Intent.RELATIVE_COLORIMETRIC,
    "saturation": ImageCms.Intent.SATURATION,
    "absolute": ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
}
_STRIP_PX = 1 << 20


def srgb_to_cmyk(
    pixels: Pixels, condition: PrintingCondition | None = None, progress: Progress | None = None
) -> Pixels:
    """Separate [H, W, 3] sRGB into [H, W, 4] inks, 255 for 100 %; raises Cancelled when ``progress`` is stopped."""
    transform = _transform(condition or PrintingCondition(), separate=True)
    return _in_strips(pixels, transform, 4, progress or Progress())


def cmyk_to_srgb(pixels: Pixels, condition: PrintingCondition | None = None) -> Pixels:
    """Show [H, W, 4] inks, 255 for 100 %, as [H, W, 3] sRGB."""
    return _in_strips(pixels, _transform(condition or PrintingCondition(), separate=False), 3, Progress())


def ink_to_cmyk(ink: Ink, condition: PrintingCondition | None = None) -> Cmyk:
    """The process inks that print an ink, or stand for it when it is a spot."""
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
    """How an ink looks on a screen: sRGB, 0 to 1 each. An sRGB ink is shown as it is."""
    if isinstance(ink, Rgb):
        return ink.r, ink.g, ink.b
    return _cmyk_to_srgb(ink_to_cmyk(ink), condition or PrintingCondition())


@lru_cache(maxsize=4096)
def _cmyk_to_srgb(ink: Cmyk, condition: PrintingCondition) -> tuple[float, float, float]:
    pixel = np.array([[[ink.c, ink.m, ink.y, ink.k]]]) * 255
    r, g, b = cmyk_to_srgb(pixel.round().clip(0, 255).astype(np.uint8), condition)[0, 0] / 255
    return float(r), float(g), float(b)


def _in_strips(pixels: Pixels, transform: ImageCms.ImageCmsTransform, channels: int, progress: Progress) -> Pixels:
    height, width = pixels.shape[:2]
    result = np.empty((height, width, channels), np.uint8)
    rows = max(1, _STRIP_PX // max(1, width))
    mode = "CMYK" if pixels.shape[2] == 4 else "RGB"
    for top in range(0, height, rows):
        progress.check()
        strip = np.ascontiguousarray(pixels[top : top + rows])
        image = Image.frombytes(mode, (width, strip.shape[0]), strip.tobytes())
        result[top : top + rows] = np.asarray(ImageCms.applyTransform(image, transform))
    return result


@lru_cache(maxsize=16)
def _transform(condition: PrintingCondition, separate: bool) -> ImageCms.ImageCmsTransform:
    printer = ImageCms.ImageCmsProfile(io.BytesIO(condition.profile.data))
    srgb = ImageCms.createProfile("sRGB")
    chosen = _INTENTS[condition.intent]
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if condition.black_point else ImageCms.Flags.NONE
    if separate:
        return ImageCms.buildTransform(srgb, printer, "RGB", "CMYK", chosen, flags)
    return ImageCms.buildTransform(printer, srgb, "CMYK", "RGB", chosen, flags)
