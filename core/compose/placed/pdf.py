"""Reads a page of any PDF as drawing operations, so that it is shown, printed and checked like everything else.

Lengths are mm, y up, from the lower left corner of the page's MediaBox as it is shown (its /Rotate and /UserUnit
applied). Spots, process numbers, overprint and layers are kept; what a drawing cannot say is told of in notes. Whatever
the file holds, reading ends in a page or in a DieloomError. Source: ISO 32000-1:2008.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Pdf

from core.colour.inks import Spot
from core.compose.drawlist import Op
from core.compose.placed.canvas import Canvas, Palette
from core.compose.placed.content import play
from core.compose.placed.inline import content, inherited
from core.compose.placed.layers import Layers
from core.compose.placed.limits import limited
from core.compose.placed.notes import Note, Notes
from core.compose.placed.objects import SLIPS, box, get, identity, real, word
from core.compose.placed.run import Frame, PlacedText, Reading
from core.compose.placed.state import State
from core.errors import DieloomError
from core.geometry import Affine, Box, Path
from core.jobs import Progress
from core.units import POINTS_PER_MM

__all__ = ["Note", "PlacedPage", "PlacedText", "page_count", "page_of", "read_page"]

MOST_BYTES = 512 * 1000**2
_LETTER = Box(0, 0, 612, 792)
_MOST_UNIT = 75_000  # Acrobat's own limit for /UserUnit, generously
_MARKS = {"PrinterMark", "TrapNet", "Link", "Popup"}
_HIDDEN = 0b10  # annotation flag


@dataclass(frozen=True)
class PlacedPage:
    """A page as it is read; boxes that the page does not state are those of the one around them."""

    media: Box
    trim: Box
    bleed: Box
    art: Box | None
    ops: tuple[Op, ...]
    notes: tuple[Note, ...]
    texts: tuple[PlacedText, ...]
    spots: tuple[Spot, ...]


def page_count(data: bytes) -> int:
    """Raises DieloomError for what is no PDF, or needs a password."""
    with _opened(data) as pdf:
        return len(pdf.pages)


def read_page(data: bytes, page: int = 0, progress: Progress | None = None) -> PlacedPage:
    """The page with this number, from 0. Raises DieloomError for what is no PDF, needs a password, has no such page or
    passes the limits, and Cancelled when asked to stop.
    """
    with _opened(data) as pdf:
        return page_of(pdf, hashlib.sha256(data).hexdigest(), page, progress)


def page_of(pdf: Pdf, asset: str, page: int = 0, progress: Progress | None = None) -> PlacedPage:
    """As :func:`read_page`, of a PDF that is open; its pictures are called by ``asset``, the file's SHA-256."""
    with _told():
        count = len(pdf.pages)
        if not count:
            raise DieloomError("The PDF has no page.", "Export it again.")
        if not 0 <= page < count:
            raise DieloomError(f"The PDF has no page {page + 1}.", f"Choose one from 1 to {count}.")
        return _read(pdf, pdf.pages[page].obj, asset, progress or Progress())


@contextmanager
def _opened(data: bytes) -> Iterator[Pdf]:
    if len(data) > MOST_BYTES:
        raise DieloomError(f"The PDF is larger than {MOST_BYTES // 1000**2} MB.", "Export it with smaller pictures.")
    with _told(), limited(), Pdf.open(io.BytesIO(data)) as pdf:
        yield pdf


@contextmanager
def _told() -> Iterator[None]:
    """Raises DieloomError for what reading a damaged file raises."""
    try:
        yield
    except pikepdf.PasswordError as error:
        raise DieloomError("The PDF needs a password.", "Save it without one.") from error
    except SLIPS as error:
        what = re.sub(r"^stream <.*?>:?", "", " ".join(str(error).split()))[:120].strip(" :.")
        raise DieloomError(f"The PDF cannot be read ({what}).", "Export it again.") from error


def _read(pdf: Pdf, page: Any, asset: str, progress: Progress) -> PlacedPage:
    to_mm, boxes = _boxes(page)
    media = boxes["MediaBox"]
    trim = boxes.get("TrimBox") or boxes.get("CropBox") or media
    notes = Notes(trim)
    if "TrimBox" not in boxes and "ArtBox" not in boxes:
        notes.add("no-trim", "The page states no TrimBox")
    reading = Reading(pdf, asset, media, notes, Layers(pdf.Root), progress, Palette(notes))
    _tell_annotations(page, notes, to_mm)
    canvas, key = Canvas(), identity(page)
    frame = Frame(inherited(page, "Resources"), to_mm, key[0] if key else 0, (key,))
    play(reading, canvas, frame, State(to_mm), _content(page, notes))
    bleed = boxes.get("BleedBox") or boxes.get("CropBox") or media
    texts, spots = tuple(reading.texts), reading.palette.spots
    return PlacedPage(media, trim, bleed, boxes.get("ArtBox"), canvas.ops, notes.all(), texts, spots)


def _content(page: Any, notes: Notes) -> bytes:
    try:
        return content(page)
    except SLIPS:
        notes.add("content-damaged", "The page's instructions cannot be unpacked; it is read as empty")
        return b""


def _boxes(page: Any) -> tuple[Affine, dict[str, Box]]:
    """The map from the page's units to mm, and the boxes that it states, in mm within the media."""
    stated: dict[str, Box] = {}
    for name in ("MediaBox", "CropBox", "TrimBox", "BleedBox", "ArtBox"):
        given = inherited(page, name) if name in ("MediaBox", "CropBox") else get(page, name)
        if isinstance(given, Array):
            try:
                stated[name] = _sized(box(given))
            except (ValueError, TypeError):
                continue
    media = stated.setdefault("MediaBox", _LETTER)
    unit = real(page, "UserUnit", 1.0)
    scale = (unit if 0 < unit <= _MOST_UNIT else 1.0) / POINTS_PER_MM
    turn = inherited(page, "Rotate")
    try:
        degrees = round(float(turn or 0) / 90) * 90 % 360
    except (ValueError, TypeError, OverflowError):
        degrees = 0
    turned = Affine.scaling(scale) @ Affine.rotation(-degrees)
    corner = Path.rectangle(media).transformed(turned).bounds
    to_mm = Affine.translation(-corner.x0, -corner.y0) @ turned
    return to_mm, {name: Path.rectangle(each).transformed(to_mm).bounds for name, each in stated.items()}


def _sized(given: Box) -> Box:
    if given.width <= 0 or given.height <= 0:
        raise ValueError("a box of no size")
    return given


def _tell_annotations(page: Any, notes: Notes, to_mm: Affine) -> None:
    """Annotations are no part of the printed page; they are told of, not drawn."""
    given = get(page, "Annots")
    for each in list(given)[:10_000] if isinstance(given, Array) else ():
        kind = word(get(each, "Subtype"))
        if kind in _MARKS or int(real(each, "F", 0)) & _HIDDEN:
            continue
        try:
            place = Path.rectangle(box(get(each, "Rect"))).transformed(to_mm).bounds
        except SLIPS:
            place = None
        notes.add("annotation", f"An annotation ({kind[:30] or 'of no kind'}) is left out", place)
