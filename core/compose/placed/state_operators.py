"""Operators of the graphics state (ISO 32000-1, 8.4.4 and 8.4.5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from core.compose.drawlist import Cap, Join
from core.compose.placed.objects import SLIPS, get, items, number, numbers, product, word
from core.compose.placed.run import Operators, Run
from core.compose.placed.soft_masks import SoftMask, soft_mask
from core.compose.placed.state import State
from core.compose.placed.text_operators import TextOperators
from core.geometry import Affine

MOST_SAVED = 5000
_CAPS: tuple[Cap, ...] = ("butt", "round", "square")
_JOINS: tuple[Join, ...] = ("mitre", "round", "bevel")
_MOST_DASHES = 64


class StateOperators:
    """Saves, restores and changes a run's state."""

    def __init__(self, run: Run, text: TextOperators) -> None:
        self._run, self._text = run, text
        self._saved: list[State] = []

    @property
    def operators(self) -> Operators:
        return {
            "q": (self._save, 0),
            "Q": (self._restore, 0),
            "cm": (self._transform, 6),
            "w": (partial(self._set, "width"), 1),
            "J": (self._cap, 1),
            "j": (self._join, 1),
            "M": (partial(self._set, "mitre"), 1),
            "d": (self._dash, None),
            "gs": (self._extended, None),
            "i": (self._nothing, None),
            "ri": (self._nothing, None),
        }

    def _save(self) -> None:
        if len(self._saved) >= MOST_SAVED:
            self._run.note("deep", "The graphics state is saved too often")
            return
        self._saved.append(self._run.state.saved())

    def _restore(self) -> None:
        if not self._saved:
            raise ValueError("nothing is saved")
        self._run.state = self._saved.pop()

    def _transform(self, *values: float) -> None:
        self._run.state.ctm = product(self._run.state.ctm, Affine(*values))

    def _set(self, name: str, value: float) -> None:
        setattr(self._run.state, name, max(value, 0.0))

    def _cap(self, value: float) -> None:
        self._run.state.cap = _CAPS[int(value)]

    def _join(self, value: float) -> None:
        self._run.state.join = _JOINS[int(value)]

    def _dash(self, operands: list[Any]) -> None:
        lengths, phase = operands[-2:]
        found = numbers(lengths)[:_MOST_DASHES]
        if any(length < 0 for length in found) or sum(found) <= 0:
            found = ()
        self._run.state.dash = found * 2 if len(found) % 2 else found
        self._run.state.phase = number(phase)

    def _nothing(self, operands: list[Any]) -> None:
        """Flatness and rendering intent are the device's business."""

    def _extended(self, operands: list[Any]) -> None:
        given = get(self._run.frame.resources, "ExtGState", word(operands[-1]))
        if given is None:
            raise ValueError("no such graphics state")
        state = self._run.state
        simple: dict[str, Callable[[float], None]] = {
            "LW": self._set_width,
            "LC": self._cap,
            "LJ": self._join,
            "ML": partial(self._set, "mitre"),
        }
        for key, change in simple.items():
            if (value := get(given, key)) is not None:
                change(number(value))
        if (value := get(given, "D")) is not None:
            self._dash(items(value))
        if (value := get(given, "Font")) is not None:
            self._text.use_font(items(value)[0])
            state.text.size = number(items(value)[1])
        self._overprint(given)
        self._transparency(given)

    def _set_width(self, value: float) -> None:
        self._set("width", value)

    def _mask(self, given: Any) -> SoftMask | None:
        try:
            found = soft_mask(self._run, given)
        except SLIPS:
            found = None
        if found is None:
            self._run.note("soft-mask", "A soft mask is left out: what it fades is drawn whole", self._run.visible)
        return found

    def _overprint(self, given: Any) -> None:
        state = self._run.state
        stroke, fill, mode = (get(given, key) for key in ("OP", "op", "OPM"))
        if stroke is not None:
            state.stroke_overprint = bool(stroke)
            state.fill_overprint = bool(stroke) if fill is None else state.fill_overprint
        if fill is not None:
            state.fill_overprint = bool(fill)
        if mode is not None:
            state.mode = int(number(mode))

    def _transparency(self, given: Any) -> None:
        state = self._run.state
        stroke, fill, mask, mode = (get(given, key) for key in ("CA", "ca", "SMask", "BM"))
        if stroke is not None:
            state.stroke_alpha = min(max(number(stroke), 0.0), 1.0)
        if fill is not None:
            state.fill_alpha = min(max(number(fill), 0.0), 1.0)
        if mask is not None:
            state.mask = None if word(mask) == "None" else self._mask(mask)
        if mode is not None:
            name = word(mode) or next((word(each) for each in items(mode)), "Normal")
            if name not in ("Normal", "Compatible"):
                self._run.note("blend-mode", f"The blend mode {name[:30]} is drawn as Normal", self._run.visible)
