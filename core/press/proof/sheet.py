"""The proof: what a client signs. The picture of each side with its dimensions, beside it all that decides the print.

It is a drawing like any other and goes through the same press, with its inks simulated by process inks, so that any
printer shows it; captions are outlines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path as FilePath

import numpy as np
from numpy.typing import NDArray

from core import __version__
from core.compose.drawlist import Drawing, DrawPage, Group, Op, PixelSource, StrokePath
from core.compose.placing import Face
from core.dieline.formats.presets import STANDARD
from core.dieline.outline import Outline, Side
from core.document.document import Document
from core.document.model import ArtworkLayer
from core.geometry import Affine, Box, Path, Point
from core.jobs import Progress
from core.press.dimensions import MARGIN, dimensions
from core.press.lettering import BLACK, GREY, caption, fitted, wrapped
from core.press.on_paper import on_paper
from core.press.pdf import export_pdf
from core.press.preflight import Finding
from core.press.proof import sections
from core.press.proof.column import BODY, Column
from core.press.proof.pictures import WithPicture, named
from core.press.proof.texts import ENGLISH, ProofTexts
from core.press.reduced import reduced
from core.press.settings import NO_MARKS, PdfInfo, PressSettings

A4, A3 = Box(0, 0, 297, 210), Box(0, 0, 420, 297)
PPI = 200.0
# Pictures are shown at one of these: a ruler on the page then still says something.
_SCALES = (1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200)
_LARGEST_ON_A4 = 2.5
_EDGE, _HEADER, _FOOTER, _GUTTER = 10.0, 16.0, 31.0, 6.0
_COLUMNS = 2
_NOTE = 4.0  # mm below the columns of a further page
_HAIR = 0.1


@dataclass(frozen=True)
class Proof:
    """What a proof is made of. ``settings`` are those of the print that is to be approved, ``folded`` is the pack
    folded up ([H, W, 3] sRGB), ``coverage`` is the mean coverage of each plate (percent) for each page, ``findings``
    are those of the preflight; what is None is not shown."""

    document: Document
    outline: Outline
    drawing: Drawing
    settings: PressSettings
    created: datetime
    texts: ProofTexts = ENGLISH
    preset: str = STANDARD
    folded: NDArray[np.uint8] | None = None
    coverage: Sequence[Mapping[str, float]] | None = None
    findings: Sequence[Finding] | None = None


def export_proof_pdf(proof: Proof, pixels: PixelSource, path: FilePath, progress: Progress | None = None) -> int:
    """Write the proof of a composed document: a landscape A4 or A3 page for each printed side, and further ones where
    there is more to say; returns how many.

    Raises DieloomError, Cancelled as ``export_pdf`` does.
    """
    how = proof.settings
    simulated = how.model_copy(update={"standard": "x4", "ppi": PPI, "marks": NO_MARKS, "simulate_spots": True})
    info = PdfInfo(title=f"{proof.drawing.title}: {proof.texts.proof.lower()}", created=proof.created)
    pictures = pixels if proof.folded is None else WithPicture(pixels, proof.folded)
    drawing = proof_drawing(proof)
    export_pdf(drawing, pictures, path, simulated, info, progress)
    return len(drawing.pages)


def proof_drawing(proof: Proof) -> Drawing:
    """The proof's pages as drawing operations in mm of the paper."""
    leaves = [leaf for number in range(len(proof.drawing.pages)) for leaf in _leaves(proof, number)]
    pages = tuple(_numbered(proof, leaf, number, len(leaves)) for number, leaf in enumerate(leaves, 1))
    return Drawing(proof.drawing.title, pages)


@dataclass(frozen=True)
class _Leaf:
    """A page before the pages are counted."""

    side: Side
    paper: Box
    ops: tuple[Op, ...]
    below: float  # what lies under the columns begins here
    goes_on: bool


