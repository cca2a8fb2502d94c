"""Trays against numbers worked out by hand, and the web corners that are never cut."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.dieline import library
from core.dieline.checks import check, check_uncut, measure_inside
from core.dieline.fold import in_space, surfaces
from core.dieline.outline import LineType, Outline
from core.errors import DieloomError
from core.geometry import Segment
from tests.dieline.tray import tray as small_tray


def box_of(outline: Outline, panel: str) -> tuple[float, float]:
    """Width and height of the panel as it is read."""
    found = outline.panel(panel)
    return round(found.width, 4), round(found.height, 4)


def closed(outline: Outline, panel: str) -> np.ndarray:
    """The boundary of a panel of the closed pack in space, [N, 3]."""
    return in_space(outline.panel(panel), surfaces(outline, 1.0)[panel])


def test_a_four_corner_tray_gains_a_caliper_and_its_tabs_lie_inside_the_sides() -> None:
    outline = library.load("four-corner tray").outline({"L": 150, "W": 100, "H": 30, "caliper": 0.5, "tab": 25})
    assert box_of(outline, "base") == (150.5, 100.5)
    assert box_of(outline, "front") == (149.5, 30.25)  # two calipers less than the base: a tab on either end
    assert box_of(outline, "left") == (100.5, 30.25)
    assert (outline.blank.width, outline.blank.height) == pytest.approx((150.5 + 2 * 30.25, 100.5 + 2 * 30.25))
    side, tab = closed(outline, "left")[:, 0], closed(outline, "front left tab")[:, 0]
    assert abs(side.mean() - tab.mean()) == pytest.approx(0.5)
    assert measure_inside(outline) == pytest.approx([150, 100])


def test_a_web_corner_tray_is_a_whole_sheet_and_meets_again_when_closed() -> None:
    given = {"L": 160.0, "W": 120.0, "H": 40.0, "caliper": 0.6, "trim": 0.0}
    outline = library.load("web-corner tray").outline(given)
    knives = outline.lines_of(LineType.CUT)
    assert (outline.blank.width, outline.blank.height) == pytest.approx((160.6 + 2 * 40.3, 120.6 + 2 * 40.3))
    # Nothing is cut away: the knife goes round a rectangle, and between base and walls only the board's own thickness.
    inner = [line.segment for line in knives if not _on_the_rim(outline, line.segment)]
    assert sum(segment.length for segment in inner) == pytest.approx(8 * 0.6 + 4 * 0.6)
    assert len(outline.lines_of(LineType.REVERSE_CREASE)) == 4
    assert tuple(check_uncut(outline)) == ()
    front, half, web = (closed(outline, name)[:, 1].mean() for name in ("front", "front left half", "front left web"))
    assert (half - front, web - front) == pytest.approx((0.6, 1.2))


def _on_the_rim(outline: Outline, segment: Segment) -> bool:
    box, bounds = outline.blank, segment.bounds
    return (
        min(abs(bounds.x1 - box.x0), abs(bounds.x0 - box.x1), abs(bounds.y1 - box.y0), abs(bounds.y0 - box.y1)) < 1e-9
    )


def test_a_web_that_comes_apart_is_found() -> None:
    outline = library.load("web-corner tray").outline({})
    folds = tuple(replace(each, angle_deg=80) if each.child == "left" else each for each in outline.folds)
    found = {finding.message.split(" come")[0] for finding in check_uncut(replace(outline, folds=folds))}
    assert found == {'"front left web" and "left"', '"back left web" and "left"'}
    assert {finding.check for finding in check(replace(outline, folds=folds))} >= {"uncut"}


def test_panels_that_are_not_cut_apart_must_touch_and_exist() -> None:
    with pytest.raises(DieloomError, match='Panel "base" of TEST TRAY does not touch "lug", from which it is not cut'):
        small_tray(uncut=[["base", "lug"]]).outline({})
    with pytest.raises(DieloomError, match='no panel "roof"'):
        small_tray(uncut=[["base", "roof"]])


def test_a_double_wall_lid_goes_over_its_base() -> None:
    size = {"L": 180.0, "W": 130.0, "H": 50.0, "caliper": 0.5}
    base = library.load("double-wall base").outline(size)
    lid = library.load("double-wall lid").outline({**size, "play": 1.0})
    assert measure_inside(base) == pytest.approx([180, 130])
    # A side of the base: wall, rolled edge of 2 mm, half a board on either side; front and back are two boards.
    assert measure_inside(lid) == pytest.approx([180 + 2 * 2.5 + 1, 130 + 4 * 0.5 + 1])
    assert np.ptp(closed(base, "left")[:, 2]) == pytest.approx(50)


def test_walls_folded_over_by_a_half_turn_lie_a_board_inside() -> None:
    outline = library.load("double-wall base").outline({"caliper": 0.5})
    front, inner = closed(outline, "front")[:, 1], closed(outline, "front inner wall")[:, 1]
    assert inner.mean() - front.mean() == pytest.approx(0.5)
    foot, base = closed(outline, "left foot")[:, 2], closed(outline, "base")[:, 2]
    assert base.mean() - foot.mean() == pytest.approx(0.5)


def test_a_hexagon_closes_with_all_flats_as_far_apart() -> None:
    outline = library.load("hexagon").outline({"W": 80, "caliper": 0.6})
    assert measure_inside(outline)[:2] == pytest.approx([80, 80])
    # A side of a hexagon is its width over the flats times the tangent of 30 degrees.
    assert box_of(outline, "front")[0] == pytest.approx(80.6 * 0.57735, abs=1e-3)
    corner = closed(outline, "front right")
    seam = closed(outline, "back right")
    assert np.linalg.norm(corner[:, None, :] - seam[None, :, :], axis=2).min() < 0.6 + 0.5


def test_the_lid_of_a_hexagon_covers_its_walls_and_no_more() -> None:
    outline = library.load("hexagon").outline({"W": 80, "caliper": 0.6})
    lid = closed(outline, "top lid")
    across = np.ptp(lid[:, 2])
    assert across == pytest.approx(80 - 0.25)  # from the back's crease to the tuck, which has its play
    corner_to_corner = np.ptp(lid[:, 0])
    assert 0 < 2 * 80.6 * 0.57735 - corner_to_corner < 1.5  # two insets, and the rounded corners


def test_a_display_shows_its_goods() -> None:
    outline = library.load("display").outline({"L": 160, "W": 120, "H": 110, "caliper": 0.5, "front": 40, "header": 60})
    assert box_of(outline, "back")[1] == pytest.approx(110.25 + 60)
    assert box_of(outline, "front")[1] == pytest.approx(40.25)
    side = closed(outline, "left")
    height = -side[:, 2]
    at_front, at_back = height[side[:, 1] < 1 + side[:, 1].min()].max(), height[side[:, 1] > side[:, 1].max() - 1].max()
    assert (at_front, at_back) == pytest.approx((40.25, 110.25))
    assert measure_inside(outline) == pytest.approx([160, 120])
