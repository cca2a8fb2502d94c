"""From a design to the drawing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.colour.inks import Cmyk, Rgb, Spot
from core.compose.compose import compose, compose_dieline
from core.compose.drawlist import AssetImage, DrawImage, FillPath, FillTile, Group, ProcessingStep, StrokePath
from core.compose.technical import STANDARD
from core.dieline.outline import LineType
from core.errors import DieloomError
from core.geometry import Affine, Box, Point
from tests.compose.cartons import carton, line
from tests.compose.designs import design, document, layer_groups, only, technical
from tests.document.designs import png


def drawn(layer: dict[str, Any], **fields: Any) -> Group:
    """The group of one layer on its page."""
    pages = compose(document(layer, **fields), carton()).pages
    return layer_groups(pages[-1])["0"]


def test_the_page_is_the_blank_with_its_bleed() -> None:
    (page,) = compose(design(bleed=5), carton()).pages
    assert page.trim == Box(-12, 0, 60, 75)
    assert page.bleed == Box(-17, -5, 65, 80)


def test_the_templates_bleed_holds_when_the_design_has_none() -> None:
    (page,) = compose(design(), carton(bleed=2)).pages
    assert page.bleed == page.trim.grown(2)


def test_the_inside_has_a_page_only_when_something_shows_there() -> None:
    inside = {"kind": "text", "text": "Hi", "place": {"side": "inside"}}
    assert [page.side for page in compose(design(inside), carton()).pages] == ["outside", "inside"]
    assert [page.side for page in compose(design({**inside, "visible": False}), carton()).pages] == ["outside"]


def test_layers_keep_their_order_and_hidden_ones_are_left_out() -> None:
    shape = {"kind": "shape"}
    (page,) = compose(design(shape, {**shape, "visible": False}, shape), carton()).pages
    assert list(layer_groups(page)) == ["0", "2"]


def test_the_die_is_drawn_over_the_artwork_each_type_on_its_own_plate() -> None:
    (page,) = compose(design(), carton()).pages
    groups = technical(page)
    assert list(groups) == ["Cut", "Crease", "Bleed", "Glue"]
    assert groups["Cut"].layer is not None
    assert groups["Cut"].layer.step == ProcessingStep("Structural", "Cutting")
    for name, group in groups.items():
        for op in group.ops:
            assert isinstance(op, FillPath | StrokePath)
            assert op.overprint
            assert isinstance(op.ink, Spot)
            assert op.ink.name == name


def test_the_die_on_the_inside_is_the_mirror_image() -> None:
    (outside,) = compose_dieline(carton()).pages
    (inside,) = compose_dieline(carton(), "inside").pages
    over, under = only(technical(outside)["Crease"].ops), only(technical(inside)["Crease"].ops)
    assert isinstance(over, StrokePath)
    assert under == replace(over, path=over.path.transformed(Affine.mirror_x(24)))


def test_every_line_type_has_a_plate_and_a_processing_step_of_its_own() -> None:
    assert set(STANDARD) == set(LineType)
    assert len({ink.spot.name.lower() for ink in STANDARD.values()}) == len(LineType)
    areas = {LineType.SAFE: "Positions"}  # where content goes; the rest is what the tools do
    for kind, ink in STANDARD.items():
        assert (ink.step.group, bool(ink.step.type)) == (areas.get(kind, "Structural"), True)


def test_a_printers_preset_renames_the_plates() -> None:
    preset = {**STANDARD, LineType.CUT: replace(STANDARD[LineType.CUT], spot=Spot("CutContour", Cmyk(m=1)))}
    assert "CutContour" in [spot.name for spot in compose(design(), carton(), preset).spots]


def test_lines_of_a_type_are_drawn_together() -> None:
    outline = carton()
    outline = replace(outline, lines=(*outline.lines, *line(LineType.PERFORATION, (5, 5), (35, 5), (35, 20))))
    (page,) = compose_dieline(outline).pages
    op = only(technical(page)["Perf"].ops)
    assert isinstance(op, StrokePath)
    assert op.path.bounds == Box(5, 5, 35, 20)
    assert op.dash


def test_the_drawing_lists_the_spots_that_it_needs() -> None:
    gold = {"name": "Gold", "alternate": {"m": 0.2, "y": 0.8}}
    silver = {"name": "Silver", "alternate": {"k": 0.3}}
    fill = {"kind": "shape", "fill": {"kind": "spot", "name": "Gold", "tint": 0.4}}
    spots = compose(design(fill, spots=[gold, silver]), carton()).spots
    assert [spot.name for spot in spots] == ["Gold", "Cut", "Crease", "Bleed", "Glue"]
    assert spots[0] == Spot("Gold", Cmyk(m=0.2, y=0.8), 1.0)


@pytest.mark.parametrize("name", ["cut", "Black", "All", "Gold"])
def test_a_spot_cannot_have_the_name_of_another_ink(name: str) -> None:
    spots = [{"name": "Gold", "alternate": {}}, {"name": name, "alternate": {}}]
    with pytest.raises(DieloomError, match="name of another ink"):
        compose(design(spots=spots), carton())


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ({"kind": "shape", "name": "Band", "place": {"panel": "lid"}}, "Layer 'Band': .*'lid'"),
        ({"kind": "shape", "name": "Band", "fill": {"kind": "spot", "name": "Gold"}}, "Layer 'Band': .*'Gold'"),
        ({"kind": "shape", "shape": "path", "path": "Q"}, "Layer '0': .*SVG"),
        ({"kind": "image", "asset": 0}, "Layer '0': .*not in the document"),
    ],
)
def test_what_cannot_be_drawn_is_named(layer: dict[str, Any], message: str) -> None:
    with pytest.raises(DieloomError, match=message):
        compose(document(layer, assets=(png(),)).design, carton())


def test_artwork_on_the_blank_is_laid_from_its_corner() -> None:
    group = drawn({"kind": "artwork", "tile_width": 24, "recipe": {"cells": [2, 1]}})
    tile = only(group.ops)
    assert isinstance(tile, FillTile)
    assert tile.matrix == Affine(24, 0, 0, 12, -12, 0)
    assert tile.area.bounds == Box(-15, -3, 63, 78)
    assert group.clip is not None
    assert group.clip.bounds.x1 == pytest.approx(63)


def test_artwork_on_a_panel_is_laid_from_the_panel_and_stops_at_its_creases() -> None:
    group = drawn({"kind": "artwork", "tile_width": 10, "place": {"panel": "side"}})
    tile = only(group.ops)
    assert isinstance(tile, FillTile)
    assert tile.matrix == Affine(10, 0, 0, 10, 40, 0)
    assert group.clip is not None
    assert group.clip.bounds == Box(40, -3, 63, 63)


def test_a_rectangle_that_fills_runs_into_the_bleed_and_a_boxed_one_does_not() -> None:
    full = only(drawn({"kind": "shape", "place": {"panel": "front"}}).ops)
    boxed = only(drawn({"kind": "shape", "place": {"panel": "front", "width": 10, "height": 20}}).ops)
    assert isinstance(full, FillPath)
    assert isinstance(boxed, FillPath)
    assert full.path.bounds == Box(-3, -3, 43, 63)
    assert boxed.path.bounds == Box(0, 0, 10, 20)


def test_a_corner_radius_is_at_most_half_the_side() -> None:
    shape = {"kind": "shape", "radius": 100, "place": {"panel": "front", "width": 20, "height": 10}}
    op = only(drawn(shape).ops)
    assert isinstance(op, FillPath)
    assert op.path.bounds == pytest.approx(Box(0, 0, 20, 10))
    assert all(Point(5, 5).distance(point) > 4.9 for outline in op.path.flattened() for point in outline)


def test_a_shape_can_be_filled_and_stroked() -> None:
    shape = {"kind": "shape", "shape": "ellipse", "stroke": {"kind": "rgb", "hex": "#ff0000"}, "stroke_width": 2}
    fill, stroke = drawn({**shape, "place": {"panel": "front"}}).ops
    assert isinstance(fill, FillPath)
    assert isinstance(stroke, StrokePath)
    assert stroke.ink == Rgb(1, 0, 0)
    assert fill.path.bounds == pytest.approx(Box(0, 0, 40, 60))


def test_svg_paths_are_read_in_millimetres_y_up() -> None:
    shape = {"kind": "shape", "shape": "path", "path": "M0 0H4V3Z", "place": {"panel": "front", "x": 1, "y": 2}}
    op = only(drawn(shape).ops)
    assert isinstance(op, FillPath)
    assert op.path.bounds == Box(1, 2, 5, 5)


@pytest.mark.parametrize(
    ("fit", "box"),
    [("contain", Box(0, 5, 40, 25)), ("stretch", Box(0, 0, 40, 30)), ("cover", Box(-10, 0, 50, 30))],
)
def test_a_picture_is_fitted(fit: str, box: Box) -> None:
    layer = {"kind": "image", "asset": 0, "fit": fit, "place": {"panel": "front", "width": 40, "height": 30}}
    group = drawn(layer, assets=(png(20, 10),))
    op = only(group.ops)
    if fit == "cover":
        assert isinstance(op, Group)
        assert op.clip is not None
        assert op.clip.bounds == Box(0, 0, 40, 30)
        op = only(op.ops)
    assert isinstance(op, DrawImage)
    a, b, c, d, e, f = op.matrix
    assert (b, c) == (0, 0)
    assert Box(e, f, e + a, f + d) == pytest.approx(box)


def test_a_clipping_path_clips_the_picture_where_it_lies() -> None:
    """Its unit square runs down, as pictures do."""
    layer = {
        "kind": "image",
        "asset": 0,
        "clip": "M0 0H0.5V0.25H0Z",
        "place": {"panel": "front", "width": 40, "height": 20},
    }
    op = only(drawn(layer, assets=(png(20, 10),)).ops)
    assert isinstance(op, Group)
    assert op.clip is not None
    assert op.clip.bounds == Box(0, 15, 20, 20)
    assert isinstance(only(op.ops), DrawImage)


def test_a_clipping_path_that_is_none_is_told() -> None:
    with pytest.raises(DieloomError, match="path"):
        drawn({"kind": "image", "asset": 0, "clip": "nonsense"}, assets=(png(),))


def test_a_pictures_edits_go_along() -> None:
    edits = [{"kind": "upscale", "factor": 2}, {"kind": "enhance", "contrast": 0.5}]
    op = only(drawn({"kind": "image", "asset": 0, "edits": edits}, assets=(png(),)).ops)
    assert isinstance(op, DrawImage)
    assert isinstance(op.source, AssetImage)
    assert [edit.kind for edit in op.source.edits] == ["upscale", "enhance"]


@pytest.mark.parametrize(
    ("paint", "overprint", "expected"),
    [
        ({"kind": "cmyk", "k": 1}, None, True),
        ({"kind": "cmyk", "k": 1}, False, False),
        ({"kind": "cmyk", "k": 0.5}, None, False),
        ({"kind": "cmyk", "c": 1, "k": 1}, None, False),
        ({"kind": "cmyk", "c": 1}, True, True),
        ({"kind": "cmyk"}, True, False),
        ({"kind": "rgb", "hex": "#ffffff"}, True, False),
        ({"kind": "spot", "name": "Gold", "tint": 0}, True, False),
    ],
)
def test_black_text_overprints_and_white_never_does(
    paint: dict[str, Any], overprint: bool | None, expected: bool
) -> None:
    layer = {"kind": "text", "text": "Tea", "paint": paint, "overprint": overprint}
    op = only(drawn(layer, spots=[{"name": "Gold", "alternate": {"y": 1}}]).ops)
    assert isinstance(op, FillPath)
    assert op.overprint is expected


def test_opacity_and_id_stay_with_the_layer() -> None:
    group = drawn({"kind": "shape", "opacity": 0.25})
    assert (group.id, group.opacity) == ("0", 0.25)


def test_text_is_not_cut_at_its_panel() -> None:
    assert drawn({"kind": "text", "text": "A long line of words", "size": 40, "place": {"panel": "tuck"}}).clip is None