def _leaves(proof: Proof, number: int) -> list[_Leaf]:
    """The picture of one side with its facts and the form, and what of the facts did not fit beside it."""
    page = proof.drawing.pages[number]
    paper, scale = _paper(page.bleed)
    column = _facts(proof, number, paper, scale)
    form = _sign_off(proof.texts, Box(_EDGE, _EDGE, paper.x1 - _EDGE, _EDGE + _FOOTER - 4))
    first, rest = column.parts[:_COLUMNS], column.parts[_COLUMNS:]
    count = len(_wide_rooms(paper))
    pages = [
        [*_picture(proof, page, _picture_room(paper), scale), *chain(*first), *form],
        *([*chain(*rest[i : i + count])] for i in range(0, len(rest), count)),
    ]
    below = [_EDGE + _FOOTER, *(_EDGE + _NOTE for _ in pages[1:])]
    return [_Leaf(page.side, paper, tuple(ops), below[i], i + 1 < len(pages)) for i, ops in enumerate(pages)]


def _numbered(proof: Proof, leaf: _Leaf, number: int, pages: int) -> DrawPage:
    ops = [*_header(proof, leaf, number, pages), *leaf.ops]
    if leaf.goes_on:
        words = proof.texts.goes_on.format(page=number + 1)
        at = Point(leaf.paper.x1 - _EDGE, leaf.below - 2.5)
        ops += caption(words, at, BODY, ink=GREY, align="right")
    return DrawPage(leaf.side, leaf.paper, leaf.paper, tuple(ops))


def _column_room(paper: Box, number: int) -> Box:
    """The columns are counted from the left; the last one ends at the paper's edge."""
    width = 57.0 if paper == A4 else 74.0
    right = paper.x1 - _EDGE - (_COLUMNS - 1 - number) * (width + _GUTTER)
    return Box(right - width, _EDGE + _FOOTER, right, paper.y1 - _EDGE - _HEADER - 1)


def _rooms(paper: Box) -> Iterator[Box]:
    """The columns beside the picture, then those of pages without one."""
    yield from (_column_room(paper, number) for number in range(_COLUMNS))
    while True:
        yield from _wide_rooms(paper)


