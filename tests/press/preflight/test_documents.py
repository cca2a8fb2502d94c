"""Pictures, inks, lines, text and layers of a document: each fault is found, and gone when its fix is applied."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from core.artwork.artist import Artist
from core.artwork.edits import MOST_OF_PICTURE
from core.artwork.recipe import Recipe
from core.compose.pixels import DocumentPixels
from core.dieline import library
from core.document.document import Document
from core.document.model import (
    ArtworkLayer,
    CmykPaint,
    ImageLayer,
    RgbPaint,
    ShapeLayer,
    SpotColour,
    SpotPaint,
    VectorLayer,
)
from core.imaging.values import EnhanceEdit, UpscaleEdit
from core.press.preflight import CODES, summary
from core.press.preflight.codes import Code
from core.press.preflight.judging import judged
from core.press.preflight.spots import colliding, is_process, plain
from core.press.presets import load
from core.style.values import StyleEdit
from tests.press.preflight.samples import clean, codes, design, front, mended, only, picture, preset, said, word

GOLD = SpotColour(name="Gold", alternate=CmykPaint(c=0.2, m=0.4, y=1))
ROOM = front(10, 10, 40, 40)


def shape(**fields: Any) -> ShapeLayer:
    return ShapeLayer(**{"id": "shape", "place": ROOM, **fields})


def with_picture(pixels: tuple[int, int], width: float, height: float, **fields: Any) -> Document:
    document, asset = design().with_asset(picture(*pixels))
    layer = ImageLayer(id="photo", name="Photo", asset=asset, place=front(10, 10, width, height), **fields)
    return document.with_design(document.design.model_copy(update={"layers": (layer,)}))


# Pictures


def test_a_far_too_coarse_picture_is_placed_smaller() -> None:
    coarse = with_picture((40, 40), 40, 40)  # 25 ppi
    finding = only(coarse, "resolution-low")
    assert "Photo" in finding.text
    assert "25 ppi" in finding.text
    assert finding.where is not None
    assert finding.where.width == pytest.approx(40)
    mended(coarse, "resolution-low")


@pytest.mark.parametrize(("px", "code", "factor"), [(160, "resolution-low", 4), (320, "resolution-doubtful", 2)])
def test_a_coarse_picture_is_brought_up(px: int, code: str, factor: int) -> None:
    """From 102 and from 203 ppi to the 225 that are wanted."""
    coarse = with_picture((px, px), 40, 40, edits=(EnhanceEdit(contrast=0.5),))
    fix = only(coarse, code).fix
    assert fix is not None
    assert fix.label.en == f"Bring it up: enlarge it ×{factor}"
    (layer,) = pickle.loads(pickle.dumps(fix)).apply(coarse).design.layers
    assert layer.edits == (EnhanceEdit(contrast=0.5), UpscaleEdit(factor=factor)), "after what is done to it already"


def test_a_coarse_picture_that_has_all_its_steps_is_placed_smaller() -> None:
    steps = (EnhanceEdit(contrast=0.5),) * MOST_OF_PICTURE
    coarse = with_picture((160, 160), 40, 40, edits=steps)
    fix = only(coarse, "resolution-low").fix
    assert fix is not None
    (layer,) = fix.apply(coarse).design.layers
    assert layer.edits == steps
    assert layer.place.width == pytest.approx(40 * 160 / 40 * 25.4 / 225, rel=0.01)


def test_a_fine_picture_is_fine() -> None:
    assert not {"resolution-low", "resolution-doubtful", "transparency"} & codes(with_picture((480, 480), 40, 40))


def test_a_stretched_picture_counts_by_its_coarser_side() -> None:
    assert "100 ppi" in only(with_picture((480, 158), 40, 40, fit="stretch"), "resolution-low").text


def test_a_picture_that_the_document_lacks() -> None:
    lacking = ImageLayer(id="photo", asset="0" * 64, place=ROOM)
    found = said(design(lacking, word()))
    assert [(each.code, each.layer) for each in found] == [("layer-broken", "photo")]


def test_artwork_that_is_enlarged_a_lot_is_repeated_more_often() -> None:
    mended(design(ArtworkLayer(id="art", tile_width=120)), "artwork-enlarged")
    assert "artwork-enlarged" not in codes(clean())


def test_artwork_of_a_model_that_is_not_here() -> None:
    assert "nowhere" in only(design(ArtworkLayer(id="a", recipe=Recipe(model="nowhere.pkl"))), "picture-missing").text


@pytest.mark.parametrize("kind", ["picture", "artwork", "painted artwork"])
def test_pixels_that_cannot_be_made_are_one_finding_and_the_rest_is_judged(kind: str) -> None:
    lacking: ImageLayer | ArtworkLayer
    document = with_picture((480, 480), 40, 40, edits=(UpscaleEdit(model="nowhere.pth"),))
    (lacking,) = document.design.layers
    if kind == "artwork":
        lacking = ArtworkLayer(id="art", recipe=Recipe(model="nowhere.pkl"))
    elif kind == "painted artwork":
        lacking = ArtworkLayer(id="art", recipe=Recipe(edits=(StyleEdit(network="nowhere"),)))
    heavy = shape(fill=CmykPaint(c=1, m=1, y=1, k=0.9))
    document = document.with_design(document.design.model_copy(update={"layers": (lacking, heavy)}))
    said = {each.code: each for each in judged(document, DocumentPixels(document, Artist()), load())}
    assert "nowhere" in said["picture-missing"].text
    assert said["picture-missing"].layer == lacking.id
    assert said["ink-limit"].layer == "shape"


# Inks


def test_white_is_not_set_to_overprint() -> None:
    mended(design(shape(fill=CmykPaint(), overprint=True)), "white-overprint")
    mended(design(word(paint=CmykPaint(), overprint=True)), "white-overprint")
    assert "white-overprint" not in codes(design(shape(fill=CmykPaint(k=1), overprint=True)))


def test_registration_colour_becomes_black() -> None:
    after = mended(design(shape(fill=CmykPaint(c=1, m=1, y=1, k=1))), "registration-colour")
    assert "ink-limit" not in codes(after)


def test_too_much_typed_ink_is_reduced() -> None:
    heavy = design(shape(fill=CmykPaint(c=0.8, m=0.8, y=0.8, k=1)))
    assert "340 % of ink" in only(heavy, "ink-limit").text
    after = mended(heavy, "ink-limit").design.layers[0]
    assert isinstance(after, ShapeLayer)
    assert isinstance(after.fill, CmykPaint)
    assert after.fill.k == 1
    assert "ink-limit" not in codes(heavy, printer=preset(ink=400, ink_all=400))


def test_too_much_ink_on_too_little_to_matter() -> None:
    assert "ink-limit" not in codes(design(shape(fill=CmykPaint(c=1, m=1, y=0.7, k=1), place=front(10, 10, 3, 3))))


def test_a_colour_in_rgb_can_be_kept_as_inks() -> None:
    assert only(design(shape(fill=RgbPaint(hex="#336699"))), "rgb-converted").severity == "note"
    mended(design(shape(fill=RgbPaint(hex="#336699"))), "rgb-converted")


# Spots


@pytest.mark.parametrize("other", ["GOLD_", "gold.", "G old"])
def test_names_of_spots_that_collide_are_joined(other: str) -> None:
    twin = GOLD.model_copy(update={"name": other})
    both = design(
        shape(id="a", fill=SpotPaint(name="Gold")),
        shape(id="b", fill=SpotPaint(name=other), place=front(10, 60, 20, 20)),
        spots=(GOLD, twin),
    )
    after = mended(both, "spot-collision")
    assert [spot.name for spot in after.design.spots] == ["Gold"]
    assert {layer.fill.name for layer in after.design.layers} == {"Gold"}  # type: ignore[union-attr]


def test_a_like_name_of_another_colour_is_renamed() -> None:
    other = SpotColour(name="gold ", alternate=CmykPaint(k=0.5))
    after = mended(design(shape(fill=SpotPaint(name="gold ")), spots=(GOLD, other)), "spot-collision")
    assert len(after.design.spots) == 2


@pytest.mark.parametrize("name", ["Process Black", "process-cyan", "Cut ", "CREASE_"])
def test_names_of_process_inks_and_of_the_die(name: str) -> None:
    taken = SpotColour(name=name, alternate=CmykPaint(k=0.5))
    mended(design(shape(fill=SpotPaint(name=name)), spots=(taken,)), "spot-collision")


def test_names_that_mean_one_ink() -> None:
    assert colliding(["PANTONE 185 C", "Pantone 185 CVC", "PMS 185", "PANTONE 186 C"]) == [
        ("PANTONE 185 C", "Pantone 185 CVC"),
        ("PANTONE 185 C", "PMS 185"),
    ]
    assert colliding(["Gold", "Silver", "Warm Red", "Dark"]) == []
    assert plain("Gold C") != plain("Gold M")
    assert is_process("process magenta")
    assert not is_process("Blackberry")


def test_a_spot_that_nothing_uses() -> None:
    assert only(design(word(), spots=(GOLD,)), "spot-unused").severity == "note"
    assert "spot-unused" not in codes(design(shape(fill=SpotPaint(name="Gold")), spots=(GOLD,)))


def test_varnish_beside_the_artwork() -> None:
    spots = (SpotColour(name="Gloss", alternate=CmykPaint(k=0.2), use="varnish"),)
    gloss = shape(id="gloss", fill=SpotPaint(name="Gloss"))
    assert only(design(gloss, spots=spots), "finish-alone").layer == "gloss"
    assert "finish-alone" not in codes(design(shape(fill=CmykPaint(m=1)), gloss, spots=spots))


# Lines and text


def test_a_hairline_is_made_thicker() -> None:
    mended(design(shape(fill=None, stroke=CmykPaint(k=1), stroke_width=0.05)), "line-thin")


def test_a_line_in_several_inks_has_to_be_thicker() -> None:
    line = {"fill": None, "stroke_width": 0.12}
    assert "line-thin" not in codes(design(shape(stroke=CmykPaint(k=1), **line)))
    assert "in 2 inks" in only(design(shape(stroke=CmykPaint(m=1, y=1), **line)), "line-thin").text
    assert "knocked out" in only(design(shape(id="w", stroke=CmykPaint(), **line)), "line-thin").text
    mended(design(shape(stroke=CmykPaint(m=1, y=1), **line)), "line-thin")


def test_a_filled_sliver_is_a_line() -> None:
    mended(design(shape(fill=CmykPaint(k=1), place=front(10, 10, 40, 0.05))), "line-thin")
    assert "line-thin" not in codes(design(shape(fill=CmykPaint(k=1), shape="ellipse")))


@pytest.mark.parametrize(
    ("size", "paint", "code"),
    [
        (4.0, CmykPaint(k=1), "text-small"),
        (6.0, CmykPaint(m=1, y=1), "text-many-inks"),
        (5.5, CmykPaint(), "text-reversed"),
    ],
)
def test_small_text_is_enlarged(size: float, paint: CmykPaint, code: str) -> None:
    mended(design(shape(fill=CmykPaint(m=1)), word(size=size, paint=paint, place=front(20, 20, 20, 10))), code)


def test_text_of_the_least_size() -> None:
    found = codes(design(word(size=5.0), word(id="two", size=8.0, paint=CmykPaint(m=1, y=1))))
    assert not {"text-small", "text-many-inks", "text-reversed"} & found


@pytest.mark.parametrize("paint", [CmykPaint(c=0.4, m=0.3, y=0.3, k=1), RgbPaint(hex="#000000")])
def test_text_in_rich_black_becomes_black(paint: CmykPaint | RgbPaint) -> None:
    mended(design(word(paint=paint)), "rich-black-text")
    assert "rich-black-text" not in codes(design(word(paint=paint, size=48)))


def test_a_font_that_is_not_here() -> None:
    mended(design(word(font="No Such Family 17")), "font-missing")


# Placed drawings


def with_drawing(body: str, **fields: Any) -> Document:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40mm" height="40mm">{body}</svg>'
    document, asset = design().with_asset(svg.encode())
    layer = VectorLayer(id="logo", name="Logo", asset=asset, place=ROOM, **fields)
    return document.with_design(document.design.model_copy(update={"layers": (layer,)}))


def test_lines_and_colours_of_a_placed_drawing() -> None:
    line = '<path d="M5 5H30" stroke="#000" stroke-width="{}" fill="none"/>'
    assert "0.05 mm" in only(with_drawing(line.format(0.05)), "line-thin").text
    assert only(with_drawing(line.format(1)), "rgb-converted").layer == "logo"
    assert "line-thin" not in codes(with_drawing(line.format(1)))


def test_what_a_placed_drawing_does_not_show() -> None:
    text = '<rect width="9" height="9"/><foreignObject><p>Hello</p></foreignObject><text x="5" y="9">Tea</text>'
    found = [each for each in said(with_drawing(text)) if each.code == "placed-differs"]
    assert found
    assert all(each.layer == "logo" and each.text.startswith("Vector “Logo”") for each in found)
    assert "placed-differs" not in codes(with_drawing('<rect width="9" height="9"/>'))


# Layers and the die


def test_layers_that_print_nothing() -> None:
    assert only(design(shape(visible=False, fill=CmykPaint(m=1)), word()), "layer-hidden").severity == "note"
    assert only(design(shape(fill=None)), "layer-empty").layer == "shape"
    assert only(design(word(text="  ")), "layer-empty").layer == "word"
    assert only(design(shape(opacity=0)), "layer-empty").layer == "shape"


def test_what_is_see_through() -> None:
    assert "40%" in only(design(shape(opacity=0.4)), "transparency").text
    document, asset = design().with_asset(picture(480, 480, alpha=100))
    soft = ImageLayer(id="soft", asset=asset, place=front(10, 10, 30, 30))
    document = document.with_design(document.design.model_copy(update={"layers": (soft,)}))
    assert only(document, "transparency").layer == "soft"


def test_a_layer_on_a_panel_that_is_not_there() -> None:
    lost = word(id="lost", place=front(0, 0, 10, 10).model_copy(update={"panel": "attic"}))
    found = [each for each in said(design(lost, word())) if each.severity == "error"]
    assert [(each.code, each.layer) for each in found] == [("layer-broken", "lost")]
    assert "attic" in found[0].text


def test_a_die_that_does_not_close() -> None:
    outline = library.load("ECMA A20.20.01.01").outline({})
    wrong = outline.__class__(**{**outline.__dict__, "inside": (10.0, *outline.inside[1:])})
    assert "inside length" in only(design(word()), "dieline-closed", outline=wrong).text


# Findings


def test_severities_are_the_printers() -> None:
    document = design(word(size=4.0))
    assert only(document, "text-small").severity == "warning"
    assert only(document, "text-small", printer=preset(severities={"text-small": "error"})).severity == "error"
    assert "text-small" not in codes(document, printer=preset(severities={"text-small": "off"}))


def test_the_worst_come_first_and_are_counted() -> None:
    found = said(design(word(size=4.0), shape(visible=False), shape(id="r", fill=CmykPaint(c=1, m=1, y=1, k=1))))
    order = [each.severity for each in found]
    assert order == sorted(order, key=["error", "warning", "note"].index)
    assert summary(found) == {severity: order.count(severity) for severity in ("error", "warning", "note")}
    assert min(summary(found).values()) > 0


def test_findings_and_their_fixes_survive_a_child_process() -> None:
    document = design(word(size=4.0))
    again = pickle.loads(pickle.dumps(only(document, "text-small")))  # our own bytes
    assert "text-small" not in codes(again.fix.apply(document))


def test_every_code_has_its_words() -> None:
    assert all(isinstance(each, Code) and each.title.en and each.title.zh for each in CODES.values())
    assert load().limits.severities.keys() <= CODES.keys()
