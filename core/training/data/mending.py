"""One picture file, whatever it holds, as 8-bit sRGB pixels on white; what had to be mended is told.

Memory is bounded: what is far larger than needed is read smaller where its format can do that (JPEG), and otherwise
read only up to a number of pixels, one large picture at a time.
"""

from __future__ import annotations

import contextlib
import io
import struct
import threading
import warnings
from collections.abc import Iterator
from typing import IO

from PIL import Image, ImageChops, JpegImagePlugin

from core.pictures import images
from core.training.data.gathering import Item, Refused
from core.training.data.report import Mend

MOST_BYTES = images.MAX_BYTES
MOST_PIXELS = 100_000_000
"""Held at once: 400 MB, and as much again where the picture has to be turned."""

# Damage is reported by us, once.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

_STARTS = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"II+\0": "TIFF",
    b"MM\0+": "TIFF",
    b"GIF8": "GIF",
    b"BM": "BMP",
}
_ENDINGS = (".png", ".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".webp", ".gif", ".bmp", ".dib")
_HEAD = 32

_LARGE_PIXELS = 16_000_000
_LARGE_BYTES = 32 << 20
_one_large = threading.RLock()

_REDUCING_GAP = 3
"""A box or a JPEG's own halving first is not seen as long as the last filter still has this much to do."""
_EIGHTH = 8  # a JPEG of such sides has no half pixels at any of its smaller sizes
_MOVED = 3  # steps of 255 by which a profile has to move a colour for it to be worth telling


def kind_of(head: bytes, name: str) -> str:
    """The format that a file begins like; raises Refused."""
    for start, kind in _STARTS.items():
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    raise Refused("damaged" if name.lower().endswith(_ENDINGS) else "not-a-picture")


def read(item: Item, least: int, *, tile: bool = False) -> tuple[Image.Image, tuple[Mend, ...]]:
    """RGB, upright, and what was mended.

    What is much larger than ``least`` pixels on its shorter side comes smaller, though not below three times that.
    A ``tile`` only by whole parts of both sides: else it would no longer repeat. Raises Refused.
    """
    if item.size > MOST_BYTES:
        raise Refused("too-many-bytes", f"{item.size >> 20} MB")
    with _turn(item.size > _LARGE_BYTES), item.open() as file:
        try:
            image = _opened(file, kind_of(file.read(_HEAD), item.name), least, tile)
            with _turn(image.width * image.height > _LARGE_PIXELS):
                return _mended(image, least, tile)
        except images.DAMAGE as error:
            raise Refused("damaged") from error
        except Image.DecompressionBombError as error:
            raise Refused("too-many-pixels") from error


@contextlib.contextmanager
def _turn(large: bool) -> Iterator[None]:
    """One large picture at a time, however many threads read."""
    with _one_large if large else contextlib.nullcontext():
        yield


def _opened(file: IO[bytes], kind: str, least: int, tile: bool) -> Image.Image:
    file.seek(0)
    if kind == "JPEG":
        return _opened_jpeg(file, least, tile)
    image = Image.open(file, formats=[kind])
    _refuse_many(image.size)
    return image


def _opened_jpeg(file: IO[bytes], least: int, tile: bool) -> Image.Image:
    """Without Pillow's limit, because a JPEG can be decoded at 1/2, 1/4 or 1/8 of its size, line by line."""
    image = JpegImagePlugin.JpegImageFile(file)
    if _many_scans(image):
        # The whole picture is held at full size before it comes smaller.
        _refuse_many(image.size)
    whole = image.size
    share = _REDUCING_GAP * least / min(whole)
    if share < 1 and not (tile and any(side % _EIGHTH for side in whole)):
        image.draft(None, (max(1, round(whole[0] * share)), max(1, round(whole[1] * share))))
    _refuse_many(image.size)
    return image


def _many_scans(image: JpegImagePlugin.JpegImageFile) -> bool:
    """Whether a JPEG comes in several passes: progressive, or one colour after the other."""
    assert image.fp is not None
    if "progressive" in image.info or "progression" in image.info:
        return True
    # Pillow stops after the header of the first scan. That of one with all colours begins with its length and theirs.
    length = 6 + 2 * image.layers
    image.fp.seek(-length, io.SEEK_CUR)
    return image.fp.read(3) != struct.pack(">HB", length, image.layers)


def _refuse_many(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise Refused("too-many-pixels", f"{size[0]} x {size[1]}, more than {MOST_PIXELS // 10**6} million")


def _mended(image: Image.Image, least: int, tile: bool) -> tuple[Image.Image, tuple[Mend, ...]]:
    if image.mode == "F":
        raise Refused("not-a-picture", "floating-point numbers")
    mended: list[Mend] = list(_told(image))
    image = _reduced(images.upright(image), least, tile)
    colour = images.through_profile(image)
    if image.info.get("icc_profile"):
        if colour is None:
            mended.append("profile-unusable")
        elif _moved(image, colour):
            mended.append("profile")
    if colour is None:
        colour = images.without_profile(image)
    if image.has_transparency_data:
        alpha = image.convert("RGBA").getchannel("A")
        if alpha.getextrema()[0] != 255:
            mended.append("alpha")
            white = Image.new("RGB", colour.size, "white")
            white.paste(colour, mask=alpha)
            colour = white
    return colour, tuple(mended)


def _told(image: Image.Image) -> Iterator[Mend]:
    """What the header says has to be mended."""
    if image.getexif().get(0x0112, 1) in range(2, 9):
        yield "upright"
    if image.mode == "CMYK":
        yield "cmyk"
    elif image.mode in ("P", "PA"):
        yield "palette"
    elif image.mode in ("1", "L", "LA", "La") or image.mode.startswith("I"):
        yield "grey"
    if image.mode.startswith("I") or ";16" in str(getattr(image, "tile", "")[:1]):
        yield "deep"
    if getattr(image, "is_animated", False):
        yield "first-frame"


def _reduced(image: Image.Image, least: int, tile: bool) -> Image.Image:
    """A small multiple of ``least``, so that what follows works on few pixels."""
    factor = min(image.size) // (_REDUCING_GAP * least)
    while tile and factor > 1 and any(side % factor for side in image.size):
        factor -= 1
    if factor < 2:
        return image
    if image.mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.reduce(factor)


def _moved(before: Image.Image, after: Image.Image) -> bool:
    if before.mode not in ("L", "RGB"):
        return True
    differences = ImageChops.difference(before.convert("RGB"), after).getextrema()
    return max(int(high) for _, high in differences) > _MOVED  # type: ignore[misc]
