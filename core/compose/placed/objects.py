"""Safe hands for the objects of a PDF from anywhere: nothing is trusted to be there, or to be what it should.

Streams are unpacked only when what they may grow to is known to be within a limit.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import struct
import zlib
from collections.abc import Iterable
from typing import Any

import pikepdf
from fontTools.ttLib import TTLibError
from pikepdf import Array, Dictionary, Name, Stream, StreamDecodeLevel

from core.geometry import Affine, Box

SLIPS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
    AssertionError,
    NotImplementedError,
    OSError,
    EOFError,
    struct.error,
    zlib.error,
    TTLibError,
    pikepdf.PdfError,
)
"""What reading a damaged object raises, here and in the libraries that read fonts, pictures and streams."""

MOST_NUMBER = 1e9
_FLATE_RATIO, _LZW_RATIO, _RUN_RATIO = 1032, 2800, 128  # how many bytes one can become
_RATIOS = {"FlateDecode": _FLATE_RATIO, "Fl": _FLATE_RATIO, "LZWDecode": _LZW_RATIO, "LZW": _LZW_RATIO}
_RATIOS |= {"RunLengthDecode": _RUN_RATIO, "RL": _RUN_RATIO}
_ASCII85, _HEX = ("ASCII85Decode", "A85"), ("ASCIIHexDecode", "AHx")


def number(value: Any) -> float:
    """A finite number; raises ValueError."""
    if isinstance(value, bool | str | bytes) or value is None:
        raise ValueError("no number")
    found = float(value)
    if not math.isfinite(found) or abs(found) > MOST_NUMBER:
        raise ValueError("a number beyond all measure")
    return found


def numbers(values: Any, count: int | None = None) -> tuple[float, ...]:
    """All of an array's numbers, ``count`` when given; raises ValueError."""
    found = tuple(number(value) for value in items(values))
    if count is not None and len(found) != count:
        raise ValueError(f"{len(found)} numbers, not {count}")
    return found


def items(value: Any) -> list[Any]:
    """The elements of an array; raises ValueError for anything else."""
    if isinstance(value, Array | list | tuple):
        return list(value)
    raise ValueError("no array")


def word(value: Any) -> str:
    """A name without its slash; empty for what is no name."""
    if isinstance(value, Name):
        try:
            return str(value)[1:]
        except UnicodeDecodeError:
            return value.unparse().decode("latin-1")[1:]
    return value if isinstance(value, str) else ""


def text(value: Any) -> str:
    """A text string or a name in letters that can be shown."""
    try:
        found = word(value) or str(value)
    except UnicodeDecodeError:
        found = bytes(value).decode("latin-1")
    return re.sub(r"[\x00-\x1f\x7f]", " ", found)[:200].strip()


def get(holder: Any, *keys: str) -> Any:
    """What lies under ``keys``, one within the other; None where a step is missing."""
    for key in keys:
        if isinstance(holder, Dictionary | Stream):
            holder = holder.get(f"/{key}")
        elif isinstance(holder, dict):
            holder = holder.get(key)
        else:
            return None
    return holder


def real(holder: Any, key: str, default: float) -> float:
    """A number under a key, ``default`` where there is none or none to be used."""
    value = get(holder, key)
    try:
        return default if value is None else number(value)
    except (ValueError, TypeError):
        return default


def identity(value: Any) -> tuple[int, int] | None:
    """The object and generation number of an indirect object."""
    if not isinstance(value, pikepdf.Object) or not value.is_indirect:
        return None
    found: tuple[int, int] = value.objgen
    return found


def matrix(value: Any) -> Affine:
    """Six numbers as a map; the identity where there are none; raises ValueError for anything else."""
    return Affine() if value is None else Affine(*numbers(value, 6))


def box(value: Any) -> Box:
    """Four numbers in any order of corners; raises ValueError."""
    x0, y0, x1, y1 = numbers(value, 4)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def filters(stream: Any) -> list[str]:
    """The names of a stream's filters, first to be undone first."""
    found = get(stream, "Filter")
    if found is None:
        return []
    return [word(each) for each in found] if isinstance(found, Array) else [word(found)]


def unpacked(stream: Any, most: int) -> bytes:
    """A stream's bytes without their filters, pictures decoded too; raises ValueError for more than ``most`` and for
    what cannot be decoded. What is cut short gives what there is.
    """
    if not isinstance(stream, Stream):
        raise ValueError("no stream")
    raw, names = stream.read_raw_bytes(), filters(stream)
    if not names:
        return _within(raw, most)
    if not _simple(stream, names) or not (inflated := _inflated(raw, names, most)):
        _refuse_bomb(raw, names, most)
        return _within(stream.read_bytes(StreamDecodeLevel.all), most)
    return inflated


def _simple(stream: Any, names: list[str]) -> bool:
    """Whether only Flate without a predictor is to be undone, below the ASCII filters."""
    parms = get(stream, "DecodeParms")
    parms = items(parms) if isinstance(parms, Array) else [parms]
    plain = all(real(each, "Predictor", 1) == 1 for each in parms)
    return plain and names[-1] in ("FlateDecode", "Fl") and all(name in (*_ASCII85, *_HEX) for name in names[:-1])


def _inflated(raw: bytes, names: Iterable[str], most: int) -> bytes:
    for name in names:
        if name in _ASCII85:
            raw = _ascii85(raw)
        elif name in _HEX:
            raw = binascii.unhexlify(_even(re.sub(rb"[^0-9A-Fa-f]", b"", raw.split(b">")[0])))
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    try:
        parts.append(unpacker.decompress(raw, most + 1))
    except zlib.error:
        parts = [_salvaged(raw, most)]
    return _within(b"".join(parts), most)


def _salvaged(raw: bytes, most: int) -> bytes:
    """What a damaged Flate stream gives before its fault."""
    unpacker, parts, size = zlib.decompressobj(), [], 0
    for at in range(0, len(raw), 256):
        try:
            part = unpacker.decompress(raw[at : at + 256], most + 1)
        except zlib.error:
            break
        parts.append(part)
        size += len(part)
        if size > most:
            break
    return b"".join(parts)


def _ascii85(raw: bytes) -> bytes:
    body = raw.strip().removeprefix(b"<~").split(b"~")[0]
    return base64.a85decode(body, ignorechars=b" \t\n\r\v\f\0")


def _even(digits: bytes) -> bytes:
    return digits + b"0" if len(digits) % 2 else digits


def _refuse_bomb(raw: bytes, names: Iterable[str], most: int) -> None:
    size = len(raw)
    for name in names:
        size *= _RATIOS.get(name, 1)
    # A real stream is far from what the worst ratio allows; two filters that expand are not.
    if size > most * 64 or size > 1 << 42:
        raise ValueError("a stream that may unpack to more than is sound")


def _within(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise ValueError(f"more than {most} bytes")
    return data
