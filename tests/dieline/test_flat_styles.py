"""Labels, pouches, tags, sleeves and garments against numbers worked out by hand and what the trade publishes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.dieline import library
from core.dieline.fold import surfaces
from core.dieline.outline import Group, LineType, Outline
from core.geometry import Arc, Box

FLAT = ("label", "pouch", "garment", "tag")


def box_of(outline: Outline, kind: LineType, index: int) -> Box:
    """The box around the index-th closed figure of four lines of that type."""
    lines = outline.lines_of(kind)[4 * index : 4 * index + 4]
    boxes = [line.segment.bounds for line in lines]
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def test_the_library_has_every_flat_group() -> None:
    groups = {library.load(code).file.group for code in library.codes()}
    assert {*map(Group, FLAT), Group.SLEEVE} <= groups


def test_an_oval_keeps_to_its_ellipse_with_arcs() -> None:
    outline = library.load("oval").outline({"W": 100, "H": 60})
    boundary = outline.panel("label").boundary
    assert len(boundary) == 16
    assert all(isinstance(segment, Arc) for segment in boundary)
    points = np.array([point for segment in boundary for point in segment.flattened(0.001)])
    off = np.hypot((points[:, 0] - 50) / 50, (points[:, 1] - 30) / 30) - 1
    assert np.abs(off).max() * 30 < 0.1  # mm


def test_a_round_label_is_a_circle() -> None:
    outline = library.load("DIE-CUT LABEL").outline({"W": 40, "H": 40, "radius": 20})
    assert [type(segment) for segment in outline.panel("label").boundary] == [Arc] * 4
    points = np.array(outline.panel("label").polygon(0.001))
    assert np.hypot(*(points - 20).T) == pytest.approx(20, abs=0.001)


def test_a_shrink_sleeve_is_cut_to_twice_the_lay_flat_and_the_seam() -> None:
    template = library.load("shrink sleeve")
    given = {"diameter": 60.0, "caliper": 0.05, "ease": 2.0, "seam": 5.0, "H": 120.0}
    lay_flat = math.pi * 60.05 / 2 + 2
    assert template.blank(given) == pytest.approx((2 * lay_flat + 5, 120))
    bare = box_of(template.outline(given), LineType.VARNISH_FREE, 0)
    assert (bare.x0, bare.width, bare.height) == pytest.approx((0, 5, 120))


@pytest.mark.parametrize(("code", "overlap"), [("shrink sleeve", "seam"), ("wrap", "overlap")])
def test_a_tube_meets_itself_where_the_overlap_ends(code: str, overlap: str) -> None:
    """Bent closed, the film at the overlap's end lies on its own beginning."""
    outline = library.load(code).outline({})
    panel = outline.panels[0]
    wide = dict(outline.parameters)[overlap]
    surface = surfaces(outline, 1.0)[panel.name]
    start, end = surface.place([(wide, 40.0), (panel.width, 40.0)])
    assert start == pytest.approx(end, abs=1e-6)
    middle = surface.place([(panel.width / 4, 40.0), (panel.width * 3 / 4, 40.0)])
    assert middle[:, 2].min() < -10  # behind the front


def test_a_wine_label_curves_as_its_bottle_does() -> None:
    outline = library.load("WINE FRONT").outline({"W": 90, "diameter": 74, "caliper": 0.12})
    left, right = surfaces(outline, 1.0)["label"].place([(0.0, 50.0), (90.0, 50.0)])
    radius = 37.06
    assert np.linalg.norm(right - left) == pytest.approx(2 * radius * math.sin(45 / radius), abs=1e-3)


def test_walls_of_a_flat_pouch_cover_each_other_with_their_seals_and_holes() -> None:
    outline = library.load("flat pouch").outline({"W": 100, "H": 150, "hole": 32, "caliper": 0.1})
    placed = surfaces(outline, 1.0)
    for y in (10.0, 75.0, 140.0):
        front, back = placed["front"].place([(20.0, 150 + y)])[0], placed["back"].place([(20.0, 150 - y)])[0]
        assert front[:2] == pytest.approx(back[:2], abs=1e-9)
        assert front[2] - back[2] == pytest.approx(0.1)
    holes = [line.segment.bounds for line in outline.lines_of(LineType.WINDOW)]
    assert max(b.x1 for b in holes) - min(b.x0 for b in holes) == pytest.approx(32)
    assert {round(b.centre.y - 150) > 0 for b in holes} == {True, False}


