"""Corners and edges go where they are dragged, at every size, and take along what hangs on them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dieline.editing import figures
from core.dieline.editing.evaluation import evaluate
from core.dieline.editing.figures import CornerAt
from core.dieline.editing.items import Item, put
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from core.geometry import Arc
from tests.dieline.editing.carton import SIZES, at, item, straight_tuck, value


def test_a_dragged_corner_moves_alone_and_keeps_its_formula(carton: TemplateFile) -> None:
    tuck = item(carton, "bottom tuck")  # upside down, so its own y runs the other way
    changed = figures.move_corners(carton, at(carton).drawn, [CornerAt(tuck, 2)], 3, -4)
    figure = changed.panels[tuck.number]
    assert figure.shape is None
    assert figure.corners[2].x == "lid_width - tuck_inset - tuck_taper + 3"
    assert figure.corners[2].y == "tongue + 4"
    assert changed.panels[item(carton, "top tuck").number].shape == "tuck"
    before, after = at(carton).drawn[tuck].corners, at(changed).drawn[tuck].corners
    assert after[2] == pytest.approx((before[2].x + 3, before[2].y - 4))
    assert after[:2] + after[3:] == before[:2] + before[3:]


@settings(deadline=None)
@given(st.integers(0, 12), st.integers(0, 6), st.floats(-20, 20), st.floats(-20, 20))
def test_any_corner_goes_where_it_is_dragged(number: int, corner: int, dx: float, dy: float) -> None:
    file = straight_tuck()
    drawn = evaluate(file, {}).drawn
    place = Item("panels", number)
    which = CornerAt(place, corner % len(drawn[place].corners))
    start = drawn[place].corners[which.corner]
    after = evaluate(figures.move_corners(file, drawn, [which], dx, dy), {}).drawn[place]
    assert after.corners[which.corner] == pytest.approx((start.x + dx, start.y + dy), abs=2e-5)


def test_a_side_of_a_rectangle_stays_a_side(carton: TemplateFile) -> None:
    front, drawn = item(carton, "front"), at(carton).drawn
    changed = figures.move_corners(carton, drawn, [CornerAt(front, 1), CornerAt(front, 2)], 5, 0)
    assert changed.panels[front.number].size == ("front + 5", "y_high - y_low")
    changed = figures.move_corners(carton, drawn, [CornerAt(front, 0), CornerAt(front, 3)], 5, 0)
    assert changed.panels[front.number].size == ("front - 5", "y_high - y_low")
    assert changed.panels[front.number].at.x == "x_front + 5"


def test_an_edge_takes_along_what_hangs_on_it(carton: TemplateFile) -> None:
    back, drawn = item(carton, "back"), at(carton).drawn
    changed = figures.move_edge(carton, drawn, back, 2, 0, 6)
    after = at(changed)
    assert after.error is None
    assert after.drawn[back].bounds.height == pytest.approx(drawn[back].bounds.height + 6)
    for name in ("top lid", "top tuck"):
        panel = item(carton, name)
        assert after.drawn[panel].bounds.y0 == pytest.approx(drawn[panel].bounds.y0 + 6)
        assert after.drawn[panel].bounds.height == pytest.approx(drawn[panel].bounds.height)


def test_a_panel_moves_with_all_that_hangs_or_lies_on_it(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    found = figures.riders(carton, drawn, item(carton, "glue flap"))
    assert found == [item(carton, "glue flap"), Item("marks", 0)]
    assert len(figures.riders(carton, drawn, item(carton, "back"))) == 7


def test_corners_are_rounded_added_and_removed(carton: TemplateFile) -> None:
    front = item(carton, "front")
    changed = figures.set_corner(carton, CornerAt(front, 2), round=4.0)
    assert sum(isinstance(each, Arc) for each in at(changed).drawn[front].boundary) == 1
    changed = figures.add_corner(changed, at(changed).drawn[front], 0, 0.5)
    assert changed.panels[front.number].corners[1].x == "front / 2"
    assert len(figures.remove_corner(changed, CornerAt(front, 1)).panels[front.number].corners) == 4
    flap = put(carton, ("panels", front.number, "corners"), None)
    flap = figures.with_corners(flap, front, figures.corners_of(carton.panels[front.number], {})[:3])
    with pytest.raises(DieloomError, match="3 corners"):
        figures.remove_corner(flap, CornerAt(front, 0))


def test_a_bowed_edge_loses_its_roundings_and_splits_on_its_circle(carton: TemplateFile) -> None:
    tuck = item(carton, "top tuck")
    changed = figures.bow_edge(carton, tuck, 2, 4.0)
    drawn = at(changed).drawn[tuck]
    assert changed.panels[tuck.number].corners[2].round == 0
    arc = drawn.edges[2]
    assert isinstance(arc, Arc)
    split = at(figures.add_corner(changed, drawn, 2, 0.3)).drawn[tuck]
    one, other = split.edges[2], split.edges[3]
    assert isinstance(one, Arc)
    assert isinstance(other, Arc)
    assert one.radius == pytest.approx(arc.radius, rel=1e-3)
    assert other.radius == pytest.approx(arc.radius, rel=1e-3)
    assert one.length + other.length == pytest.approx(arc.length, rel=1e-4)


def test_corners_are_known_on_the_blank_at_every_size(carton: TemplateFile) -> None:
    for place, drawn in at(carton).drawn.items():
        for i in range(len(drawn.corners)):
            x, y = figures.on_blank(carton, CornerAt(place, i))
            for size in SIZES:
                found = at(carton, size)
                assert value(x, **found.values) == pytest.approx(found.drawn[place].corners[i].x)
                assert value(y, **found.values) == pytest.approx(found.drawn[place].corners[i].y)


def test_turned_figures_are_known_on_the_blank_too(carton: TemplateFile) -> None:
    mark = Item("marks", 0)
    for turn in (90.0, 30.0, "glue_angle"):
        changed = put(put(carton, ("marks", 0, "at", "turn"), turn), ("marks", 0, "at", "mirror"), "y")
        x, y = figures.on_blank(changed, CornerAt(mark, 1))
        found = at(changed)
        assert (value(x, **found.values), value(y, **found.values)) == pytest.approx(found.drawn[mark].corners[1])
