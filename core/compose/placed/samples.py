"""The samples of an image XObject, unpacked and within limits (ISO 32000-1, 8.9.5, 7.4)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Stream
from PIL import Image

from core.compose.placed.colours import CMYK, GREY, RGB, Space, Spaces
from core.compose.placed.objects import filters, get, numbers, real, unpacked

MOST_PIXELS = 178_956_970
"""Pillow's own limit."""

_JPEG, _JPX, _FAX, _JBIG = ("DCTDecode", "DCT"), ("JPXDecode",), ("CCITTFaxDecode", "CCF"), ("JBIG2Decode",)
_MODES = {"1": GREY, "L": GREY, "RGB": RGB, "CMYK": CMYK}
_BY_COUNT = {1: GREY, 3: RGB, 4: CMYK}


@dataclass(frozen=True)
class Samples:
    """``values`` is [H, W, n] of ``bits`` each (16 come as their higher 8); ``decode`` is what the lowest and highest
    of each component mean. ``alpha`` is what a JPEG 2000 brings along.
    """

    values: NDArray[np.uint8]
    bits: int
    space: Space
    decode: tuple[tuple[float, float], ...]
    alpha: NDArray[np.uint8] | None = None


def dimensions(picture: Any) -> tuple[int, int]:
    """Width and height; raises ValueError beyond the limit."""
    width, height = (int(real(picture, key, 0)) for key in ("Width", "Height"))
    if width < 1 or height < 1 or width * height > MOST_PIXELS:
        raise ValueError(f"a picture of {width} x {height} pixels")
    return width, height


def is_mask(picture: Any) -> bool:
    return get(picture, "ImageMask") is True


def read(picture: Any, spaces: Spaces, resources: Any = None, least_width: int | None = None) -> Samples:
    """Raises ValueError and what the parts of a damaged picture raise; what is cut short is filled up with zeros.

    A JPEG may come smaller, but not below ``least_width``, where that is quicker.
    """
    width, height = dimensions(picture)
    last = (filters(picture) or [""])[-1]
    if last in _JBIG:
        raise ValueError("packed as JBIG2, which cannot be read")
    if last in _JPX:
        return _jpx(picture, spaces, resources)
    bits = 1 if is_mask(picture) else int(real(picture, "BitsPerComponent", 8))
    given = get(picture, "ColorSpace")
    space = GREY if is_mask(picture) or given is None else spaces.find(given, resources)
    if last in _FAX:
        return _fax(picture, space, width, height)
    if bits not in (1, 2, 4, 8, 16):
        raise ValueError(f"samples of {bits} bits")
    if last in _JPEG:
        values = _small_jpeg(picture, width, least_width) if least_width else None
        values = _jpeg(picture, width, height) if values is None else values
        if values.shape[2] != space.size:
            space = _BY_COUNT[values.shape[2]]
        return Samples(values, 8, space, _decode(picture, space, 8))
    row = (width * space.size * bits + 7) // 8
    data = unpacked(picture, row * height + (1 << 20))[: row * height].ljust(row * height, b"\0")
    values = _spread(np.frombuffer(data, np.uint8).reshape(height, row), width * space.size, bits)
    return Samples(values.reshape(height, width, space.size), bits, space, _decode(picture, space, bits))


def _spread(rows: NDArray[np.uint8], count: int, bits: int) -> NDArray[np.uint8]:
    """[H, count] of rows that are packed to whole bytes."""
    if bits == 8:
        return rows
    if bits == 16:
        return rows[:, ::2]
    if bits == 1:
        return np.unpackbits(rows, axis=1)[:, :count]
    shifts = np.arange(8 - bits, -1, -bits, dtype=np.uint8)
    spread: NDArray[np.uint8] = ((rows[:, :, None] >> shifts) & (2**bits - 1)).reshape(len(rows), -1)[:, :count]
    return spread


def _decode(picture: Any, space: Space, bits: int) -> tuple[tuple[float, float], ...]:
    given = get(picture, "Decode")
    if not isinstance(given, Array) or len(given) < 2 * space.size:
        return space.decode(bits)
    values = numbers(given)
    return tuple(zip(values[: 2 * space.size : 2], values[1 : 2 * space.size : 2], strict=True))


def _jpeg(picture: Any, width: int, height: int) -> NDArray[np.uint8]:
    """The samples as they stand in the file: qpdf turns no inks round, which Pillow would."""
    data = unpacked(picture, width * height * 4 + (1 << 20))
    parts = len(data) // (width * height)
    if parts not in _BY_COUNT or parts * width * height != len(data):
        raise ValueError("a JPEG of another size")
    return np.frombuffer(data, np.uint8, width * height * parts).reshape(height, width, parts)


def _small_jpeg(picture: Any, width: int, least_width: int) -> NDArray[np.uint8] | None:
    """The samples at a half, a quarter or an eighth of their size, straight from the JPEG's frequencies; None where
    that is too small, or not to be had.
    """
    if width < 2 * least_width or filters(picture) != ["DCTDecode"]:
        return None
    with Image.open(io.BytesIO(picture.read_raw_bytes()), formats=["JPEG"]) as image:
        if image.width != width or image.mode not in ("L", "RGB", "CMYK"):
            return None
        image.draft(None, (least_width, 1))
        values: NDArray[np.uint8] = np.asarray(image)
    turned = 255 - values if image.mode == "CMYK" else values  # Pillow turns inks round, the PDF counts on none to
    return turned.reshape(*values.shape[:2], -1)


def _jpx(picture: Stream, spaces: Spaces, resources: Any) -> Samples:
    if len(filters(picture)) != 1:
        raise ValueError("a JPEG 2000 that is packed once more")
    image: Image.Image = Image.open(io.BytesIO(picture.read_raw_bytes()), formats=["JPEG2000"])
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(f"a picture of {image.width} x {image.height} pixels")
    alpha = np.asarray(image.getchannel("A")) if image.mode in ("LA", "RGBA") else None
    if alpha is not None:
        image = image.convert(image.mode[:-1])
    if image.mode.startswith("I"):
        values = (np.asarray(image).astype(np.int64).clip(0, 65535) >> 8).astype(np.uint8)
    else:
        image = image if image.mode in _MODES else image.convert("RGB")
        values = np.asarray(image)
    values = values.reshape(values.shape[0], values.shape[1], -1)
    given = get(picture, "ColorSpace")
    space = _BY_COUNT[values.shape[2]] if given is None else spaces.find(given, resources)
    if space.size != values.shape[2]:
        space = _BY_COUNT[values.shape[2]]
    return Samples(values, 8, space, space.decode(8), alpha if real(picture, "SMaskInData", 0) else None)


def _fax(picture: Stream, space: Space, width: int, height: int) -> Samples:
    """Through pikepdf, which knows the fax formats' own header."""
    image = pikepdf.PdfImage(picture).as_pil_image().convert("L")
    values = (np.asarray(image) > 127).astype(np.uint8)
    if values.shape != (height, width) or space.size != 1:
        raise ValueError("a fax of another size")
    return Samples(values[:, :, None], 1, space, _decode(picture, space, 1))
