"""Rows of blanks: the layouts that a die maker draws, each row pushed into the one below it.

A row repeats one blank, or a blank and the same turned by 180 degrees beside it and shifted along y. All rows of a
stack share one period; how far a row has to stay above the one below is a function of how far it is shifted along x,
and the best sequence of rows and shifts for this very sheet is found by dynamic programming over both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.dieline.nest.profile import Skyline, spans
from core.dieline.nest.room import Middles, Room
from core.dieline.nest.sheet import Placement
from core.geometry import Box
from core.jobs import Progress

Floats = NDArray[np.float64]

_CELL = 0.25  # mm, the resolution of skylines
_SHIFTS = 200  # shifts along x that are tried, at most
_COARSE = 50  # the same where rows are only compared
_FINEST = 1.0  # mm between them, at least
_ROUNDING = 1e-9
_TUMBLED = 3  # rows of a blank and its half turn by each measure
_LOSSES = 5  # blanks that rows at the sides may lose before a stack is given up


@dataclass(frozen=True)
class Row:
    """Blanks at (x, y) that come again every ``period`` along x, for ever to both sides."""

    members: tuple[Placement, ...]
    period: float

    def count(self, box: Box, shift: Floats) -> NDArray[np.int64]:
        """How many of the row, moved by every ``shift``, lie between the sides of ``box``."""
        total = np.zeros(shift.shape, dtype=np.int64)
        for member in self.members:
            start = (shift + member.x) % self.period
            total += np.floor((box.width - start + _ROUNDING) / self.period).astype(np.int64) + 1
        return total

    def places(self, box: Box, shift: float, y: float) -> Iterator[Placement]:
        for member in self.members:
            x = box.x0 + (shift + member.x) % self.period
            while x <= box.x1 + _ROUNDING:
                yield Placement(min(x, box.x1), y + member.y, member.turn_deg)
                x += self.period


class Skylines:
    """The skylines of a room's no-fit polygons, each made once."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known: dict[tuple[int, int], Skyline] = {}

    def rise(self, row: Row, above: Row, shift: Floats) -> Floats:
        """How far ``above``, moved by every ``shift`` along x, has to stay over ``row``, both of one period."""
        rise = np.full(shift.shape, -np.inf)
        for low in row.members:
            for high in above.members:
                skyline = self._between(low.turn_deg, high.turn_deg)
                reach = skyline.reach
                first = np.ceil((reach[0] - (shift.max() + high.x - low.x)) / row.period)
                last = np.floor((reach[1] - (shift.min() + high.x - low.x)) / row.period)
                for k in np.arange(first, last + 1):
                    over = skyline.over(shift + high.x - low.x + k * row.period)
                    rise = np.maximum(rise, over + low.y - high.y)
        return rise

    def _between(self, standing: int, coming: int) -> Skyline:
        if (standing, coming) not in self._known:
            self._known[standing, coming] = Skyline(self._room.between(standing, coming), _CELL)
        return self._known[standing, coming]


def stacks(room: Room, progress: Progress) -> Iterator[Middles]:
    """Layouts in rows, each of one period; blanks that rows beyond the next one meet are still among them."""
    skylines = Skylines(room)
    for turn in room.turns:
        box = room.middles(turn)
        opposite = (turn + 180) % 360
        if box is None or (opposite in room.turns and opposite < turn):
            continue
        for kinds in _kinds(room, turn, opposite if opposite in room.turns else None, skylines, progress):
            yield from Stack(kinds, box, skylines, progress).layouts()


def _kinds(
    room: Room, turn: int, opposite: int | None, skylines: Skylines, progress: Progress
) -> Iterator[tuple[Row, ...]]:
    """Kinds of rows that may be stacked on each other."""
    period = float(spans(room.between(turn, turn), np.zeros(1))[1][0])
    yield tuple(Row((Placement(0.0, 0.0, each),), period) for each in (turn, opposite) if each is not None)
    if opposite is not None:
        for row in _tumbled(room, turn, opposite, period, skylines, progress):
            yield (row,)


def _tumbled(room: Room, turn: int, opposite: int, period: float, skylines: Skylines, progress: Progress) -> list[Row]:
    """The best rows of a blank and its half turn beside it: by what a blank takes of an endless sheet, and of a row."""
    region = room.between(turn, opposite)
    _, y0, _, y1 = region.bounds
    offsets = np.linspace(y0, y1, 2 * _SHIFTS + 1)[1:-1]
    left, right = spans(region, offsets)
    widths = np.maximum(right - left, period)
    rows = [
        Row((Placement(0.0, 0.0, turn), Placement(x, y, opposite)), width)
        for x, y, width in zip(right.tolist(), offsets.tolist(), widths.tolist(), strict=True)
    ]
    endless = []
    for row in rows:
        progress.check()
        endless.append(row.period * skylines.rise(row, row, _shifts(row.period, _COARSE)).min())
    height = room.size(turn)[1]
    lone = (widths * (height + np.abs(offsets))).tolist()
    chosen: list[Row] = []
    for sizes in (endless, lone):
        chosen += _smallest(rows, sizes, height / 20, chosen)
    return chosen


