"""Fonts of a PDF (ISO 32000-1, 9.5 to 9.8): the glyphs that a string shows, as outlines in em.

A font that is not embedded, or whose program is damaged, is drawn with a face of this program at the PDF's widths.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fontTools import agl
from reportlab.pdfbase import _fontdata  # type: ignore[attr-defined]  # the types know no private parts

from core.compose.fonts import Typeface, system_fonts
from core.compose.placed import cmaps
from core.compose.placed.font_programs import Cff, Program, Sfnt
from core.compose.placed.objects import SLIPS
from core.geometry import Affine, Path

_NOTHING = Path()


class Glyph(NamedTuple):
    """``outline`` and measures in em. A Type 3 glyph is a ``proc`` to be played. ``origin`` is where vertical writing
    holds the glyph, and ``advance`` then goes down.
    """

    outline: Path
    advance: float
    spaces: bool = False
    proc: Any = None
    origin: tuple[float, float] | None = None


@dataclass
class Face:
    """Glyphs from the font's own program, or from one of ours."""

    program: Program | None
    substitute: Typeface | None = None
    _outlines: dict[int, Path] = field(default_factory=dict)

    def outline(self, glyph: int | None) -> Path:
        """A glyph of the program; nothing for one that is damaged."""
        if glyph is None or self.program is None:
            return _NOTHING
        if glyph not in self._outlines:
            try:
                self._outlines[glyph] = self.program.outline(glyph)
            except SLIPS:
                self._outlines[glyph] = _NOTHING
        return self._outlines[glyph]

    def advance(self, glyph: int | None) -> float:
        """How far a glyph of the program goes on; nowhere for one that is damaged."""
        try:
            return 0.0 if glyph is None or self.program is None else self.program.advance(glyph)
        except SLIPS:
            return 0.0

    def letters(self, letters: str, width: float | None) -> tuple[Path, float]:
        """Letters of our face, stretched to ``width`` where it is known, and the width."""
        assert self.substitute is not None
        paths, at = [], 0.0
        for letter in letters:
            face = self.substitute
            if ord(letter) not in face.letters:
                face = system_fonts().covering(ord(letter)) or face
            glyph = face.font.get_nominal_glyph(ord(letter)) or 0
            scaled = Affine(1 / face.units_per_em, 0, 0, 1 / face.units_per_em, at, 0)
            paths.append(face.glyph(glyph).transformed(scaled))
            at += face.font.get_glyph_h_advance(glyph) / face.units_per_em
        path = Path.joined(paths)
        if width is None or at <= 0:
            return path, at
        return path.transformed(Affine(a=width / at)), width


@dataclass
class Simple:
    """A font of single bytes (9.6)."""

    name: str
    embedded: bool
    face: Face
    names: dict[int, str]
    widths: dict[int, float]
    missing: float | None
    symbolic: bool
    encoded: bool
    _glyphs: dict[int, Glyph] = field(default_factory=dict)

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        for code in data:
            if code not in self._glyphs:
                self._glyphs[code] = self._glyph(code)
            yield self._glyphs[code]

    def _glyph(self, code: int) -> Glyph:
        width = self.widths.get(code, self.missing)
        if self.face.program is None:
            letters = agl.toUnicode(self.names.get(code, ""), isZapfDingbats="Dingbats" in self.name)
            outline, advance = self.face.letters(letters, width)
            return Glyph(outline, advance if width is None else width, code == 32)
        glyph = self._number(self.face.program, code)
        if code == 32 and glyph in (0, self.face.program.named(".notdef")):
            glyph = None  # a blank that a subset lacks
        if width is None:
            width = self.face.advance(glyph)
        return Glyph(self.face.outline(glyph), width, code == 32)

    def _number(self, program: Program, code: int) -> int | None:
        name = self.names.get(code)
        if isinstance(program, Sfnt):
            return self._mapped(program, code, name)
        found = program.named(name) if name else None
        if found is None and isinstance(program, Cff) and program.by_cid:
            return program.cid(code)
        return program.named(".notdef") if found is None else found

    def _mapped(self, program: Sfnt, code: int, name: str | None) -> int | None:
        """By the rules of 9.6.6.4, those of symbolic fonts for what the others do not find, and the reverse."""
        by_name = (self._by_name(program, name),) if name and self.encoded else ()
        by_code = self._by_code(program, code)
        order = (by_code, *by_name) if self.symbolic else (*by_name, by_code)
        return next((glyph for glyph in order if glyph), 0)

    @staticmethod
    def _by_name(program: Sfnt, name: str) -> int | None:
        letters = agl.toUnicode(name)
        unicode = program.maps.get((3, 1)) or program.maps.get((0, 3)) or {}
        if len(letters) == 1 and ord(letters) in unicode:
            return unicode[ord(letters)]
        roman = program.maps.get((1, 0), {})
        for code, each in enumerate(_fontdata.encodings["MacRomanEncoding"]):
            if each == name and code in roman:
                return roman[code]
        return program.named(name)

    @staticmethod
    def _by_code(program: Sfnt, code: int) -> int | None:
        symbol = program.maps.get((3, 0), {})
        for high in (0xF000, 0, 0xF100, 0xF200):
            if high + code in symbol:
                return symbol[high + code]
        for key in ((1, 0), (3, 1), (0, 3)):
            if code in program.maps.get(key, {}):
                return program.maps[key][code]
        return None


@dataclass
class Composite:
    """A font of character identifiers (9.7)."""

    name: str
    embedded: bool
    face: Face
    cmap: cmaps.CMap
    to_unicode: cmaps.CMap
    widths: dict[int, float]
    default: float
    down: dict[int, tuple[float, float, float]]
    down_default: tuple[float, float]
    to_glyph: bytes | None
    _glyphs: dict[tuple[int, int], Glyph] = field(default_factory=dict)

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        for code, length in self.cmap.codes(data):
            if (code, length) not in self._glyphs:
                self._glyphs[code, length] = self._glyph(code, length)
            yield self._glyphs[code, length]

    def _glyph(self, code: int, length: int) -> Glyph:
        cid = self.cmap.cid(code)
        width = self.widths.get(cid, self.default)
        if self.face.program is None:
            outline, _ = self.face.letters(self.to_unicode.texts.get(code, ""), width)
        else:
            outline = self.face.outline(self._number(self.face.program, cid))
        spaces = code == 32 and length == 1
        if not self.cmap.vertical:
            return Glyph(outline, width, spaces)
        advance, x, y = self.down.get(cid, (self.down_default[1], width / 2, self.down_default[0]))
        return Glyph(outline, advance, spaces, origin=(x, y))

    def _number(self, program: Program, cid: int) -> int | None:
        if self.to_glyph is not None:
            return int.from_bytes(self.to_glyph[2 * cid : 2 * cid + 2], "big")
        return program.cid(cid)


@dataclass
class Drawn:
    """A Type 3 font, whose glyphs are content streams (9.6.5)."""

    name: str
    matrix: Affine
    resources: Any
    procs: dict[int, Any]
    widths: dict[int, float]
    embedded: bool = True

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        for code in data:
            width = self.widths.get(code, 0.0) * self.matrix.a
            yield Glyph(_NOTHING, width, code == 32, proc=self.procs.get(code))


Font = Simple | Composite | Drawn
