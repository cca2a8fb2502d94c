"""Clipping paths within TIFF and JPEG, where layout programs look for them: Photoshop's image resources.

"Adobe Photoshop File Formats Specification": image resource blocks, and the path resource format (2000 and up, 2999
for the name of the path that clips). In JPEG they travel in segments APP13, in TIFF in tag 34377.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from core.imaging.beziers import Outline
from core.imaging.contours import Points

NAME = "Dieloom"
SUFFIXES = (".tif", ".tiff", ".jpg", ".jpeg")
_PATH, _CLIPPING = 2000, 2999
_FILL_RULE, _INITIAL_FILL, _CLOSED, _KNOT = 6, 8, 0, 2
_TIFF_TAG = 34377
_SEGMENT = 65_000  # bytes of a JPEG's segment at most 65533, its own name among them
_QUALITY = 95


def resources(outlines: Sequence[Outline], width: int, height: int) -> bytes:
    """The blocks for a path of outlines in pixels of a picture of this size, which clips it."""
    records = [struct.pack(">H24x", _FILL_RULE), struct.pack(">HH22x", _INITIAL_FILL, 0)]
    for outline in outlines:
        knots = _knots(outline)
        records.append(struct.pack(">HH22x", _CLOSED, len(knots)))
        for knot in knots:
            # Down before across, as shares of the picture in 8.24 fixed point.
            places = [round(value * (1 << 24) / side) for x, y in knot for value, side in ((y, height), (x, width))]
            records.append(struct.pack(">H6i", _KNOT, *places))
    name = _pascal(NAME)
    return _block(_PATH, b"".join(records), name) + _block(_CLIPPING, name + struct.pack(">i", 0), _pascal(""))


def _knots(outline: Outline) -> list[Points]:
    """Each node with the control points before and after it [3, 2]."""
    before, nodes, after = [], [np.array(outline.start)], []
    for piece in outline.pieces:
        straight = len(piece) == 1
        after.append(nodes[-1] if straight else piece[0])
        before.append(piece[0] if straight else piece[1])
        nodes.append(piece[-1])
    # The last node is the first again.
    return [np.stack(three) for three in zip([before[-1], *before[:-1]], nodes[:-1], after, strict=True)]


def _pascal(text: str) -> bytes:
    data = bytes([len(text)]) + text.encode("ascii")
    return data + b"\0" * (len(data) % 2)


def _block(number: int, data: bytes, name: bytes) -> bytes:
    return b"8BIM" + struct.pack(">H", number) + name + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)


def write_clipped(file: IO[bytes], pixels: NDArray[np.uint8], outlines: Sequence[Outline], suffix: str) -> None:
    """``pixels`` [H, W, 3] whole, as TIFF or JPEG by ``suffix``, with a path that clips them."""
    height, width = pixels.shape[:2]
    blocks = resources(outlines, width, height)
    image = Image.fromarray(pixels)
    if suffix in (".tif", ".tiff"):
        tags = ImageFileDirectory_v2()
        tags.tagtype[_TIFF_TAG] = 1
        tags[_TIFF_TAG] = blocks
        image.save(file, "TIFF", tiffinfo=tags, compression="tiff_adobe_deflate")
        return
    segments = b""
    for at in range(0, len(blocks), _SEGMENT):
        part = b"Photoshop 3.0\0" + blocks[at : at + _SEGMENT]
        segments += b"\xff\xed" + struct.pack(">H", len(part) + 2) + part
    image.save(file, "JPEG", quality=_QUALITY, subsampling=0, extra=segments)
