"""Drawings that are not quite right, and what panels are made of them."""

from __future__ import annotations

import math

import pytest

from core.dieline.checks import check_contour, check_creases, check_knives, check_panels, check_tree
from core.dieline.intake import Drawing, Source, Stroke, template_from
from core.dieline.outline import DieLine, LineType, Outline
from core.dieline.overlay import overlaid
from core.dieline.template import Template
from core.errors import DieloomError
from core.geometry import Affine, Arc, Line, Point, Segment
from tests.dieline.intake.compare import assert_same, by_type

Ends = tuple[float, float, float, float]
WALL: list[Ends] = [(0, 0, 80, 0), (80, 0, 80, 50), (0, 50, 0, 0)]
LID: list[Ends] = [(80, 50, 80, 90), (80, 90, 0, 90), (0, 90, 0, 50)]
FOLD: list[Ends] = [(0, 50, 80, 50)]


def lines(*ends: Ends) -> list[Segment]:
    return [Line(Point(a, b), Point(c, d)) for a, b, c, d in ends]


def drawn(**layers: list[Segment]) -> Drawing:
    strokes = tuple(Stroke(segment, Source(layer=layer)) for layer, each in layers.items() for segment in each)
    return Drawing("die.dxf", "DXF", "mm", strokes)


def wanted(**layers: list[Segment]) -> list[DieLine]:
    return [DieLine(LineType(layer), segment) for layer, each in layers.items() for segment in each]


def made(drawing: Drawing, **options: float) -> tuple[Outline, tuple[str, ...]]:
    file, notes = template_from(drawing, **options)  # type: ignore[arg-type]
    return Template(file).outline({}), notes


def sound(outline: Outline) -> bool:
    checks = (check_panels, check_contour, check_knives, check_creases, check_tree)
    return not [finding for check in checks for finding in check(outline)]


def test_a_sound_drawing_is_not_touched() -> None:
    sets = {"cut": lines(*WALL, *LID), "crease": lines(*FOLD)}
    outline, notes = made(drawn(**sets))
    assert notes == ()
    assert_same(outline.lines, wanted(**sets))
    assert sound(outline)


def test_gaps_are_closed_where_lines_would_have_met() -> None:
    loose = [(0.1, 0, 79.9, 0), (80, 0.1, 80, 49.9), (0, 50, 0, 0.15)]
    outline, notes = made(drawn(cut=lines(*loose, *LID), crease=lines((0.12, 50, 79.95, 50))))
    assert_same(outline.lines, wanted(cut=lines(*WALL, *LID), crease=lines(*FOLD)), within=0.101)
    assert outline.panel("panel 2").width == pytest.approx(80)
    assert (len(outline.panels), len(outline.folds)) == (2, 1)
    (note,) = notes
    assert note.startswith("Closed ")
    assert sound(outline)


def test_gaps_wider_than_the_tolerance_stay_open() -> None:
    with pytest.raises(DieloomError, match=r"has no closed panel.*tolerance"):
        made(drawn(cut=lines((1, 0, 80, 0), *WALL[1:], *LID[:2], (0, 90, 0, 51)), crease=lines((1, 50, 80, 50))))
    outline, _ = made(drawn(cut=lines((0.5, 0, 80, 0), *WALL[1:], *LID)), tolerance=1.0)
    assert len(outline.panels) == 1


def test_an_open_contour_is_told_by_its_place() -> None:
    open_wall = lines((0, 0, 80, 0), (80, 0, 80, 40), (0, 50, 0, 0), (80, 50, 0, 50))
    with pytest.raises(DieloomError, match=r"cut stops at x 80\.00, y 40\.00, and .* 10 mm away at x 80\.00, y 50\.00"):
        made(drawn(cut=open_wall))
    with pytest.raises(DieloomError, match=r"cut stops at x 0\.00, y 0\.00, and .* 80 mm away"):
        made(drawn(cut=lines((0, 0, 80, 0))))


def test_a_panel_that_is_lost_through_an_opening_is_told_by_its_place() -> None:
    lid = lines((80, 50, 80, 90), (80, 90, 0, 90), (0, 80, 0, 50))
    outline, notes = made(drawn(cut=[*lines(*WALL), *lid], crease=lines(*FOLD)))
    assert len(outline.panels) == 1
    assert notes[-1].startswith("The contour is open: the cut stops at x 0.00, y 80.00, and the next end is 10 mm away")


def test_a_cut_into_a_panel_is_no_opening() -> None:
    _, notes = made(drawn(cut=lines(*WALL, *LID, (0, 20, 30, 20), (200, 0, 300, 0)), crease=lines(*FOLD)))
    assert notes[-1].startswith("The contour is open: the cut stops at x 200.00")
    _, notes = made(drawn(cut=lines(*WALL, *LID, (0, 20, 30, 20)), crease=lines(*FOLD)))
    assert not [note for note in notes if "open" in note]


