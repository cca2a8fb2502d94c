"""Operators that set text (ISO 32000-1, 9.3 and 9.4): letters become outlines, and are told of as text."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import Any

from core.compose.placed.clips import clipped
from core.compose.placed.font_loading import load
from core.compose.placed.fonts import Font, Glyph
from core.compose.placed.objects import SLIPS, get, identity, items, number, product, unpacked, word
from core.compose.placed.painting import Painter
from core.compose.placed.run import Operators, PlacedText, Run
from core.geometry import Affine, Box, Path
from core.units import POINTS_PER_MM

MOST_TEXTS = 100_000
_MOST_PROC = 4 * 2**20


class TextOperators:
    """Holds the text matrices; raises ValueError for text without a font."""

    def __init__(self, run: Run, painter: Painter) -> None:
        self._run, self._painter = run, painter
        self._matrix = self._line = Affine()
        self._clip: list[Path] = []

    @property
    def operators(self) -> Operators:
        return {
            "BT": (self._begin, 0),
            "ET": (self._end, 0),
            "Tc": (partial(self._set, "character"), 1),
            "Tw": (partial(self._set, "word"), 1),
            "Tz": (self._set_scale, 1),
            "TL": (partial(self._set, "leading"), 1),
            "Ts": (partial(self._set, "rise"), 1),
            "Tr": (self._set_mode, 1),
            "Tf": (self._set_font, None),
            "Td": (self._next, 2),
            "TD": (self._next_with_leading, 2),
            "Tm": (self._place, 6),
            "T*": (self._next_line, 0),
            "Tj": (self._show_one, None),
            "TJ": (self._show_many, None),
            "'": (self._show_next, None),
            '"': (self._show_spaced, None),
        }

    def _begin(self) -> None:
        self._matrix = self._line = Affine()

    def _end(self) -> None:
        if self._clip:
            self._run.state.clips = clipped(self._run.state.clips, Path.joined(self._clip))
            self._clip = []

    def _set(self, name: str, value: float) -> None:
        setattr(self._run.state.text, name, value)

    def _set_scale(self, value: float) -> None:
        self._run.state.text.scale = value / 100

    def _set_mode(self, value: float) -> None:
        if value not in range(8):
            raise ValueError("no way of showing text")
        self._run.state.text.mode = int(value)

    def _set_font(self, operands: list[Any]) -> None:
        name, size = operands[-2:]
        self._run.state.text.size = number(size)
        given = get(self._run.frame.resources, "Font", word(name))
        self.use_font(given)

    def use_font(self, given: Any) -> None:
        """Take a font dictionary for what follows; none at all, with a note, when it is damaged."""
        known = self._run.reading.fonts
        key = identity(given) or id(given)
        if key not in known:
            try:
                known[key] = load(given, self._run.reading.notes)
            except SLIPS:
                self._run.note("font-damaged", "A font is missing or damaged; its text is left out")
                known[key] = None
        self._run.state.text.font = known[key]

    def _next(self, x: float, y: float) -> None:
        self._matrix = self._line = product(self._line, Affine.translation(x, y))

    def _next_with_leading(self, x: float, y: float) -> None:
        self._run.state.text.leading = -y
        self._next(x, y)

    def _place(self, *values: float) -> None:
        self._matrix = self._line = Affine(*values)

    def _next_line(self) -> None:
        self._next(0, -self._run.state.text.leading)

    def _show_one(self, operands: list[Any]) -> None:
        self._show([_string(operands[-1])])

    def _show_many(self, operands: list[Any]) -> None:
        self._show([part if isinstance(part, bytes) else number(part) for part in items(operands[-1])])

    def _show_next(self, operands: list[Any]) -> None:
        self._next_line()
        self._show_one(operands)

    def _show_spaced(self, operands: list[Any]) -> None:
        word_space, character = (number(value) for value in operands[-3:-1])
        self._run.state.text.word, self._run.state.text.character = word_space, character
        self._show_next(operands)

    def _show(self, parts: list[bytes | float]) -> None:
        font: Font | None = self._run.state.text.font
        if font is None:
            return
        letters: list[Path] = []
        for part in parts:
            if isinstance(part, bytes):
                letters += [path for glyph in font.glyphs(part) if (path := self._set_glyph(font, glyph)).commands]
            else:
                vertical = bool(getattr(getattr(font, "cmap", None), "vertical", False))
                self._advance(-part / 1000 * self._run.state.text.size, vertical)
        if letters:
            self._paint(Path.joined(letters), font)

    def _set_glyph(self, font: Font, glyph: Glyph) -> Path:
        """The glyph's outline in mm; goes on to where the next one stands."""
        text = self._run.state.text
        own = Affine(text.size * text.scale, 0, 0, text.size, 0, text.rise)
        place = product(self._run.state.ctm, product(self._matrix, own))
        self._run.reading.count()
        if glyph.origin is not None:
            place = place @ Affine.translation(-glyph.origin[0], -glyph.origin[1])
        spacing = text.character + (text.word if glyph.spaces else 0.0)
        if glyph.proc is not None:
            self._play(font, glyph, place)
        self._advance(glyph.advance * text.size + spacing, glyph.origin is not None)
        return glyph.outline.transformed(place)

    def _advance(self, by: float, vertical: bool) -> None:
        step = (0.0, by) if vertical else (by * self._run.state.text.scale, 0.0)
        self._matrix = product(self._matrix, Affine.translation(*step))

    def _paint(self, path: Path, font: Font) -> None:
        state = self._run.state
        mode = state.text.mode
        if mode >= 4:
            self._clip.append(path)
        if mode % 4 != 3:
            self._painter.paint(path, "nonzero" if mode % 4 in (0, 2) else None, mode % 4 in (1, 2))
            self._tell(path.bounds, font)

    def _tell(self, box: Box, font: Font) -> None:
        """Note the text down, together with what stands before it in the same way."""
        texts, state = self._run.reading.texts, self._run.state
        if self._run.hidden:
            return
        placed = state.ctm @ self._matrix
        size = round(abs(state.text.size) * math.hypot(placed.c, placed.d) * POINTS_PER_MM, 3)
        paint, overprint = (
            (state.stroke, state.stroke_overprint) if state.text.mode % 4 == 1 else (state.fill, state.fill_overprint)
        )
        found = PlacedText(box, size, font.name, font.embedded, paint.inks, overprint)
        reach = size / POINTS_PER_MM
        if texts and replace(texts[-1], box=box) == found and _near(texts[-1].box, box, reach):
            texts[-1] = replace(found, box=texts[-1].box.union(box))
        elif len(texts) < MOST_TEXTS:
            texts.append(found)

    def _play(self, font: Any, glyph: Glyph, place: Affine) -> None:
        """Draw a Type 3 glyph; it begins with the colours of the text."""
        run, key = self._run, identity(glyph.proc)
        if run.hidden or run.state.text.mode == 3 or not run.deeper(key):
            return
        state = run.state.saved()
        state.ctm = product(place, font.matrix)
        frame = run.frame.within(font.resources, state.ctm, key[0] if key else 0, key)
        frame = replace(frame, layers=(*frame.layers, *run.marked))
        run.play(run.reading, run.canvas, frame, state, unpacked(glyph.proc, _MOST_PROC))


def _string(value: Any) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError("no string")
    return value


def _near(one: Box, other: Box, reach: float) -> bool:
    """Whether two pieces stand on one line."""
    return (
        one.x0 - reach <= other.x1
        and other.x0 <= one.x1 + reach
        and one.y0 - reach / 2 <= other.y1
        and other.y0 <= one.y1 + reach / 2
    )
