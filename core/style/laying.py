"""A swatch laid over a picture, its pieces shifted a little so that light falls on light and shape on shape.

Texture transfer by patches that agree with the picture (Efros and Freeman 2001, section 4), with each block's patch
chosen among shifts of the pattern as it lies: where the picture is flat the pattern goes on undisturbed. Shifts of
neighbours are drawn together by iterated conditional modes (Besag 1986).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress
from core.pictures.resize import resize_tile

Pixels = NDArray[np.uint8]
Repeats = tuple[bool, bool]
Planes = NDArray[np.float32]
Shifts = NDArray[np.intp]

CELL_PX = 4
BLOCK_PX = 16
_REACH = 8  # cells that a piece is shifted by at most
_STAY = 0.002  # what a shift by one cell costs, squared, in squared colour differences
_TOGETHER = 0.01  # what differing from the neighbours by one cell costs
_ROUNDS = 4
_SOFT = 2.0  # how much sharper than a straight crossfade pieces join
_PIXELS = 1 << 18  # that are put together at once
_BLOCK_ROWS = 16  # of blocks that are compared at once


def fitted(swatch: Pixels, width: int, height: int, repeats: Repeats) -> Pixels:
    """A swatch as it lies side by side; along an axis that repeats, stretched so that it fits a whole number of times.

    The sides are multiples of a cell if the swatch's and those of the axes that repeat are.
    """
    tall, wide = swatch.shape[:2]
    if repeats[0]:
        swatch = resize_tile(np.tile(swatch, (1, max(1, round(width / wide)), 1)), width, tall)
    if repeats[1]:
        swatch = resize_tile(np.tile(swatch, (max(1, round(height / tall)), 1, 1)), swatch.shape[1], height)
    return swatch


def laid(content: Pixels, swatch: Pixels, progress: Progress, repeats: Repeats = (False, False)) -> Pixels:
    """A swatch [h, w, 3] over the whole of ``content`` [H, W, 3]. Raises Cancelled.

    Along an axis that repeats, sides are multiples of a block, and the plane repeats too.
    """
    height, width = content.shape[:2]
    tile = fitted(swatch, width, height, repeats)
    shifts = _agreed(_costs(_cells(content, repeats), _cells(tile, (True, True)), progress, repeats), progress, repeats)
    made = np.empty_like(content)
    deep = max(1, _PIXELS // width)
    for top in range(0, height, deep):
        progress.report(0.8 + 0.2 * top / height, "Laying the texture")
        rows = np.arange(top, min(top + deep, height))
        made[rows] = _joined(tile, shifts, rows, width, repeats)
    return made


def _choices() -> Shifts:
    """[n, 2]: every shift, down and across, the shortest first, so that ties stay."""
    side = np.arange(-_REACH, _REACH + 1)
    grid = np.stack(np.meshgrid(side, side, indexing="ij"), 2).reshape(-1, 2)
    return np.asarray(grid[np.argsort(np.square(grid).sum(1), kind="stable")])


def _cells(pixels: Pixels, repeats: Repeats) -> Planes:
    """[3, h, w] in -1..1: means of cells, of which part of the last may lie beyond the edge."""
    height, width = pixels.shape[:2]
    more = ((0, -height % CELL_PX), (0, -width % CELL_PX), (0, 0))
    whole = np.pad(pixels, more, "edge").astype(np.float32)
    tall, wide = whole.shape[0] // CELL_PX, whole.shape[1] // CELL_PX
    means = whole.reshape(tall, CELL_PX, wide, CELL_PX, 3).mean((1, 3))
    return np.asarray(means.transpose(2, 0, 1) / 127.5 - 1.0, np.float32, order="C")


def _costs(content: Planes, tile: Planes, progress: Progress, repeats: Repeats) -> Planes:
    """[shifts, rows, columns] of blocks: the mean squared difference in a window that is a cell larger each way, and
    what the shift costs in itself."""
    _, height, width = content.shape
    per = BLOCK_PX // CELL_PX
    rows, columns = -(-height // per), -(-width // per)
    choices = _choices()
    costs = np.empty((len(choices), rows, columns), np.float32)
    across, down = np.arange(width), np.arange(height)
    for number, (down_by, across_by) in enumerate(choices):
        progress.report(0.7 * number / len(choices), "Laying the texture")
        there = tile[:, (down + down_by)[:, None] % tile.shape[1], (across + across_by) % tile.shape[2]]
        apart = np.square(content - there).sum(0)
        apart = np.pad(apart, ((1, rows * per + 1 - height), (0, 0)), "wrap" if repeats[1] else "edge")
        apart = np.pad(apart, ((0, 0), (1, columns * per + 1 - width)), "wrap" if repeats[0] else "edge")
        costs[number] = _windows(_windows(apart, per).T, per).T + _STAY * (down_by**2 + across_by**2)
    return costs


def _windows(plane: Planes, per: int) -> Planes:
    """Means of ``per + 2`` rows, every ``per`` rows."""
    sums = np.cumsum(np.pad(plane, ((1, 0), (0, 0))), 0, dtype=np.float64)
    starts = np.arange(0, len(plane) - 2, per)
    return np.asarray((sums[starts + per + 2] - sums[starts]) / (per + 2), np.float32)


def _agreed(costs: Planes, progress: Progress, repeats: Repeats) -> Shifts:
    """The shift of each block in cells, [rows, columns, 2]: each first by itself, then with its neighbours."""
    choices = _choices()
    steps, shifts, together = choices.astype(np.float32), np.zeros((*costs.shape[1:], 2), np.intp), 0.0
    for _ in range(_ROUNDS):
        wanted, rows = _neighbours(shifts.astype(np.float32), repeats), []
        for top in range(0, len(wanted), _BLOCK_ROWS):
            progress.check()
            part = slice(top, top + _BLOCK_ROWS)
            apart = np.square(wanted[part, :, None] - steps).sum(3).transpose(2, 0, 1)
            rows.append((costs[:, part] + together * apart).argmin(0))
        shifts, together = choices[np.concatenate(rows)], _TOGETHER
    return np.asarray(shifts)


def _neighbours(shifts: Planes, repeats: Repeats) -> Planes:
    """The mean of the four neighbours of each."""
    wide = np.pad(shifts, ((0, 0), (1, 1), (0, 0)), "wrap" if repeats[0] else "edge")
    tall = np.pad(shifts, ((1, 1), (0, 0), (0, 0)), "wrap" if repeats[1] else "edge")
    return (wide[:, :-2] + wide[:, 2:] + tall[:-2] + tall[2:]) / 4.0


def _joined(tile: Pixels, shifts: Shifts, rows: NDArray[np.intp], width: int, repeats: Repeats) -> Pixels:
    """Rows of the plane: the pieces of the four nearest blocks, each by its nearness."""
    columns = np.arange(width)
    total = np.zeros((len(rows), width, 3), np.float32)
    for row, row_share in _nearest(rows, shifts.shape[0], repeats[1]):
        for column, column_share in _nearest(columns, shifts.shape[1], repeats[0]):
            shift = shifts[row[:, None], column] * CELL_PX
            piece = tile[(rows[:, None] + shift[..., 0]) % tile.shape[0], (columns + shift[..., 1]) % tile.shape[1]]
            total += (row_share[:, None] * column_share)[..., None] * piece
    return np.rint(total).astype(np.uint8)


def _nearest(places: NDArray[np.intp], blocks: int, repeats: bool) -> list[tuple[NDArray[np.intp], Planes]]:
    """The two blocks beside each place, with their shares."""
    at = (places + 0.5) / BLOCK_PX - 0.5
    first = np.floor(at).astype(np.intp)
    share = np.clip((at - first - 0.5) * _SOFT + 0.5, 0.0, 1.0).astype(np.float32)

    def inside(block: NDArray[np.intp]) -> NDArray[np.intp]:
        return block % blocks if repeats else np.clip(block, 0, blocks - 1)

    return [(inside(first), 1.0 - share), (inside(first + 1), share)]