def test_an_arc_is_led_to_its_end_and_stays_an_arc() -> None:
    arc = Arc(Point(40, 50), 40, 0, 180)
    outline, _ = made(drawn(cut=[*lines((0, 50, 0, 0), (0, 0, 80, 0), (80, 0, 80, 49.9)), arc]))
    (found,) = [line.segment for line in outline.lines if isinstance(line.segment, Arc)]
    assert found.sweep_deg == pytest.approx(180)
    assert found.radius == pytest.approx(40, abs=0.1)


def test_lines_drawn_twice_are_one() -> None:
    doubled = lines(*WALL, *LID, WALL[0], (20, 0, 60, 0), (80, 50, 80, 0))
    outline, notes = made(drawn(cut=doubled, crease=lines(*FOLD, (10, 50, 30, 50))))
    assert_same(outline.lines, wanted(cut=lines(*WALL, *LID), crease=lines(*FOLD)))
    assert notes == ("Removed 4 lines, or parts of lines, that were drawn twice.",)


def test_arcs_drawn_twice_are_one() -> None:
    top = Arc(Point(40, 50), 40, 0, 180)
    sides = lines((0, 50, 0, 0), (0, 0, 80, 0), (80, 0, 80, 50))
    outline, notes = made(drawn(cut=[*sides, top, Arc(Point(40, 50), 40, 120, -90)]))
    assert_same(outline.lines, wanted(cut=[*sides, top]))
    assert notes == ("Removed 1 lines, or parts of lines, that were drawn twice.",)


def test_where_a_knife_lies_on_a_crease_it_cuts() -> None:
    outline, _ = made(drawn(cut=lines(*WALL, *LID, (0, 50, 10, 50)), crease=lines(*FOLD)))
    edges = [line for line in outline.lines if line.segment.bounds.centre.x != pytest.approx(5)]
    marks = [line for line in outline.lines if line.segment.bounds.centre.x == pytest.approx(5)]
    found = overlaid(edges, marks)
    assert_same(found, wanted(cut=lines(*WALL, *LID, (0, 50, 10, 50)), crease=lines((10, 50, 80, 50))))
    assert len(outline.folds) == 1


def test_dust_is_dropped() -> None:
    outline, notes = made(drawn(cut=lines(*WALL, *LID, (30, 30, 30.005, 30)), crease=lines(*FOLD)))
    assert notes == ("Dropped 1 lines shorter than 0.01 mm.",)
    assert len(by_type(outline.lines)[LineType.CUT]) == 6


def test_lines_that_cross_make_panels() -> None:
    cut = lines((0, 0, 100, 0), (100, 0, 100, 100), (100, 100, 0, 100), (0, 100, 0, 0))
    outline, _ = made(drawn(cut=cut, crease=lines((50, 0, 50, 100), (0, 40, 100, 40))))
    assert (len(outline.panels), len(outline.folds)) == (4, 3)
    assert_same(outline.lines, wanted(cut=cut, crease=lines((50, 0, 50, 100), (0, 40, 100, 40))))
    assert [panel.name for panel in outline.panels] == [f"panel {n}" for n in (1, 2, 3, 4)]
    tops = [min(y for _, y in panel.polygon()) == 40 for panel in outline.panels]
    assert tops == [True, True, False, False]


def test_holes_slits_and_perforations_are_marks() -> None:
    hole = [Arc(Point(40, 20), 8, 0, 360)]
    sets = {
        "cut": [*lines(*WALL, *LID, (20, 70, 60, 70)), *hole],
        "crease": lines(*FOLD),
        "perforation": lines((0, 80, 80, 80)),
        "window": lines((10, 10, 20, 10), (20, 10, 20, 20), (20, 20, 10, 20), (10, 20, 10, 10)),
    }
    outline, _ = made(drawn(**sets))
    assert len(outline.panels) == 2
    assert_same(outline.lines, wanted(**sets))
    arcs = [line.segment for line in outline.lines if isinstance(line.segment, Arc)]
    assert sum(arc.length for arc in arcs) == pytest.approx(16 * math.pi)


def test_a_fold_of_perforation_and_crease_is_one_fold() -> None:
    crease, perforation = lines((0, 50, 30, 50), (50, 50, 80, 50)), lines((30, 50, 50, 50))
    outline, _ = made(drawn(cut=lines(*WALL, *LID), crease=crease, perforation=perforation))
    assert (len(outline.panels), len(outline.folds)) == (2, 1)
    assert outline.folds[0].axis.length == pytest.approx(80)


def test_curved_creases_fold() -> None:
    end = Arc(Point(40, -40), 50, math.degrees(math.atan2(40, 40)), 90)
    left, right = end.end, end.start
    bottom = Line(Point(left.x, -60), Point(right.x, -60))
    sides = [Line(left, bottom.start), bottom, Line(bottom.end, right)]
    over = Arc(Point(40, end.start.y), (right.x - left.x) / 2, 0, 180)
    outline, _ = made(drawn(cut=[*sides, over], crease=[end]))
    assert (len(outline.panels), len(outline.folds)) == (2, 1)
    assert_same(outline.lines, wanted(cut=[*sides, over], crease=[end]))


