"""Bleed, safe zone, glue and varnish-free areas: where things lie on the blank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.dieline import library
from core.dieline.outline import DieLine, LineType
from core.document.model import CmykPaint, Placement, ShapeLayer, SpotColour, SpotPaint
from core.geometry import Line
from core.press.preflight.bleed import check_bleed
from tests.press.drawings import CODE
from tests.press.preflight.samples import FRONT, clean, codes, design, front, job, mended, only, preset, said, word

RED = CmykPaint(m=1)


def _red(**fields: object) -> ShapeLayer:
    return ShapeLayer.model_validate({"id": "red", "fill": RED, **fields})


def test_clean_design_has_nothing_to_say() -> None:
    assert [(each.code, each.text) for each in said(clean())] == []


@pytest.mark.parametrize("code", library.codes())
def test_art_all_over_bleeds_on_every_template(code: str) -> None:
    outline = library.load(code).outline({})
    layers = [_red(id=side, place=Placement(side=side)) for side in ("outside", "inside")]
    layers += [_red(id=panel.name, place=Placement(panel=panel.name)) for panel in outline.panels]
    found = [(finding.code, finding.severity) for finding in check_bleed(job(design(*layers, code=code)))]
    assert found == ([("bleed-small", "warning")] if 0 < outline.bleed < 3 else [])


def test_art_that_ends_at_the_cut_is_extended() -> None:
    outline = library.load("BELLY BAND").outline({})
    blank = outline.blank
    short = _red(place=Placement(x=0, y=0, width=blank.width, height=blank.height))
    after = mended(design(short, code="BELLY BAND"), "bleed-missing")
    assert after.design.layers[0].place == Placement()


@pytest.mark.parametrize("reach", [-0.3, 0.0, 1.0, 2.5])
def test_a_band_that_ends_between_cut_and_bleed_is_extended(reach: float) -> None:
    blank = library.load("BELLY BAND").outline({}).blank
    band = _red(place=Placement(x=80, y=20, width=blank.width - 80 + reach, height=10))
    assert "bleed-missing" not in codes(mended(design(band, code="BELLY BAND"), "bleed-missing"))


def test_a_slanted_band_that_runs_far_beyond_the_cut_bleeds() -> None:
    band = _red(place=Placement(x=100, y=-40, width=12, height=140, rotation=30))
    assert "bleed-missing" not in codes(design(band, code="BELLY BAND"))


def test_a_shape_inside_needs_no_bleed() -> None:
    assert "bleed-missing" not in codes(design(_red(place=front(10, 10, 20, 20))))


def test_a_design_with_too_little_bleed_gets_enough() -> None:
    after = mended(design(_red(), bleed=1.0), "bleed-small")
    assert after.design.bleed == 3


def test_text_near_a_crease_moves_into_the_safe_zone() -> None:
    near = word(place=front(0.5, 60, 12, 10))
    finding = only(design(near), "safe-zone")
    assert (finding.layer, finding.page) == ("word", 0)
    assert "crease" in finding.text
    mended(design(near), "safe-zone")


def test_text_on_the_inside_moves_into_the_safe_zone() -> None:
    near = word(place=front(0.5, 60, 12, 10, side="inside"))
    assert only(design(near), "safe-zone").page == 1
    mended(design(near), "safe-zone")


def test_turned_text_on_the_whole_blank_moves_into_the_safe_zone() -> None:
    place = Placement(x=20, y=60, width=12, height=10, rotation=90)
    frame = library.load("ECMA A20.20.01.01").outline({}).panel(FRONT).frame
    edge = frame.apply((0, 60))
    near = word(place=place.model_copy(update={"x": edge.x + 1 - 3, "y": edge.y}))
    document = design(near)
    found = {each.code for each in said(document)} & {"safe-zone", "over-fold"}
    assert len(found) == 1
    mended(document, found.pop())


def test_text_over_a_crease() -> None:
    across = word(place=front(-6, 60, 40, 10))
    mended(design(across), "over-fold")


def test_text_that_the_knife_cuts() -> None:
    blank = library.load("BELLY BAND").outline({}).blank
    cut = word(size=40, place=Placement(x=100, y=blank.height - 8, width=40, height=20))
    mended(design(cut, code="BELLY BAND"), "cut-through")


def test_text_in_the_middle_is_safe() -> None:
    assert not {"safe-zone", "over-fold", "cut-through"} & codes(design(word()))


def test_the_safe_zone_is_the_printers() -> None:
    near = word(place=front(4, 60, 12, 10))
    assert "safe-zone" not in codes(design(near))
    assert "safe-zone" in codes(design(near), printer=preset(safe=8))


def test_text_too_wide_for_its_panel_has_no_fix() -> None:
    wide = word(text="Extraordinary jasmine tea", size=30, place=front(-20, 60, 200, 12))
    assert only(design(wide), "over-fold").fix is None


def test_a_layer_beside_the_blank() -> None:
    aside = word(place=Placement(x=-200, y=0, width=40, height=12))
    document = design(aside)
    assert only(document, "off-blank").layer == "word"
    assert "layer-empty" not in codes(document)


def test_ink_on_a_glue_flap() -> None:
    [join] = library.load(CODE).outline({}).joins
    finding = only(design(_red(place=Placement(panel=join.flap))), "on-glue")
    assert finding.where is not None
    assert finding.where.width > 5
    assert "on-glue" not in codes(design(_red()))  # what fills the blank is kept off it


def test_varnish_on_a_varnish_free_area() -> None:
    outline = library.load("ECMA A20.20.01.01").outline({})
    frame = outline.panel(FRONT).frame
    corners = [frame.apply(corner) for corner in ((10, 10), (30, 10), (30, 30), (10, 30))]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    lines = [DieLine(LineType.VARNISH_FREE, Line(*pair)) for pair in pairs]
    free = replace(outline, lines=(*outline.lines, *lines))
    spots = (SpotColour(name="Gloss", alternate=CmykPaint(k=0.2), use="varnish"),)
    gloss = ShapeLayer(id="gloss", fill=SpotPaint(name="Gloss"), place=front(20, 20, 40, 40))
    assert only(design(gloss, spots=spots), "on-varnish-free", outline=free).layer == "gloss"
    beside = gloss.model_copy(update={"place": front(35, 35, 10, 10)})
    assert "on-varnish-free" not in codes(design(beside, spots=spots), outline=free)
