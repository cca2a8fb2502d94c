"""Dragging, placing and nudging on the drawing, by mouse and by keys; each of it is one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.dieline.editing.hits import Part
from core.dieline.editing.items import Item, panel_item, put
from core.dieline.outline import LineType
from core.geometry import Point
from desktop.dieline_editor.window import DielineEditor
from tests.desktop.dieline_editor.conftest import Hand

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def press(editor: DielineEditor, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(editor.canvas, key, keys)


def take(editor: DielineEditor, name: str) -> None:
    """The tool of that name, from the menu."""
    action = next(each for each in editor.actions() if each.text().replace("&", "") == name)
    action.trigger()


def test_a_click_selects_the_panel_and_a_drag_of_another_does_not_move_it(editor: DielineEditor, hand: Hand) -> None:
    front = hand.panel("front")
    hand.drag(front.bounds.centre, Point(front.bounds.centre.x + 20, front.bounds.centre.y))
    assert editor.session.selected == Part(front.item, "whole")
    assert editor.session.undo_stack.count() == 0


def test_a_dragged_corner_is_its_formula_and_a_distance(editor: DielineEditor, hand: Hand) -> None:
    tuck = hand.panel("top tuck")
    corner = tuck.corners[3]
    hand.drag(corner, Point(corner.x - 4, corner.y + 6))
    moved = editor.file.panels[tuck.item.number].corners
    assert moved is not None
    assert str(moved[3].x).startswith("tuck_inset + tuck_taper - ")
    assert str(moved[3].y).startswith("tongue + ")
    assert hand.panel("top tuck").corners[3] == pytest.approx((corner.x - 4, corner.y + 6), abs=1)
    assert editor.session.undo_stack.count() == 1
    editor.session.undo_stack.undo()
    assert editor.file.panels[tuck.item.number].shape == "tuck"


def test_escape_gives_a_drag_up(editor: DielineEditor, hand: Hand) -> None:
    tuck = hand.panel("top tuck")
    before = editor.file
    hand.drag(tuck.corners[3], Point(tuck.corners[3].x - 8, tuck.corners[3].y + 8), release=False)
    assert editor.file != before
    press(editor, KEY.Key_Escape)
    assert editor.file == before
    assert editor.session.undo_stack.count() == 0


def test_a_dragged_edge_goes_straight_out_and_takes_its_flaps_along(editor: DielineEditor, hand: Hand) -> None:
    lid, tuck = hand.panel("top lid"), hand.panel("top tuck")
    edge = lid.edges[2]
    middle = Point((edge.start.x + edge.end.x) / 2 + 11, edge.start.y)
    hand.drag(middle, Point(middle.x + 30, middle.y + 7))
    assert hand.panel("top lid").bounds.height == pytest.approx(lid.bounds.height + 7, abs=2)
    assert hand.panel("top lid").bounds.width == pytest.approx(lid.bounds.width)
    assert hand.panel("top tuck").bounds.height == pytest.approx(tuck.bounds.height)
    assert editor.session.now.error is None


def test_dragging_snaps_to_other_corners(editor: DielineEditor, hand: Hand) -> None:
    """The tuck's corner comes to rest in line with another one, though it is dropped a little beside it."""
    tuck, lid = hand.panel("top tuck"), hand.panel("top lid")
    others = {round(x, 4) for each in editor.session.drawn.values() for x, _ in each.corners if each.item != tuck.item}
    corner = tuck.corners[3]
    hand.drag(corner, Point(lid.corners[3].x + 0.2, corner.y + 5))
    assert round(hand.panel("top tuck").corners[3].x, 4) in others
    editor.session.undo_stack.undo()
    editor.canvas.use_snapping(False)
    hand.drag(corner, Point(lid.corners[3].x + 0.2, corner.y + 5))
    assert round(hand.panel("top tuck").corners[3].x, 4) not in others


def test_shift_keeps_a_drag_straight(editor: DielineEditor, hand: Hand) -> None:
    tuck = hand.panel("top tuck")
    corner = tuck.corners[2]
    hand.drag(corner, Point(corner.x + 2, corner.y + 9), SHIFT)
    moved = hand.panel("top tuck").corners[2]
    assert moved.x == pytest.approx(corner.x)
    assert moved.y > corner.y + 5


