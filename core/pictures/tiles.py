"""Work on large pictures piece by piece, in bounded memory and without seams.

Each piece is handed over with a margin from its neighbours. Work that sees no farther than the margin (a network
without statistics over its whole input) gives the very pixels that it would give for the whole picture. Work that sees
farther can have its pieces blended over a band along their edges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress

Pixels = NDArray[np.uint8]
Work = Callable[[Pixels], Pixels]
"""[h, w, C] -> [factor h, factor w, C']."""


@dataclass(frozen=True)
class Tiling:
    """``size_px`` is a piece's side without its margins; pieces begin at multiples of ``align``. Along an axis that
    repeats (x, y) the margin at an edge is the opposite edge; else the picture mirrored. Pieces go over into each other
    across ``feather_px`` on both sides of an edge, within the margin."""

    size_px: int = 384
    margin_px: int = 32
    factor: int = 1
    align: int = 4
    repeats: tuple[bool, bool] = (False, False)
    feather_px: int = 0

    def __post_init__(self) -> None:
        if self.size_px % self.align or self.margin_px % self.align:
            raise ValueError(f"{self.size_px} and {self.margin_px} px are not multiples of {self.align}")
        if self.feather_px > self.margin_px:
            raise ValueError(f"{self.feather_px} px of feather are more than {self.margin_px} px of margin")

    def spans(self, length: int) -> list[tuple[int, int]]:
        """Where pieces begin and end along an axis of so many pixels."""
        return [(start, min(start + self.size_px, length)) for start in range(0, length, self.size_px)]


def by_tiles(picture: Pixels, work: Work, tiling: Tiling, progress: Progress, text: str = "") -> Pixels:
    """What ``work`` makes of ``picture`` [H, W, C]: [factor H, factor W, C'].

    Every piece is handed over with its margins, filled up to multiples of ``align``. Raises Cancelled between pieces;
    within one, it is for the work to ask.
    """
    return joined(strips(picture, work, tiling, progress, text), len(picture) * tiling.factor)


def joined(parts: Iterable[Pixels], height: int) -> Pixels:
    """Strips from top to bottom as one picture of ``height`` rows, without holding them twice."""
    made, top = None, 0
    for part in parts:
        if made is None:
            made = np.empty((height, *part.shape[1:]), part.dtype)
        made[top : top + len(part)] = part
        top += len(part)
    assert made is not None  # a picture has a pixel
    return made


def strips(picture: Pixels, work: Work, tiling: Tiling, progress: Progress, text: str = "") -> Iterator[Pixels]:
    """What :func:`by_tiles` makes, from top to bottom as it is done: [h, factor W, C'], for who cannot hold it all."""
    return (_blended if tiling.feather_px else _exact)(picture, work, tiling, progress, text)


def _exact(picture: Pixels, work: Work, tiling: Tiling, progress: Progress, text: str) -> Iterator[Pixels]:
    height, width = picture.shape[:2]
    rows, columns = tiling.spans(height), tiling.spans(width)
    start = tiling.margin_px * tiling.factor
    for row, (top, lower) in enumerate(rows):
        made, tall = None, (lower - top) * tiling.factor
        for column, (left, right) in enumerate(columns):
            progress.report((row + column / len(columns)) / len(rows), text)
            done = work(piece_of(picture, (left, top, right, lower), tiling))
            if made is None:
                made = np.empty((tall, width * tiling.factor, done.shape[2]), np.uint8)
            wide = (right - left) * tiling.factor
            made[:, left * tiling.factor :][:, :wide] = done[start : start + tall, start : start + wide]
        assert made is not None
        yield made


def _blended(picture: Pixels, work: Work, tiling: Tiling, progress: Progress, text: str) -> Iterator[Pixels]:
    """On a torus the pieces beyond an edge are made once more at the opposite one, so that both edges show the same."""
    height, width = picture.shape[:2]
    rows, columns = _around(height, tiling, tiling.repeats[1]), _around(width, tiling, tiling.repeats[0])
    factor, feather = tiling.factor, tiling.feather_px
    waiting, first = None, 0  # sums of rows from ``first`` on, that pieces further down still add to
    for row, (top, lower) in enumerate(rows):
        down = _Share(top, lower, height, tiling, tiling.repeats[1])
        for column, (left, right) in enumerate(columns):
            progress.report((row + column / len(columns)) / len(rows), text)
            across = _Share(left, right, width, tiling, tiling.repeats[0])
            done = work(piece_of(picture, (left, top, right, lower), tiling))
            if waiting is None:
                waiting = np.zeros((0, width * factor, done.shape[2]), np.float32)
            missing = down.end - first - len(waiting)
            if missing > 0:
                waiting = np.concatenate([waiting, np.zeros((missing, *waiting.shape[1:]), np.float32)])
            weight = (down.weight[:, None] * across.weight)[:, :, None]
            waiting[down.start - first : down.end - first, across.start : across.end] += (
                weight * done[down.within, across.within]
            )
        assert waiting is not None
        ready = min(max((lower - feather) * factor, 0), height * factor) if row + 1 < len(rows) else height * factor
        if ready > first:
            yield waiting[: ready - first].round().clip(0, 255).astype(np.uint8)
            waiting, first = waiting[ready - first :], ready


def _around(length: int, tiling: Tiling, repeats: bool) -> list[tuple[int, int]]:
    """The spans of an axis; where it repeats, with those beyond its ends whose feather reaches into it."""
    spans, reach = tiling.spans(length), tiling.feather_px
    if not repeats:
        return spans
    turns = -(-reach // length)
    every = ((start + turn * length, end + turn * length) for turn in range(-turns, turns + 1) for start, end in spans)
    return [(start, end) for start, end in every if end > -reach and start < length + reach]


class _Share:
    """What a piece gives along one axis: to which pixels of the result, from which of its own, and how much of each.

    The shares of all pieces are 1 together: each is the difference of two ramps, one at either end."""

    def __init__(self, start: int, end: int, length: int, tiling: Tiling, repeats: bool) -> None:
        factor, feather = tiling.factor, tiling.feather_px
        self.start = min(max((start - feather) * factor, 0), length * factor)
        self.end = min(max((end + feather) * factor, 0), length * factor)
        offset = (tiling.margin_px - start) * factor
        self.within = slice(self.start + offset, self.end + offset)
        places = (np.arange(self.start, self.end, dtype=np.float32) + 0.5) / factor

        def ramp(edge: int) -> NDArray[np.float32]:
            if not repeats and edge in (0, length):
                return np.full_like(places, edge == 0)
            return ((places - edge) / (2 * feather) + 0.5).clip(0.0, 1.0)

        self.weight = ramp(start) - ramp(end)


def piece_of(picture: Pixels, edges: tuple[int, int, int, int], tiling: Tiling) -> Pixels:
    """One piece with its margins, a copy."""
    left, top, right, lower = edges
    columns = _places(left, right, picture.shape[1], tiling, tiling.repeats[0])
    rows = _places(top, lower, picture.shape[0], tiling, tiling.repeats[1])
    return picture[rows[:, None], columns]


def _places(start: int, end: int, length: int, tiling: Tiling, repeats: bool) -> NDArray[np.intp]:
    filled = start - (start - end) // tiling.align * tiling.align
    places = np.arange(start - tiling.margin_px, filled + tiling.margin_px)
    if repeats:
        return np.asarray(places % length)
    if length == 1:
        return np.zeros_like(places)
    period = 2 * length - 2  # mirrored about the edge pixels, as often as it takes
    places = np.abs(places) % period
    return np.asarray(np.minimum(places, period - places))
