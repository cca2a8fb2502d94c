"""What a PDF page says: its instructions within limits, its colour spaces and its layers."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Name, Pdf

from core.errors import DieloomError

MOST_CONTENT = 6_000_000  # bytes of instructions, unpacked
MOST_PACKED = 200_000  # bytes of a stream that is packed in an unusual way
MOST_ARRAYS = 10_000


class Layer(NamedTuple):
    """An optional content group: its name and its processing step (ISO 19593-1), empty where there is none."""

    name: str = ""
    step: str = ""


class Instructions:
    """Unpacks and reads content streams of one file, and stops at the limit of all together."""

    def __init__(self, pdf: Pdf, name: str) -> None:
        self._pdf, self._name, self._left = pdf, name, MOST_CONTENT

    def of(self, contents: Any) -> Iterator[tuple[list[Any], str]]:
        """Operands and operator, in order; raises DieloomError."""
        streams = list(contents) if isinstance(contents, Array) else [contents]
        data = b"\n".join(self._unpacked(stream) for stream in streams[:MOST_ARRAYS])
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)  # what ends too soon is only warned of
                found = pikepdf.parse_content_stream(self._pdf.make_stream(data))
        except (pikepdf.PdfError, UserWarning, ValueError, RecursionError) as error:
            what = " ".join(str(error).split())[:120]
            raise DieloomError(f"{self._name}: its page cannot be read ({what}).", "Export it again.") from error
        for instruction in found:
            yield list(instruction.operands), _word(instruction.operator)

    def _unpacked(self, stream: Any) -> bytes:
        if not isinstance(stream, pikepdf.Stream):
            return b""
        raw = stream.read_raw_bytes()
        filters: Any = stream.get("/Filter", [])
        names = [str(filters)] if isinstance(filters, Name) else [str(each) for each in filters]
        if not names or not raw:
            data = raw
        elif names == ["/FlateDecode"] and "/DecodeParms" not in stream:
            data = self._inflated(raw)
        elif len(raw) > MOST_PACKED:
            raise DieloomError(f"{self._name}: its page is packed in an unusual way.", "Export it again.")
        else:
            data = stream.read_bytes()
        self._left -= len(data)
        if self._left < 0:
            raise self._too_much()
        return data

    def _inflated(self, raw: bytes) -> bytes:
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(raw, self._left + 1)
        except zlib.error as error:
            raise DieloomError(f"{self._name} is damaged: its page cannot be unpacked.", "Export it again.") from error
        if len(data) > self._left:
            raise self._too_much()
        if not unpacker.eof:
            raise DieloomError(f"{self._name} is damaged: its page is cut short.", "Export it again.")
        return data

    def _too_much(self) -> DieloomError:
        return DieloomError(
            f"{self._name} has more than {MOST_CONTENT // 1000**2} MB of instructions on its page.",
            "That is artwork, not a dieline: export the layer of the die alone.",
        )


def _word(operator: Any) -> str:
    """An operator; one that is no text means nothing to anybody."""
    try:
        return str(operator)
    except UnicodeDecodeError:
        return "?"


def layer_of(group: Any) -> Layer:
    """The layer of a content group, or of the first of a membership dictionary."""
    if not isinstance(group, pikepdf.Dictionary):
        return Layer()
    if "/OCGs" in group:
        inner = group.OCGs
        return layer_of(inner[0] if isinstance(inner, Array) and len(inner) else inner)
    metadata: Any = group.get("/GTS_Metadata", {})
    step = ""
    if isinstance(metadata, pikepdf.Dictionary):
        step = _plain(metadata.get("/GTS_ProcStepsType", metadata.get("/GTS_ProcStepsGroup", "")))
    return Layer(_plain(group.get("/Name", "")), step)


def _plain(value: Any) -> str:
    return str(value).removeprefix("/")[:200]


class Paint(NamedTuple):
    """A colour as #rrggbb, and the spot that prints it."""

    colour: str = "#000000"
    spot: str = ""


def paint_of(space: Any, values: Sequence[Any]) -> Paint:
    """What a colour space makes of numbers; black for what is no plain colour."""
    numbers = [float(value) for value in values if not isinstance(value, Name)]
    if isinstance(space, Array) and len(space):
        kind = str(space[0])
        if kind == "/Separation":
            return Paint(spot=_plain(space[1]))
        if kind == "/DeviceN":
            inks = [_plain(each) for each, value in zip(space[1], numbers, strict=False) if value > 0]
            return Paint(spot=inks[0] if len(inks) == 1 else "")
        if kind == "/ICCBased":
            return Paint(_by_count(numbers))
        if kind in ("/CalRGB", "/CalGray"):
            return Paint(_by_count(numbers))
        return Paint()
    return Paint(_by_count(numbers))


def _by_count(numbers: Sequence[float]) -> str:
    match [max(0.0, min(1.0, number)) for number in numbers]:
        case [grey]:
            shades = (grey, grey, grey)
        case [red, green, blue]:
            shades = (red, green, blue)
        case [cyan, magenta, yellow, black]:
            shades = ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
        case _:
            return "#000000"
    red, green, blue = (round(255 * shade) for shade in shades)
    return f"#{red:02x}{green:02x}{blue:02x}"
