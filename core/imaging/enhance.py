"""A photo made better: less noise and blur, a neutral white, more contrast, in this order; each is off at 0."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import oklab, srgb
from core.imaging.tone import SMALL_PX, find_tone
from core.imaging.values import EnhanceEdit
from core.imaging.white import adaptation, find_cast, linear
from core.jobs import Progress

Pixels = NDArray[np.uint8]
_STRIP_PX = 1 << 19  # pixels that are worked on between two reports


def enhance(
    pixels: Pixels, edit: EnhanceEdit, progress: Progress, repeats: tuple[bool, bool] = (False, False)
) -> Pixels:
    """``pixels`` [H, W, 4] with what the edit asks for; alpha is kept. Raises DieloomError where the network that
    restores is missing, and Cancelled.
    """
    colour = pixels
    if edit.denoise or edit.deblur:
        from core.imaging.restore import restore

        colour = restore(pixels, edit.denoise, edit.deblur, progress.part(0.0, 0.8), repeats)
    if edit.white_balance:
        colour = _balanced(colour, edit.white_balance, progress.part(0.8, 0.9))
    if edit.contrast:
        colour = _contrasted(colour, edit.contrast, progress.part(0.9, 1.0), repeats)
    return colour.copy() if colour is pixels else colour


def small_copy(pixels: Pixels) -> Pixels:
    """At most ``SMALL_PX`` wide and high, for what is measured."""
    height, width = pixels.shape[:2]
    scale = min(1.0, SMALL_PX / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _balanced(pixels: Pixels, strength: float, progress: Progress) -> Pixels:
    cast = find_cast(small_copy(pixels))
    matrix = adaptation(cast, strength * cast.trust).astype(np.float32).T

    def work(strip: Pixels, top: int) -> Pixels:
        light = linear(strip)
        # A pixel that was cut off in every channel lost its cast: it stays white.
        kept = _smoothstep((light.min(2, keepdims=True) - 0.85) / 0.15)
        return _encoded((light @ matrix) * (1 - kept) + light * kept)

    return _by_strips(pixels, work, progress)


def _contrasted(pixels: Pixels, strength: float, progress: Progress, repeats: tuple[bool, bool]) -> Pixels:
    small = small_copy(pixels)
    tone = find_tone(oklab(small[:, :, :3])[:, :, 0], small[:, :, 3] > 127, repeats)
    height = pixels.shape[0]

    def work(strip: Pixels, top: int) -> Pixels:
        lab = oklab(strip)
        lab[:, :, 0] = tone.contrasted(lab[:, :, 0], top, height, strength).clip(0, 1)
        lab[:, :, 1:] *= tone.gain(strength)
        return srgb(lab)

    return _by_strips(pixels, work, progress)


def _by_strips(pixels: Pixels, work: Callable[[Pixels, int], Pixels], progress: Progress) -> Pixels:
    """What ``work`` makes of rows [h, W, 3] from a given one on, the alpha kept; raises Cancelled between strips."""
    made = pixels.copy()
    rows = max(1, _STRIP_PX // pixels.shape[1])
    for top in range(0, len(pixels), rows):
        progress.report(top / len(pixels), "enhancing")
        strip = pixels[top : top + rows, :, :3]
        made[top : top + rows, :, :3] = work(strip, top)
    return made


def _encoded(light: NDArray[np.float32]) -> Pixels:
    light = light.clip(0, 1)
    value = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(value * 255), np.uint8)


def _smoothstep(value: NDArray[np.float32]) -> NDArray[np.float32]:
    value = value.clip(0, 1)
    return np.asarray(value * value * (3 - 2 * value))
