"""Arrays of pixels become QImages in a worker, so that the window only has to draw them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.document.images import decode

SCREEN_WIDTH_PX = 2048


def image_of(pixels: NDArray[np.uint8]) -> QImage:
    """A copy of sRGB [H, W, 3] or [H, W, 4] (straight alpha) in the formats that Qt draws fastest."""
    pixels = np.ascontiguousarray(pixels)
    height, width, channels = pixels.shape
    if channels == 4:
        view = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
        return view.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    view = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return view.convertToFormat(QImage.Format.Format_RGB32)


def decoded(data: bytes) -> QImage:
    """A picture file's bytes at the size that a screen needs; raises DieloomError."""
    return image_of(decode(data, SCREEN_WIDTH_PX))
