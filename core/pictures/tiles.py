"""Work on large pictures piece by piece, in bounded memory and without seams.

Each piece is handed over with a margin from its neighbours. Work that sees no farther than the margin (a network
without statistics over its whole input) gives the very pixels that it would give for the whole picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    repeats (x, y) the margin at an edge is the opposite edge; else the picture mirrored."""

    size_px: int = 384
    margin_px: int = 32
    factor: int = 1
    align: int = 4
    repeats: tuple[bool, bool] = (False, False)

    def __post_init__(self) -> None:
        if self.size_px % self.align or self.margin_px % self.align:
            raise ValueError(f"{self.size_px} and {self.margin_px} px are not multiples of {self.align}")

    def pieces(self, width: int, height: int) -> Iterator[tuple[int, int, int, int]]:
        """Left, top, right and lower edge of each piece."""
        for top in range(0, height, self.size_px):
            for left in range(0, width, self.size_px):
                yield left, top, min(left + self.size_px, width), min(top + self.size_px, height)


def by_tiles(picture: Pixels, work: Work, tiling: Tiling, progress: Progress, text: str = "") -> Pixels:
    """What ``work`` makes of ``picture`` [H, W, C]: [factor H, factor W, C'].

    Every piece is handed over with its margins, filled up to multiples of ``align``. Raises Cancelled between pieces;
    within one, it is for the work to ask.
    """
    height, width = picture.shape[:2]
    pieces, made = list(tiling.pieces(width, height)), None
    margin, factor = tiling.margin_px, tiling.factor
    for number, (left, top, right, lower) in enumerate(pieces):
        progress.report(number / len(pieces), text)
        done = work(piece_of(picture, (left, top, right, lower), tiling))
        if made is None:
            made = np.empty((height * factor, width * factor, done.shape[2]), np.uint8)
        start = margin * factor
        tall, wide = (lower - top) * factor, (right - left) * factor
        made[top * factor : lower * factor, left * factor : right * factor] = done[
            start : start + tall, start : start + wide
        ]
    assert made is not None  # a picture has a pixel
    return made


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
