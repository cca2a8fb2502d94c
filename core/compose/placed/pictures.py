"""Pictures within a PDF: their process inks untouched, or sRGB, with straight alpha.

A device asks for them one by one, by the file's bytes and the picture's number. That of an inline picture is negative:
it names the object whose instructions hold it and its place among those there.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pikepdf import Array, Pdf, Stream
from PIL import Image

from core.colour.convert import cmyk_to_srgb, ink_to_cmyk
from core.colour.inks import Cmyk, Ink, Rgb
from core.compose.placed import samples
from core.compose.placed.colours import CMYK, Indexed, Space, Spaces
from core.compose.placed.inline import inline_picture, split
from core.compose.placed.objects import SLIPS, get, numbers
from core.compose.placed.samples import Samples
from core.errors import DieloomError

Pixels = NDArray[np.uint8]

_STRIP_PX = 1 << 18
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
_MOST_GROWN = 1 << 24  # pixels that a picture may grow to for a finer mask


@dataclass(frozen=True, eq=False)
class PdfPixels:
    """Colours, [H, W, 4] process inks (255 for 100 %) or [H, W, 3] sRGB, and straight alpha [H, W]."""

    colour: Pixels
    alpha: Pixels

    @cached_property
    def srgb(self) -> Pixels:
        """[H, W, 4], with alpha."""
        return np.dstack([cmyk_to_srgb(self.colour) if self._process else self.colour, self.alpha])

    @cached_property
    def inks(self) -> Pixels | None:
        """[H, W, 5], with alpha; None for a picture of other colours."""
        return np.dstack([self.colour, self.alpha]) if self._process else None

    @property
    def _process(self) -> bool:
        return int(self.colour.shape[2]) == 4


def pdf_image(data: bytes, number: int, max_width_px: int | None = None, ink: Ink | None = None) -> PdfPixels:
    """The picture with this number in a PDF, reduced to ``max_width_px`` where it is wider.

    A one-bit mask is painted in ``ink`` (black when None), and so is any other picture when there is one: its lightness
    is the opacity. Raises DieloomError for a picture that is not there or damaged.
    """
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            picture, resources = _picture(pdf, number)
            if samples.is_mask(picture) or ink is not None:
                colour, alpha = _painted(picture, ink, resources)
            else:
                colour, alpha = _shown(picture, resources, max_width_px)
    except SLIPS as error:
        raise DieloomError(
            f"A picture in the PDF {hashlib.sha256(data).hexdigest()[:12]}… is missing or damaged.",
            "Export the PDF again.",
        ) from error
    return _finished(colour, alpha, max_width_px)


def stencil(picture: Any) -> NDArray[np.bool_]:
    """Which pixels [H, W] of a one-bit mask are painted."""
    found = samples.read(picture, Spaces())
    # A sample of 0 paints, unless its meaning is turned round.
    painted: NDArray[np.bool_] = (found.values[:, :, 0] > 0) == (found.decode[0][0] > found.decode[0][1])
    return painted


def _picture(pdf: Pdf, number: int) -> tuple[Any, Any]:
    """The stream, and the resources that its colour space may be named in."""
    if number < 0:
        return inline_picture(pdf, *split(number))
    found: Any = pdf.get_object(number, 0)
    if not isinstance(found, Stream):
        found = next((each for each in pdf.objects if isinstance(each, Stream) and each.objgen[0] == number), None)
    if found is None:
        raise ValueError("no picture")
    return found, None


def _painted(picture: Any, ink: Ink | None, resources: Any) -> tuple[Pixels, Pixels | None]:
    """One ink, through a one-bit mask or through the lightness of a picture."""
    alpha = stencil(picture).astype(np.uint8) * 255 if samples.is_mask(picture) else _lightness(picture, resources)
    if isinstance(ink, Rgb):
        values = [ink.r, ink.g, ink.b]
    else:
        inks = Cmyk(k=1) if ink is None else ink_to_cmyk(ink)
        values = [inks.c, inks.m, inks.y, inks.k]
    colour = np.broadcast_to(_bytes(np.array(values)), (*alpha.shape, len(values)))
    return colour.copy(), alpha


def _lightness(picture: Any, resources: Any) -> Pixels:
    """The luminosity of a picture (11.3.5.3), of process inks by their plain mixture."""
    found = colours(samples.read(picture, Spaces(), resources))
    if found.shape[2] == 4:
        found = np.rint((255 - found[:, :, :3]) * ((255 - found[:, :, 3:]) / np.float32(255))).astype(np.uint8)
    return _bytes(found @ np.array([0.3, 0.59, 0.11]) / 255)


def _shown(picture: Any, resources: Any, width: int | None) -> tuple[Pixels, Pixels | None]:
    """Colours [H, W, 3 or 4], and alpha [H, W].

    What has no alpha may be reduced to about ``width`` before its colours are worked out.
    """
    spaces = Spaces()
    mask, soft = get(picture, "Mask"), get(picture, "SMask")
    opaque = mask is None and soft is None
    found = samples.read(picture, spaces, resources, width if opaque else None)
    if opaque and width is not None:
        found = _reduced_samples(found, max(1, width))
    colour = colours(found)
    alpha = found.alpha
    if isinstance(soft, Stream):
        alpha = _grey(soft, spaces)
    elif isinstance(mask, Stream):
        alpha = stencil(mask).astype(np.uint8) * 255
    elif isinstance(mask, Array):
        alpha = _keyed(found, numbers(mask))
    if alpha is None:
        return colour, None
    colour, alpha = _matched(colour, alpha)
    matte = get(soft, "Matte")
    if matte is not None:
        colour = _without_matte(colour, alpha, found.space, numbers(matte, found.space.size))
    return colour, alpha


def colours(found: Samples) -> Pixels:
    """[H, W, 4] process inks or [H, W, 3] sRGB of samples."""
    most = 255 if found.bits >= 8 else 2**found.bits - 1
    low, high = np.array(found.decode).T
    if found.space is CMYK and most == 255 and (low == 0).all() and (high == 1).all():
        return found.values  # what goes to the plates untouched needs no arithmetic
    if found.space.size == 1:
        levels = (low + np.arange(most + 1)[:, None] / most * (high - low)).astype(np.float64)
        return _bytes(found.space.convert(levels))[found.values[:, :, 0]]
    height, width = found.values.shape[:2]
    whole = np.empty((height, width, 4 if found.space.process else 3), np.uint8)
    rows = max(1, _STRIP_PX // width)
    for top in range(0, height, rows):
        strip = found.values[top : top + rows].reshape(-1, found.space.size)
        shown = found.space.convert(low + strip / most * (high - low))
        whole[top : top + rows] = _bytes(shown).reshape(-1, width, whole.shape[2])
    return whole


def _bytes(values: NDArray[np.float64]) -> Pixels:
    found: Pixels = np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
    return found


def _grey(soft: Any, spaces: Spaces) -> Pixels:
    """A soft mask's opacity."""
    found = samples.read(soft, spaces)
    if found.space.size != 1 or isinstance(found.space, Indexed):
        raise ValueError("a soft mask in colours")
    most = 255 if found.bits >= 8 else 2**found.bits - 1
    (low, high), *_ = found.decode
    levels = np.clip(low + np.arange(most + 1) / most * (high - low), 0, 1)
    shown: Pixels = _bytes(levels)[found.values[:, :, 0]]
    return shown