@pytest.mark.parametrize(("keys", "way"), [(Qt.KeyboardModifier.NoModifier, 1.0), (SHIFT, 10.0), (CTRL, 0.1)])
def test_arrow_keys_nudge(editor: DielineEditor, hand: Hand, keys: Qt.KeyboardModifier, way: float) -> None:
    mark = hand.mark(0)
    editor.session.select(Part(mark.item, "whole"))
    press(editor, KEY.Key_Right, keys)
    press(editor, KEY.Key_Up, keys)
    assert hand.mark(0).bounds.x0 == pytest.approx(mark.bounds.x0 + way)
    assert hand.mark(0).bounds.y0 == pytest.approx(mark.bounds.y0 + way)
    assert editor.session.undo_stack.count() == 2


def test_tab_goes_through_everything_and_leaves_at_the_end(editor: DielineEditor) -> None:
    editor.canvas.setFocus()
    press(editor, KEY.Key_Tab)
    first = editor.session.selected
    assert first == Part(Item("panels", 0), "whole")
    press(editor, KEY.Key_Tab)
    assert editor.session.selected == Part(Item("panels", 0), "corner", 0)
    assert "corner 1" in editor.canvas.accessibleDescription()
    press(editor, KEY.Key_Backtab, SHIFT)
    assert editor.session.selected == first


def test_a_window_is_drawn_and_stays_in_its_place_at_every_size(editor: DielineEditor, hand: Hand) -> None:
    front = hand.panel("front").bounds
    take(editor, "Rounded Window")
    hand.drag(Point(front.x0 + 15, front.y1 - 30), Point(front.x1 - 15, front.y0 + 40))
    window = editor.file.marks[-1]
    assert window.type is LineType.WINDOW
    assert window.corners is not None
    assert window.let["cut_radius"] == 5.0
    assert str(window.at.x).startswith("x_front")
    assert editor.session.selected == Part(Item("marks", 1), "whole")
    assert editor.canvas.tool is editor.canvas.pointer_tool
    assert editor.session.undo_stack.count() == 1
    assert len(editor.session.now.outline.lines_of(LineType.WINDOW)) == 8


@pytest.mark.parametrize(
    ("tool", "kind"),
    [
        ("Window", LineType.WINDOW),
        ("Oval Window", LineType.WINDOW),
        ("Hanger (Euro Hole)", LineType.WINDOW),
        ("Round Hole", LineType.WINDOW),
        ("Glue Area", LineType.GLUE),
        ("Varnish-free Area", LineType.VARNISH_FREE),
        ("Bleed Area", LineType.BLEED),
    ],
)
def test_a_click_puts_a_mark_on_the_panel(editor: DielineEditor, hand: Hand, tool: str, kind: LineType) -> None:
    take(editor, tool)
    hand.click(hand.panel("front").bounds.centre)
    assert editor.file.marks[-1].type is kind
    assert editor.session.undo_stack.count() == 1
    assert hand.mark(1).bounds.centre == pytest.approx(hand.panel("front").bounds.centre, abs=6)


@pytest.mark.parametrize(
    ("tool", "kind"),
    [("Slit", LineType.SLIT), ("Perforation", LineType.PERFORATION), ("Half Cut", LineType.HALF_CUT)],
)
def test_lines_are_drawn_level_with_shift(editor: DielineEditor, hand: Hand, tool: str, kind: LineType) -> None:
    front = hand.panel("front").bounds
    take(editor, tool)
    hand.drag(Point(front.x0 + 20, front.centre.y), Point(front.x1 - 20, front.centre.y + 3), SHIFT)
    mark = hand.mark(1)
    assert editor.file.marks[-1].type is kind
    assert not editor.file.marks[-1].closed
    assert mark.corners[0].y == pytest.approx(mark.corners[1].y)


