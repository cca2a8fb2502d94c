"""A no-fit polygon as functions: how far it reaches at each x or y."""

from __future__ import annotations

import itertools

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

Floats = NDArray[np.float64]


class Skyline:
    """How high a polygon reaches over each x, by cells of ``step`` mm; never less than it does."""

    def __init__(self, region: Polygon, step: float) -> None:
        points = shapely.get_coordinates(region.exterior)
        self._x0, self._step = float(points[:, 0].min()), step
        count = int(np.ceil((points[:, 0].max() - self._x0) / step))
        lines = np.full(count + 1, -np.inf)
        for (x0, y0), (x1, y1) in itertools.pairwise(points.tolist()):
            if x0 != x1:
                at = (np.array(sorted((x0, x1))) - self._x0) / step
                i = np.arange(np.ceil(at[0]), np.floor(at[1]) + 1, dtype=int)
                lines[i] = np.maximum(lines[i], y0 + (self._x0 + i * step - x0) * (y1 - y0) / (x1 - x0))
        self._cells = np.maximum(lines[:-1], lines[1:])
        corners = np.clip(((points[:, 0] - self._x0) / step).astype(int), 0, count - 1)
        np.maximum.at(self._cells, corners, points[:, 1])

    @property
    def reach(self) -> tuple[float, float]:
        """The x between which the polygon lies."""
        return self._x0, self._x0 + self._step * len(self._cells)

    def over(self, x: Floats) -> Floats:
        """The height over every ``x``; minus infinity beside the polygon."""
        i = np.floor((x - self._x0) / self._step).astype(int)
        within = (i >= 0) & (i < len(self._cells))
        return np.where(within, self._cells[np.where(within, i, 0)], -np.inf)


def spans(region: Polygon, y: Floats) -> tuple[Floats, Floats]:
    """The lowest and the highest x of a polygon at every ``y``; infinite the wrong way round above and below it."""
    points = shapely.get_coordinates(region.exterior)
    (x0, y0), (x1, y1) = points[:-1].T, points[1:].T
    low, high = np.minimum(y0, y1), np.maximum(y0, y1)
    crossed = (low <= y[:, None]) & (y[:, None] <= high)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(y1 != y0, (y[:, None] - y0) / (y1 - y0), 0.0)
    x = x0 + np.clip(np.nan_to_num(part), 0.0, 1.0) * (x1 - x0)
    level = np.where(y1 == y0, x1, x)  # the other end of an edge that lies level
    return (
        np.where(crossed, np.minimum(x, level), np.inf).min(axis=1),
        np.where(crossed, np.maximum(x, level), -np.inf).max(axis=1),
    )
