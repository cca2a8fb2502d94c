"""Pictures that stand within instructions (ISO 32000-1, 8.9.7): found again by where they stand."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from core.compose.placed.objects import get, unpacked
from core.compose.placed.tokens import instructions

MOST_CONTENT = 256 * 2**20
MOST_PARENTS = 100
_PLACES = 1 << 16

_KEYS = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "D": "Decode",
    "DP": "DecodeParms",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "I": "Interpolate",
    "W": "Width",
}
_VALUES = {
    "G": "DeviceGray",
    "RGB": "DeviceRGB",
    "CMYK": "DeviceCMYK",
    "I": "Indexed",
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}


def joined(owner: int, place: int) -> int:
    """The number of the picture at ``place`` among those in the instructions of object ``owner``."""
    if not 0 <= place < _PLACES:
        raise ValueError("too many inline pictures")
    return -(owner * _PLACES + place) - 1


def split(number: int) -> tuple[int, int]:
    """Owner and place of a negative number."""
    return divmod(-number - 1, _PLACES)


def inline_picture(pdf: Pdf, owner: int, place: int) -> tuple[Stream, Any]:
    """The picture as a stream of its own, and the resources around it; raises ValueError."""
    holder = pdf.get_object(owner, 0)
    resources = inherited(holder, "Resources")
    found = (operands for operator, operands in instructions(content(holder), lambda text: None) if operator == "BI")
    for index, (picture, data) in enumerate(found):
        if index == place:
            return as_stream(pdf, picture, data), resources
    raise ValueError("no picture")


def content(holder: Any) -> bytes:
    """The instructions of a page, or of a stream; those of a page that cannot be unpacked are left out."""
    if isinstance(holder, Stream):
        return unpacked(holder, MOST_CONTENT)
    given = get(holder, "Contents")
    streams = list(given) if isinstance(given, Array) else [given]
    parts, left = [], MOST_CONTENT
    for stream in streams:
        if isinstance(stream, Stream):
            parts.append(unpacked(stream, left))
            left -= len(parts[-1])
    return b"\n".join(parts)


def inherited(page: Any, key: str) -> Any:
    """A page's own entry, or that of the nearest node above it."""
    for _ in range(MOST_PARENTS):
        found = get(page, key)
        if found is not None:
            return found
        page = get(page, "Parent")
        if page is None:
            break
    return None


def as_stream(pdf: Pdf, picture: dict[str, Any], data: bytes) -> Stream:
    """With the full words for the short ones."""
    full = {_KEYS.get(key, key): value for key, value in picture.items()}
    wanted = {f"/{key}": _object(value) for key, value in full.items() if key not in ("Length", "L")}
    return Stream(pdf, data, Dictionary(wanted))


def _object(value: Any) -> Any:
    if isinstance(value, str):
        return Name("/" + (_VALUES.get(value, value) or "Unnamed"))
    if isinstance(value, bytes):
        return String(value)
    if isinstance(value, list):
        return Array([_object(each) for each in value])
    if isinstance(value, dict):
        return Dictionary({f"/{key}": _object(each) for key, each in value.items() if key})
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value
