"""Each check bites: one fault put into a sound outline, and only that check speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.dieline import library
from core.dieline.checks import check, check_joins, check_room, check_way, measure_inside
from core.dieline.outline import DieLine, Fold, GlueJoin, LineType, Outline
from core.geometry import Affine, Line, Point
from tests.dieline.tray import FILE, tray


@pytest.fixture(scope="module")
def carton() -> Outline:
    return library.load("A20.20.01.01").outline({})


def moved(outline: Outline, name: str, by: Affine) -> Outline:
    """The outline with one panel's boundary moved, lines and folds left."""
    panels = [
        replace(panel, boundary=tuple(each.transformed(by) for each in panel.boundary)) if panel.name == name else panel
        for panel in outline.panels
    ]
    return replace(outline, panels=tuple(panels))


def found(outline: Outline) -> set[str]:
    return {finding.check for finding in check(outline)}


def test_a_sound_carton_has_no_findings(carton: Outline) -> None:
    assert check(carton) == ()


def test_a_missing_knife_leaves_the_contour_open(carton: Outline) -> None:
    knife = carton.lines_of(LineType.CUT)[0]
    (finding,) = check(replace(carton, lines=tuple(line for line in carton.lines if line != knife)))
    assert finding.message == f"The contour is open over {knife.segment.length - 0.02:.2f} mm."
    assert finding.place is not None
    assert carton.blank.contains(finding.place)


def test_knives_that_cross_or_run_double_are_found(carton: Outline) -> None:
    box = carton.panel("front")
    left, right = box.frame.apply((-10, 50)), box.frame.apply((10, 60))
    assert found(replace(carton, lines=(*carton.lines, DieLine(LineType.SLIT, Line(left, right))))) == {"knives"}
    doubled = carton.lines_of(LineType.CUT)[3]
    assert found(replace(carton, lines=(*carton.lines, doubled))) == {"knives"}


def test_a_slit_that_ends_on_a_knife_is_sound(carton: Outline) -> None:
    lid = carton.panel("top lid")
    slit = Line(lid.frame.apply((0, 20)), lid.frame.apply((6, 20)))
    assert check(replace(carton, lines=(*carton.lines, DieLine(LineType.SLIT, slit)))) == ()


def test_a_crease_inside_one_panel_is_found(carton: Outline) -> None:
    front = carton.panel("front")
    crease = Line(front.frame.apply((20, 50)), front.frame.apply((60, 50)))
    assert found(replace(carton, lines=(*carton.lines, DieLine(LineType.CREASE, crease)))) == {"creases"}


def test_a_fold_without_crease_is_found(carton: Outline) -> None:
    first, *others = carton.folds
    beside = Line(Point(first.axis.start.x + 9, 90), Point(first.axis.start.x + 9, 120))
    assert found(replace(carton, folds=(replace(first, axis=beside), *others))) == {"creases"}


def test_panels_on_each_other_are_found(carton: Outline) -> None:
    assert "panels" in found(moved(carton, "top dust left", Affine.translation(-20, 0)))


def test_a_panel_that_crosses_itself_is_found(carton: Outline) -> None:
    a, b, c, d = (Point(*each) for each in ((0, 0), (40, 0), (0, 40), (40, 40)))
    twisted = replace(carton.panels[0], boundary=(Line(a, b), Line(b, c), Line(c, d), Line(d, a)))
    assert "panels" in found(replace(carton, panels=(twisted, *carton.panels[1:])))


def test_panels_apart_from_the_blank_are_found(carton: Outline) -> None:
    assert "contour" in found(moved(carton, "top tuck", Affine.translation(0, 5)))


def test_folds_that_are_no_tree_are_found(carton: Outline) -> None:
    assert found(replace(carton, folds=carton.folds[1:])) == {"tree"}
    twice = replace(carton.folds[0], parent="right")
    assert found(replace(carton, folds=(*carton.folds, twice))) == {"tree"}
    assert found(replace(carton, joins=(GlueJoin("glue flap", "roof"),))) == {"tree"}


def bent(fold: Fold, child: str, angle_deg: float) -> Fold:
    return replace(fold, angle_deg=angle_deg) if fold.child == child else fold


