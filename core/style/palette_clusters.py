"""The main colours of a picture: k-means in OKLab over its colour histogram, weighted by area.

The histogram holds every pixel, so the answer depends neither on the picture's size in memory nor on where a periodic
tile is cut. Starts are chosen as by k-means++ (Arthur and Vassilvitskii 2007), the likeliest candidate in place of a
random one, so that the same picture always gives the same colours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import Colours, oklab_of
from core.jobs import Progress

Pixels = NDArray[np.uint8]
Areas = NDArray[np.float64]
Codes = NDArray[np.uint32]

STRIP_PX = 1 << 19
SAME = 0.02  # in OKLab: colours nearer than this are one colour to the eye
_BITS = 5  # of each channel that tell the histogram's cells apart
_ROUNDS = 40
_CELLS = 1 << 3 * _BITS
_STEPS = 2  # of 255 that pixels of one flat colour may differ by
_EDGE = 1e-3  # what a pixel on an edge counts in its cell's mean, beside a calm one
_PASSING = 0.05  # what a pixel that is not calm counts beside one that is
_LEAST_SHADE = 0.003
_LEAST = 0.001  # of the area: less of a colour is a speck
_FLAT = 0.9  # of the calm area of flat artwork is in its own colours,
_CALM_SHARE = 0.3  # and of the whole area


@dataclass(frozen=True, eq=False)
class Histogram:
    """Colours [n, 3] in OKLab, one for each cell of the colour cube that has any: its mean; their areas [n]; and how
    much of each [n] is calm, that is of the same colour as the pixels to the right and below."""

    lab: Colours
    areas: Areas
    calm: Areas


@dataclass(frozen=True, eq=False)
class Clusters:
    """Colours [k, 3] in OKLab, the largest area first, and the share of the seen area that each has, [k]."""

    lab: Colours
    shares: Areas


def codes(pixels: Pixels) -> Codes:
    """Each pixel [..., 3 or more] as one number, 0xRRGGBB."""
    red, green, blue = (pixels[..., channel].astype(np.uint32) for channel in range(3))
    return np.asarray(red << 16 | green << 8 | blue, np.uint32)


def colours_of(numbers: NDArray[np.integer]) -> Pixels:
    """The sRGB [..., 3] of :func:`codes`."""
    return np.stack([numbers >> shift & 255 for shift in (16, 8, 0)], axis=-1).astype(np.uint8)


def strips(pixels: Pixels) -> list[slice]:
    """Rows of about ``STRIP_PX`` pixels, from top to bottom."""
    height, width = pixels.shape[:2]
    rows = max(1, STRIP_PX // max(1, width))
    return [slice(top, min(top + rows, height)) for top in range(0, height, rows)]


def histogram(pixels: Pixels, progress: Progress | None = None) -> Histogram:
    """Of [H, W, 3 or 4]; a pixel counts by its alpha. Raises Cancelled."""
    progress = progress or Progress()
    areas, calm = np.zeros(_CELLS), np.zeros(_CELLS)
    sums = np.zeros((3, _CELLS))
    parts = strips(pixels)
    for number, rows in enumerate(parts):
        progress.report(number / len(parts), "Looking at the colours")
        strip = pixels[rows].reshape(-1, pixels.shape[2])
        area = strip[:, 3] / 255 if strip.shape[1] > 3 else np.ones(len(strip))
        still = area * _is_calm(pixels, rows).ravel()
        high = (strip[:, :3] >> 8 - _BITS).astype(np.intp)
        cell = (high[:, 0] << 2 * _BITS) + (high[:, 1] << _BITS) + high[:, 2]
        areas += np.bincount(cell, weights=area, minlength=_CELLS)
        calm += np.bincount(cell, weights=still, minlength=_CELLS)
        for channel in range(3):
            weight = (_EDGE * area + still) * strip[:, channel]
            sums[channel] += np.bincount(cell, weights=weight, minlength=_CELLS)
    seen = areas > 0
    means = sums[:, seen] / (_EDGE * areas[seen] + calm[seen])
    return Histogram(oklab_of(means.T / 255), areas[seen], calm[seen])


def flat_colours(seen: Histogram, count: int) -> Clusters | None:
    """The very colours of flat artwork, ``count`` at most; None for a picture that is shaded, or has more.

    What is not of such a colour is soft edge, and counts for the nearest.
    """
    least = _LEAST * seen.areas.sum()
    found: list[int] = []
    for each in np.argsort(-seen.calm, kind="stable"):
        if seen.calm[each] < least or len(found) > count:
            break
        gap = min((_squared(seen.lab[each], seen.lab[other]) for other in found), default=np.inf)
        if gap >= (2 * SAME) ** 2:
            found.append(int(each))
        elif gap >= SAME**2:
            return None  # neither the same colour nor another: one shades into the other
    if not 0 < len(found) <= count:
        return None
    flat = seen.lab[found]
    owner = _nearest(seen.lab, flat)
    covered = seen.calm[_squared(seen.lab, flat[owner]) < SAME**2].sum()
    if covered < max(_FLAT * seen.calm.sum(), _CALM_SHARE * seen.areas.sum()):
        return None
    return _ordered(flat, _totals(seen.areas, owner))


def main_colours(seen: Histogram, count: int) -> Clusters:
    """At most ``count`` colours; fewer in a plain picture, none in one that is clear throughout.

    Colours that the eye takes for one are one.
    """
    if not len(seen.lab):
        return Clusters(np.zeros((0, 3), np.float32), np.zeros(0))
    return clustered(seen.lab, seen.areas, count)


def shades(seen: Histogram, count: int) -> Clusters:
    """As above, of a shaded picture's calm parts: colours that only its edges pass through are none of its own."""
    if not len(seen.lab):
        return Clusters(np.zeros((0, 3), np.float32), np.zeros(0))
    found = clustered(seen.lab, seen.calm + _PASSING * seen.areas, count)
    lab = found.lab[found.shares >= _LEAST_SHADE]
    return _ordered(lab, _totals(seen.areas, _nearest(seen.lab, lab)))


