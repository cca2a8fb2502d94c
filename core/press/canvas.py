"""Writes the operators of one content stream (ISO 32000-1, annex A), in millimetres of the drawing.

Fonts have no part in it, as text arrives as outlines; nor has RGB, as colours arrive as inks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import Cap, Join
from core.geometry import Affine, Box, Close, CurveTo, LineTo, MoveTo, Path
from core.press.sheet import Call, Fragment, Sheet, State

Rule = Literal["nonzero", "evenodd"]

_OPERATORS = {MoveTo: "m", LineTo: "l", CurveTo: "c", Close: "h"}
_CAPS: dict[Cap, int] = {"butt": 0, "round": 1, "square": 2}  # ISO 32000-1, tables 54 and 55
_JOINS: dict[Join, int] = {"mitre": 0, "round": 1, "bevel": 2}


class Canvas:
    """Gathers operators and the names that they use; what the names mean is kept by the sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._parts: list[bytes | Call] = []
        self._lines: list[str] = []
        self._names: set[str] = set()

    @property
    def fragment(self) -> Fragment:
        """All that was written."""
        self._flush()
        return Fragment(tuple(self._parts), frozenset(self._names))

    def save(self) -> None:
        self._lines.append("q")

    def restore(self) -> None:
        self._lines.append("Q")

    def transform(self, matrix: Affine) -> None:
        self._lines.append(f"{_numbers(matrix, 9)} cm")

    def clip(self, path: Path) -> None:
        """Nothing outside ``path`` is drawn until the state is restored; nothing at all for an empty path."""
        self._trace(path if path.commands else Path.rectangle(Box(0, 0, 0, 0)))
        self._lines.append("W n")

    def fill(self, path: Path, rule: Rule = "nonzero") -> None:
        self._trace(path)
        self._lines.append("f" if rule == "nonzero" else "f*")

    def stroke(self, path: Path) -> None:
        self._trace(path)
        self._lines.append("S")

    def pen(self, width: float, dash: Iterable[float], cap: Cap, join: Join, mitre: float) -> None:
        """How lines are drawn, as the first operators of a state that has the defaults."""
        self._lines.append(f"{_number(width)} w {_CAPS[cap]} J {_JOINS[join]} j {_number(max(mitre, 1))} M")
        lengths = tuple(dash)
        if sum(lengths) > 0.001:  # a pattern without length is an error to readers
            self._lines.append(f"[{_numbers(lengths)}] 0 d")

    def fill_ink(self, ink: Cmyk | Spot) -> None:
        self._ink(ink, "k", "cs", "scn")

    def stroke_ink(self, ink: Cmyk | Spot) -> None:
        self._ink(ink, "K", "CS", "SCN")

    def state(self, state: State) -> None:
        self._lines.append(f"/{self._named('State', self._sheet.states(state))} gs")

    def begin_layer(self, number: int) -> None:
        self._lines.append(f"/OC /{self._named('Layer', number)} BDC")

    def end_layer(self) -> None:
        self._lines.append("EMC")

    def picture(self, number: int, matrix: Affine) -> None:
        """A raster on the image of the unit square."""
        self._lines += ["q", f"{_numbers(matrix, 9)} cm", f"/{self._named('Im', number)} Do", "Q"]

    def call(self, call: Call) -> None:
        """What another fragment draws."""
        self._flush()
        self._parts.append(call)

    def _ink(self, ink: Cmyk | Spot, process: str, space: str, tint: str) -> None:
        match ink:
            case Cmyk(c, m, y, k):
                self._lines.append(f"{_numbers((c, m, y, k))} {process}")
            case Spot():
                name = self._named("Spot", self._sheet.spot(ink))
                self._lines.append(f"/{name} {space} {_number(ink.tint)} {tint}")

    def _trace(self, path: Path) -> None:
        for command in path.commands:
            numbers = [_number(value) for point in command for value in point]
            self._lines.append(" ".join([*numbers, _OPERATORS[type(command)]]))

    def _named(self, kind: str, number: int) -> str:
        name = f"{kind}{number}"
        self._names.add(name)
        return name

    def _flush(self) -> None:
        if self._lines:
            self._parts.append("\n".join([*self._lines, ""]).encode("ascii"))
            self._lines.clear()


def _numbers(values: Iterable[float], decimals: int = 4) -> str:
    return " ".join(_number(value, decimals) for value in values)


def _number(value: float, decimals: int = 4) -> str:
    """A tenth of a micrometre, or a 25th of an 8-bit step; never an exponent, which PDF does not know."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
