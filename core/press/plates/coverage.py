"""How much ink a page takes: where it is more than dries, and how much of each plate in all.

Limits hold over an area (GWG 2015: 15 mm2) and count what is printed: technical plates are left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.colour.condition import PrintingCondition
from core.colour.coverage import FULL, coverage_over, percent, total_coverage
from core.compose.drawlist import DrawPage, PixelSource
from core.geometry import Box
from core.jobs import Progress
from core.press.plates.device import bands
from core.press.plates.names import PROCESS, plate_names
from core.press.plates.regions import labelled
from core.units import MM_PER_INCH

AREA_MM2 = 15.0
PPI = 72.0
_ROUNDING = 0.5  # percent that the bytes of several plates may be off together


@dataclass(frozen=True)
class Over:
    """A place with too much ink: its ``box`` (mm on the page), the highest mean there and the ``limit`` that it is
    beyond, both in percent, and how much of the place is above the limit.
    """

    box: Box
    peak: float
    area_mm2: float
    limit: float


def over_limit(
    page: DrawPage,
    pixels: PixelSource,
    condition: PrintingCondition,
    *,
    limit: float,
    limit_all: float,
    area_mm2: float = AREA_MM2,
    ppi: float = PPI,
    progress: Progress | None = None,
) -> list[Over]:
    """Where process inks cover more than ``limit`` percent on average over ``area_mm2``, or all plates together more
    than ``limit_all``; places that touch are one. The largest is first.
    """
    process, everything = _totals(page, pixels, condition, ppi, progress)
    side = max(1, round(math.sqrt(area_mm2) / MM_PER_INCH * ppi))
    kinds = [_Inks(process, limit, side), _Inks(everything, limit_all, side)]
    if not any(kind.beyond.any() for kind in kinds):
        return []
    high = np.logical_or(*(kind.high for kind in kinds))
    labels, count = labelled(_spread(np.logical_or(*(kind.beyond for kind in kinds)), side, high.shape))
    found = [_place(labels == label, high, kinds, page.bleed, ppi) for label in range(1, count + 1)]
    return sorted(found, key=lambda over: -over.area_mm2)


def ink_use(
    page: DrawPage,
    pixels: PixelSource,
    condition: PrintingCondition,
    *,
    ppi: float = PPI,
    progress: Progress | None = None,
) -> dict[str, float]:
    """The mean coverage of each plate that is printed, in percent of the page with its bleed."""
    names = plate_names(page.ops, technical=False)
    levels, count = np.zeros(len(names), np.int64), 0
    for _, inks in bands(page, pixels, condition, ppi, technical=False, progress=progress):
        levels += inks.sum(axis=(0, 1), dtype=np.int64)
        count += inks.shape[0] * inks.shape[1]
    return {name: round(float(level) / (count * FULL) * 100, 3) for name, level in zip(names, levels, strict=True)}


def ink_areas(use: dict[str, float], page: DrawPage) -> dict[str, float]:
    """The mm2 that each plate of :func:`ink_use` would cover in full."""
    area = page.bleed.width * page.bleed.height
    return {name: share / 100 * area for name, share in use.items()}


class _Inks:
    """Inks that have a limit together: where a pixel is above it, and where a window's mean is beyond it.

    Windows are of ``side`` pixels and known by their first row and column.
    """

    def __init__(self, total: NDArray[np.uint16], limit: float, side: int) -> None:
        self.limit = limit
        self.high = percent(total) > limit + _ROUNDING
        self.mean = coverage_over(total, (side, side)) * (100 / FULL)
        self.beyond = self.mean > limit + _ROUNDING


def _totals(
    page: DrawPage, pixels: PixelSource, condition: PrintingCondition, ppi: float, progress: Progress | None
) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """[H, W] each: the process inks and all inks together."""
    parts = [
        (total_coverage(inks[:, :, : len(PROCESS)]), total_coverage(inks))
        for _, inks in bands(page, pixels, condition, ppi, technical=False, progress=progress)
    ]
    process, everything = zip(*parts, strict=True)
    return np.concatenate(process), np.concatenate(everything)


def _spread(windows: NDArray[np.bool_], side: int, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """[H, W]: the pixels of the windows."""
    rows, columns = (min(side, most) for side, most in zip((side, side), shape, strict=True))
    around = np.pad(windows.astype(np.uint16), ((rows - 1, rows - 1), (columns - 1, columns - 1)))
    return coverage_over(around, (rows, columns)) > 0


def _place(place: NDArray[np.bool_], high: NDArray[np.bool_], kinds: Sequence[_Inks], page: Box, ppi: float) -> Over:
    inside = [kind.beyond & place[: kind.mean.shape[0], : kind.mean.shape[1]] for kind in kinds]
    kind, windows = next(pair for pair in zip(kinds, inside, strict=True) if pair[1].any())
    rows, columns = np.nonzero(place & high)
    size = MM_PER_INCH / ppi
    box = Box(
        page.x0 + float(columns.min()) * size,
        page.y1 - float(rows.max() + 1) * size,
        page.x0 + float(columns.max() + 1) * size,
        page.y1 - float(rows.min()) * size,
    )
    return Over(box, round(float(kind.mean[windows].max()), 1), len(rows) * size**2, kind.limit)
