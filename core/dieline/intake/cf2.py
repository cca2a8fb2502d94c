"""CFF2 as ArtiosCAD and die shops write it: rules by number, sub-drawings placed, turned and scaled.

A record that says nothing sensible is refused by its line number: a guessed knife costs more than a question.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.dieline.intake.curves import arc_between
from core.dieline.intake.drawing import MOST_DEPTH, MOST_STROKES, UNITS, Drawing, Sketch, Source
from core.errors import DieloomError
from core.geometry import Affine, Arc, Line, Point, Segment

OFF_CIRCLE = 0.05  # mm by which the ends of an arc may differ in their distance to its centre
MOST_LINES = 400_000
OTHER_WAY = 3  # so many arcs of more than half a turn, and twice as many as others, say that 1 means clockwise
_RECORD = re.compile(
    r"\s*((L|A|T|LL|UR|SCALE)\s*,\s*[-+.\d]|C\s*,[^,]*,\s*[-+.\d]|(UM|UI|END|ORDER|\$EOF)\s*$|(MAIN|SUB)\s*,)",
    re.IGNORECASE,
)

Row = tuple[str, list[str]]


@dataclass(frozen=True)
class _Rule:
    segment: Segment
    number: tuple[int, int]


@dataclass(frozen=True)
class _Call:
    name: str
    place: Affine
    line: int


@dataclass
class _Section:
    name: str
    scale: tuple[float, float] = (1.0, 1.0)
    unit: float = 0.0  # mm; 0 while the section has not said
    rules: list[_Rule] = field(default_factory=list)
    calls: list[_Call] = field(default_factory=list)


def read_cf2(data: bytes, name: str, unit: str | None = None) -> Drawing:
    """The MAIN drawing with all that it places; raises DieloomError that names the line."""
    reader = _Reader(data, name)
    main, subs = reader.read()
    stated = {1.0: "mm", 25.4: "in"}.get(main.unit, "")
    if not stated and unit is None:
        reader.sketch.note("The file states no unit; its lengths are taken as mm.")
    factor = UNITS[unit] / (main.unit or 1.0) if unit else 1.0
    reader.turn_arcs((main, *subs.values()))
    reader.draw(main, subs, Affine.scaling(factor), ())
    return reader.sketch.drawing("CF2", unit or stated or "mm")


class _Reader:
    def __init__(self, data: bytes, name: str) -> None:
        self.sketch = Sketch(name)
        if data.count(b"\n") > MOST_LINES:
            raise DieloomError(
                f"{name} has more than {MOST_LINES} lines.", "No die needs so many: export the die alone."
            )
        self._lines = [line.decode("utf-8", "replace") for line in data.splitlines()]
        self._number = 0  # of the line at hand, from 1
        self._rules = 0
        self._drawn = 0

    def read(self) -> tuple[_Section, dict[str, _Section]]:
        if not any(line.strip().upper().startswith("$BOF") for line in self._lines[:5]):
            raise self._error("does not begin a CFF2 file with $BOF", "Export it again as CFF2.", line=1)
        main: _Section | None = None
        subs: dict[str, _Section] = {}
        rows = self._rows()
        for word, fields in rows:
            if word == "ORDER":
                self._skip(rows)
            elif word == "MAIN" and main is None:
                main = self._section(fields, rows)
            elif word in ("MAIN", "SUB"):
                section = self._section(fields, rows)
                subs[section.name.casefold()] = section
        if main is None:
            raise self._error("ends the file without a MAIN drawing", "It is cut short: export it again as CFF2.")
        return main, subs

    def _rows(self) -> Iterator[Row]:
        for number, line in enumerate(self._lines, start=1):
            self._number = number
            word, *fields = (part.strip() for part in line.split(","))
            if word.upper() == "$EOF":
                return
            if word:
                yield word.upper(), fields

    def _skip(self, rows: Iterator[Row]) -> None:
        """To the END of a part that says nothing of the drawing."""
        begun = self._number
        if not any(word == "END" for word, _ in rows):
            raise self._error("begins a part that has no END", "The file is cut short: export it again.", line=begun)

    def _section(self, fields: Sequence[str], rows: Iterator[Row]) -> _Section:
        begun, section = self._number, _Section(fields[0] if fields else "")
        for word, values in rows:
            if word == "END":
                return section
            if word in ("MAIN", "SUB", "$BOF"):
                break
            self._record(word, values, section, rows)
        raise self._error("begins a drawing that has no END", "The file is cut short: export it again.", line=begun)

    def _record(self, word: str, values: list[str], section: _Section, rows: Iterator[Row]) -> None:
        if word in ("UM", "UI"):
            section.unit = {"UM": 1.0, "UI": 25.4}[word]
        elif word == "SCALE":
            sx, sy = self._numbers(values, 2)
            section.scale = (sx, sy)
        elif word == "L":
            x1, y1, x2, y2 = self._numbers(values[3:], 4)
            self._add(section, Line(self._at(section, x1, y1), self._at(section, x2, y2)), values)
        elif word == "A":
            self._add(section, self._arc(section, values), values)
        elif word == "C":
            section.calls.append(self._call(section, values))
        elif word == "T":
            self.sketch.leave_out("text")
            # The text itself is on the next line, unless that is a record already.
            if self._number < len(self._lines) and not _RECORD.match(self._lines[self._number]):
                next(rows, None)
        elif re.fullmatch("U[A-QS-Z]", word):
            raise self._error(f"states the unit {word}, which is neither UM nor UI", "Export it again in mm or inches.")
        elif word not in ("LL", "UR"):
            self.sketch.leave_out(f"{word[:12]} record")

    def _add(self, section: _Section, segment: Segment, values: Sequence[str]) -> None:
        self._rules += 1
        if self._rules > MOST_STROKES:
            raise self._error(f"is past {MOST_STROKES} rules", "No die needs so many: export the die alone.")
        kind, aux = (int(number) for number in self._numbers(values[1:3], 2))
        section.rules.append(_Rule(segment, (kind, aux)))

    def _arc(self, section: _Section, values: Sequence[str]) -> Arc:
        x1, y1, x2, y2, cx, cy, way = self._numbers(values[3:], 7)
        start, end, centre = (self._at(section, x, y) for x, y in ((x1, y1), (x2, y2), (cx, cy)))
        near, far = sorted((start.distance(centre), end.distance(centre)))
        if near <= OFF_CIRCLE or far - near > max(OFF_CIRCLE, 1e-3 * far):
            what = f"has an arc whose ends are {near:.4g} and {far:.4g} mm from its centre"
            raise self._error(what, "Draw this arc again.")
        if abs(way) != 1:
            raise self._error(f"has an arc whose direction is {way:g} instead of 1 or -1", "Draw this arc again.")
        begin, stop = (math.degrees(math.atan2(p.y - centre.y, p.x - centre.x)) for p in (start, end))
        sweep = (way * (stop - begin)) % 360
        if start.distance(end) < 1e-6 or sweep < 1e-9:
            return Arc(centre, near, begin, 360 * way)
        return arc_between(start, end, way * sweep)

    def _call(self, section: _Section, values: Sequence[str]) -> _Call:
        x, y, angle = self._numbers(values[1:4], 3)
        sx, sy = self._numbers(values[4:6], 2) if len(values) > 5 else (1.0, 1.0)
        if abs(abs(sx) - abs(sy)) > 1e-9 or sx == 0:
            raise self._error("places a drawing at two scales", "Place it at one, such as 1,1.")
        place = Affine.translation(*self._at(section, x, y)) @ Affine.rotation(angle) @ Affine.scaling(sx, sy)
        return _Call(values[0], place, self._number)

    def _at(self, section: _Section, x: float, y: float) -> Point:
        unit = section.unit or 1.0
        return Point(x * section.scale[0] * unit, y * section.scale[1] * unit)

    def _numbers(self, values: Sequence[str], count: int) -> list[float]:
        try:
            numbers = [float(value) for value in values[:count]]
        except ValueError:
            numbers = []
        if len(numbers) < count or not all(abs(number) < 1e9 for number in numbers):
            raise self._error(f"lacks {count} numbers where they belong", "Export it again.")
        return numbers

    def _error(self, what: str, hint: str, line: int | None = None) -> DieloomError:
        number = self._number if line is None else line
        return DieloomError(f"{self.sketch.name}: line {number} {what}.", hint)

    def turn_arcs(self, sections: Sequence[_Section]) -> None:
        """Some programs mean clockwise by 1, and every small rounding then reads as the rest of its circle."""
        arcs = [rule.segment for section in sections for rule in section.rules if isinstance(rule.segment, Arc)]
        ways = Counter(abs(arc.sweep_deg) > 180 + 1e-6 for arc in arcs if abs(arc.sweep_deg) < 360)
        if ways[True] < OTHER_WAY or ways[True] < 2 * ways[False]:
            return
        self.sketch.note("Its arcs turn the other way than usual in CF2, and are read so.")
        for section in sections:
            section.rules = [replace(rule, segment=_other_way(rule.segment)) for rule in section.rules]

    def draw(self, section: _Section, subs: dict[str, _Section], place: Affine, path: tuple[str, ...]) -> None:
        for rule in section.rules:
            kind, aux = rule.number
            source = Source(layer=f"CF2 {kind}" + (f"/{aux}" if aux else ""), number=rule.number)
            segment = rule.segment.transformed(place)
            if isinstance(segment, Line):
                self.sketch.line(segment.start, segment.end, source)
            else:
                self.sketch.arc(segment, source)
        for call in section.calls:
            key = call.name.casefold()
            if key not in subs:
                raise self._error(f'places "{call.name}", which is not there', "Export it again.", call.line)
            self._drawn += 1 + len(subs[key].rules)
            if key in path or len(path) >= MOST_DEPTH or self._drawn > MOST_STROKES:
                raise self._error(f'places "{call.name}" in itself or too often', "Export it again.", call.line)
            self.draw(subs[key], subs, place @ call.place, (*path, key))


def _other_way(segment: Segment) -> Segment:
    if isinstance(segment, Line) or abs(segment.sweep_deg) >= 360:
        return segment
    return replace(segment, sweep_deg=segment.sweep_deg - math.copysign(360, segment.sweep_deg))