def _smallest(rows: Sequence[Row], sizes: Sequence[float], apart: float, chosen: Sequence[Row]) -> list[Row]:
    """A few of the rows with the smallest sizes whose offsets are some way apart, and from those chosen before."""
    picked: list[Row] = []
    for _, i in sorted(zip(sizes, range(len(rows)), strict=True)):
        if len(picked) == _TUMBLED:
            break
        if all(abs(rows[i].members[1].y - other.members[1].y) > apart for other in (*chosen, *picked)):
            picked.append(rows[i])
    return picked


class Stack:
    """Rows of some kinds stacked in a box, as many blanks as possible.

    A state is a kind and a shift; ``low[lost, state]`` the least height at which a row in that state can lie after so
    many rows when so many blanks were lost at the sides.
    """

    def __init__(self, kinds: Sequence[Row], box: Box, skylines: Skylines, progress: Progress) -> None:
        self._kinds, self._box, self._progress = kinds, box, progress
        period = kinds[0].period
        steps = int(min(_SHIFTS, max(1, np.ceil(period / _FINEST))))
        self._shifts = _shifts(period, steps)
        self._rise = np.block([[self._circulant(skylines.rise(a, b, self._shifts)) for b in kinds] for a in kinds])
        counts = np.concatenate([kind.count(box, self._shifts) for kind in kinds])
        self._full = int(counts.max())
        self._lost = np.minimum(self._full - counts, _LOSSES + 1)
        self._top = np.repeat([max(member.y for member in kind.members) for kind in kinds], steps)
        self._foot = np.repeat([min(member.y for member in kind.members) for kind in kinds], steps)

    def layouts(self) -> Iterator[Middles]:
        """For the most rows that fit, and for one row less, the stack that loses the fewest blanks."""
        heights, origins = self._heights()
        for lows in reversed(range(max(0, len(heights) - 2), len(heights))):
            fitting = np.argwhere(heights[lows] + self._top <= self._box.height + _ROUNDING)
            if len(fitting):
                lost = fitting[:, 0].min()
                states = fitting[fitting[:, 0] == lost][:, 1]
                best = states[np.argmin(heights[lows][lost, states])]
                yield tuple(self._traced(heights, origins, lows, int(lost), int(best)))

    def _heights(self) -> tuple[list[Floats], list[NDArray[np.int64]]]:
        states = np.arange(len(self._lost))
        low = np.full((_LOSSES + 1, len(states)), np.inf)
        able = self._lost <= _LOSSES
        low[self._lost[able], states[able]] = -self._foot[able]
        heights: list[Floats] = []
        origins: list[NDArray[np.int64]] = []
        origin = np.full(low.shape, -1)
        while (low + self._top <= self._box.height + _ROUNDING).any():
            self._progress.check()
            heights.append(low)
            origins.append(origin)
            low, origin = self._next(low)
        return heights, origins

    def _next(self, low: Floats) -> tuple[Floats, NDArray[np.int64]]:
        above, origin = np.full(low.shape, np.inf), np.full(low.shape, -1)
        states = np.arange(low.shape[1])
        for lost in range(_LOSSES + 1):
            usable = np.flatnonzero(low[lost] <= self._box.height)
            if not len(usable):
                continue
            reached = low[lost, usable, None] + self._rise[usable]
            best = reached.argmin(axis=0)
            after = lost + self._lost
            able = after <= _LOSSES
            above[after[able], states[able]] = reached[best[able], states[able]]
            origin[after[able], states[able]] = usable[best[able]]
        return above, origin

    def _traced(
        self, heights: list[Floats], origins: list[NDArray[np.int64]], row: int, lost: int, state: int
    ) -> Iterator[Placement]:
        steps = len(self._shifts)
        for r in range(row, -1, -1):
            kind, shift = self._kinds[state // steps], float(self._shifts[state % steps])
            yield from kind.places(self._box, shift, self._box.y0 + float(heights[r][lost, state]))
            lost, state = lost - int(self._lost[state]), int(origins[r][lost, state])

    @staticmethod
    def _circulant(rise: Floats) -> Floats:
        """``rise`` by the difference of two shifts, as a matrix of the shift below by the shift above."""
        i = np.arange(len(rise))
        matrix: Floats = rise[(i[None] - i[:, None]) % len(rise)]
        return matrix


def _shifts(period: float, steps: int) -> Floats:
    """The period in equal steps, its end left out."""
    shifts: Floats = np.linspace(0.0, period, steps, endpoint=False, dtype=np.float64)
    return shifts
