"""A content stream as operators with their operands (ISO 32000-1, 7.8.2, 8.9.7).

qpdf's parser gives up a whole stream at the first operator that is no text and at an array that is left open; a page
with one bad byte is then lost. Here what makes no sense is told of and left out, and reading goes on behind it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

MOST_OPERANDS = 20_000
_DEEPEST = 40
_MOST_INLINE = 4 * 2**20  # bytes
_CHUNK = 4096
_MOST_STRING = 1 << 16  # bytes of a string with brackets of its own
_MOST_OPEN = 20  # strings that do not end; behind them brackets are no strings
_MOST_SCANNED = 1 << 29  # bytes that are looked through for the ends of inline pictures
_MOST_ENDS = 20  # places where one of them might end

_PLAIN = (
    rb"[\x00\t\n\f\r ]+|%[^\r\n]*"
    rb"|(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z))"
    rb"|(?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<hex><[0-9A-Fa-f\x00\t\n\f\r ]*+>)"
    rb"|(?P<open>\[|<<)|(?P<close>\]|>>)"
    rb"|(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]+)"
)
_TOKEN = re.compile(_PLAIN + rb"|(?P<string>\((?:[^()\\]|\\.)*+\))", re.DOTALL)
_TOKEN_BUT_STRINGS = re.compile(_PLAIN)
_PLAIN_NUMBERS = re.compile(
    rb"[\t\n\f\r ]*+((?:[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[\t\n\f\r ]++)*+)([A-Za-z]+\*?)(?=[\t\n\f\r ]|\Z)"
)
"""An instruction of numbers alone, as most are: taken as a whole, a page is read three times as fast."""
_BRACKETS = re.compile(rb"\\.|[()]", re.DOTALL)
_NUMERAL = re.compile(rb"[+-]*([0-9]*\.?[0-9]*)")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_VALUES = {b"true": True, b"false": False, b"null": None}
_NO_OPERATORS = {*_VALUES, b"BI"}  # the latter has data behind it
_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|\Z)")
_BINARY = re.compile(rb"[^\t\n\f\r\x20-\x7e\x80-\xff]")

Complain = Callable[[str], None]
Instruction = tuple[str, list[Any]]


def instructions(data: bytes, complain: Complain) -> Iterator[Instruction]:
    """Operators in order with their operands: numbers, names (str), strings (bytes), lists and dictionaries.

    An inline image comes as ``BI`` with its dictionary and its bytes.
    """
    return _Lexer(data, complain).run()


class _Lexer:
    def __init__(self, data: bytes, complain: Complain) -> None:
        self._data, self._complain = data, complain
        self._at = 0
        self._scans, self._left_open, self._token = _MOST_SCANNED, 0, _TOKEN
        self._open: list[tuple[bytes, list[Any]]] = []
        self._operands: list[Any] = []

    def run(self) -> Iterator[Instruction]:
        data, size = self._data, len(self._data)
        while self._at < size:
            fresh = not self._open and not self._operands
            plain = _PLAIN_NUMBERS.match(data, self._at) if fresh else None
            if plain is not None and plain[2] not in _NO_OPERATORS:
                self._at = plain.end()
                yield plain[2].decode(), list(map(float, plain[1].split()))
                continue
            found = self._token.match(data, self._at)
            if found is None:
                self._stray()
                continue
            self._at = found.end()
            kind = found.lastgroup
            if kind == "number":
                self._push(float(found[0]))
            elif kind == "word":
                yield from self._word(found[0])
            elif kind is not None:
                self._value(kind, found[0])
        if self._open or self._operands:
            self._complain("Instructions end in the middle of one")

    def _value(self, kind: str, token: bytes) -> None:
        if kind == "name":
            self._push(name_of(token))
        elif kind == "string":
            self._push(string_of(token[1:-1]))
        elif kind == "hex":
            self._push(_unhexed(token[1:-1]))
        elif kind == "open":
            if len(self._open) < _DEEPEST:
                self._open.append((token, []))
        else:
            self._close(token)

    def _push(self, value: Any) -> None:
        target = self._open[-1][1] if self._open else self._operands
        if len(target) < MOST_OPERANDS:
            target.append(value)

    def _close(self, token: bytes) -> None:
        if not self._open or (self._open[-1][0] == b"[") != (token == b"]"):
            self._complain("A bracket closes nothing")
            return
        _, values = self._open.pop()
        self._push(values if token == b"]" else _dictionary(values))

    def _word(self, token: bytes) -> Iterator[Instruction]:
        if token in _VALUES:
            self._push(_VALUES[token])
        elif token[:1] in b"+-.0123456789":
            self._push(float(_NUMERAL.match(token)[1].rstrip(b".") or 0))  # type: ignore[index]  # matches anything
        else:
            yield self._operator(token)

    def _operator(self, token: bytes) -> Instruction:
        if self._open:
            self._complain("An array or dictionary is left open")
            self._operands += [values for bracket, values in self._open[:1] if bracket == b"["]
            self._open = []
        operands, self._operands = self._operands, []
        if token == b"BI":
            return "BI", list(self._inline())
        return token.decode("latin-1"), operands

    def _stray(self) -> None:
        """A lone delimiter, or a string with brackets of its own."""
        if self._data[self._at] == ord("(") and self._left_open < _MOST_OPEN:
            end = _string_end(self._data, self._at, self._at + _MOST_STRING)
            if end is not None:
                self._push(string_of(self._data[self._at + 1 : end]))
                self._at = end + 1
                return
            self._left_open += 1
            self._token = _TOKEN if self._left_open < _MOST_OPEN else _TOKEN_BUT_STRINGS
        self._complain("A delimiter stands alone")
        self._at += 1

    def _inline(self) -> tuple[dict[str, Any], bytes]:
        """The dictionary and the bytes of an inline image, behind its BI."""
        values: list[Any] = []
        for found in iter(lambda: self._token.match(self._data, self._at), None):
            self._at = found.end()
            if found.lastgroup == "word" and found[0] in (b"ID", b"EI"):
                break
            if found.lastgroup == "number":
                self._push(float(found[0]))
            elif found.lastgroup == "word":
                self._push(_VALUES.get(found[0], 0.0))
            elif found.lastgroup is not None:
                self._value(found.lastgroup, found[0])
        values, self._operands, self._open = self._operands, [], []
        picture = _dictionary(values)
        start = self._at + 1
        last = start + min(_MOST_INLINE, self._scans)
        # The bytes may end in one that looks like the blank before EI.
        following = _END.search(self._data, max(start, _inline_end(picture, self._data, start, last) - 1))
        self._at = following.end() if following else len(self._data)
        self._scans -= min(self._scans, self._at - start)
        if following is None:
            self._complain("An inline picture does not end")
        return picture, self._data[start : following.start() if following else self._at]


def _inline_end(picture: dict[str, Any], data: bytes, start: int, last: int) -> int:
    """Before where the data of an inline image cannot end, so that no EI within it is taken for its end."""
    packing = picture.get("Filter", picture.get("F"))
    first = packing[0] if isinstance(packing, list) and packing else packing
    if first is None:
        return start + _raw_size(picture)
    if first in ("Fl", "FlateDecode"):
        return _flate_end(data, start, last)
    for found in islice(_END.finditer(data, start, last), _MOST_ENDS):
        if not _BINARY.search(data, found.end(), found.end() + 16):
            return found.start()
    return start


def _flate_end(data: bytes, start: int, last: int) -> int:
    unpacker = zlib.decompressobj()
    for at in range(start, min(len(data), last), _CHUNK):
        try:
            unpacker.decompress(data[at : at + _CHUNK])
        except zlib.error:
            return start
        if unpacker.eof:
            return min(at + _CHUNK, len(data)) - len(unpacker.unused_data)
    return start


def _raw_size(picture: dict[str, Any]) -> int:
    masked = picture.get("ImageMask", picture.get("IM")) is True
    space = picture.get("ColorSpace", picture.get("CS"))
    parts = {"RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4}.get(space, 1) if isinstance(space, str) else 1
    try:
        width, height = (
            int(picture.get(full, picture.get(short, 0))) for full, short in (("Width", "W"), ("Height", "H"))
        )
        bits = 1 if masked else int(picture.get("BitsPerComponent", picture.get("BPC", 8)))
    except (TypeError, ValueError):
        return 0
    return max(0, min(_MOST_INLINE, (width * parts * bits + 7) // 8 * height))


def _dictionary(values: list[Any]) -> dict[str, Any]:
    return {key: value for key, value in zip(values[::2], values[1::2], strict=False) if isinstance(key, str)}


def name_of(token: bytes) -> str:
    """A name's letters, without the slash; bytes that are no UTF-8 are taken for Latin-1."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), token[1:])
    try:
        return plain.decode()
    except UnicodeDecodeError:
        return plain.decode("latin-1")


def string_of(inner: bytes) -> bytes:
    """The bytes of a string without its outer brackets (ISO 32000-1, 7.3.4.2)."""
    return _ESCAPED.sub(_letter, inner) if b"\\" in inner or b"\r" in inner else inner


def _letter(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code is None:
        return b"\n"
    if code[0] in b"01234567":
        return bytes([int(code, 8) & 255])
    return _LETTERS.get(code, code)


def _unhexed(digits: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", digits)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _string_end(data: bytes, start: int, last: int) -> int | None:
    """Where the bracket closes that opens at ``start``, before ``last``."""
    depth = 0
    for found in _BRACKETS.finditer(data, start, last):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    return None