def _wide_rooms(paper: Box) -> list[Box]:
    """As many columns as the paper's width has room for, as wide as those beside the picture."""
    room, space = _column_room(paper, 0), paper.width - 2 * _EDGE
    count = int((space + _GUTTER) // (room.width + _GUTTER))
    step = (space - room.width) / (count - 1)
    return [Box(x, _EDGE + _NOTE, x + room.width, room.y1) for x in (_EDGE + i * step for i in range(count))]


def _picture_room(paper: Box) -> Box:
    column = _column_room(paper, 0)
    return Box(_EDGE, column.y0, column.x0 - _GUTTER, column.y1)


def _paper(sheet: Box) -> tuple[Box, float]:
    """The smallest paper that shows the sheet well, and how many times smaller it is shown."""
    on_a4 = _scale(sheet, _picture_room(A4))
    return (A4, on_a4) if on_a4 <= _LARGEST_ON_A4 else (A3, _scale(sheet, _picture_room(A3)))


def _scale(sheet: Box, room: Box) -> float:
    needed = max(sheet.width / (room.width - 2 * MARGIN), sheet.height / (room.height - 2 * MARGIN))
    return next((scale for scale in _SCALES if scale >= needed), needed)


def _picture(proof: Proof, page: DrawPage, room: Box, scale: float) -> list[Op]:
    """The page in the middle of its room, clipped at the bleed, with dimension lines around the blank."""
    middle = page.trim.centre
    to_page = Affine.translation(*room.centre) @ Affine.scaling(1 / scale) @ Affine.translation(-middle.x, -middle.y)
    clip = Path.rectangle(page.bleed.grown(1)).transformed(to_page)
    picture = Group(tuple(reduced(op, to_page) for op in on_paper(page.ops)), clip=clip)
    view = Face(page.side, proof.outline, proof.outline.bleed).view
    return [picture, *dimensions(proof.outline, to_page @ view)]


def _header(proof: Proof, leaf: _Leaf, number: int, pages: int) -> list[Op]:
    texts, paper = proof.texts, leaf.paper
    left, right, top = _EDGE, paper.x1 - _EDGE, paper.y1 - _EDGE
    name = getattr(proof.document.design.dieline.template().file.title, texts.language)
    pack = f"{proof.outline.code}   {name}"
    place = f"{texts.sides[leaf.side]}   ·   {texts.page.format(page=number, pages=pages)}"
    title = fitted(proof.drawing.title, right - left - 60, 17, bold=True)
    return [
        *caption(title, Point(left, top - 5.5), 17, bold=True),
        *caption(pack, Point(left, top - 11), 8.5, ink=GREY),
        *caption(texts.proof.upper(), Point(right, top - 5.5), 17, bold=True, ink=GREY, align="right"),
        *caption(f"{place}   ·   {proof.created:%Y-%m-%d}", Point(right, top - 11), 8.5, ink=GREY, align="right"),
        _rule(Point(left, top - _HEADER + 2), Point(right, top - _HEADER + 2), 0.35),
    ]


def _facts(proof: Proof, number: int, paper: Box, scale: float) -> Column:
    """The pack and its print in the first column, what it is made of in the second, and on as far as it takes."""
    page, design = proof.drawing.pages[number], proof.document.design
    column = Column(_rooms(paper), proof.texts)
    sections.view(column, proof.outline, None if proof.folded is None else named(proof.folded))
    sections.pack(column, proof.outline, page, scale)
    sections.condition(column, proof.settings, proof.preset)
    sections.lines(column, page)
    if len(column.parts) == 1:
        column.turn()
    shown = [each for each in design.layers if isinstance(each, ArtworkLayer) and each.visible]
    found = list(dict.fromkeys(each.recipe for each in shown if each.place.side == page.side))
    sections.inks(column, page, design.spots, None if proof.coverage is None else proof.coverage[number])
    if proof.findings is not None:
        sections.preflight(column, proof.findings)
    sections.barcodes(column, design)
    sections.fonts(column, design)
    sections.recipes(column, found)
    return column


def _sign_off(texts: ProofTexts, box: Box) -> list[Op]:
    """The decision on the left, comments in the middle, who and when on the right, the small print below."""
    ops: list[Op] = [StrokePath(Path.rectangle(Box(box.x0, box.y0 + 5, box.x1, box.y1)), BLACK, 0.25)]
    first, second = box.x0 + 58, box.x1 - 92
    ops += caption(texts.decision.upper(), Point(box.x0 + 4, box.y1 - 5), 7, bold=True)
    ops += caption(texts.comments, Point(first, box.y1 - 5), 6.5, ink=GREY)
    for row in range(3):
        y = box.y1 - 9.5 - 5 * row
        ops.append(StrokePath(Path.rectangle(Box(box.x0 + 4, y - 0.6, box.x0 + 7, y + 2.4)), BLACK, 0.2))
        ops += caption(texts.choices[row], Point(box.x0 + 9, y), 7.5)
        ops.append(_rule(Point(first, y - 0.6), Point(second - 6, y - 0.6), _HAIR))
        line = box.y1 - 6.4 - 6 * row
        ops += caption(texts.fields[row], Point(second, line), 6.5, ink=GREY)
        ops.append(_rule(Point(second + 18, line - 0.6), Point(box.x1 - 4, line - 0.6), _HAIR))
    for row, words in enumerate(wrapped(f"{texts.notice} Dieloom {__version__}.", box.width, 6)):
        ops += caption(words, Point(box.x0, box.y0 + 2 - 2.6 * row), 6, ink=GREY)
    return ops


def _rule(start: Point, end: Point, width: float) -> StrokePath:
    return StrokePath(Path.line(start, end), GREY, width)
