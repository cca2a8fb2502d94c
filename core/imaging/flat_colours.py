"""Flat artwork told by its colours: which they are, and which of them each pixel is meant to be.

Edges that were smoothed hold mixtures of their two sides; a mixture that happens to be near a third colour is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import oklab
from core.errors import DieloomError
from core.jobs import Progress
from core.pictures.bands import bands

Pixels = NDArray[np.uint8]
Labels = NDArray[np.uint8]

CLEAR = 255
_TEXT = "telling the colours"
MOST_COLOURS = 64
_BAND_PX = 1 << 17  # that are looked at between two reports
_FLAT = 0.02  # OKLab between neighbours
_SAME = 0.04  # OKLab: nearer colours are one
_LEAST_SHARE = 0.003  # of the flat pixels, for a colour that nobody asked for
_USUAL = 16
_SAMPLE = 1 << 20  # pixels
_MIXED = 0.06  # OKLab off the straight way between two colours


def find_colours(pixels: Pixels, colours: int | None, progress: Progress) -> list[str]:
    """The flat colours of a picture [H, W, 4] as they are, the most frequent first: ``colours`` at most, or as many as
    matter. Empty for a clear picture. Raises Cancelled.
    """
    step = max(1, round((pixels.shape[0] * pixels.shape[1] / _SAMPLE) ** 0.5))
    rows = pixels[::step]
    seen = []
    for band in bands(rows.shape, progress, _BAND_PX, _TEXT):
        strip = rows[band]
        lab = oklab(strip[:, :, :3])
        flat = np.ones(strip.shape[:2], bool)
        change = np.linalg.norm(np.diff(lab, axis=1), axis=2) < _FLAT
        flat[:, 1:] &= change
        flat[:, :-1] &= change
        opaque = strip[:, :, 3] > 127
        kept = opaque & flat if (opaque & flat).any() else opaque
        seen.append(strip[kept][::step, :3])
    values, counts = _counted(np.concatenate(seen), progress)
    if not len(values):
        return []
    order = np.argsort(-counts, kind="stable")[: 1 << 14]
    shares = counts[order] / counts.sum()
    lab = oklab(np.stack([values[order] >> 16, values[order] >> 8 & 255, values[order] & 255], 1).astype(np.uint8))
    found: list[int] = []
    left = np.ones(len(order), bool)
    while left.any() and len(found) < (colours or _USUAL):
        progress.check()
        # Where most lies around; of that, the colour that is hit most often to the digit.
        centre = int(np.argmax(_around(lab, shares, left, progress)))
        best = int(np.flatnonzero(left & (np.linalg.norm(lab - lab[centre], axis=1) < _SAME / 2))[0])
        near = np.linalg.norm(lab - lab[best], axis=1) < _SAME
        if found and colours is None and shares[near & left].sum() < _LEAST_SHARE:
            break
        found.append(best)
        left &= ~near
    return [f"#{values[order[best]]:06x}" for best in found]


def _counted(colours: Pixels, progress: Progress) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """The colours of [N, 3] as numbers in ascending order, and how often each is there."""
    red = colours[:, 0]
    values, counts = [np.empty(0, np.int32)], [np.empty(0, np.intp)]
    for low in range(0, 256, 16):  # by parts of the range, for a million colours take long to sort
        progress.check()
        part = colours[(red >= low) & (red < low + 16)].astype(np.int32)
        found = np.unique(part[:, 0] << 16 | part[:, 1] << 8 | part[:, 2], return_counts=True)
        values.append(found[0])
        counts.append(found[1])
    return np.concatenate(values), np.concatenate(counts)


def _around(
    lab: NDArray[np.float32], shares: NDArray[np.float64], left: NDArray[np.bool_], progress: Progress
) -> NDArray[np.float64]:
    """How much of the picture lies near each of the most frequent colours that are left."""
    weight = np.zeros(len(lab))
    for index in np.flatnonzero(left)[:64]:
        progress.check()
        near = (np.linalg.norm(lab - lab[index], axis=1) < _SAME / 2) & left
        weight[index] = shares[near].sum()
    return weight


def label(pixels: Pixels, palette: Sequence[str], factor: int, progress: Progress) -> Labels:
    """The number of each pixel's colour in ``palette``, ``CLEAR`` where there is none, of [H, W, 4] enlarged
    ``factor`` times: [factor H, factor W]. Raises DieloomError and Cancelled.
    """
    if not 1 <= len(palette) <= MOST_COLOURS:
        raise DieloomError(f"{len(palette)} colours are too many or none.", f"Give 1 to {MOST_COLOURS} colours.")
    rgb = np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in palette], np.uint8)
    lab = oklab(rgb)
    height, width = pixels.shape[:2]
    labels = np.empty((height * factor, width * factor), np.uint8)
    for band in bands(pixels.shape, progress.part(0.0, 0.6), _BAND_PX // factor**2, _TEXT):
        around, within = _with_margin(band, 4, height)
        strip = pixels[around]
        if factor > 1:
            strip = _enlarged(strip, factor)
        rows = slice(within.start * factor, within.stop * factor)
        labels[band.start * factor : band.stop * factor] = _nearest(strip[rows], lab, progress)
    return _without_mixtures(labels, lab, factor, progress.part(0.6, 1.0))


def _with_margin(band: slice, rows: int, height: int) -> tuple[slice, slice]:
    """A band with up to so many rows above and below, and where it lies in that."""
    first = max(0, band.start - rows)
    return slice(first, min(height, band.stop + rows)), slice(band.start - first, band.stop - first)


def _enlarged(strip: Pixels, factor: int) -> Pixels:
    """Premultiplied where some of it is clear, so that the colour there does not bleed into the edges."""
    size = strip.shape[1] * factor, strip.shape[0] * factor
    if strip[:, :, 3].min() == 255:
        return np.asarray(cv2.resize(strip, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    alpha = strip[:, :, 3:].astype(np.float32)
    wide = np.concatenate([strip[:, :, :3] * (alpha / 255), alpha], 2)
    wide = np.asarray(cv2.resize(wide, size, interpolation=cv2.INTER_CUBIC))
    wide[:, :, :3] *= 255 / np.maximum(wide[:, :, 3:], 1)
    return np.asarray(wide.round().clip(0, 255), np.uint8)


def _nearest(strip: Pixels, lab: NDArray[np.float32], progress: Progress) -> Labels:
    seen = oklab(strip[:, :, :3])
    best = np.full(strip.shape[:2], np.inf, np.float32)
    labels = np.zeros(strip.shape[:2], np.uint8)
    for number, colour in enumerate(lab):
        progress.check()
        distance = ((seen - colour) ** 2).sum(2)
        nearer = distance < best
        labels[nearer], best[nearer] = number, distance[nearer]
    labels[strip[:, :, 3] < 128] = CLEAR
    return labels


def _without_mixtures(labels: Labels, lab: NDArray[np.float32], factor: int, progress: Progress) -> Labels:
    """Thin strips of a colour between two others that it is a mixture of go to the nearer one."""
    narrow, around = _disc(round(0.9 * factor)), _disc(round(2.5 * factor))
    far = len(narrow) + len(around)  # no pixel farther off has a say
    made = labels.copy()
    for band in bands(labels.shape, progress, 2 * _BAND_PX, _TEXT):
        outer, within = _with_margin(band, far, len(labels))
        made[band] = _told(labels[outer], lab, (narrow, around), progress)[within]
    return made


def _told(
    labels: Labels, lab: NDArray[np.float32], discs: tuple[NDArray[np.uint8], NDArray[np.uint8]], progress: Progress
) -> Labels:
    """Labels without mixtures; what lies nearer to an edge than the discs reach may be wrong."""
    narrow, around = discs
    thin = np.zeros(labels.shape, bool)
    beside = np.zeros(labels.shape, np.uint64)
    here_at_all = [number for number in np.unique(labels).tolist() if number != CLEAR]
    for number in here_at_all:
        progress.check()
        mask = (labels == number).astype(np.uint8)
        solid = cv2.morphologyEx(mask, cv2.MORPH_OPEN, narrow)
        thin |= (mask > 0) & (solid == 0)
        beside[cv2.dilate(solid, around) > 0] |= np.uint64(1 << number)
    own, seen = labels[thin], beside[thin]
    made = own.copy()
    for one, other in combinations(here_at_all, 2):
        progress.check()
        both = np.uint64(1 << one | 1 << other)
        here = (seen & both == both) & (own != one) & (own != other)
        if not here.any():
            continue
        way = lab[other] - lab[one]
        share = (lab - lab[one]) @ way / max(float(way @ way), 1e-9)
        off = np.linalg.norm(lab - lab[one] - share[:, None] * way, axis=1)
        mixture = (off < _MIXED) & (share > 0) & (share < 1)
        here &= mixture[own.clip(0, len(lab) - 1)]
        made[here] = np.where(share[own[here]] < 0.5, one, other)
    labels = labels.copy()
    labels[thin] = made
    return labels


def _disc(radius: int) -> NDArray[np.uint8]:
    size = 2 * max(radius, 1) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)
