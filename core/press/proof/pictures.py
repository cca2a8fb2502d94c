"""The folded view on the proof: pixels at hand among those that a document brings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.compose.drawlist import ArtImage, AssetImage, PictureSource, PixelSource

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Picture:
    """What a drawing names, and its size in pixels."""

    source: AssetImage
    width: int
    height: int


def named(pixels: Pixels) -> Picture:
    """[H, W, 3] sRGB by its bytes."""
    height, width = pixels.shape[:2]
    return Picture(AssetImage(hashlib.sha256(pixels.tobytes()).hexdigest()), width, height)


class WithPicture:
    """A :class:`~core.compose.drawlist.PixelSource` that has one picture more."""

    def __init__(self, pixels: PixelSource, picture: Pixels) -> None:
        self._pixels, self._picture, self._source = pixels, picture, named(picture).source

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        return self._pixels.tile(source, width_px, height_px)

    def image(self, source: PictureSource, max_width_px: int | None = None) -> Pixels:
        if source != self._source:
            return self._pixels.image(source, max_width_px)
        picture = Image.fromarray(self._picture)
        if max_width_px is not None and max_width_px < picture.width:
            height = max(1, round(picture.height * max_width_px / picture.width))
            picture = picture.resize((max_width_px, height), Image.Resampling.LANCZOS)
        return np.asarray(picture.convert("RGBA"))

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> Pixels | None:
        return None if source == self._source else self._pixels.inks(source, max_width_px)
