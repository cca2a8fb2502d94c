"""Glyph outlines out of the font programs that a PDF embeds: Type 1, CFF, TrueType and OpenType.

Outlines and advances are in em. TrueType is drawn by HarfBuzz, which checks every table that it touches; Type 1 and
bare CFF by fontTools. A Type 1 program is read by its well-known marks (Adobe Type 1 Font Format, 1990), none of its
PostScript is run.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Protocol

import uharfbuzz as hb
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.misc.eexec import decrypt
from fontTools.misc.psCharStrings import T1CharString
from fontTools.ttLib import TTFont

from core.compose.pens import PathPen
from core.compose.placed.objects import SLIPS
from core.geometry import Affine, Path

Encoding = dict[int, str]

THOUSANDTH = Affine(0.001, 0, 0, 0.001, 0, 0)
_MOST_TYPE1 = 8 * 2**20
_EEXEC, _CHARSTRING = 55665, 4330
_SUBROUTINE = re.compile(rb"dup\s+(\d+)\s+(\d+)\s+(?:RD|-\||\S{1,10}) ")
_GLYPH = re.compile(rb"/(\S+)\s+(\d+)\s+(?:RD|-\||\S{1,10}) ")
_ENCODED = re.compile(rb"dup\s+(\d+|8#[0-7]+|16#[0-9A-Fa-f]+)\s*/(\S+)\s+put")
_MATRIX = re.compile(rb"/FontMatrix\s*\[([^\]]*)\]")


class Program(Protocol):
    """A font's glyphs by number."""

    encoding: Encoding
    """The glyph names that the font itself gives to codes."""

    def named(self, name: str) -> int | None:
        """The glyph of a name."""
        ...

    def cid(self, cid: int) -> int | None:
        """The glyph of a character identifier."""
        ...

    def outline(self, glyph: int) -> Path: ...

    def advance(self, glyph: int) -> float: ...


class _Pen(PathPen):
    """Draws accented letters of their parts, too."""

    def __init__(self, glyphs: Type1 | Cff) -> None:
        super().__init__()
        self.glyphSet = glyphs


class Type1:
    """A Type 1 program; raises ValueError for what is none."""

    def __init__(self, data: bytes) -> None:
        clear, private = _type1_parts(data[:_MOST_TYPE1])
        found = re.search(rb"/lenIV\s+(-?\d+)", private)
        self._skip = int(found[1]) if found else 4
        start = private.find(b"/CharStrings")
        if start < 0:
            raise ValueError("a Type 1 font without glyphs")
        subroutines = {int(name): code for name, code in _code(_SUBROUTINE, private[:start])}
        size = min(max(subroutines, default=-1) + 1, 65536)
        self._subroutines = [self._charstring(subroutines.get(index, b"")) for index in range(size)]
        for one in self._subroutines:
            one.subrs = self._subroutines
        self._code = {name.decode("latin-1"): code for name, code in _code(_GLYPH, private[start + 12 :])}
        self._names = list(self._code)
        self._numbers = {name: index for index, name in enumerate(self._names)}
        self.encoding = _type1_encoding(clear)
        self._matrix = _type1_matrix(clear)

    def named(self, name: str) -> int | None:
        return self._numbers.get(name)

    def cid(self, cid: int) -> int | None:
        return cid if cid < len(self._names) else None

    def outline(self, glyph: int) -> Path:
        pen = _Pen(self)
        self[self._names[glyph]].draw(pen)
        return pen.path.transformed(self._matrix)

    def advance(self, glyph: int) -> float:
        charstring = self[self._names[glyph]]
        charstring.draw(_Pen(self))
        return float(charstring.width) * self._matrix.a

    def __getitem__(self, name: str) -> Any:
        return self._charstring(self._code[name])

    def __contains__(self, name: str) -> bool:
        return name in self._code

    def _charstring(self, code: bytes) -> Any:
        plain = decrypt(code, _CHARSTRING)[0][self._skip :] if self._skip >= 0 else code
        return T1CharString(plain, subrs=getattr(self, "_subroutines", []))


def _type1_parts(data: bytes) -> tuple[bytes, bytes]:
    """The clear text, and the private part decrypted."""
    if data[:1] == b"\x80":
        data = b"".join(_pfb_segments(data))
    at = data.find(b"eexec")
    if at < 0:
        raise ValueError("no Type 1 font")
    at += 5
    while data[at : at + 1] in (b" ", b"\t", b"\r", b"\n") and data[at : at + 1]:
        at += 1
    secret = data[at:]
    if re.match(rb"[0-9A-Fa-f\s]{8}", secret[:8]):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", secret)
        secret = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    return data[:at], decrypt(secret, _EEXEC)[0][4:]


def _pfb_segments(data: bytes) -> Iterator[bytes]:
    at = 0
    while data[at : at + 1] == b"\x80" and data[at + 1 : at + 2] in (b"\x01", b"\x02"):
        size = int.from_bytes(data[at + 2 : at + 6], "little")
        yield data[at + 6 : at + 6 + size]
        at += 6 + size


