"""Safe hands for the objects of a PDF from anywhere: nothing is trusted to be there, or to be what it should.

Streams are unpacked only when what they may grow to is known to be within a limit.
"""

from __future__ import annotations

import base64
import binascii
import io
import math
import re
import struct
import zlib
from typing import Any

import pikepdf
import shapely
from fontTools.ttLib import TTLibError
from pikepdf import Array, Dictionary, Name, Stream, StreamDecodeLevel
from PIL import Image

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
    Image.DecompressionBombError,
    shapely.errors.ShapelyError,
    pikepdf.PdfError,
)
"""What reading a damaged object raises, here and in the libraries that read fonts, pictures and streams."""

MOST_NUMBER = 1e9
_LZW_RATIO, _RUN_RATIO = 2800, 128  # how many bytes one can become
_CHUNK = 1 << 16
_ASCII85, _HEX, _FLATE = ("ASCII85Decode", "A85"), ("ASCIIHexDecode", "AHx"), ("FlateDecode", "Fl")
_LZW, _RUNS, _JPEG = ("LZWDecode", "LZW"), ("RunLengthDecode", "RL"), ("DCTDecode", "DCT")
_ENDS = (*_ASCII85, *_HEX, "Crypt")  # what may follow a filter that expands


def number(value: Any) -> float:
    """A finite number; raises ValueError."""
    if type(value) is not float:
        if isinstance(value, bool | str | bytes) or value is None:
            raise ValueError("no number")
        value = float(value)
    found: float = value
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


def product(outer: Affine, inner: Affine) -> Affine:
    """``outer @ inner``; raises ValueError for what leaves every measure."""
    found = outer @ inner
    if not all(abs(value) <= MOST_NUMBER for value in found):  # not so for NaN either
        raise ValueError("a map beyond all measure")
    return found


def unpacked(stream: Any, most: int) -> bytes:
    """A stream's bytes without their filters, JPEG among them; raises ValueError for more than ``most`` and for what
    cannot be decoded. What is cut short gives what there is.
    """
    if not isinstance(stream, Stream):
        raise ValueError("no stream")
    raw, names = peeled(stream, most)
    if names:
        _refuse_bomb(raw, names, most)
        raw = stream.read_bytes(StreamDecodeLevel.all)
    if len(raw) > most:
        raise ValueError(f"more than {most} bytes")
    return raw


def peeled(stream: Stream, most: int) -> tuple[bytes, list[str]]:
    """The bytes below the filters undone here (ASCII, and Flate without a predictor), and the filters that are left."""
    raw, names = stream.read_raw_bytes(), filters(stream)
    given = get(stream, "DecodeParms")
    parms = list(given) if isinstance(given, Array) else [given] * len(names)
    for index, name in enumerate(names):
        plain = index >= len(parms) or real(parms[index], "Predictor", 1) == 1
        if name in _ASCII85:
            raw = base64.a85decode(raw.strip().removeprefix(b"<~").split(b"~")[0], ignorechars=b" \t\n\r\v\f\0")
        elif name in _HEX:
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", raw.split(b">")[0])
            raw = binascii.unhexlify(digits + b"0" * (len(digits) % 2))
        elif name in _FLATE and plain:
            raw = inflated(raw, most)
        else:
            return raw, names[index:]
    return raw, []


def inflated(raw: bytes, most: int) -> bytes:
    """What a Flate stream holds, up to its fault where it is damaged; raises ValueError for more than ``most``."""
    unpacker, parts, left = zlib.decompressobj(), [], most + 1
    for at in range(0, len(raw), _CHUNK):
        try:
            parts.append(unpacker.decompress(raw[at : at + _CHUNK], left))
        except zlib.error:
            break
        left -= len(parts[-1])
        if left <= 0:
            raise ValueError(f"more than {most} bytes")
    return b"".join(parts)


def _refuse_bomb(raw: bytes, names: list[str], most: int) -> None:
    """Raises ValueError where the filters that are left may give more than ``most`` bytes."""
    first, *rest = names
    if first in _FLATE:
        size = len(inflated(raw, 2 * most))
    elif first in _LZW:
        size = _lzw_size(raw) if len(raw) * _LZW_RATIO > most else 0
    elif first in _RUNS:
        size = _runs_size(raw) if len(raw) * _RUN_RATIO > most else 0
    elif first in _JPEG:
        with Image.open(io.BytesIO(raw), formats=["JPEG"]) as image:
            size = image.width * image.height * len(image.getbands())
    else:
        raise ValueError(f"packed in an unknown way ({first[:20]})")
    if size > 2 * most or any(name not in _ENDS for name in rest):
        raise ValueError("a stream that unpacks to more than is sound")


def _lzw_size(raw: bytes) -> int:
    """How many bytes codes of 9 to 12 bits stand for (7.4.4): each new one is its forerunner and one more."""
    lengths, total, before, at, bits = [1] * 258, 0, 0, 0, 9
    while at + bits <= len(raw) * 8:
        code = (
            int.from_bytes(raw[at // 8 : at // 8 + 3].ljust(3, b"\0"), "big") >> (24 - bits - at % 8) & (1 << bits) - 1
        )
        at += bits
        if code == 256:
            lengths, before, bits = [1] * 258, 0, 9
            continue
        if code == 257:
            break
        if before:
            lengths.append(before + 1)
        before = lengths[min(code, len(lengths) - 1)]
        total += before
        bits = min(12, max(9, (len(lengths) + 1).bit_length()))
    return total


def _runs_size(raw: bytes) -> int:
    at = total = 0
    while at < len(raw) and raw[at] != 128:
        total += raw[at] + 1 if raw[at] < 128 else 257 - raw[at]
        at += raw[at] + 2 if raw[at] < 128 else 2
    return total
