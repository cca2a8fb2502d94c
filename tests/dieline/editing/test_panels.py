"""Flaps are added, hung elsewhere, renamed and removed, and the fold tree stays a tree."""

from __future__ import annotations

import pytest

from core.dieline.checks import check
from core.dieline.editing import adding, tree
from core.dieline.editing.items import Item
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from tests.dieline.editing.carton import SIZES, at, item


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


def test_the_blank_is_measured_by_its_outermost_corners(carton: TemplateFile) -> None:
    """The new flap on the glue flap's side is what the blank is wider by, at every size."""
    changed = adding.add_panel(carton, at(carton).drawn, item(carton, "right"), 1, 18)
    found = at(changed)
    box = found.outline.blank
    measured = adding.measured_blank(changed, found.drawn, (box.width, box.height))
    assert measured.blank[0] == "x_right + last + 18"
    for size in SIZES:
        now = at(measured, size)
        blank = now.outline.blank
        assert now.cells["blank", 0].value == pytest.approx(blank.width)
        assert now.cells["blank", 1].value == pytest.approx(blank.height)
