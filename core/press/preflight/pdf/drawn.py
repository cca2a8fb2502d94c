"""What a page draws, judged as a document's layers are: pictures, lines, text and inks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

import shapely

from core.colour.convert import ink_to_cmyk
from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import DrawImage, FillPath, StrokePath
from core.compose.paints import is_white
from core.compose.placed.pdf import PlacedText
from core.compose.resolution import effective_ppi
from core.geometry import Box
from core.press.preflight.findings import Finding, found
from core.press.preflight.inks import REGISTRATION, overprints_white
from core.press.preflight.lettering import RICH_BELOW, is_rich_black
from core.press.preflight.lines import plates, thickness, thinnest
from core.press.preflight.marks import Mark
from core.press.preflight.pdf.content import Content, size_of

_FLAT_PX = 64  # a picture of so few pixels is a patch of colour
_INSIDE = 0.1  # mm within the trim, from which on an object is no mark


def check_resolution(page: Content) -> Iterator[Finding]:
    """Pixels to the inch of every picture, where it is largest."""
    worst: dict[Any, tuple[float, Mark]] = {}
    for mark in page.marks:
        size = size_of(page.pdf, mark.op.source) if isinstance(mark.op, DrawImage) else None
        if isinstance(mark.op, DrawImage) and size is not None and size[0] * size[1] > _FLAT_PX:
            ppi = effective_ppi(mark.op.matrix, size)
            if ppi < worst.get(mark.op.source, (page.limits.ppi_warning, mark))[0]:
                worst[mark.op.source] = ppi, mark
    for ppi, mark in worst.values():
        low = ppi < page.limits.ppi_error
        limit = page.limits.ppi_error if low else page.limits.ppi_warning
        text = f"A picture has {ppi:.0f} ppi at its size; {limit:.0f} are wanted."
        code = "resolution-low" if low else "resolution-doubtful"
        yield found(code, text, page.told(mark.box), page.number)


def check_lines(page: Content) -> Iterator[Finding]:
    """Strokes that are too thin, those of a width together."""
    thin: dict[tuple[float, float], list[Mark]] = {}
    for mark in page.marks:
        if isinstance(mark.op, StrokePath):
            width, least = thickness(mark) or 0.0, thinnest(mark, page.limits, page.condition)
            if width < least * 0.999:
                thin.setdefault((round(width, 3), least), []).append(mark)
    for (width, least), marks in sorted(thin.items(), key=lambda item: item[0]):
        text = f"{_count(len(marks), 'line is', 'lines are')} {width:.3g} mm thin; {least:.3g} mm are wanted."
        yield found("line-thin", text, page.told(_around(marks)), page.number)


def check_text(page: Content) -> Iterator[Finding]:
    """Text that is too small for its inks, and black text in several, each kind once."""
    kinds: dict[tuple[str, str], list[PlacedText]] = {}
    for piece in page.read.texts:
        for key in _faults(piece, page):
            kinds.setdefault(key, []).append(piece)
    for (code, words), pieces in kinds.items():
        box = pieces[0].box
        for piece in pieces[1:]:
            box = box.union(piece.box)
        more = f" ({len(pieces)} places)" if len(pieces) > 1 else ""
        yield found(code, f"Text {words}{more}.", page.told(box), page.number)


def check_inks(page: Content) -> Iterator[Finding]:
    """White that overprints, and registration colour on what is printed."""
    white = [mark for mark in page.marks if overprints_white(mark)]
    if white:
        text = f"{_count(len(white), 'object is', 'objects are')} white and overprint: nothing of them is left."
        yield found("white-overprint", text, page.told(_around(white)), page.number)
    # A sheet of packs has its marks within the trim, but not within a pack.
    packs = shapely.union_all(page.packs or [shapely.box(*page.read.trim.grown(-_INSIDE))])
    full = [mark for mark in page.marks if _registration(mark)]
    everywhere = [mark for mark in full if mark.area.intersects(packs)]
    if everywhere:
        text = f"{_count(len(everywhere), 'object has', 'objects have')} all inks full on what is cut out."
        yield found("registration-colour", text, page.told(_around(everywhere)), page.number)


def check_colours(page: Content) -> Iterator[Finding]:
    """Where colours are that are not yet inks; that there are some, another check has said of the whole page."""
    for note in page.read.notes:
        if note.code in ("rgb", "lab", "icc") and note.box is not None:
            code = "rgb" if note.code == "rgb" and "Cal" not in note.text else "colour-managed"
            yield found(code, note.text, page.told(note.box), page.number)


def check_notes(page: Content) -> Iterator[Finding]:
    """What the reader had to leave out, or to guess."""
    codes = {
        "content-damaged": "pdf-damaged",
        "bad-operator": "pdf-damaged",
        "image-damaged": "picture-damaged",
        "font-damaged": "pdf-damaged",
        "layer-off": "layer-hidden",
        "soft-mask": "pdf-unseen",
        "pattern": "pdf-unseen",
        "deep": "pdf-unseen",
    }
    for note in page.read.notes:
        if note.code in codes:
            yield found(codes[note.code], note.text, page.told(note.box), page.number)
    clear = [mark for mark in page.marks if mark.opacity < 1]
    if clear:
        text = f"{_count(len(clear), 'object is', 'objects are')} see-through."
        yield found("transparency", text, page.told(_around(clear)), page.number)


def _faults(piece: PlacedText, page: Content) -> Iterator[tuple[str, str]]:
    """Codes and words of what is wrong with a piece of text."""
    limits, inks = page.limits, piece.inks
    if not inks or not piece.box.meets(page.read.bleed):
        return
    size = f"of {piece.size_pt:.3g} pt"
    if all(is_white(ink) for ink in inks):
        code, least, how = "text-reversed", limits.text_reversed, "is knocked out"
        if piece.overprint:
            yield "white-overprint", "is white and overprints: nothing of it is left"
    elif sum(plates(ink, page.condition) for ink in inks) > 1:
        code, least, how = "text-many-inks", limits.text_many, "is in several inks"
    else:
        code, least, how = "text-small", limits.text, "is in one ink"
    if piece.size_pt < least - 0.05:
        yield code, f"{size} {how}; {least:g} pt are the least"
    mixed = next((ink_to_cmyk(ink, page.condition) for ink in inks if not isinstance(ink, Spot)), None)
    if mixed is not None and is_rich_black(mixed) and piece.size_pt < RICH_BELOW:
        yield "rich-black-text", f"{size} is black in several inks; black ink alone stays sharp"


def _registration(mark: Mark) -> bool:
    ink = mark.op.ink if isinstance(mark.op, FillPath | StrokePath) else None
    if isinstance(ink, Spot):
        return ink.name == "All" and ink.tint > 0
    return isinstance(ink, Cmyk) and ink.c + ink.m + ink.y + ink.k >= REGISTRATION


def _around(marks: list[Mark]) -> Box | None:
    boxes = [mark.box for mark in marks if mark.box is not None]
    return reduce(Box.union, boxes) if boxes else None


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"