def test_of_many_blanks_the_first_is_taken() -> None:
    one = {"cut": lines(*WALL, *LID), "crease": lines(*FOLD)}
    two = {
        layer: each + [segment.transformed(Affine.translation(200, 0)) for segment in each]
        for layer, each in one.items()
    }
    outline, notes = made(drawn(**two))
    assert len(outline.panels) == 2
    assert outline.blank.width == pytest.approx(80)
    assert "2 panels hang on another blank, or in a hole, and keep at most their lines." in notes
    assert any(note.startswith("Left out 7 lines outside the blank") for note in notes)


def test_a_flap_inside_a_panel_keeps_its_lines() -> None:
    flap = {"cut": lines((20, 10, 20, 30), (20, 30, 40, 30), (40, 30, 40, 10)), "crease": lines((20, 10, 40, 10))}
    sets = {"cut": [*lines(*WALL, *LID), *flap["cut"]], "crease": [*lines(*FOLD), *flap["crease"]]}
    outline, _ = made(drawn(**sets))
    assert len(outline.panels) == 2
    assert_same(outline.lines, wanted(**sets))


def test_waste_between_panels_is_no_panel() -> None:
    cut = lines(
        (0, 0, 90, 0),
        (90, 0, 90, 100),
        (90, 100, 0, 100),
        (0, 100, 0, 0),
        (40, 60, 40, 100),
        (50, 100, 50, 60),
        (50, 60, 40, 60),
    )
    outline, _ = made(drawn(cut=cut, crease=lines((0, 60, 40, 60), (50, 60, 90, 60))))
    assert (len(outline.panels), len(outline.folds)) == (3, 2)
    assert sum(panel.width * panel.height for panel in outline.panels) == pytest.approx(90 * 60 + 2 * 40 * 40)


def test_nothing_but_artwork_is_refused() -> None:
    with pytest.raises(DieloomError, match="none of its layers is a line of the die"):
        made(drawn(artwork=lines(*WALL, *LID)))


def test_a_caliper_that_is_no_board_is_refused() -> None:
    with pytest.raises(DieloomError, match="cannot be 0 mm thick"):
        made(drawn(cut=lines(*WALL, *LID)), caliper=0.0)


def test_a_thicket_of_lines_is_refused_before_it_takes_long() -> None:
    across = [Line(Point(0, i * 0.05), Point(500, i * 0.05)) for i in range(9000)]
    down = [Line(Point(i * 0.05, 0), Point(i * 0.05, 450)) for i in range(9000)]
    with pytest.raises(DieloomError, match="cross too often"):
        made(drawn(cut=[*across, *down]))
    with pytest.raises(DieloomError, match=r"24000 lines of the die are more than 20000"):
        made(drawn(cut=[*across, *down, *lines(*[(0, i, 1, i) for i in range(6000)])]))


def test_creases_drawn_dash_by_dash_are_lines_again() -> None:
    dashes = lines(*[(0.5 + 4.5 * i, 50, 3.5 + 4.5 * i, 50) for i in range(17)], (77, 50, 79, 50))
    outline, notes = made(drawn(cut=lines(*WALL, *LID), crease=dashes))
    assert "Joined 18 dashes that were drawn one by one." in notes
    assert "Led 2 ends of creases on to the next line, by up to 1.00 mm." in notes
    assert_same(outline.lines, wanted(cut=lines(*WALL, *LID), crease=lines(*FOLD)))
    assert len(outline.folds) == 1


def test_creases_that_are_pulled_back_fold() -> None:
    cut = [*lines((0, 0, 80, 0), (80, 0, 80, 50), (0, 50, 0, 0)), Arc(Point(40, 50), 40, 0, 180)]
    outline, notes = made(drawn(cut=cut, crease=lines((1, 50, 79, 50), (30, 52, 30, 80))))
    assert len(outline.folds) == 1
    assert_same(by_lines(outline, LineType.CREASE)[:1], wanted(crease=lines(*FOLD)))
    assert "Led 2 ends of creases on to the next line, by up to 1.00 mm." in notes


def by_lines(outline: Outline, type_: LineType) -> list[DieLine]:
    """Of one type, the longest first."""
    return sorted(outline.lines_of(type_), key=lambda line: -line.segment.length)


def test_slanted_dashes_are_one_line() -> None:
    turn = Affine.rotation(33.3)
    dashes = [Line(Point(4.5 * i, 10), Point(4.5 * i + 3, 10)).transformed(turn) for i in range(17)]
    cut = [segment.transformed(turn) for segment in lines(*WALL, *LID)]
    outline, _ = made(
        drawn(cut=cut, crease=[segment.transformed(turn) for segment in lines(*FOLD)], perforation=dashes)
    )
    (found,) = [line.segment for line in outline.lines if line.type is LineType.PERFORATION]
    assert found.length == pytest.approx(4.5 * 16 + 3)


def test_separate_creases_stay_separate() -> None:
    creases = lines((10, 20, 15, 20), (17, 20, 40, 20), (41, 20, 44, 20), (50, 20, 52, 20))
    outline, notes = made(drawn(cut=lines(*WALL, *LID), crease=[*lines(*FOLD), *creases]))
    assert len(by_type(outline.lines)[LineType.CREASE]) == 5
    assert "4 creases end before they part two panels, and fold nothing; a wider gap may be allowed." in notes
