"""Designs and pictures for these tests, by hand and by hypothesis."""

from __future__ import annotations

import io

import numpy as np
from hypothesis import strategies as st
from PIL import Image

from core.artwork.recipe import Move, Recipe
from core.document.document import Document
from core.document.model import (
    ArtworkLayer,
    CmykPaint,
    Design,
    DielineChoice,
    ImageLayer,
    Placement,
    RgbPaint,
    ShapeLayer,
    SpotPaint,
    TextLayer,
)


def png(width: int = 4, height: int = 3, colour: tuple[int, ...] = (200, 30, 30)) -> bytes:
    """The bytes of a small one-coloured PNG."""
    file = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, (width, height), colour).save(file, "PNG")
    return file.getvalue()


def gradient(mode: str, kind: str, **options: object) -> bytes:
    """The bytes of a 16 x 8 picture in a Pillow mode, written as ``kind``."""
    ramp = np.linspace(0, 255, 16 * 8, dtype=np.uint8).reshape(8, 16)
    file = io.BytesIO()
    Image.fromarray(ramp).convert(mode).save(file, kind, **options)
    return file.getvalue()


def sample() -> Document:
    """A document with a layer of each kind and one picture."""
    document, logo = Document(Design(dieline=DielineChoice(code="TEST.1"))).with_asset(png())
    layers = (
        ArtworkLayer(id="art", recipe=Recipe(seed=7, moves=(Move(direction="pc1", value=1.5),))),
        ImageLayer(id="logo", asset=logo, place=Placement(panel="front", x=5, y=5, width=20, height=10)),
        TextLayer(id="words", text="Früchtetee 茶", paint=RgbPaint(hex="#204060")),
        ShapeLayer(id="band", fill=CmykPaint(c=0.2)),
    )
    return document.with_design(document.design.model_copy(update={"layers": layers, "title": "Sample"}))


_paints = st.one_of(
    st.builds(CmykPaint, c=st.floats(0, 1), k=st.floats(0, 1)),
    st.builds(RgbPaint, hex=st.from_regex(r"\A#[0-9a-f]{6}\Z")),
    st.builds(SpotPaint, name=st.text(max_size=20), tint=st.floats(0, 1)),
)
_places = st.builds(
    Placement,
    side=st.sampled_from(["outside", "inside"]),
    panel=st.none() | st.text(max_size=10),
    x=st.floats(-10_000, 10_000),
    width=st.none() | st.floats(0.01, 10_000),
    rotation=st.floats(-360, 360),
)
_moves = st.builds(Move, direction=st.text(max_size=8), value=st.floats(-10, 10))
_recipes = st.builds(Recipe, seed=st.integers(0, 2**32 - 1), moves=st.lists(_moves, max_size=3).map(tuple))
_ids = st.text(min_size=1, max_size=12)
_layers = st.one_of(
    st.builds(ArtworkLayer, id=_ids, recipe=_recipes, place=_places, opacity=st.floats(0, 1)),
    st.builds(TextLayer, id=_ids, text=st.text(max_size=200), place=_places, paint=_paints),
    st.builds(ShapeLayer, id=_ids, fill=st.none() | _paints, stroke=st.none() | _paints, place=_places),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document, pictures included."""
    parameters = st.dictionaries(st.text(max_size=5), st.floats(-1e9, 1e9))
    choice = st.builds(DielineChoice, code=st.text(max_size=20), parameters=parameters)
    document = Document(Design(title=draw(st.text(max_size=50)), dieline=draw(choice)))
    layers = draw(st.lists(_layers, max_size=4, unique_by=lambda layer: layer.id))
    for number, data in enumerate(draw(st.lists(st.binary(max_size=100), max_size=2))):
        document, name = document.with_asset(data)
        layers.append(ImageLayer(id=f"picture {number}", asset=name))
    return document.with_design(document.design.model_copy(update={"layers": tuple(layers)}))
