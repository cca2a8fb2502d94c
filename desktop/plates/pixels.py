"""The canvas's own pixels as the plates device wants them: arrays, made in a worker from what the window holds."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QImage

from core.compose.drawlist import ArtImage, PictureSource
from core.compose.pixels import DocumentPixels
from core.document.document import Document
from core.pictures.resize import resize_tile
from desktop.fold.art import Held
from desktop.workers.images import NoTiles

Pixels = NDArray[np.uint8]
BARE = 235  # what the canvas shows of artwork that is still being made


class CanvasPixels:
    """A :class:`~core.compose.drawlist.PixelSource` over what the canvas shows now; for one worker at a time."""

    def __init__(self, held: Held, document: Document, tiles: TileCache) -> None:
        self._held, self._tiles = held, tiles
        self._document = DocumentPixels(document, NoTiles())

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        found = [image for (each, _), image in self._held.tiles.items() if each == source and image is not None]
        if not found or found[0].isNull():
            return np.full((height_px, width_px, 3), BARE, np.uint8)
        return self._tiles.at_size(found[0], width_px, height_px)

    def image(self, source: PictureSource, max_width_px: int | None = None) -> Pixels:
        image = self._held.images.get(source)
        if image is None or image.isNull():
            return np.zeros((1, 1, 4), np.uint8)
        pixels = rgba_of(image)
        if max_width_px is None or max_width_px >= pixels.shape[1]:
            return pixels
        height = max(1, round(pixels.shape[0] * max_width_px / pixels.shape[1]))
        reduced = Image.fromarray(pixels).convert("RGBa").resize((max_width_px, height), Image.Resampling.BOX)
        return np.asarray(reduced.convert("RGBA"))

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> Pixels | None:
        return self._document.inks(source, max_width_px)


class TileCache:
    """Tiles at the sizes that they were asked for: the device separates each of them once, by its identity."""

    def __init__(self) -> None:
        self._sized = lru_cache(maxsize=16)(self._resized)
        self._images: dict[int, QImage] = {}

    def at_size(self, image: QImage, width_px: int, height_px: int) -> Pixels:
        self._images = {key: kept for key, kept in self._images.items() if key == image.cacheKey()} | {
            image.cacheKey(): image
        }
        return self._sized(image.cacheKey(), width_px, height_px)

    def _resized(self, key: int, width_px: int, height_px: int) -> Pixels:
        return resize_tile(np.ascontiguousarray(rgba_of(self._images[key])[:, :, :3]), width_px, height_px)


def rgba_of(image: QImage) -> Pixels:
    """[H, W, 4] sRGB with straight alpha."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    height, width = plain.height(), plain.width()
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(height, plain.bytesPerLine())
    return rows[:, : 4 * width].reshape(height, width, 4).copy()
