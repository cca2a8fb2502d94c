"""What a reader gives: a file's strokes as lines and arcs in mm, what the file says of each, and what was left out.

Everything that a person should know is a note; everything that makes a file useless is a DieloomError. Files come from
anybody, so a drawing has limits, and reading ends as soon as one is passed.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.dieline.intake.curves import Curve, Polyline, arcs_of
from core.errors import DieloomError
from core.geometry import Arc, Box, Line, Point, Segment

MOST_STROKES = 50_000
MOST_FITTED = 8_000  # arcs that stand for free curves
MOST_DEPTH = 8  # of drawings placed in drawings
LARGEST, SMALLEST = 6_000.0, 2.0  # mm from side to side; beyond, the unit is wrong
WIDE, NARROW = 2_500.0, 15.0  # mm; beyond, it may be
NOTHING = 1e-6  # mm

UNITS: dict[str, float] = {
    "mm": 1.0,
    "cm": 10.0,
    "m": 1000.0,
    "in": 25.4,
    "ft": 304.8,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "px": 25.4 / 96,
}


class Source(NamedTuple):
    """What the file says of a stroke; all strokes that it says the same of are one group to a person."""

    layer: str = ""
    spot: str = ""
    step: str = ""  # ISO 19593-1: the type of a processing step, or its group where it has no type
    colour: str = ""  # #rrggbb
    dashed: bool = False
    number: tuple[int, int] | None = None  # CFF2 line type and auxiliary type

    @property
    def name(self) -> str:
        """The one word that a mapping uses: the layer, else the spot, the colour, the step."""
        return self.layer or self.spot or self.colour or self.step or "lines"


class Stroke(NamedTuple):
    """One line or arc of the file, mm, y up."""

    segment: Segment
    source: Source


@dataclass(frozen=True)
class Drawing:
    """A file, read."""

    name: str
    format: str
    unit: str
    strokes: tuple[Stroke, ...]
    notes: tuple[str, ...] = ()

    @property
    def sources(self) -> dict[Source, list[Segment]]:
        """The strokes by what the file says of them, in the order of the file."""
        groups: dict[Source, list[Segment]] = {}
        for stroke in self.strokes:
            groups.setdefault(stroke.source, []).append(stroke.segment)
        return groups

    @property
    def bounds(self) -> Box:
        return functools.reduce(Box.union, (stroke.segment.bounds for stroke in self.strokes))


class Sketch:
    """Gathers the strokes of one file while it is read.

    Raises DieloomError at the limits, and ValueError for a stroke without a place, which the reader can name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._notes: list[str] = []
        self._strokes: list[Stroke] = []
        self._fitted = 0
        self._left_out: Counter[str] = Counter()

    def line(self, start: Point, end: Point, source: Source) -> None:
        """A straight stroke; one without a length is nothing."""
        self._refuse_endless((*start, *end))
        if start.distance(end) > NOTHING:
            self._add(Line(start, end), source)

    def arc(self, arc: Arc, source: Source) -> None:
        self._refuse_endless((*arc.centre, arc.radius, arc.start_deg, arc.sweep_deg))
        if arc.length > NOTHING:
            self._add(arc, source)

    def curve(self, curve: Curve | Polyline, source: Source) -> None:
        """Any other curve, as arcs and lines that stay close to it."""
        self._refuse_endless(curve.numbers())
        segments = arcs_of(curve)
        self._fitted += len(segments)
        if self._fitted > MOST_FITTED:
            raise DieloomError(
                f"{self.name} has more free curves than {MOST_FITTED} arcs can follow.",
                "That is artwork, not a dieline: export the layer of the die alone.",
            )
        for segment in segments:
            self._add(segment, source)

    def leave_out(self, what: str) -> None:
        self._left_out[what] += 1

    def note(self, text: str) -> None:
        if text not in self._notes:
            self._notes.append(text)

    @property
    def empty(self) -> bool:
        return not self._strokes

    def drawing(self, format_: str, unit: str) -> Drawing:
        """What was gathered; raises DieloomError when there is nothing, or the size is no pack's."""
        left_out = ", ".join(f"{count} × {what}" for what, count in sorted(self._left_out.items()))
        if self.empty:
            found = f" It holds {left_out}." if left_out else ""
            raise DieloomError(f"{self.name} has no lines.{found}", "Export the dieline as visible strokes.")
        notes = [f"Left out: {left_out}."] if left_out else []
        drawing = Drawing(self.name, format_, unit, tuple(self._strokes), (*self._notes, *notes))
        side = _side(drawing)
        if not SMALLEST <= side <= LARGEST:
            raise WrongSize(drawing)
        if not NARROW <= side <= WIDE:
            return replace(drawing, notes=(*drawing.notes, f"{_size(drawing)} Say the unit if it is another."))
        return drawing

    def _add(self, segment: Segment, source: Source) -> None:
        if len(self._strokes) >= MOST_STROKES:
            raise DieloomError(
                f"{self.name} has more than {MOST_STROKES} lines.",
                "No dieline needs so many: export the layer of the die alone.",
            )
        self._strokes.append(Stroke(segment, source))

    @staticmethod
    def _refuse_endless(numbers: Iterable[float]) -> None:
        if not all(abs(number) < 1e9 for number in numbers):
            raise ValueError("it leads to no place")


class WrongSize(DieloomError):
    """A drawing of a size that no die has: its unit is wrong."""

    def __init__(self, drawing: Drawing) -> None:
        hint = "Say the unit that it was drawn in, such as --units mm or --units in."
        super().__init__(f"{drawing.name}: {_size(drawing)}", hint)

    def __reduce__(self) -> tuple[type[DieloomError], tuple[str, str]]:
        return DieloomError, (self.message, self.hint)


def _side(drawing: Drawing) -> float:
    """The longer side, mm; infinite for one that no number says."""
    box = drawing.bounds
    side = max(box.width, box.height)
    return side if math.isfinite(side) else math.inf


def _size(drawing: Drawing) -> str:
    box = drawing.bounds
    return f"It is {box.width:.4g} x {box.height:.4g} mm if its lengths are in {drawing.unit}."
