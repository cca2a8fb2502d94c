"""Arrays of pixels become QImages in a worker, so that the window only has to draw them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from core.artwork.recipe import Recipe
from core.compose.drawlist import PictureSource
from core.compose.pixels import DocumentPixels
from core.document.document import Document

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


def shown(document: Document, source: PictureSource) -> QImage:
    """A picture of a document's drawing at the size that a screen needs; raises DieloomError."""
    return image_of(DocumentPixels(document, NoTiles()).image(source, SCREEN_WIDTH_PX))


class NoTiles:
    """Pictures need no artist."""

    def tile(self, recipe: Recipe) -> NDArray[np.uint8]:
        raise LookupError(recipe)
