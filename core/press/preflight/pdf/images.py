"""Pictures as they are stored: all of their pixels, and no more bits than plates have."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from pikepdf import Array

from core.compose.placed.objects import SLIPS, filters, get, identity, real, unpacked, word
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.job import PdfJob, pages_of

_MOST_BYTES = 48 * 2**20  # of a picture as it is stored: larger ones take seconds to count
_PIECE = 1 << 20
_MOST_PIXELS = 2**40
_PLATES = {
    "DeviceGray": 1,
    "DeviceRGB": 3,
    "DeviceCMYK": 4,
    "Indexed": 1,
    "Separation": 1,
    "CalGray": 1,
    "CalRGB": 3,
    "Lab": 3,
}


def check_images(job: PdfJob) -> Iterator[Finding]:
    looked: set[tuple[int, int] | None] = set()
    for page in pages_of(job):
        for image in page.used.images:
            job.progress.check()
            key = identity(image)
            if key in looked:
                continue
            looked.add(key)
            where = f"A picture of {real(image, 'Width', 0):.0f} x {real(image, 'Height', 0):.0f} pixels"
            if real(image, "BitsPerComponent", 8) == 16:
                yield found("picture-deep", f"{where} has 16 bits; plates have 8.", None, page.number)
            problem = _torn(image)
            if problem:
                yield found("picture-damaged", f"{where} {problem}.", None, page.number)
            mask = get(image, "SMask")
            if mask is not None and identity(mask) not in looked:
                looked.add(identity(mask))
                problem = _torn(mask)
                if problem:
                    yield found("picture-damaged", f"The mask of {where.lower()} {problem}.", None, page.number)


def _torn(image: Any) -> str | None:
    """What is wrong with the pixels of a picture; None where they are whole, or too many to be counted."""
    width, height = real(image, "Width", 0), real(image, "Height", 0)
    if width < 1 or height < 1 or width * height > _MOST_PIXELS:
        return "has no size that a picture can have"
    plates = _plates(get(image, "ColorSpace"))
    if get(image, "ImageMask"):
        bits = 1.0
    elif plates is None:
        return None
    else:
        bits = real(image, "BitsPerComponent", 8) * plates
    wanted = -(-int(width) * int(bits) // 8) * int(height)
    kinds = filters(image)
    try:
        if kinds == ["FlateDecode"] and real(get(image, "DecodeParms"), "Predictor", 1) == 1:
            raw = image.read_raw_bytes()
            held = _held(raw, wanted) if len(raw) <= _MOST_BYTES else wanted
        elif not kinds:
            held = len(image.read_raw_bytes())
        elif set(kinds) <= {"FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode"}:
            if wanted > _MOST_BYTES:
                return None
            held = len(unpacked(image, 2 * wanted + _PIECE))
        else:
            return None  # JPEG and its kin know themselves how many pixels they have
    except SLIPS:
        return "is damaged"
    return None if held >= wanted else f"is cut off: {held / wanted:.0%} of it are there"


def _held(raw: bytes, enough: int) -> int:
    """How many bytes Flate gives, counted a piece at a time and no further than ``enough``."""
    unpacker, count = zlib.decompressobj(), 0
    data = raw
    while data and count < enough:
        try:
            piece = unpacker.decompress(data, _PIECE)
        except zlib.error:
            break
        data = unpacker.unconsumed_tail
        if not piece and not data:
            break
        count += len(piece)
    return count


def _plates(space: Any) -> int | None:
    """How many numbers a pixel has."""
    if not isinstance(space, Array):
        return _PLATES.get(word(space))
    kind = word(space[0]) if len(space) else ""
    if kind == "ICCBased" and len(space) > 1:
        return int(real(space[1], "N", 0)) or None
    if kind == "DeviceN" and len(space) > 1 and isinstance(space[1], Array):
        return len(space[1])
    return _PLATES.get(kind)
