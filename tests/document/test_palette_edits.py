"""Flat artwork recoloured as vectors: every paint that is a colour, and no other."""

from __future__ import annotations

import pytest

from core.document.model import (
    BarcodeLayer,
    CmykPaint,
    Design,
    DielineChoice,
    ImageLayer,
    Layer,
    RgbPaint,
    ShapeLayer,
    SpotPaint,
    TextLayer,
)
from core.document.palette_edits import repainted
from core.style.values import PaletteShift

SHIFT = PaletteShift(colours=("#102a43", "#f7c948", "#d64545"), shares=(0.8, 0.1, 0.1))
GOLD = SpotPaint(name="Gold")
BLACK = CmykPaint(k=1)
RED, CREAM, NAVY = RgbPaint(hex="#aa1111"), RgbPaint(hex="#fff4dd"), RgbPaint(hex="#0a0a30")


def design(*layers: Layer) -> Design:
    return Design(dieline=DielineChoice(code="0201"), layers=layers)


def shape(name: str, **fields: object) -> ShapeLayer:
    return ShapeLayer.model_validate({"id": name, **fields})


def test_the_colours_become_the_palettes() -> None:
    made = repainted(
        design(shape("a", fill=CREAM, stroke=RED), shape("b", fill=NAVY), TextLayer(id="t", text="Tea", paint=RED)),
        SHIFT,
    ).layers
    ground, other, text = made
    assert isinstance(ground, ShapeLayer)
    assert isinstance(other, ShapeLayer)
    assert isinstance(text, TextLayer)
    assert (ground.fill, ground.stroke) == (RgbPaint(hex="#f7c948"), RgbPaint(hex="#d64545"))
    assert other.fill == RgbPaint(hex="#102a43")
    assert text.paint == ground.stroke  # what was one colour is one


def test_process_inks_stay_process_inks() -> None:
    (layer,) = repainted(design(shape("a", fill=CmykPaint(c=1, m=0.2))), PaletteShift(colours=("#d64545",))).layers
    assert isinstance(layer, ShapeLayer)
    assert isinstance(layer.fill, CmykPaint)
    assert layer.fill.m > 0.6
    assert layer.fill.c < 0.4


@pytest.mark.parametrize(
    "layer",
    [
        shape("a", fill=GOLD, stroke=BLACK),
        shape("a", fill=None, stroke=CmykPaint(k=0.4)),
        shape("a", fill=CmykPaint()),
        shape("a", fill=RED, locked=True),
        BarcodeLayer(id="a", paint=RgbPaint(hex="#aa1111")),
        ImageLayer(id="a", asset="0" * 64),
        shape("other", fill=RED),
    ],
)
def test_what_is_no_colour_to_change_stays(layer: Layer) -> None:
    before = design(layer, shape("b", fill=NAVY))
    after = repainted(before, SHIFT, layers={"a", "b"})
    assert after.layers[0] == layer
    assert after.layers[1] != before.layers[1]


def test_no_strength_and_no_paints_change_nothing() -> None:
    before = design(shape("a", fill=CREAM, stroke=CmykPaint(c=0.31, y=0.07)))
    assert repainted(before, SHIFT.model_copy(update={"strength": 0.0})) == before
    assert repainted(design(), SHIFT) == design()