def _keyed(found: Samples, limits: tuple[float, ...]) -> Pixels:
    """Clear where every sample lies within its limits (8.9.6.4)."""
    low, high = np.array(limits[: 2 * found.space.size]).reshape(-1, 2).T
    within = ((found.values >= low) & (found.values <= high)).all(axis=2)
    return np.where(within, 0, 255).astype(np.uint8)


def _matched(colour: Pixels, alpha: Pixels) -> tuple[Pixels, Pixels]:
    """Both at one size: the finer of the two in each direction, within reason."""
    height, width = colour.shape[:2]
    tall, wide = max(height, alpha.shape[0]), max(width, alpha.shape[1])
    if tall * wide > max(_MOST_GROWN, height * width):
        tall, wide = height, width
    if (tall, wide) != (height, width):
        rows, columns = np.arange(tall) * height // tall, np.arange(wide) * width // wide
        colour = colour[rows[:, None], columns[None, :]]
    if (tall, wide) != alpha.shape:
        alpha = np.asarray(Image.fromarray(alpha).resize((wide, tall), Image.Resampling.BILINEAR))
    return colour, alpha


def _without_matte(colour: Pixels, alpha: Pixels, space: Space, matte: tuple[float, ...]) -> Pixels:
    """Colours before they were mixed with a matte (11.6.5.3)."""
    ground = np.clip(space.convert(np.array([matte]))[0], 0, 1) * 255
    share = np.maximum(alpha, 1)[:, :, None] / np.float32(255)
    bare: Pixels = np.rint(np.clip(ground + (colour - ground) / share, 0, 255)).astype(np.uint8)
    return bare


def _finished(colour: Pixels, alpha: Pixels | None, max_width_px: int | None) -> PdfPixels:
    if max_width_px is not None and max_width_px < colour.shape[1]:
        colour, alpha = _reduced(colour, alpha, max(1, max_width_px))
    if alpha is None:
        alpha = np.full(colour.shape[:2], 255, np.uint8)
    return PdfPixels(colour, alpha)


def _reduced_samples(found: Samples, width: int) -> Samples:
    """Samples that may be blended with each other, at the width that is wanted."""
    height, wide, parts = found.values.shape
    blends = found.bits >= 8 and not isinstance(found.space, Indexed) and found.alpha is None and parts in _MODES
    if not blends or wide <= width:
        return found
    size = width, max(1, round(height * width / wide))
    return replace(found, values=_resized(found.values, size).reshape(size[1], size[0], parts))


def _reduced(colour: Pixels, alpha: Pixels | None, width: int) -> tuple[Pixels, Pixels | None]:
    """Premultiplied, so that the colour under clear pixels does not bleed into the edges."""
    size = width, max(1, round(colour.shape[0] * width / colour.shape[1]))
    if alpha is None:
        return _resized(colour, size), None
    share = alpha[:, :, None] / np.float32(255)
    premultiplied = _resized(np.rint(colour * share).astype(np.uint8), size)
    small = np.asarray(Image.fromarray(alpha).resize(size, Image.Resampling.BOX))
    whole = premultiplied / (np.maximum(small, 1)[:, :, None] / np.float32(255))
    return np.rint(np.clip(whole, 0, 255)).astype(np.uint8), small


def _resized(values: Pixels, size: tuple[int, int]) -> Pixels:
    height, width, parts = values.shape
    image = Image.frombytes(_MODES[parts], (width, height), np.ascontiguousarray(values).tobytes())
    small: Pixels = np.asarray(image.resize(size, Image.Resampling.BOX))
    return small
