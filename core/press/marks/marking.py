"""The marks of one page, and the page that holds them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.colour.inks import REGISTRATION
from core.compose.drawlist import DrawPage, FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
from core.geometry import Affine, Box, Point
from core.press.dimensions import MARGIN as MEASURES
from core.press.dimensions import dimensions, overall
from core.press.lettering import caption, fitted
from core.press.marks.job import Job
from core.press.marks.strips import PATCH, Piece, Strip, colour_bar, flowed, legend, of_height, plate_names
from core.press.marks.targets import on_every_plate, register_targets, trim_marks
from core.press.page_inks import PROCESS, printed_spots, technical_lines
from core.press.presets import Marks

_MARGIN = 1.0  # mm of paper beyond the outermost mark
_BETWEEN = 1.5  # mm between two strips
_NARROWEST = 70.0  # mm; on a small label the strips are wider than it
_JOB = 7.0  # points
_JOB_ROW = 3.6


@dataclass(frozen=True)
class Marking:
    """Operations in the page's mm, none of them within its bleed, and the box (the MediaBox) that holds all."""

    media: Box
    ops: tuple[Op, ...] = ()


def marking(page: DrawPage, marks: Marks, job: Job, number: int = 0) -> Marking:
    """The marks that are asked for of page ``number`` (from 0) of the job; the slug is as wide as they need."""
    ops = tuple(_marks(page, marks, job, number))
    if not ops:
        return Marking(page.bleed)
    reach = page.bleed
    for box in _bounds(ops):
        reach = reach.union(box)
    return Marking(_around(page.bleed, reach), ops)


def _marks(page: DrawPage, marks: Marks, job: Job, number: int) -> Iterator[Op]:
    ring = marks.offset + (marks.length if marks.trim or marks.registration else 0)
    if marks.trim:
        yield on_every_plate(trim_marks(page.trim, page.bleed, marks.offset, marks.length))
    if marks.registration:
        yield on_every_plate(register_targets(page.bleed, marks.offset, marks.length))
    if marks.dimensions:
        yield _dimensions(page, job, ring)
        ring += MEASURES
    yield from _above(page, marks, job, number, ring)
    yield from _below(page, marks, job, ring)


def _dimensions(page: DrawPage, job: Job, ring: float) -> Group:
    ink, beyond = job.spot_called(page, "Dimensions"), page.trim.x0 - page.bleed.x0 + ring
    if job.outline is None:
        drawn = overall(page.trim, Affine(), beyond=beyond, ink=ink)
    else:
        drawn = dimensions(job.outline, job.outline.view(page.side), beyond=beyond, ink=ink)
    return _technical("Dimensions", drawn)


def _above(page: DrawPage, marks: Marks, job: Job, number: int, ring: float) -> Iterator[Op]:
    """The names of the plates and, above them, the job line, both from the left edge."""
    room, y = _room(page), page.bleed.y1 + ring + _BETWEEN
    if marks.plate_names:
        spots = [(job.name_of(spot.name), spot) for spot in printed_spots(page)]
        pieces = plate_names([*PROCESS, *spots])
        strip = flowed(pieces, room.x0, room.width, y + of_height(pieces, room.width))
        yield from strip.ops
        y += strip.height + _BETWEEN / 2
    if marks.job_line:
        words = fitted(job.line(page, number), room.width, _JOB)
        yield from caption(words, Point(room.x0, y + 1), _JOB, ink=REGISTRATION)


def _below(page: DrawPage, marks: Marks, job: Job, ring: float) -> Iterator[Op]:
    """The colour bar and, below it, the legend."""
    room, y = _room(page), page.bleed.y0 - ring - _BETWEEN
    if marks.colour_bar:
        strip = _centred(colour_bar(printed_spots(page)), room, y, PATCH)
        yield from strip.ops
        y -= strip.height + _BETWEEN
    if marks.legend and (lines := technical_lines(page)):
        entries = legend(lines, job.spot_called(page, "Legend"))
        yield _technical("Legend", flowed(entries, room.x0, room.width, y).ops)


def _centred(pieces: list[Piece], room: Box, top: float, row: float) -> Strip:
    width = min(room.width, sum(piece.width for piece in pieces))
    return flowed(pieces, room.centre.x - width / 2, width, top, row)


def _room(page: DrawPage) -> Box:
    """From left to right where strips may lie."""
    wider = max(0.0, _NARROWEST - page.bleed.width) / 2
    return Box(page.bleed.x0 - wider, page.bleed.y0, page.bleed.x1 + wider, page.bleed.y1)


def _technical(name: str, ops: Iterable[Op]) -> Group:
    """A layer of its own, which may be dropped without leaving a hole."""
    drawn = tuple(replace(op, overprint=True) if isinstance(op, FillPath | StrokePath) else op for op in ops)
    return Group(drawn, layer=LayerTag(name, ProcessingStep(name)))


def _bounds(ops: Iterable[Op]) -> Iterator[Box]:
    for op in ops:
        match op:
            case Group():
                yield from _bounds(op.ops)
            case FillPath() | StrokePath():
                yield op.path.bounds


def _around(bleed: Box, reach: Box) -> Box:
    """``reach`` with a margin, each side a whole number of mm beyond the bleed."""

    def side(length: float) -> float:
        return math.ceil(length - 1e-6) + _MARGIN if length > 0 else 0.0

    return Box(
        bleed.x0 - side(bleed.x0 - reach.x0),
        bleed.y0 - side(bleed.y0 - reach.y0),
        bleed.x1 + side(reach.x1 - bleed.x1),
        bleed.y1 + side(reach.y1 - bleed.y1),
    )
