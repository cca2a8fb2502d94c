"""Pictures written from top to bottom as they are made, larger than what memory holds.

PNG and TIFF are compressed strip by strip and never held. JPEG and WebP are held once, in Pillow: their encoders want
the whole picture.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core import files
from core.errors import DieloomError

Pixels = NDArray[np.uint8]
SUFFIXES = (".png", ".tif", ".tiff", ".jpg", ".jpeg", ".webp")

_MOST_SIDE = {".jpg": 65_500, ".jpeg": 65_500, ".webp": 16_383}
_LEVEL = 4  # zlib's: higher ones take several times as long for a few per cent
_ROWS = 64  # in a strip of TIFF
_QUALITY = 95


def write_strips(path: Path, strips: Iterable[Pixels], width: int, height: int, channels: int) -> None:
    """Write ``strips`` [h, width, 3 or 4] (sRGB, straight alpha) by the path's suffix, in one step.

    Raises DieloomError where the format cannot hold such a picture or the disk refuses.
    """
    suffix = path.suffix.lower()
    check_format(suffix, width, height, channels)
    with files.replacing(path) as file:
        if suffix == ".png":
            _write_png(file, strips, width, height, channels)
        elif suffix in (".tif", ".tiff"):
            _write_tiff(file, strips, width, height, channels)
        else:
            _write_held(file, strips, (width, height), channels, suffix)


def check_format(suffix: str, width: int, height: int, channels: int) -> None:
    """Raises DieloomError where a file of this suffix cannot hold such a picture: before hours of work, not after."""
    if suffix not in SUFFIXES:
        raise DieloomError(f"Cannot write {suffix or 'a name without suffix'}.", f"Use {', '.join(SUFFIXES)}.")
    if channels == 4 and suffix in (".jpg", ".jpeg"):
        raise DieloomError("JPEG has no transparency, and the picture has.", "Use .png, .tif or .webp.")
    most = _MOST_SIDE.get(suffix)
    if most and max(width, height) > most:
        raise DieloomError(f"{suffix[1:].upper()} holds at most {most} px a side.", "Use .png or .tif.")


def _write_png(file: IO[bytes], strips: Iterable[Pixels], width: int, height: int, channels: int) -> None:
    """PNG, third edition (W3C 2025)."""
    file.write(b"\x89PNG\r\n\x1a\n")
    _chunk(file, b"IHDR", struct.pack(">IIBBBBB", width, height, 8, {3: 2, 4: 6}[channels], 0, 0, 0))
    _chunk(file, b"sRGB", b"\0")
    squeeze, above = zlib.compressobj(_LEVEL), np.zeros((1, width, channels), np.uint8)
    for strip in strips:
        for part in _regrouped([strip], _ROWS):
            _chunk(file, b"IDAT", squeeze.compress(_filtered(part, above).tobytes()))
            above = part[-1:].copy()
    _chunk(file, b"IDAT", squeeze.flush())
    _chunk(file, b"IEND", b"")


def _chunk(file: IO[bytes], name: bytes, data: bytes) -> None:
    if data or name == b"IEND":
        file.write(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))


def _filtered(rows: Pixels, above: Pixels) -> Pixels:
    """Each row with the filter, Sub or Up, that leaves the smaller differences (PNG, 12.8)."""
    left, up = rows.copy(), rows.copy()
    left[:, 1:] -= rows[:, :-1]
    up -= np.concatenate([above, rows[:-1]])
    sizes = [np.abs(each.view(np.int8).astype(np.int16)).sum((1, 2), dtype=np.int64) for each in (left, up)]
    kind = np.where(sizes[0] <= sizes[1], 1, 2).astype(np.uint8)[:, None]
    chosen = np.where(kind[:, :, None] == 1, left, up).reshape(len(rows), -1)
    return np.concatenate([kind, chosen], axis=1)


def _write_tiff(file: IO[bytes], strips: Iterable[Pixels], width: int, height: int, channels: int) -> None:
    """TIFF 6.0 with Deflate strips (Adobe's Photoshop technical notes 2002) and horizontal differences."""
    file.write(b"II*\0\0\0\0\0")
    places, sizes = list[int](), list[int]()
    for part in _regrouped(strips, _ROWS):
        steps = part.copy()
        steps[:, 1:] -= part[:, :-1]
        data = zlib.compress(steps.tobytes(), _LEVEL)
        if file.tell() + len(data) > 0xF000_0000:
            raise DieloomError("The picture is too large for TIFF, which holds 4 GB.", "Use .png.")
        places.append(file.tell())
        sizes.append(len(data))
        file.write(data)
    directory = {
        256: (4, [width]),
        257: (4, [height]),
        258: (3, [8] * channels),
        259: (3, [8]),  # Deflate
        262: (3, [2]),  # RGB
        273: (4, places),
        277: (3, [channels]),
        278: (4, [_ROWS]),
        279: (4, sizes),
        317: (3, [2]),  # differences along rows
    }
    if channels == 4:
        directory[338] = (3, [2])  # straight alpha
    _write_directory(file, directory)


def _write_directory(file: IO[bytes], directory: dict[int, tuple[int, list[int]]]) -> None:
    """The tags of the file, each of shorts (type 3) or longs (4); what does not fit in an entry stands before them."""
    entries = b""
    for tag, (kind, values) in sorted(directory.items()):
        data = struct.pack(f"<{len(values)}{'H' if kind == 3 else 'I'}", *values)
        if len(data) > 4:
            file.write(b"\0" * (file.tell() % 2))
            place = file.tell()
            file.write(data)
            data = struct.pack("<I", place)
        entries += struct.pack("<HHI", tag, kind, len(values)) + data.ljust(4, b"\0")
    file.write(b"\0" * (file.tell() % 2))
    place = file.tell()
    file.write(struct.pack("<H", len(directory)) + entries + b"\0\0\0\0")
    file.seek(4)
    file.write(struct.pack("<I", place))


def _write_held(file: IO[bytes], strips: Iterable[Pixels], size: tuple[int, int], channels: int, suffix: str) -> None:
    image, top = Image.new("RGBA" if channels == 4 else "RGB", size), 0
    for strip in strips:
        image.paste(Image.fromarray(strip), (0, top))
        top += len(strip)
    if suffix == ".webp":
        image.save(file, "WEBP", quality=_QUALITY, method=2)
    else:
        image.save(file, "JPEG", quality=_QUALITY, subsampling=0)


def _regrouped(strips: Iterable[Pixels], rows: int) -> Iterator[Pixels]:
    """The same rows, so many at a time; the last time what is left."""
    waiting: Pixels | None = None
    for strip in strips:
        waiting = strip if waiting is None or not len(waiting) else np.concatenate([waiting, strip])
        while len(waiting) >= rows:
            yield waiting[:rows]
            waiting = waiting[rows:]
    if waiting is not None and len(waiting):
        yield waiting
