"""A template changed step by step: formulas stay formulas, what is used is not lost, what is wrong is told by cell."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dieline import library
from core.dieline.checks import check
from core.dieline.editing import adding, cutouts, figures, names, splitting, starting, tree
from core.dieline.editing.attaching import attached
from core.dieline.editing.evaluation import Evaluation, Unmet, evaluate
from core.dieline.editing.expressions import expression, renamed, shifted, substituted, total, written
from core.dieline.editing.figures import CornerAt
from core.dieline.editing.hits import Part, hinge_of, parts_at
from core.dieline.editing.items import Item, get, panel_item, put
from core.dieline.editing.slots import slots
from core.dieline.editing.snapping import snap, straight, targets
from core.dieline.formula import Formula
from core.dieline.outline import LineType
from core.dieline.schema import Expression, TemplateFile
from core.errors import DieloomError
from core.geometry import Arc, Line, Point

SIZES = ({}, {"L": 120.0, "W": 60.0, "H": 200.0}, {"L": 45.0, "W": 30.0, "caliper": 0.8})


@pytest.fixture
def carton() -> TemplateFile:
    return straight_tuck()


def straight_tuck() -> TemplateFile:
    """A carton that is written out, so that its formulas are known here."""
    return library.read(Path(__file__).with_name("tuck_carton.toml")).file


def at(file: TemplateFile, size: dict[str, float] | None = None) -> Evaluation:
    return evaluate(file, size or {})


def item(file: TemplateFile, name: str) -> Item:
    found = panel_item(file, name)
    assert found is not None
    return found


def value(text: Expression, **named: float) -> float:
    return Formula(written(text), "test", "test").value(named)


# Expressions


@pytest.mark.parametrize(
    ("before", "by", "after"),
    [
        (12.0, 3.0, 15.0),
        ("x_front", 12, "x_front + 12"),
        ("x_front + 12", 3.5, "x_front + 15.5"),
        ("x_front + 12", -12, "x_front"),
        ("glue - 1.5", 1, "glue - 0.5"),
        ("glue - 1.5", 4, "glue + 2.5"),
        ("a if b else c", 2, "(a if b else c) + 2"),
        ("not a", 2, "(not a) + 2"),
        ("2 * lid", 0, "2 * lid"),
        ("8", 1, 9.0),
        ("-x", -1, "-x - 1"),
    ],
)
def test_a_dragged_formula_gets_a_number_at_its_end(before: Expression, by: float, after: Expression) -> None:
    assert shifted(before, by) == after


NAMED = {"a": 3.0, "b": 7.5, "c": 0.25}
FORMULAS = st.recursive(
    st.sampled_from([*NAMED, "2", "0.5"]),
    lambda parts: st.one_of(
        st.tuples(parts, st.sampled_from("+-*"), parts).map(lambda each: f"({each[0]}) {each[1]} ({each[2]})"),
        st.tuples(parts, st.sampled_from("+-*"), st.sampled_from([*NAMED, "3"])).map(" ".join),
        parts.map(lambda each: f"({each}) / 4"),
        parts.map(lambda each: f"({each}) % 5"),
        parts.map(lambda each: f"{each} if a < b else c"),
        parts.map(lambda each: f"not {each}"),
        parts.map(lambda each: f"max({each}, 1)"),
        parts.map(lambda each: f"-({each})"),
    ),
    max_leaves=6,
)


@given(FORMULAS, st.floats(-500, 500), st.floats(-500, 500))
def test_shifting_adds_what_it_says_and_back_again(text: str, one: float, other: float) -> None:
    there = shifted(shifted(text, one), other)
    assert value(there, **NAMED) == pytest.approx(value(text, **NAMED) + one + other, abs=1e-4)
    assert value(shifted(there, -one - other), **NAMED) == pytest.approx(value(text, **NAMED), abs=1e-4)


@given(FORMULAS, FORMULAS, st.sampled_from([1.0, -1.0, 0.5, 2.0, -0.75]))
def test_a_total_is_the_sum_of_its_terms(one: str, other: str, factor: float) -> None:
    summed = total((1.0, one), (factor, other))
    assert value(summed, **NAMED) == pytest.approx(value(one, **NAMED) + factor * value(other, **NAMED), abs=1e-3)


@given(FORMULAS, FORMULAS)
def test_a_name_s_own_formula_in_its_place_gives_the_same(text: str, inner: str) -> None:
    put_in = substituted(text, {"b": inner})
    assert value(put_in, **NAMED) == pytest.approx(value(text, **{**NAMED, "b": value(inner, **NAMED)}), rel=1e-9)


def test_like_terms_cancel() -> None:
    assert total((1.0, "x_left + side"), (-1.0, "x_left + 3")) == "side - 3"
    assert total((0.5, "x_front"), (0.5, "x_front + front")) == "x_front + front / 2"
    assert total((1.0, "x"), (-1.0, "x")) == 0.0


def test_renaming_touches_names_only() -> None:
    assert renamed("min( lid,lid_width )  + sin(lid)", "lid", "top") == "min( top,lid_width )  + sin(top)"
    assert renamed("half typed (lid", "lid", "top") == "half typed (lid"
    assert renamed("min(1, 2)", "min", "most") == "min(1, 2)"


def test_what_is_typed_is_a_number_where_it_is_one() -> None:
    assert expression(" 12.50 ") == 12.5
    assert expression("x + 1 ") == "x + 1"
    assert expression("nan") == "nan"
    assert written(12.0) == "12"
    assert written(0.1) == "0.1"


# Evaluation


def test_every_formula_of_the_carton_has_a_value(carton: TemplateFile) -> None:
    found = at(carton)
    assert found.error is None
    assert not found.broken
    assert found.values["x_front"] == pytest.approx(12 + 80 + 40.45)
    assert len(found.drawn) == len(carton.panels) + len(carton.marks)


def test_a_wrong_formula_is_told_apart_from_those_that_wait_for_it(carton: TemplateFile) -> None:
    found = at(put(carton, ("formulas", "lid"), "W - "))
    (path, error), *rest = found.broken
    assert path == ("formulas", "lid")
    assert "cannot be read" in error.message
    assert all(isinstance(each, Unmet) for _, each in rest)
    assert ("formulas", "y_low") in [path for path, _ in rest]
    assert found.outline is None
    assert found.values["x_front"] > 0


def test_formulas_that_go_round_say_so(carton: TemplateFile) -> None:
    found = at(put(carton, ("formulas", "back"), "x_left"))
    assert "depends on itself" in str(found.error)
    assert any("back -> x_left -> back" in error.message for _, error in found.broken)


def test_a_panel_off_its_parent_is_still_drawn(carton: TemplateFile) -> None:
    lid = item(carton, "top lid")
    found = at(figures.move_figures(carton, [lid], 0, 30))
    assert 'does not touch "back"' in str(found.error)
    assert found.drawn[lid].bounds.y0 == pytest.approx(at(carton).drawn[lid].bounds.y0 + 30)


def test_a_value_that_cannot_be_is_refused_in_words(carton: TemplateFile) -> None:
    with pytest.raises(DieloomError, match="bleed"):
        put(carton, ("bleed",), -4)
    with pytest.raises(DieloomError, match="name"):
        put(carton, ("panels", 0, "name"), "Front!")


# Names


def test_a_renamed_formula_is_renamed_everywhere(carton: TemplateFile) -> None:
    changed = names.rename(names.rename(carton, "x_front", "front_left"), "W", "depth")
    assert "depth" in changed.size
    assert list(changed.formulas)[6] == "front_left"
    assert not any("x_front" in written(slot.value) for slot in slots(changed))
    size = {"L": 120.0, "W": 60.0}
    assert at(changed, {"L": 120.0, "depth": 60.0}).outline.lines == at(carton, size).outline.lines


def test_a_name_that_means_something_or_is_taken_is_refused(carton: TemplateFile) -> None:
    for new in ("min", "pi", "lid", "L", "w"):
        with pytest.raises(DieloomError):
            names.rename(carton, "x_front", new)
    with pytest.raises(DieloomError):
        names.rename(carton, "x_front", "2x")


def test_a_name_in_use_is_removed_only_with_its_formula_in_its_place(carton: TemplateFile) -> None:
    with pytest.raises(DieloomError, match="x_right"):
        names.remove(carton, "front")
    changed = names.remove(carton, "front", inline=True)
    assert changed.formulas["x_right"] == "x_front + (L + caliper)"
    for size in SIZES:
        assert at(changed, size).outline.lines == at(carton, size).outline.lines
    with pytest.raises(DieloomError, match="size"):
        names.remove(carton, "L", inline=True)


def test_a_figure_s_own_name_hides_the_template_s(carton: TemplateFile) -> None:
    changed = names.add_formula(carton, "own", 5.0)
    changed = put(changed, ("panels", 0, "let"), {"own2": "own"})
    assert names.users(changed, "own") == ["front let own2"]


def test_parameters_change_places(carton: TemplateFile) -> None:
    assert [each.name for each in names.reordered(carton, "W", -1).parameters][:2] == ["W", "L"]
    assert list(names.reordered(carton, "side", 1).formulas)[:3] == ["back", "front", "side"]


# Figures


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


# Panels


def test_a_new_flap_hangs_on_its_edge_at_every_size(carton: TemplateFile) -> None:
    changed = adding.add_panel(carton, at(carton).drawn, item(carton, "front"), 2, 25)
    flap = changed.panels[-1]
    assert (flap.name, flap.parent, flap.label.zh) == ("flap 1", "front", "翼片 1")
    assert flap.corners[0].y == "y_high"
    assert flap.corners[2].y == "y_high + 25"
    for size in SIZES:
        found = at(changed, size)
        assert [each for each in check(found.outline) if each.check in ("panels", "contour", "knives", "creases")] == []
        assert any(fold.child == "flap 1" and fold.parent == "front" for fold in found.outline.folds)


def test_a_new_flap_on_a_mirrored_panel_lies_outside_it(carton: TemplateFile) -> None:
    tuck = item(carton, "bottom tuck")
    changed = adding.add_panel(carton, at(carton).drawn, tuck, 2, 8)
    assert check(at(changed).outline) == ()
    assert at(changed).drawn[Item("panels", len(carton.panels))].bounds.y1 == pytest.approx(
        at(carton).drawn[tuck].bounds.y0
    )


def test_a_copied_flap_is_mirrored_to_the_other_side(carton: TemplateFile) -> None:
    changed = adding.add_panel(carton, at(carton).drawn, item(carton, "front"), 2, 25)
    changed, copy = adding.duplicate(changed, Item("panels", len(changed.panels) - 1), at(changed).drawn)
    assert changed.panels[copy.number].name == "flap 2"
    for size in SIZES:
        found = at(changed, size)
        assert found.error is None
        assert found.drawn[copy].bounds.y1 == pytest.approx(found.drawn[item(changed, "front")].bounds.y0)


def test_a_flipped_figure_stays_where_it_is(carton: TemplateFile) -> None:
    lid = item(carton, "top tuck")
    changed = adding.flip(carton, lid, at(carton).drawn, "x")
    for size in SIZES:
        assert at(changed, size).drawn[lid].bounds == pytest.approx(at(carton, size).drawn[lid].bounds)


def test_rehanging_keeps_a_tree(carton: TemplateFile) -> None:
    assert tree.set_parent(carton, "right", "back").panels[item(carton, "right").number].parent == "back"
    with pytest.raises(DieloomError, match="hangs on"):
        tree.set_parent(carton, "back", "top tuck")
    with pytest.raises(DieloomError, match="stays put"):
        tree.set_parent(carton, "front", "right")


def test_another_panel_stays_put(carton: TemplateFile) -> None:
    changed = tree.set_root(carton, "top lid")
    outline = at(changed).outline
    assert outline.root == "top lid"
    assert check(outline) == ()
    assert {each.child for each in outline.folds if each.parent == "left"} == {
        "front",
        "top dust left",
        "bottom dust left",
    }


def test_a_renamed_panel_keeps_its_children_joins_and_walls(carton: TemplateFile) -> None:
    changed = tree.rename_panel(carton, "right", "gusset")
    assert changed.joins[0].mate == "gusset"
    assert ("left", "gusset") in changed.walls
    assert check(at(changed).outline) == ()
    with pytest.raises(DieloomError):
        tree.rename_panel(carton, "right", "left")


def test_a_removed_panel_takes_along_what_it_says(carton: TemplateFile) -> None:
    assert tree.panel_users(carton, "glue flap") == ["glue flap - right"]
    assert tree.panel_users(carton, "top lid") == ["top tuck"]
    changed = tree.remove_panel(carton, "back")
    assert len(changed.panels) == len(carton.panels) - 6
    assert changed.joins == ()
    with pytest.raises(DieloomError, match="stay put"):
        tree.remove_panel(carton, "front")


# Marks


def test_a_window_keeps_its_distance_from_the_nearer_sides(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    front = drawn[item(carton, "front")].bounds
    where = adding.held(carton, drawn, Point(front.x0 + 30, front.y1 - 50))
    assert where == ("x_front + 30", "y_high - 50")
    middle = adding.held(carton, drawn, Point(front.centre.x, front.y1 - 50))
    assert middle[0] == "x_front + front / 2"
    changed = adding.add_area(carton, LineType.WINDOW, cutouts.rectangle(40, 60, 5.0), where)
    outline = at(changed, {"L": 120.0}).outline
    assert check(outline) == ()
    assert len(outline.lines_of(LineType.WINDOW)) == 8


def test_a_place_beside_the_blank_is_held_by_the_nearest_corner(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    right = drawn[item(carton, "right")].bounds
    assert adding.held(carton, drawn, Point(right.x1 + 5, right.y0 - 6)) is not None
    found = adding.held(carton, drawn, Point(right.x1 + 5, right.centre.y + 60))
    values = at(carton).values
    assert value(found[0], **values) == pytest.approx(right.x1 + 5, abs=0.01)


@pytest.mark.parametrize(
    ("corners", "width", "height"),
    [
        (cutouts.rectangle(40, 20), 40, 20),
        (cutouts.circle(8), 8, 8),
        (cutouts.oval(60, 30), 60, 30),
        (cutouts.oval(30, 60), 30, 60),
        (cutouts.oval(30, 30), 30, 30),
        (cutouts.euro_slot(), 32, 10),
    ],
)
def test_cutouts_have_their_size_and_no_self_crossing(
    carton: TemplateFile, corners: cutouts.Corners, width: float, height: float
) -> None:
    changed = adding.add_area(carton, LineType.WINDOW, corners, (200.0, 100.0))
    drawn = at(changed).drawn[Item("marks", 1)]
    assert drawn.turns_left
    assert (drawn.bounds.width, drawn.bounds.height) == pytest.approx((width, height), abs=0.05)
    assert drawn.area.is_valid


def test_an_oval_follows_its_ellipse_without_a_kink() -> None:
    file = straight_tuck()
    drawn = at(adding.add_area(file, LineType.WINDOW, cutouts.oval(60, 40), (0.0, 0.0))).drawn[Item("marks", 1)]
    for point in drawn.points:
        assert math.hypot(point.x / 30, point.y / 20) == pytest.approx(1, abs=0.05)
    for one, following in zip(drawn.boundary, drawn.boundary[1:], strict=False):
        assert isinstance(one, Arc)
        assert isinstance(following, Arc)
        assert (one.start_deg + one.sweep_deg - following.start_deg) % 360 == pytest.approx(0, abs=0.01)


def test_lines_and_whole_panels_become_marks(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    ends = [adding.held(carton, drawn, Point(x, 100)) for x in (150, 170)]
    changed = adding.add_line(carton, LineType.PERFORATION, ends)
    changed = adding.cover(changed, LineType.VARNISH_FREE, item(carton, "glue flap"))
    outline = at(changed).outline
    assert outline.lines_of(LineType.PERFORATION)[0].segment.length == pytest.approx(20)
    assert len(outline.lines_of(LineType.VARNISH_FREE)) == len(outline.panel("glue flap").boundary)
    copied, copy = adding.duplicate(changed, Item("marks", 1), drawn)
    assert get(copied, (*copy.path, "at", "x")) == 5.0


# Pointing


def test_the_pointer_finds_corner_before_edge_before_panel(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    front = item(carton, "front")
    box = drawn[front].bounds
    assert parts_at(drawn, Point(box.x0 + 0.4, box.y1 - 0.4), 1.5)[0].kind == "corner"
    top = parts_at(drawn, Point(box.centre.x, box.y1 + 0.2), 1.5)[0]
    assert top == Part(front, "edge", 2)
    assert parts_at(drawn, box.centre, 1.5) == [Part(front, "whole")]
    assert parts_at(drawn, Point(-50, -50), 1.5) == []


def test_a_crease_knows_who_hangs_on_it(carton: TemplateFile) -> None:
    found = at(carton)
    back = found.drawn[item(carton, "back")]
    assert hinge_of(found.outline, back.edges[2]) == ("back", "top lid")
    assert hinge_of(found.outline, back.edges[3]) == ("back", "glue flap")
    assert hinge_of(found.outline, found.drawn[item(carton, "front")].edges[2]) is None


def test_a_dragged_point_rests_on_corners_lines_and_the_grid(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    box = drawn[item(carton, "front")].bounds
    to = targets(drawn)
    assert snap(Point(box.x0 + 0.5, box.y1 + 0.5), to, 1.5).what == "corner"
    assert snap(Point(box.x0 + 0.5, box.y1 + 0.5), to, 1.5).point == (box.x0, box.y1)
    on = snap(Point(box.x0 + 33.3, box.y1 + 0.3), to, 0.5)
    assert on.point.y == pytest.approx(box.y1)
    aligned = snap(Point(box.x0 + 0.2, box.y1 + 77.7), to, 0.5)
    assert aligned.what == "align"
    assert aligned.point.x == pytest.approx(box.x0)
    assert any(isinstance(guide, Line) for guide in aligned.guides)
    assert snap(Point(-200.2, -300.3), to, 0.5).point == (-200, -300)
    assert snap(Point(-200.2, -300.3), to, 0.5, grid=False).point == (-200.2, -300.3)
    assert straight(Point(0, 0), Point(10, 3)) == (10, 0)
    assert straight(Point(0, 0), Point(3, -10)) == (0, -10)


# Whatever is typed


@settings(deadline=None)  # lengths of a kilometre have arcs of many points
@given(st.integers(0, 10_000), st.sampled_from(["", "0", "-5", "1 / 0", "x_front", "sqrt(-1)", "1e9", "(", "lid lid"]))
def test_whatever_is_typed_is_told_and_never_raised(number: int, text: str) -> None:
    file = straight_tuck()
    every = list(slots(file))
    slot = every[number % len(every)]
    found = evaluate(put(file, slot.path, expression(text)), {})
    assert (found.error is None) == (found.outline is not None)
    if text in ("", "(", "lid lid", "1 / 0", "sqrt(-1)"):
        assert slot.path in [path for path, _ in found.broken]


def test_a_copy_has_a_code_of_its_own(carton: TemplateFile) -> None:
    first = starting.copy_of(carton, [carton.code])
    second = starting.copy_of(carton, [carton.code, first.code.upper()])
    assert first.code == "ECMA A20.20.01.01 copy"
    assert second.code == "ECMA A20.20.01.01 copy 2"
    assert first.aliases == ()
    assert at(first).error is None
    assert len(starting.copy_of(put(carton, ("code",), "x" * 40), []).code) <= 40


def test_a_template_may_start_from_one_panel() -> None:
    found = at(starting.one_panel("Mine"))
    assert found.error is None
    assert check(found.outline) == ()


# Creases across panels, and shapes that are changed for all


def test_a_crease_across_a_panel_makes_two_and_what_hangs_goes_along(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    back = drawn[item(carton, "back")].bounds
    level = back.y1 - 40
    changed = splitting.split_panel(carton, drawn, item(carton, "back"), Point(back.x0, level), Point(back.x1, level))
    upper = changed.panels[-1]
    parents = {panel.name: panel.parent for panel in changed.panels}
    assert (upper.name, parents["back"]) == ("back 1", "left")
    assert parents["top lid"] == "back 1"
    assert parents["bottom lid"] == "back"
    for size in SIZES:
        found = at(changed, size)
        assert found.error is None
        flat = ("panels", "contour", "knives", "creases", "tree")
        assert [each for each in check(found.outline) if each.check in flat] == []
        assert any(fold.child == "back 1" and fold.parent == "back" for fold in found.outline.folds)


def test_a_crease_in_the_middle_stays_there(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    lid = drawn[item(carton, "top lid")].bounds
    ends = Point(lid.centre.x, lid.y0), Point(lid.centre.x, lid.y1)
    changed = splitting.split_panel(carton, drawn, item(carton, "top lid"), *ends)
    assert "lid_width / 2" in {corner.x for corner in changed.panels[-1].corners}
    corner = drawn[item(carton, "front")].corners
    halved = splitting.split_panel(carton, drawn, item(carton, "front"), corner[0], corner[2])
    assert len(halved.panels[-1].corners) == 3, "from corner to corner"


def test_a_crease_along_one_edge_is_refused(carton: TemplateFile) -> None:
    drawn = at(carton).drawn
    back = drawn[item(carton, "back")].bounds
    for end in (Point(back.x0 + 30, back.y0), Point(back.x0, back.y0)):
        with pytest.raises(DieloomError, match="one edge of a panel to another"):
            splitting.split_panel(carton, drawn, item(carton, "back"), Point(back.x0 + 10, back.y0), end)


def test_a_shared_shape_is_changed_for_all_that_have_it(carton: TemplateFile) -> None:
    tuck = item(carton, "bottom tuck")
    drawn = at(carton).drawn
    changed = figures.move_corners(carton, drawn, [CornerAt(tuck, 2)], 3, -4, shared=True)
    assert changed.shapes["tuck"][2].y == "tongue + 4"
    after = at(changed).drawn
    top, bottom = item(carton, "top tuck"), tuck
    assert after[top].corners[2].y == pytest.approx(drawn[top].corners[2].y + 4)
    assert after[bottom].corners[2].y == pytest.approx(drawn[bottom].corners[2].y - 4)
    rounded = figures.set_corner(carton, CornerAt(tuck, 2), shared=True, round=1.0)
    assert rounded.shapes["tuck"][2].round == 1.0
    assert rounded.panels[tuck.number].shape == "tuck"


def test_an_expression_becomes_a_formula_of_its_own(carton: TemplateFile) -> None:
    path = ("panels", item(carton, "front").number, "size", 1)
    changed = names.extracted(carton, path, "front_height")
    assert changed.formulas["front_height"] == "y_high - y_low"
    assert get(changed, path) == "front_height"
    assert at(changed).outline.lines == at(carton).outline.lines
    dust = figures.own(carton, item(carton, "top dust left"))
    with pytest.raises(DieloomError, match="this figure only"):
        names.extracted(dust, (*item(carton, "top dust left").path, "corners", 1, "x"), "reach")


def test_what_an_expression_would_give_in_a_figure_is_known(carton: TemplateFile) -> None:
    found, dust = at(carton), item(carton, "top dust right")
    assert found.cell_of(dust, "w - notch").value == pytest.approx(39.95 - 3.45)
    assert found.cell_of(item(carton, "front"), "w").error is not None


@pytest.mark.parametrize("name", ["top tuck", "bottom tuck", "top dust right", "front", "glue flap"])
def test_a_corner_held_by_another_meets_it_at_every_size(carton: TemplateFile, name: str) -> None:
    corner, to = CornerAt(item(carton, name), 2), CornerAt(item(carton, "left"), 1)
    held = attached(carton, corner, to)
    for size in SIZES:
        drawn = at(held, size).drawn
        assert drawn[corner.item].corners[2] == pytest.approx(drawn[to.item].corners[1])


def test_turned_figures_hold_corners_too_and_odd_turns_do_not(carton: TemplateFile) -> None:
    corner, to = CornerAt(Item("marks", 0), 1), CornerAt(item(carton, "left"), 1)
    for turn in (90.0, 180.0, 270.0):
        held = attached(put(carton, ("marks", 0, "at"), {"turn": turn, "mirror": "x", "x": "W"}), corner, to)
        drawn = at(held, SIZES[1]).drawn
        assert drawn[corner.item].corners[1] == pytest.approx(drawn[to.item].corners[1])
    odd = put(carton, ("marks", 0, "at", "turn"), 30.0)
    assert attached(odd, corner, to) is odd
