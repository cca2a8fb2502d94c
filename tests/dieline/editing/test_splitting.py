"""Creases across panels, shapes that are changed for all, corners that are held by others."""

from __future__ import annotations

import pytest

from core.dieline.checks import check
from core.dieline.editing import figures, names, splitting
from core.dieline.editing.attaching import attached
from core.dieline.editing.figures import CornerAt
from core.dieline.editing.items import Item, get, put
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from core.geometry import Point
from tests.dieline.editing.carton import SIZES, at, item


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
