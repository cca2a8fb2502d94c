"""Corrugated styles against numbers worked out by hand: what a converter would measure on blank and box."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.dieline import library
from core.dieline.checks import measure_inside
from core.dieline.fold import in_space, surfaces
from core.dieline.outline import LineType, Outline
from core.geometry import Box


def box_of(outline: Outline, panel: str) -> tuple[float, float]:
    """Width and height of the panel as it is read."""
    found = outline.panel(panel)
    return round(found.width, 4), round(found.height, 4)


def closed(outline: Outline, panel: str) -> NDArray[np.float64]:
    """The boundary of a panel of the closed pack in space, [N, 3]."""
    return in_space(outline.panel(panel), surfaces(outline, 1.0)[panel])


def level(outline: Outline, panel: str, axis: int) -> float:
    """Where the middle of a closed panel's board crosses an axis of space; fails for one that stands askew."""
    along = closed(outline, panel)[:, axis]
    assert np.ptp(along) < 1e-9
    return float(along.mean())


def slots(outline: Outline) -> list[Box]:
    """The boxes around the slots in the base, from left to right."""
    lines = [line.segment.bounds for line in outline.lines_of(LineType.WINDOW)]
    found = [lines[i].union(lines[i + 1]).union(lines[i + 2]).union(lines[i + 3]) for i in range(0, len(lines), 4)]
    return sorted(found, key=lambda box: (box.x0, box.y0))


# 0203, 0204


def test_flaps_of_the_full_overlap_case_cover_the_whole_end() -> None:
    outline = library.load("0203").outline({"L": 350, "W": 190, "H": 230, "caliper": 3})
    assert box_of(outline, "front")[1] == pytest.approx(230 + 3 + 4 * 3)
    # From the middle of the front to the outer face of the back; the flap below it ends inside the front.
    assert box_of(outline, "top front")[1] == pytest.approx(193)
    assert box_of(outline, "top back")[1] == pytest.approx(193 - 1.5 - 1.5)
    layers = [level(outline, f"top {name}", 1) for name in ("left", "back", "front")]
    assert np.diff(layers) == pytest.approx([3, 3])
    reach = closed(outline, "top back")[:, 2]
    assert reach.max() < level(outline, "front", 2) - 1.5


def test_both_pairs_of_flaps_meet_in_the_centre_special_case() -> None:
    outline = library.load("0204").outline({"L": 300, "W": 200, "H": 150, "caliper": 3})
    left, right = closed(outline, "top left")[:, 0], closed(outline, "top right")[:, 0]
    assert left.max() == pytest.approx(right.min())
    back, front = closed(outline, "top back")[:, 2], closed(outline, "top front")[:, 2]
    assert back.max() == pytest.approx(front.min())
    assert outline.blank.height == pytest.approx(153 + 2 * 303 / 2)  # the inner flaps are the longer ones here


def test_outer_flaps_overlap_by_what_was_asked() -> None:
    outline = library.load("0202").outline({"L": 300, "W": 200, "H": 150, "caliper": 3, "overlap": 45})
    back, front = closed(outline, "top back"), closed(outline, "top front")
    assert back[:, 2].max() - front[:, 2].min() == pytest.approx(45)
    assert level(outline, "top front", 1) - level(outline, "top back", 1) == pytest.approx(3)


def test_the_half_slotted_case_is_open_at_its_rim() -> None:
    outline = library.load("0200").outline({"L": 300, "W": 200, "H": 150, "caliper": 3})
    rims = {round(closed(outline, name)[:, 1].max(), 6) for name in ("front", "left", "back", "right")}
    assert len(rims) == 1
    assert rims.pop() - level(outline, "bottom left", 1) - 1.5 == pytest.approx(150)


# 0215, 0713


def test_the_tongue_of_the_snap_lock_lies_in_its_notch() -> None:
    outline = library.load("0215").outline({"L": 220, "W": 140, "H": 160, "caliper": 1.6, "lock": 24, "tongue": 70})
    tongue, notched = closed(outline, "bottom front"), closed(outline, "bottom back")
    middle = level(outline, "back", 2) + 141.6 / 2
    # Either flap reaches past the middle by the lock, and the tongue is narrower than the notch by two boards and 2 mm.
    assert (tongue[:, 2].min(), notched[:, 2].max()) == pytest.approx((middle - 24, middle + 24))
    tip = tongue[tongue[:, 2] < middle - 1]
    legs = np.sort(notched[notched[:, 2] > middle + 12][:, 0])
    gap = np.diff(legs).max()
    assert np.ptp(tip[:, 0]) <= 70 + 1e-6
    assert gap >= 70 + 2 * 1.6 + 2
    # The side flaps leave the tongue its way.
    assert closed(outline, "bottom left")[:, 0].max() < tip[:, 0].min()
    assert closed(outline, "bottom right")[:, 0].min() > tip[:, 0].max()