def test_tools_work_by_keys_on_what_is_selected(editor: DielineEditor, hand: Hand) -> None:
    front = panel_item(editor.file, "front")
    assert front is not None
    editor.session.select(Part(front, "whole"))
    take(editor, "Hanger (Euro Hole)")
    press(editor, KEY.Key_Return)
    assert editor.file.marks[-1].at.x == "x_front + front / 2"
    editor.session.select(Part(front, "edge", 2))
    take(editor, "Flap on an Edge")
    press(editor, KEY.Key_Return)
    assert editor.file.panels[-1].parent == "front"
    editor.session.select(Part(Item("panels", len(editor.file.panels) - 1), "corner", 2))
    take(editor, "Round Corner")
    press(editor, KEY.Key_Return)
    assert editor.file.panels[-1].corners[2].round == 5.0
    editor.session.select(Part(Item("panels", len(editor.file.panels) - 1), "edge", 2))
    take(editor, "Split Edge")
    press(editor, KEY.Key_Return)
    assert len(editor.file.panels[-1].corners) == 5
    take(editor, "Bow Edge")
    editor.session.select(Part(Item("panels", len(editor.file.panels) - 1), "edge", 3))
    press(editor, KEY.Key_Return)
    assert editor.file.panels[-1].corners[4].bow == 5.0
    assert editor.session.undo_stack.count() == 5


def test_a_flap_is_as_deep_as_it_is_dragged(editor: DielineEditor, hand: Hand) -> None:
    front = hand.panel("front").bounds
    take(editor, "Flap on an Edge")
    hand.drag(Point(front.centre.x + 9, front.y1), Point(front.centre.x + 9, front.y1 + 22))
    flap = editor.file.panels[-1]
    assert (flap.name, flap.parent) == ("flap 1", "front")
    assert hand.panel("flap 1").bounds.height == pytest.approx(22, abs=2)
    assert editor.session.now.error is None


def test_corners_are_rounded_and_edges_bowed_by_dragging(editor: DielineEditor, hand: Hand) -> None:
    lid = hand.panel("top tuck")
    take(editor, "Round Corner")
    hand.drag(lid.corners[2], Point(lid.corners[2].x - 7, lid.corners[2].y))
    assert editor.file.panels[lid.item.number].corners[2].round == pytest.approx(7, abs=1)
    take(editor, "Bow Edge")
    edge = lid.edges[2]
    middle = Point((edge.start.x + edge.end.x) / 2, edge.start.y)
    hand.drag(middle, Point(middle.x, middle.y + 6))
    assert editor.file.panels[lid.item.number].corners[3].bow == pytest.approx(6, abs=1)
    assert hand.panel("top tuck").bounds.y1 > lid.bounds.y1 + 4


def test_measuring_changes_nothing(editor: DielineEditor, hand: Hand) -> None:
    front = hand.panel("front").bounds
    take(editor, "Measure")
    hand.drag(Point(front.x0, front.y0), Point(front.x1, front.y0))
    assert editor.canvas.tool.note.startswith(f"{front.width:.2f} mm")
    assert editor.session.undo_stack.count() == 0
    press(editor, KEY.Key_Escape)
    assert not editor.canvas.tool.note


def test_the_blank_is_painted_in_its_inks(editor: DielineEditor, hand: Hand) -> None:
    picture = editor.canvas.grab().toImage()
    scale = picture.devicePixelRatio()
    front = hand.panel("front").bounds
    crease = hand.place(Point(front.x0, front.centre.y + 3)) * scale
    column = [
        picture.pixelColor(round(crease.x()) + dx, round(crease.y()) + dy) for dx in (-1, 0, 1) for dy in range(8)
    ]
    assert any(each.blue() > each.red() + 60 for each in column), "a crease is cyan"
    cut = hand.place(Point(front.centre.x + 20, front.y1)) * scale
    row = [picture.pixelColor(round(cut.x()), round(cut.y()) + dy) for dy in (-1, 0, 1)]
    assert any(each.red() > each.green() + 60 for each in row), "a cut is magenta"


def test_a_crease_is_drawn_across_a_panel(editor: DielineEditor, hand: Hand) -> None:
    back = hand.panel("back").bounds
    take(editor, "Crease across a Panel")
    hand.drag(Point(back.x0, back.centre.y + 20), Point(back.x1, back.centre.y + 20))
    assert editor.file.panels[-1].parent == "back"
    assert editor.session.selected == Part(Item("panels", 13), "whole")
    assert editor.session.undo_stack.count() == 1
    take(editor, "Crease across a Panel")
    hand.drag(Point(back.x0 + 20, back.centre.y - 20), Point(back.x1 - 20, back.centre.y - 20))
    assert editor.session.undo_stack.count() == 1, "it must go from edge to edge"
    press(editor, KEY.Key_Escape)
    editor.session.select(Part(panel_item(editor.file, "front"), "whole"))
    take(editor, "Crease across a Panel")
    press(editor, KEY.Key_Return)
    assert editor.file.panels[-1].parent == "front"


