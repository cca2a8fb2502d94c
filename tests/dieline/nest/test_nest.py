"""Layouts: sound, at least the grid, and no worse than what can be told by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dieline import library
from core.dieline.nest import Grain, Layout, Sheet, allowed_turns, nest
from core.dieline.outline import Outline
from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from tests.dieline.nest.blanks import assert_sound, blank, hook, rectangle, triangle

SHEET = Sheet(1000, 700)


def sound(outline: Outline, sheet: Sheet, gap: float = 5.0) -> Layout:
    layout = nest(outline, sheet, gap)
    assert_sound(outline, layout)
    assert layout.count >= layout.grid_count
    return layout


def test_rectangles_are_gridded() -> None:
    layout = sound(rectangle(95, 45), SHEET)
    assert layout.grid_count == layout.count == 10 * 14 == 140
    assert layout.waste == pytest.approx(1 - 140 * 95 * 45 / 700_000)


def test_rectangles_that_fit_better_the_other_way_are_turned() -> None:
    assert sound(rectangle(45, 95), SHEET).grid_count == 140
    assert sound(rectangle(45, 95, grain="x"), Sheet(1000, 700, grain="x")).grid_count == 20 * 7


def test_rectangles_of_both_ways_are_mixed() -> None:
    """Five of 60 by 40 go on 100 by 120 only if some are turned."""
    layout = sound(rectangle(60, 40), Sheet(100, 120), gap=0)
    assert (layout.grid_count, layout.count) == (4, 5)


def test_triangles_are_paired() -> None:
    layout = sound(triangle(), SHEET)
    assert layout.grid_count == 12
    assert layout.count >= 24


def test_hooks_reach_into_each_other() -> None:
    layout = sound(hook(grain="x"), Sheet(1000, 700, grain="x"))
    assert layout.grid_count == 12
    assert layout.count >= 24
    assert {place.turn_deg for place in layout.placements} <= {0, 180}


def test_a_row_of_chevrons_needs_no_turning() -> None:
    chevron = blank([(0, 0), (200, 60), (400, 0), (400, 60), (200, 120), (0, 60)])
    assert sound(chevron, Sheet(420, 700), gap=0).count == 10


@pytest.mark.parametrize(
    "code", ["A20.20.03.01", "A60.20.00.01", "0427", "FOUR-CORNER TRAY", "PILLOW BOX", "OVAL LABEL", "STAND-UP POUCH"]
)
def test_every_style_keeps_the_gap(code: str) -> None:
    outline = library.load(code).outline({})
    side = max(outline.blank.width, outline.blank.height)
    layout = sound(outline, Sheet(side * 2.4, side * 1.7, gripper=10))
    assert layout.used_area == pytest.approx(layout.count * layout.blank_area)


@settings(max_examples=8, deadline=None)
@given(
    corners=st.lists(st.tuples(st.integers(0, 30), st.integers(10, 60)), min_size=2, max_size=5),
    gap=st.sampled_from((0.0, 2.5, 8.0)),
    grain=st.sampled_from(("", "x", "y")),
)
def test_any_comb_is_nested_soundly(corners: list[tuple[int, int]], gap: float, grain: Grain) -> None:
    """Blanks with teeth of any depth."""
    top: list[tuple[float, float]] = []
    for i, (low, high) in enumerate(corners):
        top += [(40 * i, 40 + low), (40 * i + 20, 40 + low), (40 * i + 20, 40 + high), (40 * i + 40, 40 + high)]
    outline = blank([(0, 0), (top[-1][0], 0), *reversed(top)], grain)
    sound(outline, Sheet(400, 300, gripper=12, margin=3, grain="x"), gap)


def test_the_gripper_and_the_margin_stay_free() -> None:
    layout = sound(rectangle(100, 100), Sheet(1000, 700, gripper=15, margin=4), gap=0)
    assert layout.count == 9 * 6
    assert min(place.y for place in layout.placements) >= 15
    assert min(place.x for place in layout.placements) >= 4


def test_the_same_sheet_comes_out_the_same() -> None:
    outline = library.load("A20.20.01.01").outline({})
    small = Sheet(500, 350)
    assert nest(outline, small) == nest(outline, small)
    assert nest(outline, small).count > 1


@pytest.mark.parametrize(
    ("blank_grain", "sheet_grain", "sets"),
    [
        ("", "", ((0, 90, 180, 270),)),
        ("", "x", ((0, 90, 180, 270),)),
        ("x", "x", ((0, 180),)),
        ("x", "y", ((90, 270),)),
        ("y", "", ((0, 180), (90, 270))),
    ],
)
def test_grain_says_which_turns_are_allowed(
    blank_grain: Grain, sheet_grain: Grain, sets: tuple[tuple[int, ...], ...]
) -> None:
    assert allowed_turns(blank_grain, sheet_grain) == sets


def test_grain_is_kept_on_the_sheet() -> None:
    turned = nest(hook(grain="y"), Sheet(1000, 700, grain="x"))
    assert {place.turn_deg for place in turned.placements} <= {90, 270}
    either = nest(hook(grain="y"), SHEET)
    assert len({place.turn_deg % 180 for place in either.placements}) == 1


def test_turns_can_be_named() -> None:
    layout = nest(hook(), SHEET, turns=(270,))
    assert {place.turn_deg for place in layout.placements} == {270}


@pytest.mark.parametrize(
    ("width", "height", "gripper", "margin", "what"),
    [
        (0, 700, 0, 0, "A sheet cannot be 0 x 700 mm"),
        (1000, float("nan"), 0, 0, "A sheet cannot be 1000 x nan mm"),
        (1000, 1e6, 0, 0, "A sheet cannot be"),
        (1000, 700, -1, 0, "less than nothing"),
        (1000, 700, 700, 0, "leave nothing of the sheet"),
        (1000, 700, 0, 350, "leave nothing of the sheet"),
    ],
)
def test_impossible_sheets_are_refused(width: float, height: float, gripper: float, margin: float, what: str) -> None:
    with pytest.raises(DieloomError, match=what):
        Sheet(width, height, gripper, margin)


@pytest.mark.parametrize(
    ("sheet", "gap", "turns", "what"),
    [
        (Sheet(199, 500), 5.0, "auto", "200.0 x 200.0 mm does not fit on this sheet"),
        (SHEET, -1.0, "auto", "cannot lie -1 mm apart"),
        (SHEET, float("inf"), "auto", "cannot lie inf mm apart"),
        (SHEET, 5.0, (45,), "turned by 0, 90, 180 or 270"),
        (SHEET, 5.0, (), "turned by 0, 90, 180 or 270"),
    ],
)
def test_what_cannot_be_nested_is_refused(sheet: Sheet, gap: float, turns: tuple[int, ...], what: str) -> None:
    with pytest.raises(DieloomError, match=what):
        nest(hook(), sheet, gap, turns)


def test_too_many_blanks_are_refused_at_once() -> None:
    with pytest.raises(DieloomError, match="More than 20000 blanks"):
        nest(rectangle(2, 2), Sheet(10_000, 10_000), gap=1)


def test_it_reports_and_stops_when_asked() -> None:
    seen: list[float] = []
    nest(hook(), SHEET, progress=Progress(lambda fraction, _: seen.append(fraction)))
    assert seen == sorted(seen)
    progress = Progress(lambda fraction, _: progress.cancel() if fraction > 0.4 else None)
    with pytest.raises(Cancelled):
        nest(hook(), SHEET, progress=progress)
