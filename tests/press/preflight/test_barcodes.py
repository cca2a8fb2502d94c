"""Barcodes of a document: size, quiet zone, direction, inks, contrast, and reading back from the plates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.codes import rule
from core.dieline import library
from core.dieline.outline import Bend
from core.document.document import Document
from core.document.model import BarcodeLayer, CmykPaint, Placement, ShapeLayer, SpotColour, SpotPaint
from tests.press.preflight.samples import FRONT, codes, design, front, mended, only, said

KINDS = {
    "ean13": "4006381333931",
    "ean8": "96385074",
    "upca": "036000291452",
    "itf14": "10614141000415",
    "code128": "TEA-42",
    "gs1_128": "(01)09501101530003",
    "datamatrix": "Loom & Leaf",
    "qr": "https://example.org/tea",
}
FAULTS = {code for code in ("code-module", "code-height", "code-quiet", "code-direction", "code-contrast", "code-inks")}
FAULTS |= {"code-unread"}


def code(**fields: Any) -> BarcodeLayer:
    place = Placement(panel=FRONT, x=5, y=40, width=50, height=35)
    return BarcodeLayer(**{"id": "code", "data": KINDS["ean13"], "place": place, **fields})


def ground(**fields: Any) -> ShapeLayer:
    return ShapeLayer(**{"id": "ground", "fill": CmykPaint(c=0.3), **fields})


@pytest.mark.parametrize("kind", KINDS)
def test_a_code_of_the_usual_size_has_no_fault(kind: Any) -> None:
    layer = code(symbology=kind, data=KINDS[kind], module=rule(kind).usual)
    large = design(layer, code="FEFCO 0201")
    panel = max(library.load("FEFCO 0201").outline({}).panels, key=lambda each: each.width * each.height)
    at = Placement(panel=panel.name, x=20, y=20, width=150, height=60)
    large = large.with_design(large.design.model_copy(update={"layers": (layer.model_copy(update={"place": at}),)}))
    assert not FAULTS & codes(large)


def test_a_whole_number_of_a_shorter_kind() -> None:
    """An EAN-13 for an ITF-14: the case's number begins with a 0, and its last digit is the same."""
    typed = code(symbology="itf14", data="400638 1333931", module=rule("itf14").usual)
    mended = only(design(typed), "code-number").fix
    assert mended is not None
    (layer,) = mended.apply(design(typed)).design.layers
    assert isinstance(layer, BarcodeLayer)
    assert layer.data == "04006381333931"
    for kind, data in (("itf14", "4006381333930"), ("itf14", "04006381333931"), ("ean13", KINDS["ean13"])):
        assert "code-number" not in codes(design(code(symbology=kind, data=data)))


@pytest.mark.parametrize("module", [0.2, 0.8])
def test_modules_of_a_wrong_size(module: float) -> None:
    small = code(module=module, place=Placement(panel=FRONT, x=-20, y=10, width=100, height=60))
    finding = only(design(small), "code-module")
    assert finding.fix is not None
    assert "code-module" not in codes(finding.fix.apply(design(small)))


def test_bars_that_are_too_short() -> None:
    mended(design(code(bar_height=10.0)), "code-height")


def test_something_over_a_quiet_zone() -> None:
    blot = ShapeLayer(id="blot", fill=CmykPaint(m=1), place=front(12, 45, 4, 4))
    document = design(code(), blot)
    assert only(document, "code-quiet").where is not None
    assert mended(document, "code-quiet").design.layers[-1].id == "code"
    beside = ShapeLayer(id="blot", fill=CmykPaint(m=1), place=front(10, 10, 4, 4))
    assert "code-quiet" not in codes(design(code(), beside))
    assert "code-quiet" not in codes(design(blot, code()))  # the code's own ground covers it


def test_a_crease_in_a_quiet_zone() -> None:
    across = code(place=Placement(panel=FRONT, x=-22, y=40, width=50, height=35))
    assert "crease" in only(design(across), "code-quiet").text