def clustered(lab: Colours, areas: Areas, count: int) -> Clusters:
    """At most ``count`` main colours of colours [n, 3] with these areas [n], all above 0."""
    centres = _starts(lab, areas, count)
    owner = _nearest(lab, centres)
    for _ in range(_ROUNDS):
        centres = _means(lab, areas, owner)
        before, owner = owner, _nearest(lab, centres)
        if np.array_equal(before, owner):
            break
    owner = _joined(lab, areas, owner)
    return _ordered(_means(lab, areas, owner), _totals(areas, owner))


def _totals(areas: Areas, owner: NDArray[np.intp]) -> Areas:
    """The area of each owner from 0 on."""
    return np.bincount(owner, weights=areas).astype(np.float64)


def _ordered(lab: Colours, areas: Areas) -> Clusters:
    order = np.argsort(-areas, kind="stable")
    return Clusters(lab[order], areas[order] / areas.sum())


def _is_calm(pixels: Pixels, rows: slice) -> NDArray[np.bool_]:
    """Whether each pixel of some rows has the colour of its neighbours; the picture goes on at the opposite edge."""
    here = pixels[rows, :, :3].astype(np.int16)
    below = np.concatenate([here[1:], pixels[rows.stop % len(pixels), None, :, :3]])
    right = np.roll(here, -1, axis=1)
    steps = np.maximum(np.abs(here - below), np.abs(here - right))
    return np.asarray(steps.max(axis=2) <= _STEPS)


def _starts(lab: Colours, areas: Areas, count: int) -> Colours:
    """Colours far from each other that have some area; fewer where all others are nearly these."""
    # By the root of the area, or an accent would never come before the fifth shade of the ground.
    weight = np.sqrt(areas)
    chosen = [int(areas.argmax())]
    gap = _squared(lab, lab[chosen[0]])
    while len(chosen) < count and gap.max() >= SAME**2:
        chosen.append(int((weight * np.where(gap < SAME**2, 0, gap)).argmax()))
        gap = np.minimum(gap, _squared(lab, lab[chosen[-1]]))
    return lab[chosen]


def _means(lab: Colours, areas: Areas, owner: NDArray[np.intp]) -> Colours:
    """The mean colour of each cluster that has any."""
    found = np.unique(owner)
    total = _totals(areas, owner)[found]
    sums = [_totals(areas * lab[:, axis], owner)[found] for axis in range(3)]
    return (np.stack(sums, 1) / total[:, None]).astype(np.float32)


def _joined(lab: Colours, areas: Areas, owner: NDArray[np.intp]) -> NDArray[np.intp]:
    """Owners from 0 on without gaps, clusters whose colours are nearly the same made one."""
    while True:
        owner = np.unique(owner, return_inverse=True)[1]
        centres = _means(lab, areas, owner)
        gaps = _squared(centres[:, None], centres) + np.where(np.tri(len(centres)), np.inf, 0)
        if gaps.min() >= SAME**2:
            return owner
        kept, lost = np.unravel_index(gaps.argmin(), gaps.shape)
        owner = np.where(owner == lost, kept, owner)


def _nearest(lab: Colours, centres: Colours) -> NDArray[np.intp]:
    return np.asarray(_squared(lab[:, None], centres).argmin(1))


def _squared(one: Colours, other: Colours) -> Colours:
    return np.asarray(((one - other) ** 2).sum(-1))
