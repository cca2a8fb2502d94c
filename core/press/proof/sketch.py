"""The closed pack in oblique projection, with its inner length, width and height written on it."""

from __future__ import annotations

from core.colour.inks import Cmyk
from core.compose.drawlist import FillPath, Op, StrokePath
from core.geometry import Box, Path, Point
from core.press.lettering import GREY, caption

_PEN = 0.18
_SIZE = 6.5  # points
_DEPTH = 0.45  # how long the receding edges are drawn, and how steep
_FACES = (Cmyk(k=0.04), Cmyk(k=0.0), Cmyk(k=0.1))
_CAPTIONS = 9.0  # mm at the left, 4 below


def sketch(size: tuple[float, float, float], room: Box) -> list[Op]:
    """A box of length, width and height in the middle of ``room``."""
    length, width, height = size
    across, up = length + _DEPTH * width, height + _DEPTH * width
    scale = min((room.width - 2 * _CAPTIONS) / across, (room.height - _CAPTIONS / 2) / up)
    corner = Point(room.centre.x - across * scale / 2, room.y1 - up * scale)

    def at(x: float, y: float, z: float) -> Point:
        """``y`` recedes to the right and up."""
        return Point(corner.x + (x + _DEPTH * y) * scale, corner.y + (z + _DEPTH * y) * scale)

    front = [at(0, 0, 0), at(length, 0, 0), at(length, 0, height), at(0, 0, height)]
    top = [at(0, 0, height), at(length, 0, height), at(length, width, height), at(0, width, height)]
    side = [at(length, 0, 0), at(length, width, 0), at(length, width, height), at(length, 0, height)]
    ops: list[Op] = []
    for face, ink in zip((front, top, side), _FACES, strict=True):
        ops += [FillPath(Path.polygon(face), ink), StrokePath(Path.polygon(face), GREY, _PEN)]
    below, beside, beyond = at(length / 2, 0, 0), at(0, 0, height / 2), at(length, width / 2, 0)
    ops += caption(f"L {length:g}", Point(below.x, below.y - 3.2), _SIZE, align="centre")
    ops += caption(f"H {height:g}", Point(beside.x - 1.2, beside.y - 0.8), _SIZE, align="right")
    ops += caption(f"W {width:g}", Point(beyond.x + 1.2, beyond.y - 2.2), _SIZE)
    return ops
