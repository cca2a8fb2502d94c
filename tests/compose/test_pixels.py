"""The pixels of a document."""

from __future__ import annotations

import numpy as np
import pytest

from core.artwork.recipe import Recipe
from core.compose.drawlist import ArtImage, AssetImage
from core.compose.pixels import DocumentPixels, resized_tile
from core.errors import DieloomError
from tests.compose.designs import WaveMaker, document
from tests.document.designs import png

ART = ArtImage(Recipe(cells=(2, 3)))


def test_each_recipe_is_replayed_once() -> None:
    maker = WaveMaker()
    pixels = DocumentPixels(document(), maker)
    first = pixels.tile(ART, 40, 60)
    assert pixels.tile(ART, 40, 60) is first
    assert pixels.tile(ART, 20, 30).shape == (30, 20, 3)
    assert len(maker.asked) == 1


def test_the_aspect_is_known_without_pixels() -> None:
    maker = WaveMaker()
    assert DocumentPixels(document(), maker).tile_aspect(ART) == 1.5
    assert maker.asked == []


@pytest.mark.parametrize("size", [(32, 32), (7, 5), (31, 33), (100, 64), (3, 200), (1, 1)])
def test_a_resized_tile_is_still_periodic(size: tuple[int, int]) -> None:
    """Rolling a tile by half a repeat and resizing commute, because no edge is special."""
    tile = WaveMaker().tile(Recipe())
    resized = resized_tile(tile, *size).astype(int)
    assert resized.shape == (size[1], size[0], 3)
    if size[0] % 2 == 0 and size[1] % 2 == 0:
        rolled = resized_tile(np.roll(tile, (16, 16), (0, 1)), *size)
        assert np.abs(np.roll(rolled, (-size[1] // 2, -size[0] // 2), (0, 1)) - resized).max() <= 1


def test_pictures_come_reduced_with_alpha() -> None:
    source = document(assets=(png(40, 20, (1, 2, 3, 128)),))
    (asset,) = source.assets
    pixels = DocumentPixels(source, WaveMaker())
    assert pixels.image(AssetImage(asset)).shape == (20, 40, 4)
    assert pixels.image(AssetImage(asset), 10).shape == (5, 10, 4)


def test_a_picture_that_is_not_there_is_named() -> None:
    with pytest.raises(DieloomError, match="0000"):
        DocumentPixels(document(), WaveMaker()).image(AssetImage("0" * 64))
