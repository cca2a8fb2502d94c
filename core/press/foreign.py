"""A PDF of any program as a page of ours: its drawing, its pictures, and the condition that it was made for."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
import pikepdf
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.profiles import MAX_BYTES, profile_of_bytes
from core.compose.drawlist import ArtImage, AssetImage, DrawPage, Gradient, PdfImage, PictureSource
from core.compose.placed import artwork
from core.compose.placed.gradients import gradient_inks, gradient_pixels
from core.compose.placed.limits import limited
from core.compose.placed.objects import SLIPS, get, items, unpacked
from core.compose.placed.pdf import read_page
from core.errors import DieloomError
from core.jobs import Progress

Pixels = NDArray[np.uint8]
_MOST_INTENTS = 8


class FilePixels:
    """The :class:`~core.compose.drawlist.PixelSource` of one PDF, by its bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.image = lru_cache(maxsize=16)(self._image)
        self.inks = lru_cache(maxsize=16)(self._inks)

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        raise LookupError(source)

    def _image(self, source: PictureSource, max_width_px: int | None = None) -> Pixels:
        match source:
            case Gradient():
                return gradient_pixels(source, max_width_px)
            case PdfImage(_, number, ink):
                return artwork.picture_pixels(self._data, number, max_width_px, ink)
            case AssetImage():
                raise LookupError(source)

    def _inks(self, source: PictureSource, max_width_px: int | None = None) -> Pixels | None:
        match source:
            case Gradient():
                return gradient_inks(source, max_width_px)
            case PdfImage(_, number, ink):
                return artwork.picture_inks(self._data, number, max_width_px, ink)
            case AssetImage():
                raise LookupError(source)


def foreign_page(data: bytes, number: int, progress: Progress | None = None) -> DrawPage:
    """The page with this number, from 0; raises DieloomError for what cannot be read."""
    read = read_page(data, number, progress)
    return DrawPage("outside", read.trim, read.bleed, read.ops)


def intended_condition(data: bytes) -> PrintingCondition:
    """The CMYK profile of the file's output intent, or the usual one where it has none that can be used."""
    for profile in _profiles(data):
        try:
            return PrintingCondition(profile_of_bytes("output intent", profile))
        except DieloomError:
            continue
    return PrintingCondition()


def _profiles(data: bytes) -> list[bytes]:
    try:
        with limited(), pikepdf.open(io.BytesIO(data)) as pdf:
            intents = items(get(pdf.Root, "OutputIntents"))[:_MOST_INTENTS]
            return [unpacked(get(intent, "DestOutputProfile"), MAX_BYTES) for intent in intents]
    except SLIPS:
        return []
