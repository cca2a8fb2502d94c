"""Local contrast without halos: lightness parted into a smooth base and its detail along the edges of the picture.

The base is a guided filter of lightness by itself (He, Sun & Tang 2010), its coefficients found on a small copy (He &
Sun, "Fast Guided Filter", 2015): memory does not grow with the picture, and where it repeats, so do they.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float32]

SMALL_PX = 512  # the longer side of the copy that is measured
_REACH = 1 / 16  # of the copy's longer side
_SMOOTH = 0.004  # OKLab lightness, squared: steps well beyond its root are edges
_LEAST_RANGE = 0.25  # of lightness; a picture of less is pale on purpose, or empty
_CUT = 0.005  # of the pixels at either end
_DETAIL = 0.45
_CURVE = 0.15
_STRETCH = 0.8


@dataclass(frozen=True)
class Tone:
    """The base's coefficients [h, w] on the small copy, and the lightness that becomes the darkest and the lightest."""

    slope: Reals
    offset: Reals
    darkest: float
    lightest: float
    repeats: tuple[bool, bool]

    def contrasted(self, light: Reals, top: int, height: int, strength: float) -> Reals:
        """Rows from ``top`` of a picture of ``height`` rows, by their lightness [h, W]."""
        base = self._at(self.slope, light.shape, top, height) * light + self._at(self.offset, light.shape, top, height)
        middle, gain = (self.lightest + self.darkest) / 2, self.gain(strength)
        # A pale picture is spread about the middle of the scale, one that fills it stays where it is.
        centre = middle + strength * _STRETCH * (0.5 - middle) * min(1.0, 0.5 / self._span)
        stretched = (base - middle) * gain + centre
        wave = np.sin(2 * np.pi * (stretched - 0.5).clip(-0.5, 0.5)) / (2 * np.pi)
        return np.asarray(stretched + strength * _CURVE * wave + (light - base) * gain * (1 + strength * _DETAIL))

    def gain(self, strength: float) -> float:
        """What large differences, of lightness and of colour, are multiplied by."""
        return 1.0 + strength * _STRETCH * (min(1.0 / self._span, 2.0) - 1.0)

    @property
    def _span(self) -> float:
        return max(self.lightest - self.darkest, _LEAST_RANGE)

    def _at(self, small: Reals, shape: tuple[int, ...], top: int, height: int) -> Reals:
        rows, wide = small.shape
        y = (np.arange(top, top + shape[0]) + 0.5) * rows / height - 0.5
        x = (np.arange(shape[1]) + 0.5) * wide / shape[1] - 0.5
        across = _between(small, x, 1, self.repeats[0])
        return _between(across, y, 0, self.repeats[1])


def _between(field: Reals, at: NDArray[np.float64], axis: int, repeats: bool) -> Reals:
    """Linear interpolation along one axis."""
    length = field.shape[axis]
    first = np.floor(at).astype(np.intp)
    share = (at - first).astype(np.float32)
    share = share[:, None] if axis == 0 else share[None]
    one, other = (places % length if repeats else places.clip(0, length - 1) for places in (first, first + 1))
    return np.asarray(field.take(one, axis) * (1 - share) + field.take(other, axis) * share)


def find_tone(light: Reals, seen: NDArray[np.bool_], repeats: tuple[bool, bool]) -> Tone:
    """By the lightness [h, w] of a small copy; only what is ``seen`` counts."""
    reach = max(1, round(max(light.shape) * _REACH))
    weight = seen.astype(np.float32)
    total = _box(weight, reach, repeats).clip(1e-3)

    def mean(field: Reals) -> Reals:
        return np.asarray(_box(field * weight, reach, repeats) / total)

    level = mean(light)
    spread = (mean(light * light) - level * level).clip(0)
    slope = np.asarray(spread / (spread + _SMOOTH), np.float32)
    offset = (level * (1 - slope)).astype(np.float32)
    known = light[seen] if seen.any() else light.ravel()
    darkest, lightest = (float(each) for each in np.quantile(known, (_CUT, 1 - _CUT)))
    return Tone(mean(slope), mean(offset), darkest, lightest, repeats)


def _box(field: Reals, reach: int, repeats: tuple[bool, bool]) -> Reals:
    padded = np.pad(field, ((reach, reach), (0, 0)), "wrap" if repeats[1] else "symmetric")
    padded = np.pad(padded, ((0, 0), (reach, reach)), "wrap" if repeats[0] else "symmetric")
    size = (2 * reach + 1, 2 * reach + 1)
    return np.asarray(cv2.blur(padded, size)[reach:-reach, reach:-reach], np.float32)
