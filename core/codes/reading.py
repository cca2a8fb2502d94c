"""Reading codes from pixels, by zxing-cpp: the same data as an encoded symbol has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from core.codes import gs1
from core.codes.gtin import check_digit
from core.codes.names import Symbology

Corner = tuple[float, float]


@dataclass(frozen=True)
class Reading:
    """A code that was found. ``symbology`` is None for a kind that cannot be encoded here.

    ``position`` has its corners in pixels (x to the right, y down), beginning at the code's own upper left one and
    going clockwise as the code is read.
    """

    symbology: Symbology | None
    data: str
    position: tuple[Corner, Corner, Corner, Corner]


def read(grey: NDArray[np.uint8]) -> list[Reading]:
    """All codes in a picture [H, W], dark bars on light, turned any way; a module needs three pixels, better four.

    A UPC-A reads as the EAN-13 that it is, with a leading 0 (see `matches`); GS1 data come with their identifiers in
    parentheses.
    """
    if grey.size == 0:
        return []
    # In a reduced copy narrow bars merge, and a check character lets one misreading in a hundred pass.
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(grey, np.uint8),
        text_mode=zxingcpp.TextMode.Plain,
        try_invert=False,
        try_downscale=False,
    )
    return [_reading(each) for each in found]


def matches(data: str, reading: Reading) -> bool:
    """Whether a reading is of a symbol with this ``data`` (`Symbol.data`)."""
    if reading.symbology == "ean13" and len(data) == 12:
        return reading.data == "0" + data
    return reading.data == data


def _reading(found: zxingcpp.Barcode) -> Reading:
    data = found.text
    elements = gs1.scanned(data) if found.content_type == zxingcpp.ContentType.GS1 else None
    if elements is not None:
        data = gs1.written(elements)
    corners = found.position
    return Reading(
        _symbology(found, data),
        data,
        (
            (float(corners.top_left.x), float(corners.top_left.y)),
            (float(corners.top_right.x), float(corners.top_right.y)),
            (float(corners.bottom_right.x), float(corners.bottom_right.y)),
            (float(corners.bottom_left.x), float(corners.bottom_left.y)),
        ),
    )


def _symbology(found: zxingcpp.Barcode, data: str) -> Symbology | None:
    formats = zxingcpp.BarcodeFormat
    match found.format:
        case formats.EAN13 | formats.UPCA:
            return "ean13"
        case formats.EAN8:
            return "ean8"
        case formats.ITF | formats.ITF14:
            return "itf14" if len(data) == 14 and data[-1] == check_digit(data[:-1]) else None
        case formats.Code128:
            return "gs1_128" if found.content_type == zxingcpp.ContentType.GS1 else "code128"
        case formats.DataMatrix:
            return "datamatrix"
        case formats.QRCode | formats.QRCodeModel2:
            return "qr"
        case _:
            return None
