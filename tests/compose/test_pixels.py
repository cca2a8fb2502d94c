"""The pixels of a document."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.colour.inks import Cmyk
from core.compose.drawlist import ArtImage, AssetImage, Gradient, PdfImage
from core.compose.pixels import DocumentPixels
from core.errors import DieloomError
from core.style.values import PaletteEdit, PaletteShift
from tests.compose.designs import WaveMaker, document
from tests.document.designs import gradient, png

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


def test_edited_pictures_have_the_screens_colours() -> None:
    """What the person saw is separated; the file's own inks are those of the picture before."""
    source = document(assets=(gradient("CMYK", "TIFF"),))
    (asset,) = source.assets
    edited = AssetImage(asset, (PaletteEdit(shift=PaletteShift(colours=("#ff0000",), strength=0.0)),))
    pixels = DocumentPixels(source, WaveMaker())
    assert pixels.inks(AssetImage(asset)) is not None
    assert pixels.inks(edited) is None
    assert pixels.image(edited, 8).shape == (4, 8, 4)


def test_a_picture_that_is_not_there_is_named() -> None:
    with pytest.raises(DieloomError, match="0000"):
        DocumentPixels(document(), WaveMaker()).image(AssetImage("0" * 64))


def test_grey_and_process_pictures_have_inks_and_others_none() -> None:
    source = document(assets=(gradient("CMYK", "TIFF"), gradient("L", "PNG"), png()))
    pixels = DocumentPixels(source, WaveMaker())
    process, grey, colour = (AssetImage(asset) for asset in source.assets)
    for inked in (process, grey):
        found = pixels.inks(inked, 8)
        assert found is not None
        assert found.shape == (4, 8, 5)
        assert pixels.image(inked, 8).shape == (4, 8, 4)
        assert pixels.inks(inked, 8) is found
    assert pixels.inks(colour) is None


def test_blends_are_pixels_too() -> None:
    blend = Gradient("linear", (0, 0, 1, 0), ((0.0, Cmyk(), 1.0), (1.0, Cmyk(k=1), 1.0)))
    pixels = DocumentPixels(document(), WaveMaker())
    found = pixels.inks(blend, 16)
    assert found is not None
    assert found.shape == (16, 16, 5)
    assert pixels.image(blend, 16).shape == (16, 16, 4)


def test_pictures_in_a_placed_pdf_are_pixels_too() -> None:
    pdf = pikepdf.new()
    picture = pikepdf.Stream(pdf, bytes([200, 10, 30, 60] * 6))
    picture.Subtype, picture.ColorSpace = pikepdf.Name.Image, pikepdf.Name.DeviceCMYK
    picture.Width, picture.Height, picture.BitsPerComponent = 3, 2, 8
    pdf.Root.Kept = pdf.make_indirect(picture)
    file = io.BytesIO()
    pdf.save(file)
    source = document(assets=(file.getvalue(),))
    with pikepdf.open(io.BytesIO(file.getvalue())) as saved:
        number = saved.Root.Kept.objgen[0]
    (asset,) = source.assets
    pixels = DocumentPixels(source, WaveMaker())
    found = pixels.inks(PdfImage(asset, number))
    assert found is not None
    assert np.unique(found.reshape(-1, 5), axis=0).tolist() == [[200, 10, 30, 60, 255]]
    assert pixels.image(PdfImage(asset, number)).shape == (2, 3, 4)
    with pytest.raises(DieloomError, match="missing or damaged"):
        pixels.image(PdfImage(asset, 4000))
