"""Operators that choose colours (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from pikepdf import Array

from core.compose.placed.colours import CMYK, GREY, RGB, Space
from core.compose.placed.objects import SLIPS, get, number, real, word
from core.compose.placed.run import Operators, Run
from core.compose.placed.state import Paint

Kind = Literal["fill", "stroke"]

_DEVICE = {"DeviceGray": GREY, "DeviceRGB": RGB, "DeviceCMYK": CMYK}


class ColourOperators:
    """Sets what a run's state fills and strokes with."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def operators(self) -> Operators:
        found: Operators = {}
        by_kind: dict[Kind, str] = {"fill": "g rg k cs sc scn", "stroke": "G RG K CS SC SCN"}
        for kind, names in by_kind.items():
            grey, rgb, cmyk, space, colour, special = names.split()
            found |= {
                grey: (partial(self._device, kind, "DeviceGray"), 1),
                rgb: (partial(self._device, kind, "DeviceRGB"), 3),
                cmyk: (partial(self._device, kind, "DeviceCMYK"), 4),
                space: (partial(self._space, kind), None),
                colour: (partial(self._colour, kind), None),
                special: (partial(self._colour, kind), None),
            }
        return found

    def _device(self, kind: Kind, name: str, *values: float) -> None:
        space = _DEVICE[name]
        if get(self._run.frame.resources, "ColorSpace", name.replace("Device", "Default")) is not None:
            space = self._run.reading.spaces.find(name, self._run.frame.resources)
        self._choose(kind, space, values)

    def _space(self, kind: Kind, operands: list[Any]) -> None:
        name = word(operands[-1])
        if name == "Pattern":
            self._set(kind, GREY, None)
            return
        parts = get(self._run.frame.resources, "ColorSpace", name)
        if _is_pattern(parts):  # an uncoloured one has its colours in the space under it
            self._set(kind, self._find(parts[1]) if isinstance(parts, Array) and len(parts) > 1 else GREY, None)
            return
        space = self._find(name)
        self._choose(kind, space, space.first)

    def _find(self, given: Any) -> Space:
        try:
            return self._run.reading.spaces.find(given, self._run.frame.resources)
        except SLIPS as error:
            self._run.note("colour-space", f"A colour space cannot be read ({_short(error)}); grey is taken")
            return GREY

    def _colour(self, kind: Kind, operands: list[Any]) -> None:
        state = self._run.state
        space = state.fill_space if kind == "fill" else state.stroke_space
        if operands and isinstance(operands[-1], str):
            self._pattern(kind, space, operands)
            return
        values = tuple(number(value) for value in operands)
        if len(values) < space.size:
            raise ValueError(f"{len(values)} numbers for a colour of {space.size}")
        self._choose(kind, space, values[-space.size :])

    def _pattern(self, kind: Kind, space: Space, operands: list[Any]) -> None:
        pattern = get(self._run.frame.resources, "Pattern", operands[-1])
        if pattern is None:
            self._run.note("pattern", "A pattern is missing; what it fills is left out")
            self._set(kind, space, Paint(inks=()))
            return
        uncoloured = int(real(pattern, "PaintType", 1)) == 2 and len(operands) > space.size
        inks = space.inks(tuple(number(value) for value in operands[-1 - space.size : -1])) if uncoloured else ()
        self._set(kind, space, Paint(inks, space.reach, space.sparse, space.codes if uncoloured else (), pattern))

    def _choose(self, kind: Kind, space: Space, values: tuple[float, ...]) -> None:
        self._set(kind, space, Paint(space.inks(values), space.reach, space.sparse, space.codes))

    def _set(self, kind: Kind, space: Space, paint: Paint | None) -> None:
        """An uncoloured pattern or glyph keeps the colour that it is called with."""
        if self._run.locked:
            return
        state = self._run.state
        if kind == "fill":
            state.fill_space, state.fill = space, paint or state.fill
        else:
            state.stroke_space, state.stroke = space, paint or state.stroke


def _is_pattern(given: Any) -> bool:
    return word(given[0] if isinstance(given, Array) and len(given) else given) == "Pattern"


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:60]
