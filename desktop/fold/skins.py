"""The prints of a pack as Qt paints them: each at full size and at halves of it, so that far faces do not flicker."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QImage, QTransform

from core.geometry import Box
from core.mockup.skin import Print
from desktop.workers.images import image_of

SMALLEST_PX = 32
ENOUGH = 0.8  # texels for a pixel


@dataclass(frozen=True)
class Skin:
    """One side of the blank: brushes that paint it in mm on the blank, the finest first; ``masks`` are white where it
    gleams, none when all of it does."""

    levels: tuple[QBrush, ...]
    masks: tuple[QBrush, ...]
    texels: float  # of the finest, for each mm

    def brush(self, pixels_per_mm: float) -> QBrush:
        """The coarsest print that still has a texel for about each pixel."""
        return self.levels[self._level(pixels_per_mm, len(self.levels))]

    def mask(self, pixels_per_mm: float) -> QBrush | None:
        return self.masks[self._level(pixels_per_mm, len(self.masks))] if self.masks else None

    def _level(self, pixels_per_mm: float, count: int) -> int:
        halvings = math.log2(max(1e-6, self.texels / max(1e-6, pixels_per_mm * ENOUGH)))
        return min(count - 1, max(0, int(halvings)))


def skin_of(side: Print) -> Skin:
    """May be called in any thread."""
    image = image_of(side.pixels)
    masks = () if side.mask is None else _levels(_white(side.mask), side.box)
    return Skin(_levels(image, side.box), masks, image.width() / side.box.width)


def _white(mask: np.ndarray) -> QImage:
    return image_of(np.concatenate([np.full((*mask.shape, 3), 255, np.uint8), mask[:, :, None]], axis=2))


def _levels(image: QImage, box: Box) -> tuple[QBrush, ...]:
    levels = []
    while True:
        brush = QBrush(image)
        across, down = box.width / image.width(), box.height / image.height()
        brush.setTransform(QTransform(across, 0, 0, -down, box.x0, box.y1))
        levels.append(brush)
        if min(image.width(), image.height()) < 2 * SMALLEST_PX:
            return tuple(levels)
        half = image.width() // 2, image.height() // 2
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(*half, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
