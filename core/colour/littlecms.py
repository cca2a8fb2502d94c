"""LittleCMS by way of pillow: 8-bit pixels between sRGB and a press, in strips and with progress."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from core.colour.condition import Intent, PrintingCondition
from core.colour.profiles import OutputProfile

Pixels = NDArray[np.uint8]
Transform = ImageCms.ImageCmsTransform

_INTENTS: dict[Intent, ImageCms.Intent] = {
    "perceptual": ImageCms.Intent.PERCEPTUAL,
    "relative": ImageCms.Intent.RELATIVE_COLORIMETRIC,
    "saturation": ImageCms.Intent.SATURATION,
    "absolute": ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
}


def separating(condition: PrintingCondition) -> Transform:
    """From sRGB to inks, exact to the last bit and slow (some 0.5 us a pixel).

    LittleCMS's fast way is a table of 33 steps a side, which strays by up to 5 % of an ink where a profile bends
    sharply, at the edge of the press's gamut.
    """
    return _transform(condition.profile, condition.intent, condition.black_point, separate=True)


def showing(condition: PrintingCondition) -> Transform:
    """From inks to sRGB by the fast way, with the finer of its tables: it seldom strays by over a step."""
    return _transform(condition.profile, condition.intent, condition.black_point, separate=False)


def apply(pixels: Pixels, transform: Transform) -> Pixels:
    """[H, W, 3] sRGB to [H, W, 4] inks, or back, as the transform was made."""
    height, width, channels = pixels.shape
    image = Image.frombytes("CMYK" if channels == 4 else "RGB", (width, height), np.ascontiguousarray(pixels).tobytes())
    return np.asarray(ImageCms.applyTransform(image, transform))


@lru_cache(maxsize=16)
def _transform(profile: OutputProfile, intent: Intent, black_point: bool, separate: bool) -> Transform:
    """LittleCMS itself leaves out black point compensation where it has no meaning, in absolute colorimetric."""
    printer = ImageCms.ImageCmsProfile(io.BytesIO(profile.data))
    srgb = ImageCms.createProfile("sRGB")
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if black_point else ImageCms.Flags.NONE
    if separate:
        exact = flags | ImageCms.Flags.NOOPTIMIZE
        transform = ImageCms.buildTransform(srgb, printer, "RGB", "CMYK", _INTENTS[intent], exact)
    else:
        finer = flags | ImageCms.Flags.HIGHRESPRECALC
        transform = ImageCms.buildTransform(printer, srgb, "CMYK", "RGB", _INTENTS[intent], finer)
    # Pillow copies this one into every picture that it makes: a megabyte for each strip of bare pixels.
    transform.output_profile = ImageCms.ImageCmsProfile(srgb)
    return transform
