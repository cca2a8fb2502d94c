"""What a page draws, read as our own drawing operations and judged as a document's are: lines, text, ink, bleed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.compose.drawlist import (
    ArtImage,
    AssetImage,
    DrawImage,
    DrawPage,
    Gradient,
    PdfImage,
    PictureSource,
)
from core.compose.placed import artwork
from core.compose.placed.gradients import gradient_inks, gradient_pixels
from core.compose.placed.objects import real
from core.compose.placed.pdf import PlacedPage
from core.geometry import Box
from core.jobs import Progress
from core.press.preflight.findings import Finding
from core.press.preflight.marks import Mark, marks_of, meeting
from core.press.presets import Limits

Pixels = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Reals = NDArray[np.float64]

MOST_PIXELS = 80_000_000
"""Of all pictures of a page together, beyond which they are not unpacked to have their ink measured."""

_PLATE_PX = 6_000_000  # of one plate
_FLAT_PX = 64  # a picture of so few pixels is a patch of colour
_EDGE_PPI = 72.0
_TRACE = 4  # of 255: ink that is seen
_INSIDE = 0.1  # mm within the trim, from which on an object is no mark
_EDGE = 0.5  # mm
_SNAP = 0.01  # mm within which lines of a cut meet


@dataclass(frozen=True)
class Content:
    """A page of a PDF as it is read. Its operations are in mm from the corner of the media; places are told from the
    corner of the trim."""

    number: int
    read: PlacedPage
    pdf: Any
    pixels: FilePixels
    limits: Limits
    progress: Progress
    condition: PrintingCondition = field(default_factory=PrintingCondition)

    @cached_property
    def marks(self) -> list[Mark]:
        """What is printed within the bleed."""
        return [
            mark
            for mark in marks_of(self.read.ops)
            if not mark.technical and mark.box is not None and meets(mark.box, self.read.bleed)
        ]

    @cached_property
    def page(self) -> DrawPage:
        return DrawPage("outside", self.read.trim, self.read.bleed, self.read.ops)

    @cached_property
    def heavy(self) -> bool:
        """Whether its pictures have more pixels than are worth unpacking."""
        sources = {mark.op.source for mark in self.marks if isinstance(mark.op, DrawImage)}
        sizes = [size_of(self.pdf, each) for each in sources]
        return sum(width * height for width, height in filter(None, sizes)) > MOST_PIXELS

    def told(self, box: Box | None) -> Box | None:
        return None if box is None else box.moved(-self.read.trim.x0, -self.read.trim.y0)


class FilePixels:
    """The pictures of one PDF."""

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
            case PdfImage(_, number):
                return artwork.picture_pixels(self._data, number, max_width_px)
            case AssetImage():
                raise LookupError(source)

    def _inks(self, source: PictureSource, max_width_px: int | None = None) -> Pixels | None:
        match source:
            case Gradient():
                return gradient_inks(source, max_width_px)
            case PdfImage(_, number):
                return artwork.picture_inks(self._data, number, max_width_px)
            case AssetImage():
                raise LookupError(source)


class Deadline(Progress):
    """A progress that stops a page which takes too long, by TimeoutError; the rest of the file is still judged."""

    def __init__(self, host: Progress, seconds: float) -> None:
        super().__init__()
        self._host, self._end = host, time.monotonic() + seconds

    def check(self) -> None:
        self._host.check()
        if time.monotonic() > self._end:
            raise TimeoutError

    def report(self, fraction: float, text: str = "") -> None:
        self.check()


def size_of(pdf: Any, source: PictureSource) -> tuple[int, int] | None:
    """The pixels of a picture, from its dictionary; None for blends and inline pictures."""
    if not isinstance(source, PdfImage) or source.number < 0:
        return None
    given = pdf.get_object(source.number, 0)
    return int(real(given, "Width", 0)), int(real(given, "Height", 0))


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes share a point."""
    shared = meeting(one, other)
    return shared.width >= 0 and shared.height >= 0


ContentCheck = Callable[[Content], Iterator[Finding]]
