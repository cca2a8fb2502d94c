"""Pictures that are there twice: the same to the last pixel, or nearly so.

A GAN learns what it sees twice by heart. Near twins are found by difference hashes: which of 16 x 16 neighbouring
patches is clearly lighter than the one to its left, and than the one above. Resizing and repeated JPEG compression
hardly change that. Colours are compared as well, because the same drawing in other colours is another picture, and what
has little structure of that size (a fine texture) is never called similar.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.training.data.report import Reason

_PATCHES = 16
_CLEARLY = 3  # of 255: noise in flat areas says nothing
_LEAST_BITS = 24  # of 512
_MOST_BITS = 20
"""That differ. Photographs have some 230 bits set; of theirs 200 and more differ from one to another, 1 to 16 after
resizing or a JPEG of quality 40."""
_MOST_SHARE = 0.1  # of the bits that are set: a small thing on white has few
_CELLS = 8
_MOST_COLOUR, _MOST_MEAN = 8, 2.5
"""Of 255, in any cell and over all. A JPEG of quality 40 changes them by 3 and 0.7; patterns of one family whose shapes
agree still differ by 8 and 3.2 or more (60 each of 29 families looked at)."""
_WORDS = 2 * _PATCHES**2 // 16
_BITS = np.array([bin(word).count("1") for word in range(1 << 16)], np.uint8)


@dataclass(frozen=True, eq=False)
class Look:
    """``digest`` of all pixels; ``bits`` [32] words of the hashes; ``colours`` of 8 x 8 cells, flat."""

    digest: bytes
    bits: NDArray[np.uint16]
    colours: NDArray[np.uint8]


def look(pixels: NDArray[np.uint8]) -> Look:
    """Of a picture [H, W, 3]."""
    digest = hashlib.sha256(str(pixels.shape).encode() + np.ascontiguousarray(pixels).tobytes()).digest()
    image = Image.fromarray(pixels)
    size = _PATCHES + 1
    light = np.asarray(image.convert("L").resize((size, size), Image.Resampling.BOX)).astype(np.int16)
    across, down = np.diff(light, axis=1)[:-1] > _CLEARLY, np.diff(light, axis=0)[:, :-1] > _CLEARLY
    bits = np.packbits(np.stack([across, down])).view(np.uint16)
    colours = np.asarray(image.resize((_CELLS, _CELLS), Image.Resampling.BOX)).reshape(-1)
    return Look(digest, bits, colours)


class Twins:
    """All pictures so far; of each, some 400 bytes."""

    def __init__(self, similar: bool = True) -> None:
        self._similar = similar
        self._digests: dict[bytes, int] = {}
        self._bits = np.empty((64, _WORDS), np.uint16)
        self._colours = np.empty((64, _CELLS**2 * 3), np.uint8)

    def find(self, seen: Look) -> tuple[Reason, int] | None:
        """How and to which earlier picture this one is a twin; when to none, it counts as one of them from now on."""
        if seen.digest in self._digests:
            return "same", self._digests[seen.digest]
        twin = self._nearest(seen) if self._similar else None
        if twin is not None:
            return "similar", twin
        self._add(seen)
        return None

    def _nearest(self, seen: Look) -> int | None:
        count, structure = len(self._digests), int(_BITS[seen.bits].sum())
        if not count or structure < _LEAST_BITS:
            return None
        distances = _BITS[self._bits[:count] ^ seen.bits].sum(axis=1, dtype=np.uint16)
        near = np.flatnonzero(distances <= min(_MOST_BITS, _MOST_SHARE * structure))
        if not len(near):
            return None
        differences = np.abs(self._colours[near].astype(np.int16) - seen.colours)
        alike = (differences.max(axis=1) <= _MOST_COLOUR) & (differences.mean(axis=1) <= _MOST_MEAN)
        return int(near[alike][0]) if alike.any() else None

    def _add(self, seen: Look) -> None:
        count = len(self._digests)
        if count == len(self._bits):
            self._bits = np.concatenate([self._bits, np.empty_like(self._bits)])
            self._colours = np.concatenate([self._colours, np.empty_like(self._colours)])
        self._digests[seen.digest] = count
        self._bits[count], self._colours[count] = seen.bits, seen.colours