def _code(pattern: re.Pattern[bytes], data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names or numbers with the bytes that follow each."""
    at = 0
    while found := pattern.search(data, at):
        end = found.end() + int(found[2])
        yield found[1], data[found.end() : end]
        at = end


def _type1_encoding(clear: bytes) -> Encoding:
    if re.search(rb"/Encoding\s+StandardEncoding", clear):
        return {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}
    found: Encoding = {}
    for code, name in _ENCODED.findall(clear):
        base, _, digits = code.rpartition(b"#")
        found[int(digits, int(base or 10))] = name.decode("latin-1")
    return found


def _type1_matrix(clear: bytes) -> Affine:
    found = _MATRIX.search(clear)
    return _sound(tuple(float(value) for value in found[1].split())) if found else THOUSANDTH


def _sound(values: Any) -> Affine:
    """A font matrix; the usual one for what cannot be used."""
    values = tuple(float(value) for value in values)
    if len(values) != 6 or not any(values[:4]) or max(map(abs, values[:4])) > 10:
        return THOUSANDTH
    return Affine(*values)


class Cff:
    """A bare CFF program (Adobe technical note 5176), keyed by names or by character identifiers."""

    def __init__(self, data: bytes) -> None:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        self._top = fonts[0]
        self._names: list[str] = list(self._top.charset)
        self._glyphs = self._top.CharStrings
        self._numbers = {name: index for index, name in enumerate(self._names)}
        self.by_cid = hasattr(self._top, "ROS")
        self.encoding = {} if self.by_cid else _cff_encoding(self._top)

    def named(self, name: str) -> int | None:
        return self._numbers.get(name)

    def cid(self, cid: int) -> int | None:
        if self.by_cid:
            return self._numbers.get(f"cid{cid:05d}", 0 if cid == 0 else None)
        return cid if cid < len(self._names) else None

    def outline(self, glyph: int) -> Path:
        charstring, selected = self._glyphs.getItemAndSelector(self._names[glyph])
        pen = _Pen(self)
        charstring.draw(pen)
        return pen.path.transformed(self._matrix(selected))

    def advance(self, glyph: int) -> float:
        charstring, selected = self._glyphs.getItemAndSelector(self._names[glyph])
        charstring.draw(_Pen(self))
        return float(charstring.width) * self._matrix(selected).a

    def __getitem__(self, name: str) -> Any:
        return self._glyphs[name]

    def __contains__(self, name: str) -> bool:
        return name in self._numbers

    def _matrix(self, selected: int | None) -> Affine:
        own = self._top.rawDict.get("FontMatrix")
        part = self._top.FDArray[selected].rawDict.get("FontMatrix") if selected is not None else None
        if own and part:
            return _sound(own) @ Affine(*(float(value) for value in part))
        return _sound(own or part or THOUSANDTH)


def _cff_encoding(top: Any) -> Encoding:
    encoding = top.Encoding
    if encoding == "StandardEncoding":
        return {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}
    if isinstance(encoding, str):
        return {}
    return {code: name for code, name in enumerate(encoding) if name != ".notdef"}


class Sfnt:
    """TrueType, or OpenType with either kind of outlines."""

    def __init__(self, data: bytes) -> None:
        face = hb.Face(hb.Blob(data))
        if not face.glyph_count:
            raise ValueError("no TrueType font")
        self._data, self._count, self._em = data, int(face.glyph_count), int(face.upem)
        self._font = hb.Font(face)
        self.encoding: Encoding = {}

    def named(self, name: str) -> int | None:
        found = self._font.get_glyph_from_name(name)
        return None if found is None else int(found)

    def cid(self, cid: int) -> int | None:
        return cid if cid < self._count else None

    def outline(self, glyph: int) -> Path:
        pen = PathPen()
        self._font.draw_glyph_with_pen(glyph, pen)
        return pen.path.transformed(Affine.scaling(1 / self._em))

    def advance(self, glyph: int) -> float:
        return float(self._font.get_glyph_h_advance(glyph)) / self._em

    @cached_property
    def maps(self) -> dict[tuple[int, int], dict[int, int]]:
        """Codes to glyphs by platform and encoding; empty where the table is damaged."""
        try:
            font = TTFont(io.BytesIO(self._data), lazy=True)
            numbers = {name: index for index, name in enumerate(font.getGlyphOrder())}
            return {
                (table.platformID, table.platEncID): {
                    code: numbers[name] for code, name in table.cmap.items() if name in numbers
                }
                for table in font["cmap"].tables
                if hasattr(table, "cmap")
            }
        except SLIPS:
            return {}


def embedded(kind: str, data: bytes) -> Program:
    """The program of a FontFile, FontFile2 or FontFile3 by what it holds; raises what damage raises."""
    if data[:4] in (b"\0\1\0\0", b"true", b"ttcf"):
        return Sfnt(data)
    if data[:4] == b"OTTO":
        return Cff(_cff_table(data))
    if data[:1] == b"\x01" and kind != "FontFile":
        return Cff(data)
    return Type1(data) if kind != "FontFile2" else Sfnt(data)


def _cff_table(data: bytes) -> bytes:
    found: bytes = TTFont(io.BytesIO(data), lazy=True).reader["CFF "]
    return found