def test_a_stand_up_pouch_folds_its_gusset_between_the_walls() -> None:
    outline = library.load("doypack").outline({"W": 140, "H": 210, "gusset": 40, "caliper": 0.1})
    assert outline.blank.height == pytest.approx(2 * 210 + 2 * 40)
    placed = surfaces(outline, 1.0)
    fold, foot, head = 210 + 40.0, 210.0, 0.0
    inside = placed["back gusset"].place([(70.0, fold)])[0]
    front_foot = placed["front"].place([(70.0, 210 + 80.0)])[0]
    assert inside[1] - front_foot[1] == pytest.approx(40, abs=0.2)
    back_foot, back_head = placed["back"].place([(70.0, foot), (70.0, head)])
    assert back_foot[1] == pytest.approx(front_foot[1], abs=0.2)
    assert back_head[1] - back_foot[1] == pytest.approx(210)
    assert back_foot[2] == pytest.approx(-0.3)  # four films: front, two halves of the gusset, back


def test_the_fins_of_a_pillow_pack_touch_in_the_middle_of_the_back() -> None:
    outline = library.load("flow wrap").outline({"W": 110, "caliper": 0.05, "fin": 12})
    placed = surfaces(outline, 1.0)
    edge = outline.blank.width
    left, right = placed["fin left"].place([(0.0, 90.0)])[0], placed["fin right"].place([(edge, 90.0)])[0]
    assert np.linalg.norm(left - right) == pytest.approx(0.05, abs=1e-6)
    assert (left[0] + right[0]) / 2 == pytest.approx(np.mean([x for x, _ in outline.panel("front").polygon()]))


def test_a_folded_tag_has_one_hole_through_both_leaves() -> None:
    outline = library.load("folded tag").outline({"H": 80, "hole_down": 10, "hole": 4})
    placed = surfaces(outline, 1.0)
    front, back = placed["front"].place([(25.0, 70.0)])[0], placed["back"].place([(25.0, 90.0)])[0]
    assert front[:2] == pytest.approx(back[:2], abs=1e-9)
    assert len(outline.lines_of(LineType.WINDOW)) == 4


@pytest.mark.parametrize(("chest", "length"), [(457, 711), (508, 737), (559, 762), (610, 787), (660, 813)])
def test_shirts_have_the_lengths_of_the_size_chart(chest: float, length: float) -> None:
    """S to XXL of a blank shirt: 18 x 28, 20 x 29, 22 x 30, 24 x 31, 26 x 32 inches."""
    for code in ("T-SHIRT FRONT", "T-SHIRT BACK"):
        assert library.load(code).blank({"chest": chest})[1] == pytest.approx(length, abs=1.5)


def test_a_print_lies_on_its_shirt_with_the_safe_frame_inside() -> None:
    outline = library.load("T-SHIRT FRONT").outline({"chest": 508, "safe": 12})
    printed, safe = box_of(outline, LineType.SAFE, 0), box_of(outline, LineType.SAFE, 1)
    assert (printed.width, printed.height) == pytest.approx((356, 406))
    assert printed.centre.x == pytest.approx(outline.blank.centre.x)
    assert safe.x0 - printed.x0 == pytest.approx(12)
    assert printed.y1 - safe.y1 == pytest.approx(12)


def test_a_band_gives_its_pack_the_slip() -> None:
    outline = library.load("belly band").outline({"L": 100, "W": 40, "caliper": 0.4, "slip": 1, "glue": 12})
    widths = [outline.panel(name).width for name in ("glue flap", "back", "left", "front", "right")]
    assert widths == pytest.approx([12, 101, 41.4, 101.4, 40.9])