def test_shared_shapes_are_changed_together_when_asked(editor: DielineEditor, hand: Hand) -> None:
    take(editor, "Change Shared Shapes Together")
    top, bottom = hand.panel("top tuck"), hand.panel("bottom tuck")
    hand.drag(top.corners[2], Point(top.corners[2].x, top.corners[2].y + 8), SHIFT)
    assert editor.file.panels[top.item.number].shape == "tuck"
    assert hand.panel("bottom tuck").corners[2].y < bottom.corners[2].y - 4


def test_a_corner_dropped_on_another_is_held_there(editor: DielineEditor, hand: Hand) -> None:
    tuck, lid = hand.panel("top tuck"), hand.panel("top lid")
    editor.canvas.go_to(lid.corners[3])
    hand.drag(tuck.corners[0], lid.corners[3])
    moved = editor.file.panels[tuck.item.number].corners[0]
    assert (moved.x, moved.y) == (0.0, 0.0), "the lid's corner, in the tuck's own place"
    assert editor.session.undo_stack.count() == 1
    editor.session.try_size({"L": 130.0, "W": 70.0})
    assert hand.panel("top tuck").corners[0] == pytest.approx(hand.panel("top lid").corners[3])


def test_tools_tell_what_cannot_be_while_a_formula_is_wrong(editor: DielineEditor, hand: Hand) -> None:
    """The window would be held by the front's formulas, which have no value now."""
    editor.session.edit("wrong", lambda file: put(file, ("formulas", "x_front"), "x_left + ("))
    before = editor.file
    for tool in ("Window", "Hanger (Euro Hole)", "Slit", "Flap on an Edge"):
        take(editor, tool)
        front = hand.panel("front").bounds
        hand.drag(Point(front.x0 + 20, front.y1), Point(front.x0 + 50, front.y1 - 30))
        take(editor, tool)
        editor.session.select(Part(panel_item(editor.file, "front"), "edge", 1))
        press(editor, KEY.Key_Return)
        press(editor, KEY.Key_Escape)
    assert editor.file.formulas == before.formulas
    editor.canvas.use(None)
    hand.drag(hand.panel("front").corners[2], Point(200, 250))
    assert editor.session.now.error is not None


def test_ctrl_selects_what_lies_below_and_drags_one_corner_alone(editor: DielineEditor, hand: Hand) -> None:
    back, left = hand.panel("back"), hand.panel("left")
    corner = left.corners[0]
    hand.click(left.bounds.centre)
    hand.click(corner)
    first = editor.session.selected
    hand.click(corner, CTRL)
    second = editor.session.selected
    assert first is not None
    assert second is not None
    assert first != second
    assert second.kind in ("corner", "edge")
    editor.session.select(Part(left.item, "corner", 0))
    hand.drag(corner, Point(corner.x + 9, corner.y - 9), CTRL)
    assert hand.panel("left").corners[0] != pytest.approx(corner)
    assert hand.panel("back").corners == back.corners


def test_a_figure_with_a_wrong_formula_is_outlined(editor: DielineEditor, hand: Hand) -> None:
    mark = hand.mark(0)
    before = editor.canvas.grab().toImage()
    editor.session.edit("wrong", lambda file: put(file, (*mark.item.path, "corners", 0, "x"), "glue - ("))
    after = editor.canvas.grab().toImage()
    spot = (hand.place(Point(*mark.corners[1])) + hand.place(Point(*mark.corners[2]))) / 2 * after.devicePixelRatio()
    near = [after.pixelColor(round(spot.x()) + dx, round(spot.y()) + dy) for dx in range(-2, 3) for dy in range(-2, 3)]
    assert any(each.red() > each.blue() + 90 and each.red() > each.green() + 90 for each in near)
    assert before != after
