"""A page of a PDF read as our own drawing operations, which its checks look at; and how long they may."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from shapely import Polygon

from core.colour.condition import PrintingCondition
from core.compose.drawlist import DrawImage, DrawPage, FillPath, PdfImage, PictureSource, StrokePath
from core.compose.placed.objects import real
from core.compose.placed.pdf import PlacedPage
from core.geometry import Box
from core.jobs import Progress
from core.press.foreign import FilePixels
from core.press.preflight.findings import Finding
from core.press.preflight.marks import Mark, marks_of
from core.press.preflight.pdf.die import cuts, is_die
from core.press.presets import Limits

MOST_PIXELS = 80_000_000
"""Of all pictures of a page together, beyond which they are not unpacked to have their ink measured."""


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
    condition: PrintingCondition

    @cached_property
    def marks(self) -> list[Mark]:
        """What is printed within the bleed."""
        return [
            mark
            for mark in marks_of(self.read.ops)
            if not _technical(mark) and mark.box is not None and mark.box.meets(self.read.bleed)
        ]

    @cached_property
    def page(self) -> DrawPage:
        return DrawPage("outside", self.read.trim, self.read.bleed, self.read.ops)

    @cached_property
    def packs(self) -> list[Polygon]:
        """What its cutting lines enclose; none where it has no such lines."""
        return cuts(self.read.ops)

    @cached_property
    def heavy(self) -> bool:
        """Whether its pictures have more pixels than are worth unpacking."""
        sources = {mark.op.source for mark in self.marks if isinstance(mark.op, DrawImage)}
        sizes = [size_of(self.pdf, each) for each in sources]
        return sum(width * height for width, height in filter(None, sizes)) > MOST_PIXELS

    def told(self, box: Box | None) -> Box | None:
        return None if box is None else box.moved(-self.read.trim.x0, -self.read.trim.y0)


def _technical(mark: Mark) -> bool:
    """Whether it is a line of the die: by its layer, or where that says nothing by the name of its ink."""
    named = isinstance(mark.op, FillPath | StrokePath) and is_die(mark.op.ink)
    return mark.technical or (named and not mark.finish)


class TooLong(Exception):
    """The contents of a file take longer than anybody waits."""


class Deadline(Progress):
    """A progress that stops the reading of contents by :class:`TooLong`; the rest of the file is still judged.

    The seconds are those that this thread works: a machine busy with other things judges as much as an idle one.
    """

    def __init__(self, host: Progress, seconds: float) -> None:
        super().__init__()
        self._host, self._end = host, time.thread_time() + seconds

    def check(self) -> None:
        self._host.check()
        if time.thread_time() > self._end:
            raise TooLong

    def report(self, fraction: float, text: str = "") -> None:
        self.check()


def size_of(pdf: Any, source: PictureSource) -> tuple[int, int] | None:
    """The pixels of a picture, from its dictionary; None for blends and inline pictures."""
    if not isinstance(source, PdfImage) or source.number < 0:
        return None
    given = pdf.get_object(source.number, 0)
    return int(real(given, "Width", 0)), int(real(given, "Height", 0))


ContentCheck = Callable[[Content], Iterator[Finding]]
