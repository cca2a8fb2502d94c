"""The pixels of gradients: linear and between two circles, exact at each pixel's middle.

ISO 32000-1, 8.7.4.5.3 (axial) and 8.7.4.5.4 (radial), over the unit square; the first row of pixels is at y = 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.colour.convert import cmyk_to_srgb, ink_to_srgb
from core.colour.inks import Cmyk
from core.compose.drawlist import Gradient

USUAL_PX, MOST_PX = 512, 2048
"""Along a side where no size is asked for, and at most: a blend holds no more detail than that."""

_STRIP_PX = 1 << 18
_TINY = 1e-9

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]


def gradient_pixels(source: Gradient, width_px: int | None = None) -> Pixels:
    """[N, N, 4] sRGB and straight alpha, N at most ``width_px``.

    Colours between process inks are blends of the inks, shown on a screen; all others are blends of sRGB.
    """
    inks = gradient_inks(source, width_px)
    if inks is not None:
        return np.concatenate([cmyk_to_srgb(np.ascontiguousarray(inks[:, :, :4])), inks[:, :, 4:]], axis=2)
    return _drawn(source, [(*ink_to_srgb(ink), opacity) for _, ink, opacity in source.stops], width_px)


def gradient_inks(source: Gradient, width_px: int | None = None) -> Pixels | None:
    """[N, N, 5] process inks, 255 for 100 %, and straight alpha; None unless every stop is in process inks."""
    stops = []
    for _, ink, opacity in source.stops:
        if not isinstance(ink, Cmyk):
            return None
        stops.append((ink.c, ink.m, ink.y, ink.k, opacity))
    return _drawn(source, stops, width_px)


def _drawn(source: Gradient, stops: Sequence[tuple[float, ...]], width_px: int | None) -> Pixels:
    """Each pixel blended between the stops' values, of which the last is the opacity."""
    side = min(max(1, width_px or USUAL_PX), MOST_PX)
    places, values = np.array([stop[0] for stop in source.stops]), np.array(stops)
    result = np.empty((side, side, values.shape[1]), np.uint8)
    for top, x, y in _strips(side):
        along, there = _linear(source, x, y) if source.kind == "linear" else _radial(source, x, y)
        blended = np.stack([_between(along, places, column) for column in values.T], axis=-1)
        blended[..., -1] *= there
        result[top : top + len(blended)] = np.rint(blended * 255)
    return result


def _strips(side: int) -> Iterator[tuple[int, Floats, Floats]]:
    """The first row, and x and y of the middles of the pixels, of bands that fit the memory."""
    rows = max(1, _STRIP_PX // side)
    x = (np.arange(side) + 0.5) / side
    for top in range(0, side, rows):
        y = 1 - (np.arange(top, min(top + rows, side)) + 0.5) / side
        across, up = np.meshgrid(x, y)
        yield top, across, up


def _between(along: Floats, places: Floats, values: Floats) -> Floats:
    """Linear between stops; of stops at one place the last begins what follows."""
    after = np.searchsorted(places, along, side="right").clip(1, max(1, len(places) - 1))
    if len(places) == 1:
        return np.full(along.shape, values[0])
    before = after - 1
    gap = places[after] - places[before]
    share = np.divide(along - places[before], gap, out=(along >= places[after]).astype(float), where=gap > 0)
    blended: Floats = values[before] + (values[after] - values[before]) * share.clip(0, 1)
    return blended


def _linear(source: Gradient, x: Floats, y: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """How far along each place is, and whether anything is there."""
    x0, y0, x1, y1 = source.points
    dx, dy = x1 - x0, y1 - y0
    square = dx * dx + dy * dy
    if square == 0:
        return np.zeros_like(x), np.zeros(x.shape, bool)
    along = ((x - x0) * dx + (y - y0) * dy) / square
    return along.clip(0, 1), _within(along, source.extend)


def _radial(source: Gradient, x: Floats, y: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """The same between two circles: of the circles through a place the one furthest along is on top."""
    x0, y0, r0, x1, y1, r1 = source.points
    dx, dy, dr = x1 - x0, y1 - y0, r1 - r0
    px, py = x - x0, y - y0
    # |p - s d| = r0 + s dr, squared: a s^2 - 2 b s + c = 0.
    a = dx * dx + dy * dy - dr * dr
    b = px * dx + py * dy + r0 * dr
    c = px * px + py * py - r0 * r0
    if abs(a) < _TINY:
        single = np.divide(c, 2 * b, out=np.full_like(c, np.nan), where=b != 0)
        candidates = [single]
    else:
        with np.errstate(invalid="ignore"):
            root = np.sqrt(b * b - a * c)
        candidates = [(b + root) / a, (b - root) / a]
        candidates = [np.fmax(*candidates), np.fmin(*candidates)]
    along, there = np.zeros_like(x), np.zeros(x.shape, bool)
    for found in candidates:
        with np.errstate(invalid="ignore"):
            good = ~there & np.isfinite(found) & (r0 + found * dr >= -_TINY) & _within(found, source.extend)
        along[good], there = found[good], there | good
    return along.clip(0, 1), there


def _within(along: Floats, extend: tuple[bool, bool]) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        inside: NDArray[np.bool_] = ((along >= 0) | extend[0]) & ((along <= 1) | extend[1])
    return inside
