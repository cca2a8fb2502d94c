"""Spot inks change, and what is painted with them follows."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from core.document.model import CmykPaint, Design, DielineChoice, ShapeLayer, SpotColour, SpotPaint, TextLayer
from core.document.spot_edits import changed_spot, fresh_name, painted_with, spot_named, with_spot, without_spot

GOLD = SpotColour(name="Gold", alternate=CmykPaint(m=0.2, y=0.8, k=0.1))


def design() -> Design:
    layers = (
        TextLayer(id="text", text="Tea", paint=SpotPaint(name="Gold", tint=0.5)),
        ShapeLayer(id="shape", fill=SpotPaint(name="Silver"), stroke=SpotPaint(name="Gold")),
        ShapeLayer(id="plain"),
    )
    silver = SpotColour(name="Silver", alternate=CmykPaint(k=0.3))
    return Design(dieline=DielineChoice(code="any"), spots=(GOLD, silver), layers=layers)


def test_a_new_name_reaches_every_paint() -> None:
    renamed = changed_spot(design(), "Gold", name="PANTONE 871 C")
    text, shape, plain = renamed.layers
    assert text.paint == SpotPaint(name="PANTONE 871 C", tint=0.5)
    assert (shape.fill, shape.stroke) == (SpotPaint(name="Silver"), SpotPaint(name="PANTONE 871 C"))
    assert plain == design().layers[2]
    assert [spot.name for spot in renamed.spots] == ["PANTONE 871 C", "Silver"]


def test_other_fields_leave_the_layers_alone() -> None:
    changed = changed_spot(design(), "Gold", use="foil", lab=(60, 5, 40))
    assert changed.layers == design().layers
    assert spot_named(changed, "Gold") == GOLD.model_copy(update={"use": "foil", "lab": (60, 5, 40)})


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValidationError):
        changed_spot(design(), "Gold", lab=(160, 5, 40))


def test_what_was_painted_with_a_lost_ink_keeps_its_look() -> None:
    rest = without_spot(design(), "Gold")
    assert rest.layers[0].paint == CmykPaint(m=0.1, y=0.4, k=0.05)
    assert rest.layers[1].stroke == GOLD.alternate
    assert [spot.name for spot in rest.spots] == ["Silver"]
    assert without_spot(rest, "Gold") == rest


def test_names_do_not_collide() -> None:
    assert fresh_name(design(), "gold") == "gold 2"
    assert fresh_name(with_spot(design(), GOLD.model_copy(update={"name": "Gold 2"})), "Gold") == "Gold 3"
    assert fresh_name(design(), "White") == "White"


def test_who_uses_an_ink() -> None:
    assert painted_with(design(), "Gold") == ["text", "shape"]