def test_a_flap_that_misses_its_mate_is_found(carton: Outline) -> None:
    assert found(replace(carton, folds=tuple(bent(each, "glue flap", 80) for each in carton.folds))) == {"joins"}
    assert found(replace(carton, joins=(GlueJoin("glue flap", "left"),))) == {"joins"}


def test_a_flap_that_sticks_out_of_its_mate_is_found(carton: Outline) -> None:
    longer = Affine.translation(0, 100) @ Affine.scaling(1, 1.1) @ Affine.translation(0, -100)
    findings = list(check_joins(moved(carton, "glue flap", longer)))
    assert [each.message for each in findings] == ['"glue flap" sticks out of "right".']


def test_a_root_that_is_glued_is_measured_like_any_flap() -> None:
    joined = tray(joins=[{"flap": "base", "mate": "wall"}]).outline({})
    assert "joins" in found(joined)


def test_boards_in_one_place_are_found(carton: Outline) -> None:
    """Folded a caliper too low, the lid would lie inside the dust flaps and reach into the front."""
    lower = Affine.translation(0, -carton.caliper)
    folds = tuple(
        replace(each, axis=each.axis.transformed(lower)) if each.child == "top lid" else each for each in carton.folds
    )
    assert [each.message for each in check_room(replace(carton, folds=folds))] == [
        'Closed, "front" and "top tuck" are in one place.',
        'Closed, "top lid" and "top dust left" are in one place.',
        'Closed, "top lid" and "top dust right" are in one place.',
    ]


def test_a_wrong_inside_is_found_and_measured(carton: Outline) -> None:
    length, width, height = carton.inside
    (finding,) = check(replace(carton, inside=(length, width + 0.2, height)))
    assert finding.message == f"The inside width is {width:.2f} mm instead of {width + 0.2:.2f}."


def test_walls_that_do_not_face_each_other_have_no_distance(carton: Outline) -> None:
    (distance,) = measure_inside(replace(carton, walls=(("left", "back"),)))
    assert distance != distance


def test_knives_side_by_side_leave_room_for_rules(carton: Outline) -> None:
    front = carton.panel("front")
    slits = [DieLine(LineType.SLIT, Line(front.frame.apply((20, y)), front.frame.apply((50, y)))) for y in (40, 40.3)]
    assert found(replace(carton, lines=(*carton.lines, *slits))) == {"gaps"}
    apart = [slits[0], replace(slits[1], segment=slits[1].segment.transformed(Affine.translation(0, 1)))]
    assert check(replace(carton, lines=(*carton.lines, *apart))) == ()


def test_a_glue_flap_too_narrow_for_glue_is_found() -> None:
    narrow = tray(
        formulas={"wall": "lug * 2", "lug": "4"}, panels=[*FILE["panels"][:2], {**FILE["panels"][2], "role": "glue"}]
    )
    assert "flaps" in found(narrow.outline({}))


def doors(reach: float) -> Outline:
    """Two flaps on opposite walls, closing at the same time."""
    panels = [
        {"name": "base", "label": {"en": "Base", "zh": "底"}, "size": [60, 40]},
        {"name": "left", "label": {"en": "Left", "zh": "左"}, "size": [30, 40], "at": {"x": -30}, "parent": "base"},
        {"name": "right", "label": {"en": "Right", "zh": "右"}, "size": [30, 40], "at": {"x": 60}, "parent": "base"},
        {
            "name": "one",
            "label": {"en": "One", "zh": "一"},
            "size": [reach, 40],
            "at": {"x": -30 - reach},
            "parent": "left",
        },
        {"name": "two", "label": {"en": "Two", "zh": "二"}, "size": [reach, 40], "at": {"x": 90}, "parent": "right"},
    ]
    panels[3]["order"] = panels[4]["order"] = 2
    return tray(panels=panels, marks=[], blank=[120 + 2 * reach, 40]).outline({})


def test_doors_that_pass_through_each_other_collide_on_the_way() -> None:
    (finding,) = check_way(doors(45))
    assert finding.message.startswith('"one" runs into "two" while it folds')


def test_doors_that_meet_in_the_middle_do_not_collide() -> None:
    assert list(check_way(doors(29))) == []
