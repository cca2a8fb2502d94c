"""Planes of texture in one: their contrast is kept, which a mean of unlike textures would lose.

One plane at a time is at hand, so that many take no more memory than two.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.jobs import Progress
from core.pictures.bands import bands

Pixels = NDArray[np.uint8]


class Mixture:
    """Of planes of one ``shape`` [H, W, 3], by weights that sum to 1."""

    def __init__(self, shape: tuple[int, ...], weights: NDArray[np.float64]) -> None:
        self._gain = np.float32(1.0 / float(np.linalg.norm(weights)))
        self._total = np.zeros(shape, np.float32)

    def add(self, plane: Pixels, weight: float, progress: Progress) -> None:
        """One of the planes, uint8; raises Cancelled."""
        sums = sum(plane[band].sum((0, 1), dtype=np.int64) for band in bands(plane.shape, progress.silent()))
        mean = np.asarray(sums / (plane.shape[0] * plane.shape[1]), np.float32)
        for band in bands(plane.shape, progress.silent()):
            self._total[band] += np.float32(weight) * (self._gain * (plane[band] - mean) + mean)

    def made(self, progress: Progress) -> Pixels:
        """All that was added; raises Cancelled."""
        made = np.empty(self._total.shape, np.uint8)
        for band in bands(made.shape, progress):
            made[band] = np.rint(np.clip(self._total[band], 0.0, 255.0))
        return made
