"""Operators that build paths, paint them and clip by them (ISO 32000-1, 8.5)."""

from __future__ import annotations

from functools import partial
from typing import Literal

from core.compose.placed.clips import by_winding, clipped
from core.compose.placed.painting import Painter
from core.compose.placed.run import FARTHEST, Operators, Run
from core.geometry import Close, CurveTo, LineTo, MoveTo, Path, Point
from core.geometry.path import Command

Rule = Literal["nonzero", "evenodd"]

# operator: closes, fill rule, strokes
_PAINTING: dict[str, tuple[bool, Rule | None, bool]] = {
    "S": (False, None, True),
    "s": (True, None, True),
    "f": (False, "nonzero", False),
    "F": (False, "nonzero", False),
    "f*": (False, "evenodd", False),
    "B": (False, "nonzero", True),
    "B*": (False, "evenodd", True),
    "b": (True, "nonzero", True),
    "b*": (True, "evenodd", True),
    "n": (False, None, False),
}


class PathOperators:
    """Holds the path that is being built, in millimetres."""

    def __init__(self, run: Run, painter: Painter) -> None:
        self._run, self._painter = run, painter
        self._commands: list[Command] = []
        self._start = self._at = Point(0.0, 0.0)
        self._clip: Rule | None = None

    @property
    def operators(self) -> Operators:
        painting: Operators = {name: (partial(self._paint, *how), 0) for name, how in _PAINTING.items()}
        return painting | {
            "m": (self._move, 2),
            "l": (self._line, 2),
            "c": (self._curve, 6),
            "v": (self._curve_from_here, 4),
            "y": (self._curve_to_end, 4),
            "re": (self._rectangle, 4),
            "h": (self._close, 0),
            "W": (partial(self._mark_clip, "nonzero"), 0),
            "W*": (partial(self._mark_clip, "evenodd"), 0),
        }

    def _place(self, x: float, y: float) -> Point:
        """In mm; what lies farther than any page does is brought nearer, so that every device can draw it."""
        found = self._run.state.ctm.apply((x, y))
        if abs(found.x) <= FARTHEST and abs(found.y) <= FARTHEST:
            return found
        return Point(min(max(found.x, -FARTHEST), FARTHEST), min(max(found.y, -FARTHEST), FARTHEST))

    def _move(self, x: float, y: float) -> None:
        if self._commands and isinstance(self._commands[-1], MoveTo):
            self._commands.pop()
        self._start = self._at = self._place(x, y)
        self._commands.append(MoveTo(self._at))

    def _add(self, command: LineTo | CurveTo) -> None:
        if not self._commands:
            raise ValueError("no point to draw from")
        if isinstance(self._commands[-1], Close):
            self._commands.append(MoveTo(self._start))
        self._commands.append(command)
        self._at = command.end

    def _line(self, x: float, y: float) -> None:
        self._add(LineTo(self._place(x, y)))

    def _curve(self, *values: float) -> None:
        self._add(CurveTo(*(self._place(*values[i : i + 2]) for i in (0, 2, 4))))

    def _curve_from_here(self, *values: float) -> None:
        self._add(CurveTo(self._at, self._place(*values[:2]), self._place(*values[2:])))

    def _curve_to_end(self, *values: float) -> None:
        end = self._place(*values[2:])
        self._add(CurveTo(self._place(*values[:2]), end, end))

    def _rectangle(self, x: float, y: float, width: float, height: float) -> None:
        self._move(x, y)
        for corner in ((x + width, y), (x + width, y + height), (x, y + height)):
            self._line(*corner)
        self._close()

    def _close(self) -> None:
        if self._commands and not isinstance(self._commands[-1], Close | MoveTo):
            self._commands.append(Close())
            self._at = self._start

    def _mark_clip(self, rule: Rule) -> None:
        self._clip = rule

    def _paint(self, close: bool, fill: Rule | None, stroke: bool) -> None:
        if close:
            self._close()
        if self._commands and isinstance(self._commands[-1], MoveTo):
            self._commands.pop()
        path, self._commands = Path(tuple(self._commands)), []
        rule, self._clip = self._clip, None
        if path.commands and (fill or stroke):
            self._painter.paint(path, fill, stroke)
        if rule is not None:
            clip = by_winding(path) if rule == "evenodd" else path
            self._run.state.clips = clipped(self._run.state.clips, clip)