def test_the_snap_lock_closes_in_three_layers() -> None:
    outline = library.load("0215").outline({"caliper": 2})
    layers = [level(outline, f"bottom {name}", 1) for name in ("back", "left", "front")]
    assert np.diff(layers) == pytest.approx([-2, -2])


def test_crash_lock_corners_lie_on_the_outer_side_of_the_main_flaps() -> None:
    outline = library.load("0713").outline({"caliper": 3})
    glued = {join.flap: (join.mate, join.face) for join in outline.joins}
    assert glued["left corner"] == ("bottom back", "outer")
    assert glued["right corner"] == ("bottom front", "outer")
    assert level(outline, "bottom back", 1) - level(outline, "left corner", 1) == pytest.approx(3 * 2, abs=0.01)
    axis = next(fold.axis for fold in outline.folds if fold.child == "left corner")
    slope = (axis.end.y - axis.start.y) / (axis.end.x - axis.start.x)
    assert abs(slope) == pytest.approx(1)  # so that it closes when the case is pressed flat


# 0300, 0301


@pytest.mark.parametrize("code", ["0300", "0301"])
def test_a_telescope_lid_goes_over_its_base_with_its_play(code: str) -> None:
    size = {"L": 310.0, "W": 215.0, "H": 90.0, "caliper": 3.0}
    base, lid = library.load(code).outline(size), library.load(f"{code} L").outline({**size, "play": 2.5})
    assert measure_inside(base) == pytest.approx([310, 215])
    # Over all the base is 6 mm, two boards, more than inside.
    assert measure_inside(lid) == pytest.approx([310 + 6 + 2.5, 215 + 6 + 2.5])
    assert box_of(base, "front")[1] == box_of(base, "left")[1] == pytest.approx(91.5)


@pytest.mark.parametrize(("code", "carries", "others"), [("0300", "front", "left"), ("0301", "left", "front")])
def test_telescope_tabs_hang_on_the_walls_that_the_code_says(code: str, carries: str, others: str) -> None:
    outline = library.load(code).outline({"caliper": 3})
    parents = {each.parent for each in outline.folds if each.child.endswith("tab")}
    assert carries in parents
    assert others not in parents
    wall, tab = (level(outline, name, 0 if code == "0300" else 1) for name in (others, "front left tab"))
    assert abs(wall - tab) == pytest.approx(3)


# 0421, 0427


@pytest.mark.parametrize(("code", "tabs"), [("0427", 2), ("0421", 1), ("0422", 1)])
def test_tabs_of_the_rolled_walls_go_through_their_slots(code: str, tabs: int) -> None:
    outline = library.load(code).outline({"L": 250, "W": 180, "H": 60, "caliper": 3})
    found = slots(outline)
    assert len(found) == 2 * tabs
    base = outline.panel("base")
    for name in ("left inner wall", "right inner wall"):
        ring = closed(outline, name)
        through = ring[ring[:, 2] > -1.0]  # beyond the middle of the base's board, which lies at z = 0
        assert through[:, 2].max() == pytest.approx(1.5)  # flush with the outer face
        for x, y, _ in through:
            inside = [box for box in found if box.x0 < x < box.x1 and box.y0 < y < box.y1]
            assert len(inside) == 1
            box = inside[0]
            assert box.width >= 3 + 0.25
    # A slot lies over the inner wall, the width of the rolled edge away from the side's crease.
    edge = dict(outline.parameters)["spacer"]
    side = min(point.x for point in base.polygon())
    assert found[0].centre.x - side == pytest.approx(edge)


def test_a_mailer_keeps_its_walls_and_corner_flaps_a_board_apart() -> None:
    """B flute, rolled edge of two boards: outer wall, corner flap and inner wall touch and do not press."""
    outline = library.load("0427").outline({"L": 200, "W": 150, "H": 50, "caliper": 3, "spacer": 6})
    layers = [level(outline, name, 0) for name in ("left wall", "front left ear", "left inner wall")]
    assert np.diff(layers) == pytest.approx([-3, -3])
    assert box_of(outline, "base") == (200 + 3 + 12, 153)
    assert box_of(outline, "left wall") == (153, 53)
    assert measure_inside(outline) == pytest.approx([200, 150, 50])


def test_the_lid_of_the_mailer_lies_flush_between_its_rolled_edges() -> None:
    outline = library.load("0427").outline({"caliper": 2})
    assert level(outline, "lid", 2) == pytest.approx(level(outline, "left edge", 2))
    lid, wall = closed(outline, "left lid flap")[:, 0], level(outline, "left inner wall", 0)
    assert wall - lid.mean() == pytest.approx(2 + dict(outline.parameters)["lid_play"])


def test_the_lid_of_0421_lies_on_its_rolled_edges() -> None:
    outline = library.load("0421").outline({"caliper": 2})
    assert level(outline, "left edge", 2) - level(outline, "lid", 2) == pytest.approx(2)
    assert box_of(outline, "lid")[0] == box_of(outline, "base")[0]
