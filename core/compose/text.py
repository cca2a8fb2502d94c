"""Text set into a box as outlines: shaped by HarfBuzz (kerning, ligatures), wrapped at the box's width, aligned.

Letters that the chosen face lacks come from another face that has them. Lines run from left to right; a line of one
right-to-left script is shaped correctly, mixed directions are not reordered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

import uharfbuzz as hb

from core.compose.fonts import FontLibrary, Typeface, system_fonts
from core.document.model import Design, TextLayer
from core.geometry import Affine, Path, Point
from core.units import POINTS_PER_MM

_CJK = r"\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
_BREAKABLE = re.compile(rf"[{_CJK}]|[^\s{_CJK}]+|\s+")
"""Pieces between which a line may break: a CJK letter, a word, white space."""

_TRAILS = {"Mn", "Me", "Mc", "Cf", "Zs"}
"""Categories that never choose a face of their own: marks, joiners and spaces follow the letter before them."""


@dataclass(frozen=True)
class Run:
    """Glyphs of one face in a row: the number of each and where it begins, in font units from the run's start."""

    face: Typeface
    glyphs: list[tuple[int, Point]]
    advance: float

    @property
    def width(self) -> float:
        """In em."""
        return self.advance / self.face.units_per_em

    def outlines(self, at: Affine) -> Iterator[Path]:
        """The glyphs' outlines; ``at`` maps from em at the run's start. Each point is mapped once: texts are long."""
        placed = at @ Affine.scaling(1 / self.face.units_per_em)
        for number, origin in self.glyphs:
            yield self.face.glyph(number).transformed(placed @ Affine.translation(*origin))


@dataclass(frozen=True)
class Setter:
    """Shapes text in one style; lengths in em."""

    library: FontLibrary
    face: Typeface
    bold: bool
    italic: bool

    def width(self, text: str) -> float:
        return sum(run.width for run in self.runs(text))

    def runs(self, text: str) -> list[Run]:
        return [_shape(face, part) for face, part in self._by_face(text)]

    def line(self, text: str) -> tuple[Path, float]:
        """The outlines of one line, its baseline starting at the origin, and its width."""
        runs = self.runs(text)
        return _row(runs, Affine()), sum(run.width for run in runs)

    def _by_face(self, text: str) -> Iterator[tuple[Typeface, str]]:
        """The text cut where the face changes."""
        face, start = self.face, 0
        for i, letter in enumerate(text):
            wanted = face if i and unicodedata.category(letter) in _TRAILS else self._face_for(letter)
            if wanted != face:
                if i > start:
                    yield face, text[start:i]
                face, start = wanted, i
        if start < len(text):
            yield face, text[start:]

    def _face_for(self, letter: str) -> Typeface:
        code = ord(letter)
        if code in self.face.letters:
            return self.face
        # Nothing has it: the face's own "missing" box shows that a letter is there.
        return self.library.covering(code, bold=self.bold, italic=self.italic) or self.face


@lru_cache(maxsize=512)
def typeset(layer: TextLayer, width: float, height: float) -> Path:
    """The outlines of a text layer in a box from (0, 0) to (width, height), in mm."""
    library = system_fonts()
    setter = Setter(library, library.find(layer.font, bold=layer.bold, italic=layer.italic), layer.bold, layer.italic)
    size = layer.size / POINTS_PER_MM
    paths = []
    lines = list(_wrapped(layer.text, setter, width / size))
    top = _first_baseline(layer, setter.face, len(lines), height / size)
    for number, text in enumerate(lines):
        runs = setter.runs(text)
        indent = _indent(layer, width / size - sum(run.width for run in runs))
        paths.append(_row(runs, Affine.scaling(size) @ Affine.translation(indent, top - number * layer.leading)))
    return Path.joined(paths)


def missing_fonts(design: Design) -> list[str]:
    """The font families that the design names and this machine lacks; other faces stand in for them."""
    named = {layer.font for layer in design.layers if isinstance(layer, TextLayer) and layer.font}
    return sorted(family for family in named if not system_fonts().has(family))


def _shape(face: Typeface, text: str) -> Run:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer)
    glyphs, pen = [], 0
    for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append((glyph.codepoint, Point(pen + position.x_offset, position.y_offset)))
        pen += position.x_advance
    return Run(face, glyphs, pen)


def _row(runs: list[Run], at: Affine) -> Path:
    """The outlines of runs side by side; ``at`` maps from em at the row's start."""
    starts = accumulate((run.width for run in runs), initial=0.0)
    placed = [run.outlines(at @ Affine.translation(start, 0)) for run, start in zip(runs, starts, strict=False)]
    return Path.joined(chain.from_iterable(placed))


def _wrapped(text: str, setter: Setter, width: float) -> Iterator[str]:
    """The lines of a text: broken where the person broke it, and where a piece would pass ``width`` (em)."""
    for paragraph in text.splitlines():
        line, used = "", 0.0
        for piece in _BREAKABLE.findall(paragraph):
            length = setter.width(piece)
            if line.strip() and not piece.isspace() and used + length > width + 1e-6:
                yield line.rstrip()
                line, used = "", 0.0
            line, used = line + piece, used + length
        yield line.rstrip()


def _indent(layer: TextLayer, free: float) -> float:
    match layer.align:
        case "left":
            return 0.0
        case "centre":
            return free / 2
        case "right":
            return free


def _first_baseline(layer: TextLayer, face: Typeface, lines: int, height: float) -> float:
    """Height of the first baseline above the box's lower edge, in em."""
    ascender, descender = (value / face.units_per_em for value in face.extents)
    tall = ascender - descender + (lines - 1) * layer.leading
    match layer.valign:
        case "top":
            return height - ascender
        case "middle":
            return (height + tall) / 2 - ascender
        case "bottom":
            return tall - ascender
