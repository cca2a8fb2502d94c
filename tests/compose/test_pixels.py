"""The pixels of a document."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.compose.drawlist import ArtImage, AssetImage
from core.compose.pixels import DocumentPixels
from core.errors import DieloomError
from tests.compose.designs import WaveMaker, document
from tests.document.designs import png

ART = ArtImage(Recipe(cells=(2, 3)))


def test_each_size_is_made_once() -> None:
    maker = WaveMaker()
    pixels = DocumentPixels(document(), maker)
    first = pixels.tile(ART, 40, 60)
    assert first.shape == (60, 40, 3)
    assert pixels.tile(ART, 40, 60) is first
    assert maker.asked == [ART.recipe]


def test_a_tile_of_another_size_is_still_periodic() -> None:
    """No edge is special: a tile rolled by half a repeat gives the same tile, rolled."""
    plain = DocumentPixels(document(), WaveMaker()).tile(ART, 50, 22).astype(int)
    rolled = DocumentPixels(document(), RolledMaker()).tile(ART, 50, 22)
    assert np.abs(np.roll(rolled, (-11, -25), (0, 1)) - plain).max() <= 1


class RolledMaker(WaveMaker):
    def tile(self, recipe: Recipe) -> NDArray[np.uint8]:
        return np.roll(super().tile(recipe), (16, 16), (0, 1))


def test_pictures_come_reduced_with_alpha() -> None:
    source = document(assets=(png(40, 20, (1, 2, 3, 128)),))
    (asset,) = source.assets
    pixels = DocumentPixels(source, WaveMaker())
    assert pixels.image(AssetImage(asset)).shape == (20, 40, 4)
    assert pixels.image(AssetImage(asset), 10).shape == (5, 10, 4)


def test_a_picture_that_is_not_there_is_named() -> None:
    with pytest.raises(DieloomError, match="0000"):
        DocumentPixels(document(), WaveMaker()).image(AssetImage("0" * 64))
