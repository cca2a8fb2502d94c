"""The pixels that a drawing names, made when a device asks for them and kept while it does."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.artwork.darkroom import Darkroom
from core.artwork.recipe import Recipe
from core.compose.drawlist import ArtImage, AssetImage, Gradient, PdfImage, PictureSource
from core.compose.placed import artwork
from core.compose.placed.gradients import gradient_inks, gradient_pixels
from core.document.document import Document
from core.errors import DieloomError
from core.pictures import images
from core.pictures.resize import resize_tile, resized_rows

Pixels = NDArray[np.uint8]


class TileMaker(Protocol):
    """Replays recipes, and keeps what it made; :class:`core.artwork.artist.Artist` is one."""

    def tile(self, recipe: Recipe) -> Pixels:
        """The recipe's periodic tile [H, W, 3] sRGB at the model's own size."""
        ...


class DocumentPixels:
    """The :class:`~core.compose.drawlist.PixelSource` and RowSource of one document. Its arrays are shared: do not
    write to them.
    """

    def __init__(self, document: Document, artist: TileMaker) -> None:
        self._document = document
        self._artist = artist
        self._darkroom = Darkroom()
        self._tile = lru_cache(maxsize=8)(self._resized)
        self._image = lru_cache(maxsize=8)(self._shown)
        self._inks = lru_cache(maxsize=8)(self._separated)

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        return self._tile(source.recipe, width_px, height_px)

    def rows(self, source: ArtImage, width_px: int, height_px: int, top: int, count: int) -> Pixels:
        return resized_rows(self._artist.tile(source.recipe), width_px, height_px, top, count)

    def image(self, source: PictureSource, max_width_px: int | None = None) -> Pixels:
        """Raises DieloomError for a picture that the document lacks, or that is damaged."""
        return self._image(source, max_width_px)

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> Pixels | None:
        """Raises DieloomError as :meth:`image` does."""
        return self._inks(source, max_width_px)

    def _resized(self, recipe: Recipe, width_px: int, height_px: int) -> Pixels:
        return resize_tile(self._artist.tile(recipe), width_px, height_px)

    def _shown(self, source: PictureSource, max_width_px: int | None) -> Pixels:
        match source:
            case Gradient():
                return gradient_pixels(source, max_width_px)
            case AssetImage(asset, edits):
                return self._darkroom.picture(self._asset(asset), edits, max_width_px, asset)
            case PdfImage(asset, number, ink):
                return artwork.picture_pixels(self._asset(asset), number, max_width_px, ink)

    def _separated(self, source: PictureSource, max_width_px: int | None) -> Pixels | None:
        match source:
            case Gradient():
                return gradient_inks(source, max_width_px)
            case AssetImage(_, edits) if edits:
                return None  # an edited picture is what the screen shows, separated like any other
            case AssetImage(asset):
                return images.inks(self._asset(asset), max_width_px)
            case PdfImage(asset, number, ink):
                return artwork.picture_inks(self._asset(asset), number, max_width_px, ink)

    def _asset(self, name: str) -> bytes:
        data = self._document.assets.get(name)
        if data is None:
            raise DieloomError(f"The picture {name[:12]}… is not in the document.", "Choose the picture again.")
        return data