def corrugated(rotation: float, grain: str) -> Document:
    outline = library.load("FEFCO 0201").outline({})
    panel = max(outline.panels, key=lambda each: each.width * each.height)
    at = Placement(panel=panel.name, x=60, y=60, width=60, height=60, rotation=rotation)
    document = design(code(place=at), code="FEFCO 0201")
    choice = document.design.dieline.model_copy(update={"grain": grain})
    return document.with_design(document.design.model_copy(update={"dieline": choice}))


def test_bars_run_along_the_flutes() -> None:
    assert "code-direction" not in codes(corrugated(0, "y"))
    assert "code-direction" not in codes(corrugated(90, "x"))
    mended(corrugated(0, "x"), "code-direction")
    mended(corrugated(90, "y"), "code-direction")


def test_thin_board_has_no_flutes() -> None:
    assert "code-direction" not in codes(design(code()))


def test_bars_run_around_a_curve_that_is_tight() -> None:
    outline = library.load("ECMA A20.20.01.01").outline({})
    panels = tuple(replace(panel, bend=Bend("y", 180.0)) if panel.name == FRONT else panel for panel in outline.panels)
    curved = replace(outline, panels=panels)
    found = [each.code for each in said(design(code()), outline=curved)]
    assert "code-direction" in found
    gentle = replace(
        outline,
        panels=tuple(replace(each, bend=Bend("y", 20.0)) if each.name == FRONT else each for each in outline.panels),
    )
    assert "code-direction" not in [each.code for each in said(design(code()), outline=gentle)]


def test_bars_in_several_inks() -> None:
    assert "3 inks" in only(design(code(paint=CmykPaint(c=1, m=0.5, k=0.5))), "code-inks").text
    mended(design(code(paint=CmykPaint(c=1, m=0.5, k=0.5))), "code-inks")


def test_bars_in_foil() -> None:
    spots = (SpotColour(name="Foil", alternate=CmykPaint(k=0.6), use="foil"),)
    mended(design(code(paint=SpotPaint(name="Foil")), spots=spots), "code-inks")


@pytest.mark.parametrize(
    ("paint", "on"),
    [
        (CmykPaint(m=1, y=1), CmykPaint()),  # red on white: white on white to a scanner
        (CmykPaint(y=1), CmykPaint()),
        (CmykPaint(k=0.3), CmykPaint()),
        (CmykPaint(k=1), CmykPaint(c=0.9)),
    ],
)
def test_bars_that_a_scanner_does_not_see(paint: CmykPaint, on: CmykPaint) -> None:
    mended(design(code(paint=paint, ground=on)), "code-contrast")


def test_bars_that_a_scanner_sees() -> None:
    assert not FAULTS & codes(design(code(paint=CmykPaint(c=1), ground=CmykPaint(m=1, y=1))))
    green = (SpotColour(name="Green", alternate=CmykPaint(c=0.9, y=0.8)),)
    assert not FAULTS & codes(design(code(paint=SpotPaint(name="Green")), spots=green))


def test_light_bars_on_a_dark_ground() -> None:
    assert "light bars" in only(design(code(paint=CmykPaint(), ground=CmykPaint(k=1))), "code-contrast").text


def test_a_code_on_dark_artwork_without_a_ground() -> None:
    dark = ground(fill=CmykPaint(k=1))
    assert {"code-contrast", "code-unread"} & codes(design(dark, code(ground=None)))
    light = ground(fill=CmykPaint(m=0.5))
    assert not FAULTS & codes(design(light, code(ground=None)))


def test_a_code_under_a_stripe_does_not_scan() -> None:
    stripe = ShapeLayer(id="stripe", fill=CmykPaint(k=1), place=front(5, 40, 50, 34))
    found = codes(design(code(), stripe))
    assert "code-quiet" in found
    assert {"code-unread", "code-contrast"} & found


def test_data_that_no_code_holds() -> None:
    found = said(design(code(data="4006381333932")))
    assert [(each.code, each.layer) for each in found] == [("layer-broken", "code")]
