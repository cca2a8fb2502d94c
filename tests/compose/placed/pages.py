"""Small PDFs put together object by object, and what is needed to look at how a page of one is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from core.compose.drawlist import DrawPage, Gradient, Group, Op, PdfImage, PictureSource
from core.compose.placed.gradients import gradient_inks, gradient_pixels
from core.compose.placed.pdf import PlacedPage, read_page
from core.compose.placed.pictures import pdf_image

Resources = dict[str, dict[str, Any]]
Make = Callable[[Pdf], Resources]


def make(content: bytes, resources: Make | None = None, size: tuple[float, float] = (200, 200), **page: Any) -> bytes:
    """A PDF of one page; ``resources`` makes what its instructions name, ``page`` is what else the page says."""
    pdf = Pdf.new()
    made = resources(pdf) if resources else {}
    named = {f"/{kind}": Dictionary({f"/{key}": value for key, value in each.items()}) for kind, each in made.items()}
    entries = {
        "/Type": Name.Page,
        "/MediaBox": Array([0, 0, *size]),
        "/Contents": pdf.make_stream(content),
        "/Resources": Dictionary(named),
        **{f"/{key}": value for key, value in page.items()},
    }
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(entries))))
    return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(file, static_id=True)
    return file.getvalue()


def read(content: bytes, resources: Make | None = None, **page: Any) -> PlacedPage:
    return read_page(make(content, resources, **page))


def flat(ops: tuple[Op, ...]) -> list[Op]:
    """All operations, without the groups that they are in."""
    return [inner for op in ops for inner in (flat(op.ops) if isinstance(op, Group) else [op])]


def codes(page: PlacedPage) -> set[str]:
    return {note.code for note in page.notes} - {"no-trim"}


def calculator(pdf: Pdf, source: bytes, inputs: int = 1, outputs: int = 4) -> Stream:
    """A PostScript function of numbers from 0 to 1."""
    function = pdf.make_stream(source)
    function.FunctionType = 4
    function.Domain = Array([0, 1] * inputs)
    function.Range = Array([0, 1] * outputs)
    return function


def blend(start: list[float], end: list[float], exponent: float = 1) -> Dictionary:
    """An exponential function."""
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(start), C1=Array(end), N=exponent)


def picture(pdf: Pdf, data: bytes, width: int, height: int, **entries: Any) -> Stream:
    """An image XObject, indirect."""
    stream = pdf.make_stream(data)
    stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, width, height
    for key, value in ({"BitsPerComponent": 8} | entries).items():
        stream[f"/{key}"] = value
    return stream


def form(pdf: Pdf, content: bytes, box: tuple[float, ...] = (0, 0, 200, 200), **entries: Any) -> Stream:
    """A form XObject, indirect."""
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array(list(box))
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


class PagePixels:
    """The pixels of one PDF."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def tile(self, source: Any, width_px: int, height_px: int) -> NDArray[np.uint8]:
        raise LookupError(source)

    def image(self, source: PictureSource, max_width_px: int | None = None) -> NDArray[np.uint8]:
        if isinstance(source, Gradient):
            return gradient_pixels(source, max_width_px)
        assert isinstance(source, PdfImage)
        return pdf_image(self._data, source.number, max_width_px, source.ink).srgb

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> NDArray[np.uint8] | None:
        if isinstance(source, Gradient):
            return gradient_inks(source, max_width_px)
        assert isinstance(source, PdfImage)
        return pdf_image(self._data, source.number, max_width_px, source.ink).inks


def media_page(page: PlacedPage) -> DrawPage:
    """The whole media as a page to be drawn."""
    return DrawPage("outside", page.trim, page.media, page.ops)
