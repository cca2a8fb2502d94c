"""A document with all features that a print page can have, with the pixels that it really gets."""

from __future__ import annotations

import io
from typing import get_args

import numpy as np
from PIL import Image

from core.artwork.recipe import Recipe
from core.compose.compose import compose
from core.compose.drawlist import Drawing
from core.compose.pixels import DocumentPixels, Pixels
from core.document.document import Document
from core.document.model import (
    ArtworkLayer,
    BarcodeLayer,
    CmykPaint,
    Design,
    DielineChoice,
    ImageLayer,
    Layer,
    Placement,
    RgbPaint,
    ShapeLayer,
    SpotColour,
    SpotPaint,
    SpotUse,
    TextLayer,
    VectorLayer,
)
from tests.press.drawings import CODE, TYPED, badge, outline

USES: tuple[SpotUse, ...] = get_args(SpotUse)
INKS = (0.8, 0.3, 0.1, 0.4)  # of the CMYK picture's left half; its right half is bare
LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
<rect width="20" height="10" fill="#e4002b"/><circle cx="6" cy="5" r="4" fill="#fff" fill-opacity=".5"/></svg>"""


class GreyTiles:
    """A recipe's tile without a model: soft slopes."""

    def tile(self, recipe: Recipe) -> Pixels:
        slope = np.abs(np.linspace(-1, 1, 64)) * 127
        return np.stack([np.add.outer(slope, share * slope) for share in (1, 0.5, 0)], axis=2).astype(np.uint8)


def cmyk_picture() -> bytes:
    pixels = np.zeros((40, 60, 4), np.uint8)
    pixels[:, :30] = np.rint(np.array(INKS) * 255)
    out = io.BytesIO()
    Image.fromarray(pixels, "CMYK").save(out, "TIFF")
    return out.getvalue()


def everything() -> tuple[Document, Drawing, DocumentPixels]:
    """Spots of every use, one by its Lab, one in process inks; pictures in RGB and CMYK, opacity, codes, a logo, both
    sides; and finishes over and under the artwork."""
    document, soft = Document(Design(dieline=DielineChoice(code=CODE))).with_asset(badge())
    document, inked = document.with_asset(cmyk_picture())
    document, logo = document.with_asset(LOGO)
    front, back = outline().panels[1].name, outline().panels[3].name

    def on(panel: str, x: float, y: float, width: float = 20, height: float = 10) -> Placement:
        return Placement(panel=panel, x=x, y=y, width=width, height=height)

    finishes = tuple(
        ShapeLayer(id=use, fill=SpotPaint(name=use.title()), place=on(back, 5, 5 + 10 * number, 25, 8))
        for number, use in enumerate(USES)
    )
    layers: tuple[Layer, ...] = (
        ArtworkLayer(id="art", tile_width=30),
        ImageLayer(id="soft", asset=soft, place=on(front, 5, 5, 20, 15)),
        ImageLayer(id="inked", asset=inked, opacity=1.0, place=on(front, 5, 112, 15, 10)),
        VectorLayer(id="logo", asset=logo, place=on(front, 5, 20)),
        ShapeLayer(id="typed", fill=TYPED, place=on(front, 5, 30)),
        ShapeLayer(id="lab", fill=SpotPaint(name="Teal", tint=0.5), place=on(front, 5, 42)),
        ShapeLayer(id="mixed", fill=SpotPaint(name="Mixed", tint=0.5), place=on(front, 5, 54)),
        ShapeLayer(id="veil", opacity=0.5, fill=RgbPaint(hex="#ffffff"), stroke=CmykPaint(m=1), place=on(front, 5, 66)),
        BarcodeLayer(id="code", data="4006381333931", place=on(front, 30, 66, 45, 30)),
        TextLayer(id="name", text="Tea", size=24, place=on(front, 5, 90, 28, 12)),
        TextLayer(id="small", text="Store in a dry place", size=6, place=on(front, 5, 80, 28, 8)),
        *finishes,
        ArtworkLayer(id="inside", tile_width=20, place=Placement(side="inside", panel=front)),
    )
    finishing = [
        SpotColour(name=use.title(), alternate=CmykPaint(k=0.1 + number / 20), use=use)
        for number, use in enumerate(USES)
    ]
    spots = (
        SpotColour(name="Teal", alternate=CmykPaint(c=0.9, y=0.4), lab=(50, -40, -10)),
        SpotColour(name="Mixed", alternate=CmykPaint(c=0.4, m=0.8), process=True),
        *finishing,
    )
    design = Design(title="Everything", dieline=DielineChoice(code=CODE), spots=spots, layers=layers)
    document = document.with_design(design)
    return document, compose(document, outline()), DocumentPixels(document, GreyTiles())
