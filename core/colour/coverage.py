"""Total area coverage: how much ink lies on a place, all plates together (100 % is one plate full)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FULL = 255  # a plate's byte at 100 %


def total_coverage(inks: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """The sum of all plates of [..., plates] inks, 255 for 100 %: [...]."""
    total = inks[..., 0].astype(np.uint16)
    for plate in range(1, inks.shape[-1]):
        total += inks[..., plate]
    return total


def percent(total: NDArray[np.uint16]) -> NDArray[np.float32]:
    """Coverage in percent of one plate."""
    return total * np.float32(100 / FULL)


def coverage_over(total: NDArray[np.uint16], window_px: tuple[int, int]) -> NDArray[np.float32]:
    """The mean of [H, W] coverage, in its own unit, over every window (rows, columns) that lies wholly within it.

    [H - rows + 1, W - columns + 1]; a window larger than the picture is cut to it. An ink limit holds over an area
    (GWG 2015: 15 mm2), since a small spot dries where a field does not.
    """
    rows, columns = (max(1, min(side, most)) for side, most in zip(window_px, total.shape, strict=True))
    sums = np.zeros((total.shape[0] + 1, total.shape[1] + 1), np.int64)
    np.cumsum(total, axis=0, dtype=np.int64, out=sums[1:, 1:])
    np.cumsum(sums[1:, 1:], axis=1, out=sums[1:, 1:])
    inside = sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
    mean: NDArray[np.float32] = (inside / (rows * columns)).astype(np.float32)
    return mean
