"""Blocks of equal boxes, upright and turned ones side by side: how labels and other plain blanks fill a sheet.

The sheet is cut in two by a straight line, and each part again, a few times over; every part is a grid in the way that
holds more (G. Scheithauer, J. Terno, "The G4-heuristic for the pallet loading problem", Journal of the Operational
Research Society 47, 1996, compares such block structures).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.dieline.nest.room import Middles, Room
from core.dieline.nest.sheet import Placement
from core.jobs import Progress

_DEPTH = 2  # cuts one within the other
_ROUNDING = 1e-6
_PLACES = 40  # of a cut that are tried, at most


@dataclass(frozen=True)
class Part:
    """A part of the sheet, gap included, and how it is used: a grid, or two parts left and right or below and above."""

    width: float
    height: float
    count: int
    across: bool = False
    parts: tuple[Part, Part] | None = None


class Blocks:
    """Cuts for boxes of ``width`` by ``height``, the gap included."""

    def __init__(self, width: float, height: float, progress: Progress) -> None:
        self._width, self._height, self._progress = width, height, progress
        self._known: dict[tuple[int, int, int], Part] = {}

    def best(self, width: float, height: float, depth: int = _DEPTH) -> Part:
        """The best use found of a part of that size."""
        key = round(width / _ROUNDING), round(height / _ROUNDING), depth
        if key not in self._known:
            self._progress.check()
            self._known[key] = self._cut(width, height, depth)
        return self._known[key]

    def _cut(self, width: float, height: float, depth: int) -> Part:
        best = self._grid(width, height)
        most = int(width * height / (self._width * self._height) + _ROUNDING)
        if depth == 0:
            return best
        for at in self._cuts(width):
            if best.count < most:
                pair = self.best(at, height, depth - 1), self.best(width - at, height, depth - 1)
                best = max(best, Part(width, height, pair[0].count + pair[1].count, False, pair), key=_count)
        for at in self._cuts(height):
            if best.count < most:
                pair = self.best(width, at, depth - 1), self.best(width, height - at, depth - 1)
                best = max(best, Part(width, height, pair[0].count + pair[1].count, True, pair), key=_count)
        return best

    def _cuts(self, length: float) -> list[float]:
        """Where whole boxes end, upright or turned."""
        sides = (self._width, self._height)
        ends = {round(k * side, 6) for side in sides for k in range(1, _fits(length, side) + 1)}
        return sorted(ends)[:_PLACES]

    def _grid(self, width: float, height: float) -> Part:
        upright = _fits(width, self._width) * _fits(height, self._height)
        turned = _fits(width, self._height) * _fits(height, self._width)
        return Part(width, height, max(upright, turned), turned > upright)

    def places(self, part: Part, x: float, y: float) -> Iterator[tuple[float, float, bool]]:
        """The lower left corner of every box of a part that begins at x, y, and whether it is turned."""
        if part.parts is None:
            width, height = (self._height, self._width) if part.across else (self._width, self._height)
            for row in range(_fits(part.height, height)):
                for column in range(_fits(part.width, width)):
                    yield x + column * width, y + row * height, part.across
            return
        first, second = part.parts
        yield from self.places(first, x, y)
        right, up = (0.0, first.height) if part.across else (first.width, 0.0)
        yield from self.places(second, x + right, y + up)


def best_blocks(room: Room, gap: float, progress: Progress) -> Middles:
    """The best blocks found, where blanks may be turned by a quarter; nothing where they may not."""
    upright = next((turn for turn in room.turns if turn % 180 == 0), None)
    turned = next((turn for turn in room.turns if turn % 180), None)
    if upright is None or turned is None:
        return ()
    blocks = Blocks(room.width + gap, room.height + gap, progress)
    whole = blocks.best(room.usable.width + gap, room.usable.height + gap)
    places = []
    for x, y, lies in blocks.places(whole, room.usable.x0, room.usable.y0):
        turn = turned if lies else upright
        width, height = room.size(turn)
        places.append(Placement(x + width / 2, y + height / 2, turn))
    return tuple(places)


def _fits(length: float, side: float) -> int:
    return int(length / side + _ROUNDING)


def _count(part: Part) -> int:
    return part.count
