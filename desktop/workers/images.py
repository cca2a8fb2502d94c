"""Arrays of pixels become QImages in a worker, so that the window only has to draw them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from core.artwork.darkroom import Darkroom
from core.artwork.recipe import Recipe
from core.compose.drawlist import AssetImage, PictureSource
from core.compose.pixels import DocumentPixels
from core.document.document import Document
from core.jobs import Progress
from desktop.photo import work
from desktop.workers.process import in_child

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


@dataclass(frozen=True)
class Shown:
    """``final`` is False for a picture as it was before edits that are not in this machine's cache."""

    image: QImage
    final: bool = True


def shown(document: Document, source: PictureSource) -> Shown:
    """A picture of a document's drawing at the size that a screen needs; raises DieloomError."""
    final = not isinstance(source, AssetImage) or Darkroom().holds(source.asset, source.edits)
    there = source if final else AssetImage(source.asset)
    return Shown(image_of(DocumentPixels(document, NoTiles()).image(there, SCREEN_WIDTH_PX)), final)


def developed(document: Document, source: AssetImage, progress: Progress) -> QImage:
    """The same of a photo whose edits a process of its own has to replay first; raises DieloomError and Cancelled."""
    data = document.assets[source.asset]
    job = partial(work.developed, data, source.asset, source.edits, SCREEN_WIDTH_PX)
    return image_of(in_child(job, QCoreApplication.translate("Images", "Developing a picture"), progress))


class NoTiles:
    """Pictures need no artist."""

    def tile(self, recipe: Recipe) -> NDArray[np.uint8]:
        raise LookupError(recipe)
