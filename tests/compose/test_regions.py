"""Where a blank may be printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point as Spot
from shapely.geometry import Polygon

from core.compose.coverage import edges_of
from core.compose.hit import winding
from core.compose.regions import GLUE_OVERLAP, regions
from core.dieline import library
from core.dieline.contour import knife_area
from core.dieline.fold import surfaces
from core.dieline.outline import Side
from core.errors import DieloomError
from core.geometry import Box, Line, Path, Point
from tests.compose.cartons import carton
from tests.dieline.tray import tray

CODES = library.codes()
SIDES: tuple[Side, ...] = ("outside", "inside")


def holds(path: Path, x: float, y: float) -> bool:
    return winding(edges_of(path.flattened()), Point(x, y)) != 0


def area(path: Path) -> float:
    """Signed: holes count against."""
    return sum(_signed(outline) for outline in path.flattened())


def _signed(ring: list[Point]) -> float:
    return sum(a.x * b.y - b.x * a.y for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def test_a_panel_bleeds_over_the_knife_but_not_over_a_crease() -> None:
    front = regions(carton(), 3.0, "outside").panels["front"]
    assert front.bounds == Box(0, -3, 40, 60)
    tuck = regions(carton(), 3.0, "outside").panels["tuck"]
    assert tuck.bounds == Box(-3, 60, 43, 78)


def test_the_whole_blank_bleeds_all_around_but_keeps_off_the_glue() -> None:
    whole = regions(carton(), 3.0, "outside").whole
    assert whole.bounds.x0 == pytest.approx(-GLUE_OVERLAP, abs=0.02)
    assert whole.bounds.x1 == pytest.approx(63)
    assert holds(whole, -GLUE_OVERLAP + 0.1, 30)
    assert not holds(whole, -GLUE_OVERLAP - 0.1, 30)
    assert not holds(whole, -6, 61), "ink beside the glue flap would reach it when the knife is off"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("bleed", [0.0, 3.0, 8.0])
def test_the_bleed_line_is_one_ring_outside_the_knife_by_its_measure(code: str, bleed: float) -> None:
    outline = library.load(code).outline({})
    (ring,) = regions(outline, bleed, "outside").bleed_line.flattened()
    knife, bled = knife_area(outline), Polygon(ring)
    assert bled.buffer(0.01).contains(knife)
    # A slanting corner's mitre reaches up to two bleeds far.
    assert (
        Polygon(Path.rectangle(outline.blank.grown(bleed)).flattened()[0])
        .buffer(0.02)
        .within(bled.envelope.buffer(0.04))
    )
    assert bled.envelope.within(Polygon(Path.rectangle(outline.blank.grown(2 * bleed)).flattened()[0]).buffer(0.02))
    if bleed:
        assert bled.exterior.distance(knife) == pytest.approx(bleed, abs=0.01)


def test_narrow_slots_and_windows_are_bled_shut() -> None:
    case = library.load("0201").outline({})
    slot = case.panel("left").frame.apply((0, 0))
    line = regions(case, case.bleed, "outside").bleed_line
    assert all(holds(line, slot.x + dx, slot.y - 40) for dx in (-2, 0, 2))
    assert len(regions(tray().outline({}), 3.0, "outside").bleed_line.flattened()) == 1


def test_the_glue_area_is_the_flap_without_the_overlap() -> None:
    bounds = regions(carton(), 3.0, "outside").glue.bounds
    assert bounds == pytest.approx((-12, 0, -GLUE_OVERLAP, 60), abs=0.02)


@pytest.mark.parametrize("code", [code for code in CODES if library.load(code).outline({}).joins])
def test_glued_faces_are_bare_where_flap_and_mate_touch(code: str) -> None:
    outline = library.load(code).outline({})
    placed = surfaces(outline, 1.0)
    for join in outline.joins:
        deep = Polygon(outline.panel(join.flap).polygon()).buffer(-GLUE_OVERLAP - 1)
        if deep.is_empty:
            continue  # too small to keep ink that runs into it from beside away
        flap = deep.representative_point()
        landing = placed[join.mate].unplace(placed[join.flap].place([(flap.x, flap.y)]))[0]
        assert abs(abs(landing[2]) - outline.caliper) <= outline.caliper
        mate_side: Side = "inside" if landing[2] < 0 else "outside"
        on_mate = regions(outline, 3.0, mate_side)
        assert not holds(on_mate.whole, landing[0], landing[1]), join
        assert not holds(on_mate.panels[join.mate], landing[0], landing[1]), join
        bare = [side for side in SIDES if not holds(regions(outline, 3.0, side).whole, flap.x, flap.y)]
        assert bare, f"{join.flap} is printed on the face that is glued"


def test_on_the_inside_of_a_carton_the_last_panel_is_bare_at_its_edge() -> None:
    outline = library.load("A20.20.01.01").outline({})
    inside = regions(outline, 3.0, "inside")
    mate, flap = outline.panel("right"), outline.panel("glue flap")
    box = Box.around(mate.polygon())
    assert inside.glue.bounds.x1 == pytest.approx(box.x1, abs=0.1)
    assert inside.glue.bounds.width == pytest.approx(flap.width - GLUE_OVERLAP, abs=2 * outline.caliper + 0.1)
    for printed in (inside.whole, inside.panels["right"]):
        assert not holds(printed, box.x1 - 1, box.centre.y)
        assert holds(printed, box.centre.x, box.centre.y)
    assert holds(inside.whole, *Box.around(flap.polygon()).centre), "the flap's inside shows"


@pytest.mark.parametrize("code", CODES)
def test_without_bleed_a_panel_is_printed_to_its_edge(code: str) -> None:
    outline = library.load(code).outline({})
    bare = regions(outline, 0.0, "outside")
    glued = {join.mate for join in outline.joins if join.face == "outer"}
    for panel in outline.panels:
        if panel.name not in glued:
            assert area(bare.panels[panel.name]) == pytest.approx(Polygon(panel.polygon()).area, rel=1e-3)


@settings(max_examples=30, deadline=None)
@given(bleed=st.floats(0, 10), x=st.floats(-40, 90), y=st.floats(-30, 110))
def test_everything_printed_lies_within_the_bleed(bleed: float, x: float, y: float) -> None:
    outline = carton()
    found = regions(outline, bleed, "outside")
    board = [Polygon(panel.polygon()) for panel in outline.panels]
    gap = min(polygon.distance(Spot(x, y)) for polygon in board)
    if gap > 2 * bleed + 0.01:  # mitred corners reach up to two bleeds far
        assert not holds(found.whole, x, y)
        assert not any(holds(panel, x, y) for panel in found.panels.values())
    if bleed > 0 and not holds(found.bleed_line, x, y):
        assert not holds(found.whole, x, y)


@settings(max_examples=50, deadline=None)
@given(bleed=st.floats(0.5, 10), x=st.floats(0.1, 39.9), y=st.floats(0.1, 59.9))
def test_a_place_on_a_panel_is_printed_by_that_panel_alone(bleed: float, x: float, y: float) -> None:
    found = regions(carton(), bleed, "outside")
    assert [name for name, path in found.panels.items() if holds(path, x, y)] == ["front"]
    assert holds(found.whole, x, y)


def test_a_panel_that_crosses_itself_is_refused() -> None:
    whole = carton()
    crossed = [Point(0, 0), Point(40, 60), Point(40, 0), Point(0, 60)]
    front = replace(whole.panels[1], boundary=tuple(Line(crossed[i - 1], crossed[i]) for i in range(4)))
    with pytest.raises(DieloomError, match=r'"front" of TEST\.1 crosses itself'):
        regions(replace(whole, panels=(whole.panels[0], front, *whole.panels[2:])), 3.0, "outside")
