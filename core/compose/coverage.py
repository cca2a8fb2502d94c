"""How much of each pixel a path covers: exact areas, no supersampling.

Every edge adds, to the pixels of its rows, the signed area to its right; the running sum along a row is then the
winding number of each pixel times its coverage. This is the signed-area accumulation of Raph Levien's font-rs (2016),
here on whole arrays of edges. Pixels crossed by several edges with different windings are approximate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.geometry import Point

Reals = NDArray[np.float64]
Indices = NDArray[np.int64]
Edges = Reals
Rule = Literal["nonzero", "evenodd"]
_NOTHING = 1e-9  # of a pixel: what rounding leaves of a sum of areas that is none


def edges_of(outlines: list[list[Point]]) -> Edges:
    """[n, 4]: x0, y0, x1, y1 of each edge; outlines that end elsewhere than they began are closed."""
    rings = [np.array([*outline, outline[0]], np.float64) for outline in outlines if len(outline) > 1]
    if not rings:
        return np.empty((0, 4))
    return np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in rings])


def coverage(edges: Edges, width: int, height: int, rule: Rule = "nonzero") -> NDArray[np.float32]:
    """[height, width], 0 to 1, of pixels whose corner (0, 0) is the edges' origin, y down."""
    at, own, rest = _areas(edges, width, height)
    cells = height * (width + 1)
    areas = np.bincount(at, own, cells) + np.bincount(at + 1, rest, cells + 1)[:cells]
    winding = areas.reshape(height, width + 1).cumsum(axis=1)[:, :width]
    return _covered(winding, rule).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Spans:
    """Runs of equally covered pixels: ``row``, ``first`` and ``end`` column of each, and how much is covered.

    Where nothing is covered there is no run, so that lines on a large page cost no more than their length.
    """

    row: Indices
    first: Indices
    end: Indices
    covered: Reals

    @property
    def pixels(self) -> int:
        return int((self.end - self.first).sum())


def spans(edges: Edges, width: int, height: int, rule: Rule = "nonzero") -> Spans:
    """What :func:`coverage` gives, as runs."""
    at, own, rest = _areas(edges, width, height)
    cell, entry = np.unique(np.concatenate([at, at + 1]), return_inverse=True)
    sums = np.bincount(entry, np.concatenate([own, rest]), len(cell)).cumsum()
    row, column = np.divmod(cell, width + 1)
    begins = np.flatnonzero(np.diff(row, prepend=-1))
    before = np.concatenate([[0.0], sums])[begins]
    winding = sums - np.repeat(before, np.diff(begins, append=len(cell)))
    # From one place where the winding changes up to the next, or to the end of the row.
    last = np.append(row[1:] != row[:-1], True)[: len(cell)]
    end = np.where(last, width, np.append(column[1:], width)[: len(cell)])
    covered = _covered(winding, rule)
    kept = (covered > _NOTHING) & (column < width)
    return Spans(row[kept], column[kept], end[kept], covered[kept])


def _areas(edges: Edges, width: int, height: int) -> tuple[Indices, Reals, Reals]:
    """Cells in rows of ``width + 1``, the signed area that edges add to them, and to the one after them."""
    row, column, rise, reach = _cut_by_column(*_cut_by_row(edges, height), width)
    reach = np.where(column < 0, 1.0, reach)  # what lies left of the window covers the whole of its first pixel
    inside = column < width
    at = (row * (width + 1) + np.maximum(column, 0))[inside]
    return at, (rise * reach)[inside], (rise * (1 - reach))[inside]


def _covered(winding: Reals, rule: Rule) -> Reals:
    covered: Reals = np.minimum(np.abs(winding), 1) if rule == "nonzero" else 1 - np.abs(1 - np.mod(winding, 2))
    return covered


def _cut_by_row(edges: Edges, height: int) -> tuple[Indices, Reals, Reals, Reals]:
    """The edges cut at pixel rows: the row, x at both ends and the signed height of each piece."""
    x0, y0, x1, y1 = edges[edges[:, 1] != edges[:, 3]].T
    low, high = np.clip(np.minimum(y0, y1), 0, height), np.clip(np.maximum(y0, y1), 0, height)
    first = np.floor(low).astype(np.int64)
    edge, offset = _repeated(np.ceil(high).astype(np.int64) - first)
    row = first[edge] + offset
    top, bottom = np.maximum(low[edge], row), np.minimum(high[edge], row + 1)
    # Shares of the edge instead of its slope, which is infinite for one that is all but level.
    begin, end = (np.clip((y - y0[edge]) / (y1 - y0)[edge], 0, 1) for y in (top, bottom))
    run = (x1 - x0)[edge]
    return row, x0[edge] + begin * run, x0[edge] + end * run, (bottom - top) * np.sign(y1 - y0)[edge]


def _cut_by_column(
    row: Indices, x0: Reals, x1: Reals, rise: Reals, width: int
) -> tuple[Indices, Indices, Reals, Reals]:
    """Pieces cut at pixel columns: row, column, signed height, and how much of its pixel's width lies to its right.

    All that lies to the left is in column -1, so that an edge from far away costs no more than one from nearby.
    """
    left, right = np.minimum(x0, x1), np.maximum(x0, x1)
    first = np.clip(np.floor(left), -1, width).astype(np.int64)
    last = np.clip(np.ceil(right), 0, width + 1).astype(np.int64)
    piece, offset = _repeated(np.maximum(last - first, 1))
    column = first[piece] + offset
    start = np.where(column < 0, left[piece], np.maximum(left[piece], column))
    end, span = np.minimum(right[piece], column + 1), (right - left)[piece]
    share = np.divide(end - start, span, out=np.ones(len(span)), where=span > 0)
    return row[piece], column, rise[piece] * share, column + 1 - (start + end) / 2


def _repeated(counts: Indices) -> tuple[Indices, Indices]:
    """For counts (2, 1): the indices (0, 0, 1) and the offsets (0, 1, 0)."""
    index = np.repeat(np.arange(len(counts)), counts)
    start = np.cumsum(counts) - counts
    return index, np.arange(len(index)) - start[index]
