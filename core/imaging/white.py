"""The colour of the light in a picture, and its removal.

Shades of grey (Finlayson & Trezzi, CIC 2004): a Minkowski mean over a scene tends to the light's colour; grey edge
(van de Weijer et al., 2007): so does one over its edges. Both err where one colour fills the picture, so their word
counts by how well they agree and by how near daylight and lamplight they fall. A packshot's own white ground is better
evidence than either.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Reals = NDArray[np.floating]

_NORM = 6  # Minkowski
_SATURATED = 0.97  # linear light: such a channel may have been cut off
_DARK = 0.01
_WHITE = 0.45  # linear light; a ground that is darker was not meant to be white
_NEUTRAL = 0.35  # natural logarithm of the channels' ratio: stronger tints were meant
_LIKELY = 0.12  # the same: how far from the line of daylight a light may fall
_BORDER = 0.03  # of the shorter side
_NO_CAST = np.zeros(3)

BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_TO_XYZ = np.array(
    [[0.4123908, 0.3575843, 0.1804808], [0.2126390, 0.7151687, 0.0721923], [0.0193308, 0.1191948, 0.9505322]]
)
_LUMINANCE = _TO_XYZ[1]


@dataclass(frozen=True)
class Cast:
    """``light``: linear RGB of white under the picture's light, of luminance 1; ``trust``: 0 to 1."""

    light: tuple[float, float, float]
    trust: float

    @property
    def strength(self) -> float:
        """How far from grey, as the natural logarithm of the ratio of its channels."""
        return float(np.log(max(self.light) / min(self.light)))


def linear(pixels: Pixels) -> NDArray[np.float32]:
    """sRGB of 8 bits as linear light (IEC 61966-2-1)."""
    value = np.arange(256) / 255
    table = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4).astype(np.float32)
    return table[pixels]


def find_cast(pixels: Pixels) -> Cast:
    """What light the picture [H, W, 4] was taken in; small copies tell as much as large ones."""
    seen = pixels[:, :, 3] > 127
    light = linear(pixels[:, :, :3])
    usable = seen & (light.max(2) < _SATURATED) & (light.max(2) > _DARK)
    ground = _white_ground(light, seen)
    if ground is not None:
        return ground
    if usable.sum() < 16:
        return Cast((1.0, 1.0, 1.0), 0.0)
    greys = _logarithm(_minkowski(light[usable]))
    edges = _edge_light(light, usable)
    tint = greys if edges is None else (greys + edges) / 2
    agreement = 1.0 if edges is None else float(np.exp(-((np.abs(greys - edges).max() / 0.15) ** 2)))
    likely = float(np.exp(-((_off_daylight(tint) / _LIKELY) ** 2)))
    return Cast(_light(tint), agreement * likely * 0.9)


def _white_ground(light: NDArray[np.float32], seen: NDArray[np.bool_]) -> Cast | None:
    """The light by a border that is bright, even and nearly grey."""
    width = max(1, round(min(seen.shape) * _BORDER))
    border = seen.copy()
    border[width:-width, width:-width] = False
    colours = light[border]
    if len(colours) < 16:
        return None
    middle = np.median(colours, axis=0)
    tint = _logarithm(middle)
    even = float((np.abs(colours - middle).max(1) < 0.12 * middle.max()).mean())
    if even < 0.7 or middle @ _LUMINANCE < _WHITE or np.ptp(tint) > _NEUTRAL:
        return None
    return Cast(_light(tint), 1.0)


def _minkowski(colours: Reals) -> Reals:
    most = colours.max(0).clip(1e-6)
    return np.asarray(most * np.mean((colours / most) ** _NORM, axis=0) ** (1 / _NORM))


def _edge_light(light: NDArray[np.float32], usable: NDArray[np.bool_]) -> Reals | None:
    """By the slopes of each channel, softened a little first against noise."""
    soft = cv2.GaussianBlur(light, (0, 0), 1.0)
    slopes = np.hypot(cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1))
    sure = cv2.erode(usable.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    if sure.sum() < 16 or slopes[sure].max() < 1e-3:
        return None
    return _logarithm(_minkowski(slopes[sure]))


def _logarithm(colour: Reals) -> Reals:
    """The colour without its strength: logarithms of the channels, their mean 0."""
    log = np.log(np.maximum(colour, 1e-6))
    return np.asarray(log - log.mean())


def _light(tint: Reals) -> tuple[float, float, float]:
    colour = np.exp(tint)
    red, green, blue = (colour / (colour @ _LUMINANCE)).tolist()
    return red, green, blue


def _off_daylight(tint: Reals) -> float:
    """How green or magenta a light is: from candles to a blue sky, red and blue change and green lies about midway."""
    red, green, blue = tint
    # Along the locus of daylight and Planck, green leads a little on both sides of white.
    return float(abs(green - 0.10 * abs(red - blue)))


def adaptation(cast: Cast, strength: float) -> Reals:
    """The matrix [3, 3] for linear RGB that shows ``strength`` of the cast's light as neutral white: von Kries in the
    cone space of Bradford.
    """
    light = np.array(cast.light) ** strength
    light /= light @ _LUMINANCE
    to_cones = BRADFORD @ _TO_XYZ
    gains = to_cones.sum(1) / (to_cones @ light)
    return np.asarray(np.linalg.inv(to_cones) @ (gains[:, None] * to_cones))
