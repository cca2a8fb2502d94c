"""A clipping path on a picture, and paths that take its place."""

from __future__ import annotations

import pytest

from core.document.document import Document
from core.document.model import Design, DielineChoice, ImageLayer, Placement, TextLayer, VectorLayer
from core.document.photo_edits import with_clip, with_paths

PLACE = Placement(panel="front", x=3, y=4, width=30, height=20, rotation=15)
PHOTO = ImageLayer(id="photo", asset="0" * 64, place=PLACE, opacity=0.5, fit="cover")
TEXT = TextLayer(id="text", text="Tea")


def document() -> Document:
    return Document(Design(dieline=DielineChoice(code="A20.20.01.01"), layers=(PHOTO, TEXT)))


def test_paths_take_the_place_of_the_picture() -> None:
    made, new = with_paths(document(), "photo", b"<svg/>", "Photo, paths")
    photo, paths, text = made.design.layers
    assert isinstance(paths, VectorLayer)
    assert (paths.id, paths.name, paths.place, paths.opacity, paths.fit) == (new, "Photo, paths", PLACE, 0.5, "cover")
    assert made.assets[paths.asset] == b"<svg/>"
    assert not photo.visible
    assert text == TEXT


def test_only_pictures_are_traced() -> None:
    with pytest.raises(KeyError):
        with_paths(document(), "text", b"<svg/>", "Paths")


def test_a_clipping_path_comes_and_goes() -> None:
    clipped = with_clip(document(), "photo", "M0 0H1V1Z")
    assert clipped.design.layers[0].clip == "M0 0H1V1Z"
    assert with_clip(clipped, "photo", None) == document()
