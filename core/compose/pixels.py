"""The pixels that a drawing names, made when a device asks for them and kept while it does."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.artwork.recipe import Recipe
from core.compose.drawlist import ArtImage, AssetImage
from core.compose.layers import tile_aspect
from core.document import images
from core.document.document import Document
from core.errors import DieloomError

Pixels = NDArray[np.uint8]


class TileMaker(Protocol):
    """Replays recipes; :class:`core.artwork.artist.Artist` is one."""

    def tile(self, recipe: Recipe) -> Pixels:
        """The recipe's periodic tile [H, W, 3] sRGB at the model's own size."""
        ...


class DocumentPixels:
    """The :class:`~core.compose.drawlist.PixelSource` of one document. Its arrays are shared: do not write to them."""

    def __init__(self, document: Document, artist: TileMaker) -> None:
        self._document = document
        self._grown = lru_cache(maxsize=16)(artist.tile)
        self._tile = lru_cache(maxsize=8)(self._resized)
        self._picture = lru_cache(maxsize=8)(self._decoded)

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        return self._tile(source.recipe, width_px, height_px)

    def tile_aspect(self, source: ArtImage) -> float:
        return tile_aspect(source)

    def image(self, source: AssetImage, max_width_px: int | None = None) -> Pixels:
        """Raises DieloomError for a picture that the document lacks, or that is damaged."""
        return self._picture(source.asset, max_width_px)

    def _resized(self, recipe: Recipe, width_px: int, height_px: int) -> Pixels:
        return resized_tile(self._grown(recipe), width_px, height_px)

    def _decoded(self, asset: str, max_width_px: int | None) -> Pixels:
        data = self._document.assets.get(asset)
        if data is None:
            raise DieloomError(f"The picture {asset[:12]}… is not in the document.", "Choose the picture again.")
        return images.decode(data, max_width_px)


def resized_tile(tile: Pixels, width_px: int, height_px: int) -> Pixels:
    """A periodic tile at another size, still periodic: what the filter sees beyond an edge is the opposite edge."""
    height, width = tile.shape[:2]
    if (width, height) == (width_px, height_px):
        return tile
    margin = tuple(min(side, 4 * max(1, -(-side // new)) + 4) for side, new in ((height, height_px), (width, width_px)))
    padded = np.pad(tile, ((margin[0],) * 2, (margin[1],) * 2, (0, 0)), "wrap")
    box = (margin[1], margin[0], margin[1] + width, margin[0] + height)
    return np.asarray(Image.fromarray(padded).resize((width_px, height_px), Image.Resampling.LANCZOS, box))
