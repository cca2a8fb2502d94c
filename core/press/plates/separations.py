"""What a page or a part of it has on each plate."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.geometry import Box, Point
from core.press.plates.names import PROCESS
from core.units import MM_PER_INCH


@dataclass(frozen=True, eq=False)
class Separations:
    """``inks`` [H, W, N], 255 for 100 %, a layer for each plate of ``names``: process first, then spots as drawn. One
    plate is contiguous in memory, one pixel's inks are not.

    ``box`` (mm on the page) is what is shown; row 0 is its top. ``technical`` names plates that print nothing: they do
    not count as ink.
    """

    names: tuple[str, ...]
    inks: NDArray[np.uint8]
    box: Box
    ppi: float
    technical: frozenset[str] = field(default=frozenset())

    def plate(self, name: str) -> NDArray[np.uint8]:
        """[H, W]; raises KeyError for a plate that is not there."""
        if name not in self.names:
            raise KeyError(name)
        return self.inks[:, :, self.names.index(name)]

    def coverage_at(self, point: Point) -> dict[str, float]:
        """Percent of each plate at a place on the page (mm); nothing outside of what is shown."""
        column = int((point.x - self.box.x0) / MM_PER_INCH * self.ppi // 1)
        row = int((self.box.y1 - point.y) / MM_PER_INCH * self.ppi // 1)
        height, width = self.inks.shape[:2]
        if not (0 <= column < width and 0 <= row < height):
            return {}
        return {name: round(float(ink) / 2.55, 1) for name, ink in zip(self.names, self.inks[row, column], strict=True)}

    @property
    def total(self) -> NDArray[np.uint16]:
        """[H, W]: all ink together, percent, without technical plates."""
        return self._total(tuple(name for name in self.names if name not in self.technical))

    @property
    def process(self) -> NDArray[np.uint16]:
        """[H, W]: the process inks together, percent."""
        return self._total(PROCESS)

    def _total(self, names: tuple[str, ...]) -> NDArray[np.uint16]:
        total = np.zeros(self.inks.shape[:2], np.uint32)
        for name in self.names:
            if name in names:
                total += self.plate(name)
        return ((total * 100 + 127) // 255).astype(np.uint16)
