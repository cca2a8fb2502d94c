"""CMaps: what the bytes of a string are (ISO 32000-1, 9.7.5; Adobe technical note 5014)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.compose.placed.tokens import instructions

MOST_BYTES = 4 * 2**20
_MOST_ENTRIES = 200_000
_MOST_CODE = 4  # bytes


@dataclass
class CMap:
    """Codes to character identifiers, or to text. ``spaces`` are lengths with the first and last code of each."""

    spaces: list[tuple[int, int, int]] = field(default_factory=list)
    cids: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    direct: bool = False
    vertical: bool = False

    def codes(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Each code with its length."""
        at = 0
        while at < len(data):
            length = self._length(data, at)
            yield int.from_bytes(data[at : at + length], "big"), length
            at += length

    def _length(self, data: bytes, at: int) -> int:
        if self.direct or not self.spaces:
            return 2
        for length in range(1, _MOST_CODE + 1):
            code = data[at : at + length]
            if len(code) == length and any(
                size == length and _within(code, low, high) for size, low, high in self.spaces
            ):
                return length
        return min(size for size, _, _ in self.spaces)

    def cid(self, code: int) -> int:
        return code if self.direct else self.cids.get(code, 0)


def _within(code: bytes, low: int, high: int) -> bool:
    """Byte by byte, as code spaces are."""
    size = len(code)
    return all(a <= c <= b for a, c, b in zip(low.to_bytes(size, "big"), code, high.to_bytes(size, "big"), strict=True))


def identity(vertical: bool) -> CMap:
    return CMap(direct=True, vertical=vertical)


def parse(data: bytes) -> CMap:
    """A CMap stream; what makes no sense in it is left out."""
    found = CMap()
    left = _MOST_ENTRIES
    for operator, operands in instructions(data[:MOST_BYTES], lambda text: None):
        entries = list(_entries(operator, operands))
        left -= len(entries)
        if left < 0:
            break
        if operator == "endcodespacerange":
            pairs = zip(operands[::2], operands[1::2], strict=False)
            found.spaces += [
                (len(low), int.from_bytes(low, "big"), int.from_bytes(high, "big"))
                for low, high in pairs
                if isinstance(low, bytes) and isinstance(high, bytes) and 0 < len(low) == len(high) <= _MOST_CODE
            ]
        for code, value in entries:
            if isinstance(value, int):
                found.cids[code] = value
            else:
                found.texts[code] = value
    wanted = re.search(rb"/WMode\s+1", data[:MOST_BYTES])
    found.vertical = wanted is not None
    return found


def _entries(operator: str, operands: list[object]) -> Iterator[tuple[int, int | str]]:
    match operator:
        case "endcidchar":
            for code, cid in zip(operands[::2], operands[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(cid, float):
                    yield int.from_bytes(code, "big"), int(cid)
        case "endbfchar":
            for code, letters in zip(operands[::2], operands[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(letters, bytes):
                    yield int.from_bytes(code, "big"), _letters(letters)
        case "endcidrange" | "endbfrange":
            for low, high, to in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes):
                    first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
                    yield from _spread(first, min(last, first + 65535), to)


def _spread(first: int, last: int, to: object) -> Iterator[tuple[int, int | str]]:
    for index, code in enumerate(range(first, last + 1)):
        if isinstance(to, float):
            yield code, int(to) + index
        elif isinstance(to, bytes) and to:
            number = int.from_bytes(to[-2:], "big") + index
            yield code, _letters(to[:-2] + (number & 0xFFFF).to_bytes(2, "big"))
        elif isinstance(to, list) and index < len(to) and isinstance(to[index], bytes):
            yield code, _letters(to[index])


def _letters(data: bytes) -> str:
    return data.decode("utf-16-be", "replace") if len(data) > 1 else data.decode("latin-1")
