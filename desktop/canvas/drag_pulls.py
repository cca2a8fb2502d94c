"""What the person wants dragged: pulls from a place of the tile to another, and the mask of what may move."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desktop.canvas.drag_space import Spot, beside, reach, within

MASK_PX = 96
MOST = 64
DONE = 0.02  # of a tile: what is this near to its target has arrived


@dataclass(frozen=True)
class Pull:
    """What is at ``start`` shall come to ``target``; ``now`` is where it is."""

    start: Spot
    target: Spot
    now: Spot

    @staticmethod
    def at(spot: Spot) -> Pull:
        return Pull(spot, spot, spot)

    def aimed(self, target: Spot) -> Pull:
        return replace(self, target=reach(self.start, target))

    def begun(self, start: Spot) -> Pull:
        return Pull(start, reach(start, self.target), start)

    def arrived_at(self, place: Spot) -> Pull:
        """``place`` in fractions of the tile."""
        return replace(self, now=beside(self.now, place))

    def going_on(self) -> Pull:
        """From where it is now."""
        return replace(self, start=self.now)

    @property
    def length(self) -> float:
        """What is left of the way, in tiles."""
        return max(abs(self.target[0] - self.now[0]), abs(self.target[1] - self.now[1]))

    def fractions(self) -> tuple[Spot, Spot]:
        """Start and target in fractions of the tile; the target may lie beyond its edge."""
        start = within(self.start)
        way = self.target[0] - self.start[0], self.target[1] - self.start[1]
        return start, (start[0] + way[0], start[1] + way[1])


class Mask:
    """Where the tile may change, as a painted bitmap that wraps; all of it until something is painted."""

    def __init__(self) -> None:
        self._cells: NDArray[np.bool_] = np.zeros((MASK_PX, MASK_PX), np.bool_)

    @property
    def empty(self) -> bool:
        return not self._cells.any()

    @property
    def cells(self) -> NDArray[np.bool_]:
        """[rows, columns], true where it may change."""
        return self._cells

    def paint(self, spot: Spot, radius: float, aspect: float, *, free: bool) -> None:
        """A round dab of ``radius`` tile widths; ``free`` lets it move, else it is held again."""
        ticks = (np.arange(MASK_PX) + 0.5) / MASK_PX
        x, y = within(spot)
        across = np.abs((ticks - x + 0.5) % 1.0 - 0.5)[None, :]
        down = np.abs((ticks - y + 0.5) % 1.0 - 0.5)[:, None] * aspect
        self._cells = self._cells.copy()
        self._cells[across**2 + down**2 <= radius**2] = free

    def clear(self) -> None:
        self._cells = np.zeros_like(self._cells)
