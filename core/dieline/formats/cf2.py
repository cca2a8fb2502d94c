"""CFF2, the text format of die shops: one MAIN with rule types, or a sheet that places one SUB many times.

Records are lines of fields: ``L,pointage,type,aux,x1,y1,x2,y2,bridges,width`` is a straight rule, ``A`` adds centre and
direction (1 counter-clockwise, -1 clockwise), ``C,name,x,y,angle,sx,sy`` places a sub-drawing turned about its origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from core.dieline.chains import chains
from core.dieline.formats.presets import Preset, standard
from core.dieline.formats.seen import seen_from
from core.dieline.outline import LineType, Outline, Side
from core.files import write_bytes
from core.geometry import Affine, Box, Line, Point, Segment

POINTAGE = 2  # thickness of the rule, points: what carton is cut with
SUB = "BLANK"


class Placement(NamedTuple):
    """One blank on a sheet: turned by ``turn_deg`` counter-clockwise about (0, 0) of its outline, then moved, mm."""

    x: float
    y: float
    turn_deg: float = 0.0


def write_cf2(outline: Outline, path: Path, *, side: Side = "outside", preset: Preset | None = None) -> None:
    """Write the die as seen from ``side``; raises DieloomError when the file cannot be saved."""
    write_bytes(path, cf2_of(outline, side, preset).encode("ascii"))


def write_cf2_layout(
    outline: Outline,
    placements: Sequence[Placement],
    sheet: tuple[float, float],
    path: Path,
    *,
    side: Side = "outside",
    preset: Preset | None = None,
) -> None:
    """Write a sheet (width, height in mm) of blanks; raises DieloomError when the file cannot be saved."""
    write_bytes(path, cf2_layout_of(outline, placements, sheet, side, preset).encode("ascii"))


def cf2_of(outline: Outline, side: Side = "outside", preset: Preset | None = None) -> str:
    """The die alone, in the outline's own coordinates."""
    records = _lines(outline, side, preset)
    return _file([*_section("MAIN", _plain(outline.code), outline.blank, records)])


def cf2_layout_of(
    outline: Outline,
    placements: Sequence[Placement],
    sheet: tuple[float, float],
    side: Side = "outside",
    preset: Preset | None = None,
) -> str:
    """The die once as a sub-drawing, and the sheet that places it."""
    placed = [f"C,{SUB},{_number(at.x)},{_number(at.y)},{_number(at.turn_deg)},1,1" for at in placements]
    sheet_box = Box(0, 0, *sheet).union(Box.around(_corners(outline.blank, placements) or [Point(0, 0)]))
    main = _section("MAIN", _plain(outline.code), sheet_box, placed)
    return _file([*main, *_section("SUB", SUB, outline.blank, _lines(outline, side, preset))])


def _file(records: Iterable[str]) -> str:
    return "\r\n".join(["$BOF", "V2", "ORDER", "END", *records, "$EOF", ""])


def _section(kind: str, name: str, box: Box, records: Iterable[str]) -> Iterator[str]:
    yield f"{kind},{name}"
    yield "UM"
    yield f"LL,{_number(box.x0)},{_number(box.y0)}"
    yield f"UR,{_number(box.x1)},{_number(box.y1)}"
    yield "SCALE,1,1"
    yield from records
    yield "END"


def _lines(outline: Outline, side: Side, preset: Preset | None) -> list[str]:
    names = preset or standard()
    return [_record(segment, names, type_) for type_, chain in chains(seen_from(outline, side)) for segment in chain]


def _record(segment: Segment, names: Preset, type_: LineType) -> str:
    rule = f"{POINTAGE},{','.join(map(str, names[type_].cf2))}"
    ends = f"{_pair(segment.start)},{_pair(segment.end)}"
    if isinstance(segment, Line):
        return f"L,{rule},{ends},0,0"
    return f"A,{rule},{ends},{_pair(segment.centre)},{1 if segment.sweep_deg > 0 else -1},0,0"


def _corners(blank: Box, placements: Iterable[Placement]) -> list[Point]:
    """Where the corners of the blank's box come to lie."""
    corners = [(x, y) for x in (blank.x0, blank.x1) for y in (blank.y0, blank.y1)]
    ways = [Affine.translation(at.x, at.y) @ Affine.rotation(at.turn_deg) for at in placements]
    return [way.apply(corner) for way in ways for corner in corners]


def _pair(point: Point) -> str:
    return f"{_number(point.x)},{_number(point.y)}"


def _number(value: float) -> str:
    return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def _plain(name: str) -> str:
    """A name as a field: no comma would survive, and die shops read ASCII."""
    kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter in " ._-") else "_" for letter in name)
    return kept.strip() or "DIE"
