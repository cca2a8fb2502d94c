"""Pictures from outside, read safely: few formats, Pillow's pixel limit, upright, with straight alpha.

Whatever a file holds (CMYK, grey, palette, 16 bits, an embedded profile, an EXIF turn) comes out as 8-bit sRGB for the
screen. CMYK and grey come out as the inks that they are for the plates as well.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageCms, ImageOps

from core.colour.convert import cmyk_to_srgb
from core.errors import DieloomError
from core.files import read_bytes

FORMATS = {"PNG": "png", "JPEG": "jpg", "TIFF": "tif", "WEBP": "webp"}
"""The formats that are read, with the ending of each."""

MAX_BYTES = 512 * 1024 * 1024

# Half of what is refused is no reason to write on a person's terminal.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)

_ORIENTATION = 0x0112  # the EXIF tag; values from 5 on lie on their side
_INK_MODES = ("CMYK", "1", "L", "LA", "I;16", "I;16B", "I;16L", "I")
DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""Everything that Pillow's readers raise on damaged files of these formats."""


def read_file(path: Path) -> bytes:
    """The bytes of a picture file, known to decode; raises DieloomError."""
    data = read_bytes(path, MAX_BYTES)
    try:
        decode(data)
    except DieloomError as error:
        raise DieloomError(f"{path.name}: {error.message}", error.hint) from error
    return data


def ending(data: bytes) -> str:
    """The file name ending for these bytes, ``bin`` for anything that is no picture."""
    try:
        return FORMATS[str(_open(data).format)]
    except DieloomError:
        return "bin"


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, upright, from the header alone; raises DieloomError."""
    image = _open(data)
    try:
        turned = image.getexif().get(_ORIENTATION, 1) >= 5
    except DAMAGE as error:
        raise _unreadable() from error
    return (image.height, image.width) if turned else (image.width, image.height)


def decode(data: bytes, max_width_px: int | None = None) -> NDArray[np.uint8]:
    """[H, W, 4] sRGB with straight alpha, reduced to ``max_width_px`` where it is wider; raises DieloomError.

    CMYK without a profile is shown as the default output profile prints it.
    """
    image = _upright(data)
    try:
        alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
        colour = through_profile(image) or without_profile(image)
    except DAMAGE as error:
        raise _unreadable() from error
    if alpha is not None:
        colour.putalpha(alpha)
    return np.array(_reduced(colour.convert("RGBA"), max_width_px))


def reduced(pixels: NDArray[np.uint8], max_width_px: int | None) -> NDArray[np.uint8]:
    """[H, W, 4] at ``max_width_px`` where it is wider, as :func:`decode` reduces."""
    if max_width_px is None or pixels.shape[1] <= max_width_px:
        return pixels
    # An opaque picture, which may be huge, is spared the copies that premultiplying takes.
    narrow = _narrowed if pixels[:, :, 3].min() == 255 else _reduced
    return np.array(narrow(Image.fromarray(pixels), max_width_px))


def inks(data: bytes, max_width_px: int | None = None) -> NDArray[np.uint8] | None:
    """[H, W, 5]: the picture's own process inks, 255 for 100 %, and straight alpha; None for one in RGB.

    The numbers of the file are kept, even where it embeds a profile of another printing condition: whoever separated
    the picture decided what lies on each plate. Grey is black ink alone. Its size is that of :func:`decode`. Raises
    DieloomError.
    """
    if _open(data).mode not in _INK_MODES:
        return None
    image = _upright(data)
    try:
        if image.mode == "CMYK":
            separated = np.asarray(_narrowed(image, max_width_px))
            return np.concatenate([separated, np.full_like(separated[:, :, :1], 255)], axis=2)
        grey = image.convert("LA")
        if max_width_px is not None and grey.width > max_width_px:
            # Premultiplied, as colour is.
            grey = _narrowed(grey.convert("La"), max_width_px).convert("LA")
        light, alpha = np.moveaxis(np.asarray(grey), 2, 0)
    except DAMAGE as error:
        raise _unreadable() from error
    none = np.zeros_like(light)
    return np.stack([none, none, none, 255 - light, alpha], axis=2)


def _upright(data: bytes) -> Image.Image:
    """The pixels in 8 bits; raises DieloomError."""
    try:
        return upright(_open(data))
    except DAMAGE as error:
        raise _unreadable() from error


def upright(image: Image.Image) -> Image.Image:
    """The pixels of an opened picture as it is meant to stand, in 8 bits; raises one of ``DAMAGE``."""
    image.load()
    ImageOps.exif_transpose(image, in_place=True)  # what stands already is not copied
    if image.mode == "CMYK" and image.format == "JPEG" and "adobe" not in image.info:
        # Adobe's programs write CMYK inverted, and leave a mark; Pillow takes every file for theirs.
        return ImageChops.invert(image)
    return _eight_bit(image)


def _open(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=list(FORMATS))
    except Image.DecompressionBombError as error:
        raise DieloomError("The picture has more than 178 million pixels.", "Save it smaller.") from error
    except DAMAGE as error:
        raise _unreadable() from error


def _unreadable() -> DieloomError:
    return DieloomError("The picture is damaged or of an unknown format.", "Use PNG, JPEG, TIFF or WebP.")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Grey of more than 8 bits scaled down: Pillow's own conversion would clip it."""
    if image.mode.startswith("I;16") or image.mode == "I":
        values = np.asarray(image).astype(np.int64)
        return Image.fromarray((values.clip(0, 65535) // 257).astype(np.uint8))
    if image.mode == "F":
        raise ValueError("floating-point pixels have no white")
    return image


def through_profile(image: Image.Image) -> Image.Image | None:
    """8-bit sRGB without alpha by the picture's own profile; None without a usable one."""
    embedded = image.info.get("icc_profile")
    if not embedded:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(embedded))
        return ImageCms.profileToProfile(_plain(image), profile, _srgb_profile(), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None  # a profile of another colour space, or a broken one


def without_profile(image: Image.Image) -> Image.Image:
    """8-bit sRGB without alpha, the usual meaning of the numbers taken."""
    plain = _plain(image)
    return Image.fromarray(cmyk_to_srgb(np.asarray(plain))) if plain.mode == "CMYK" else plain.convert("RGB")


def _plain(image: Image.Image) -> Image.Image:
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


@lru_cache(maxsize=1)
def _srgb_profile() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _reduced(image: Image.Image, max_width_px: int | None) -> Image.Image:
    if max_width_px is None or image.width <= max_width_px:
        return image
    # Premultiplied, so that the colour under clear pixels does not bleed into the edges.
    return _narrowed(image.convert("RGBa"), max_width_px).convert("RGBA")


def _narrowed(image: Image.Image, max_width_px: int | None) -> Image.Image:
    if max_width_px is None or image.width <= max_width_px:
        return image
    height = max(1, round(image.height * max_width_px / image.width))
    return image.resize((max_width_px, height), Image.Resampling.LANCZOS)
