"""A real carton composed with everything that a plate can carry, and made-up pixels that tell where they are."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.compose.compose import compose
from core.compose.drawlist import ArtImage, AssetImage, Drawing
from core.dieline import library
from core.dieline.outline import Outline
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
    SpotColour,
    SpotPaint,
    TextLayer,
)

COARSE = 72.0  # ppi
CODE = "A20.20.01.01"
# The quarters of every tile: top left, top right, bottom left, bottom right.
QUARTERS = ((220, 40, 40), (40, 140, 60), (40, 60, 170), (240, 210, 60))
TYPED = CmykPaint(c=0.6, m=0.0, y=0.7, k=0.4)


class QuarterPixels:
    """Tiles of four colours; pictures of the document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.asked: list[tuple[int, int]] = []

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> NDArray[np.uint8]:
        self.asked.append((width_px, height_px))
        tile = np.empty((height_px, width_px, 3), np.uint8)
        x, y = width_px // 2, height_px // 2
        tile[:y, :x], tile[:y, x:], tile[y:, :x], tile[y:, x:] = QUARTERS
        return tile

    def image(self, source: AssetImage, max_width_px: int | None = None) -> NDArray[np.uint8]:
        picture = Image.open(io.BytesIO(self._document.assets[source.asset])).convert("RGBA")
        if max_width_px is not None and max_width_px < picture.width:
            picture = picture.resize((max_width_px, max(1, round(picture.height * max_width_px / picture.width))))
        return np.asarray(picture)

    def inks(self, source: AssetImage, max_width_px: int | None = None) -> NDArray[np.uint8] | None:
        return None


def badge() -> bytes:
    """A picture with soft transparency: red above, blue below, fading in from the left."""
    pixels = np.zeros((60, 80, 4), np.uint8)
    pixels[:30, :, 0], pixels[30:, :, 2] = 255, 255
    pixels[:, :, 3] = np.linspace(0, 255, 80).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def outline() -> Outline:
    return library.load(CODE).outline({})


def carton() -> tuple[Document, Drawing]:
    """Artwork all over, a fading picture, typed inks, a spot, black text, a translucent pair, artwork inside."""
    document, asset = Document(Design(dieline=DielineChoice(code=CODE))).with_asset(badge())
    front = library.load(CODE).outline({}).panels[1].name
    layers = (
        ArtworkLayer(id="art", tile_width=30),
        ImageLayer(id="badge", asset=asset, place=Placement(panel=front, x=5, y=5, width=20, height=15)),
        ShapeLayer(id="typed", fill=TYPED, place=Placement(panel=front, x=5, y=30, width=20, height=10)),
        ShapeLayer(
            id="gold",
            fill=SpotPaint(name="Gold", tint=0.5),
            place=Placement(panel=front, x=5, y=45, width=20, height=10),
        ),
        ShapeLayer(
            id="veil",
            shape="ellipse",
            opacity=0.5,
            fill=RgbPaint(hex="#ffffff"),
            stroke=CmykPaint(m=1),
            stroke_width=2,
            place=Placement(panel=front, x=5, y=60, width=20, height=20),
        ),
        TextLayer(id="name", text="Tea", size=24, place=Placement(panel=front, x=5, y=90, width=28, height=12)),
        ArtworkLayer(id="inside", tile_width=20, place=Placement(side="inside", panel=front)),
    )
    design = Design(
        title="Probe 試",
        dieline=DielineChoice(code=CODE),
        spots=(SpotColour(name="Gold", alternate=CmykPaint(c=0.2, m=0.4, y=1)),),
        layers=layers,
    )
    document = document.with_design(design)
    return document, compose(document, outline())
