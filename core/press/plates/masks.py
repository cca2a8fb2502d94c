"""How much of each pixel an object covers, in whole numbers, and how it moves a plate towards its ink there.

Whole numbers make the plates the same however the page is cut into bands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.compose.coverage import spans
from core.compose.pixel_ops import Shape

Plate = NDArray[np.uint8]
Weights = NDArray[np.uint16]
Places = NDArray[np.int64]

_BITS = 15
FULL = 1 << _BITS
"""The weight of a pixel that is covered whole."""

_DENSE = 1 / 8  # a share of pixels from which all are worked on at once


class Mask(Protocol):
    """How much of each pixel of a window is covered."""

    def times(self, other: Dense) -> Mask: ...

    def thinned(self, opacity: float) -> Mask: ...

    def dense(self) -> Dense: ...

    def blend(self, plate: Plate, ink: int | Plate) -> None:
        """Move ``plate`` [rows, width] towards ``ink``, one value or [rows, width], in place."""
        ...


@dataclass(frozen=True, eq=False)
class Dense:
    """``weights`` [rows, width], 0 to FULL."""

    weights: Weights

    def part(self, rows: slice, columns: slice) -> Dense:
        return Dense(self.weights[rows, columns])

    def times(self, other: Dense) -> Dense:
        return Dense(_product(self.weights, other.weights))

    def thinned(self, opacity: float) -> Dense:
        return Dense(_thinned(self.weights, opacity))

    def dense(self) -> Dense:
        return self

    def blend(self, plate: Plate, ink: int | Plate) -> None:
        if self._many:
            plate[...] = _moved(plate, ink, self.weights)
            return
        np.copyto(plate, np.asarray(ink, np.uint8), where=self._whole)
        self._edge.blend(plate, ink)

    @cached_property
    def _whole(self) -> NDArray[np.bool_]:
        covered: NDArray[np.bool_] = self.weights == FULL
        return covered

    @cached_property
    def _edge(self) -> Sparse:
        row, column = np.nonzero((self.weights > 0) & ~self._whole)
        return Sparse(row, column, self.weights[row, column], self.weights.shape)

    @cached_property
    def _many(self) -> bool:
        return len(self._edge.row) > _DENSE * self.weights.size


@dataclass(frozen=True, eq=False)
class Sparse:
    """The few pixels of a window that a thin thing covers, by place."""

    row: Places
    column: Places
    weights: Weights
    size: tuple[int, ...]

    def times(self, other: Dense) -> Sparse:
        return replace(self, weights=_product(self.weights, other.weights[self.row, self.column]))

    def thinned(self, opacity: float) -> Sparse:
        return replace(self, weights=_thinned(self.weights, opacity))

    def dense(self) -> Dense:
        weights = np.zeros(self.size, np.uint16)
        weights[self.row, self.column] = self.weights
        return Dense(weights)

    def blend(self, plate: Plate, ink: int | Plate) -> None:
        if len(self.row):
            target = ink if isinstance(ink, int) else ink[self.row, self.column]
            plate[self.row, self.column] = _moved(plate[self.row, self.column], target, self.weights)


def whole(rows: int, width: int) -> Dense:
    """Everything covered."""
    return Dense(np.full((rows, width), FULL, np.uint16))


def of_shape(shape: Shape, x: int, y: int, rows: int, width: int) -> Mask:
    """What ``shape`` covers of the pixels from (``x``, ``y``) on."""
    found = spans(shape.edges - np.array([x, y, x, y]), width, rows, shape.rule)
    weights = (found.covered * FULL + 0.5).astype(np.uint16)
    if found.pixels < _DENSE * rows * width:
        run = np.repeat(np.arange(len(weights)), found.end - found.first)
        starts = np.cumsum(found.end - found.first) - (found.end - found.first)
        column = found.first[run] + np.arange(len(run)) - starts[run]
        return Sparse(found.row[run], column, weights[run], (rows, width))
    dense = np.zeros((rows, width), np.uint16)
    single = found.end - found.first == 1
    dense[found.row[single], found.first[single]] = weights[single]
    long = zip(*(each[~single].tolist() for each in (found.row, found.first, found.end, weights)), strict=True)
    for row, first, end, weight in long:
        dense[row, first:end] = weight
    return Dense(dense)


def of_alpha(alpha: Plate) -> Dense:
    return Dense(((alpha.astype(np.uint32) * (2 * FULL) + 255) // 510).astype(np.uint16))


def _product(first: Weights, second: Weights) -> Weights:
    product = first.astype(np.uint32)
    product *= second
    product += FULL >> 1
    product >>= _BITS
    return product.astype(np.uint16)


def _thinned(weights: Weights, opacity: float) -> Weights:
    thinned: Weights = np.rint(weights * np.float32(opacity)).astype(np.uint16)
    return thinned


def _moved(plate: Plate, ink: int | Plate, weights: Weights) -> Plate:
    way = np.asarray(ink, np.int32) - plate
    way *= weights
    way += FULL >> 1
    way >>= _BITS
    way += plate
    return way.astype(np.uint8)
