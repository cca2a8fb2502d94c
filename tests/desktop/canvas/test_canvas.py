"""The canvas under mouse and keys, in the real window with a fake generator."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from core.document import edits
from core.document.model import Layer
from core.geometry import Point
from desktop.canvas import sheet
from desktop.canvas.selection import SIDES, TURN, Frame, Handle
from desktop.canvas.view import Canvas
from desktop.canvas.viewport import Viewport
from desktop.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def boxed(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with a box on the front panel, selected and drawn."""
    with qtbot.waitSignal(window.scene.changed):
        window.layers.add_shape()
    return window


def layer(window: MainWindow) -> Layer:
    found = edits.find(window.session.design, window.session.selected)
    assert found is not None
    return found


def frame(window: MainWindow) -> Frame:
    found = window.canvas._tool.frame(window.canvas.viewport)
    assert found is not None
    return found


def drag(qtbot: QtBot, canvas: Canvas, start: QPoint, way: QPoint, *, drop: bool = True) -> None:
    qtbot.mouseMove(canvas, start)
    qtbot.mousePress(canvas, LEFT, pos=start)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(canvas, start + way * part)
    if drop:
        qtbot.mouseRelease(canvas, LEFT, pos=start + way)


def test_dragging_a_layer_moves_it_by_the_way_of_the_pointer_in_one_step(boxed: MainWindow, qtbot: QtBot) -> None:
    before, steps = layer(boxed).place, boxed.session.undo_stack.count()
    drag(qtbot, boxed.canvas, frame(boxed).at(0.5, 0.5).toPoint(), QPoint(40, -20))
    after, scale = layer(boxed).place, boxed.canvas.viewport.scale
    assert (after.x - before.x, after.y - before.y) == pytest.approx((40 / scale, 20 / scale), abs=0.01)
    assert boxed.session.undo_stack.count() == steps + 1
    boxed.session.undo_stack.undo()
    assert layer(boxed).place == before


def test_other_pixels_are_not_laid_out_anew_until_they_rest(window: MainWindow, qtbot: QtBot) -> None:
    art = window.session.design.layers[0]
    asked: list[object] = []
    window.scene._composer.composed.connect(lambda _: asked.append(1))
    for seed in range(5, 10):
        recipe = edits.changed(art.recipe, seed=seed)  # type: ignore[union-attr]
        window.session.edit("Seed", lambda design, recipe=recipe: edits.with_layer(design, art.id, recipe=recipe))
        assert not window.scene._pending.isActive()
    qtbot.waitUntil(lambda: bool(asked))
    assert len(asked) == 1
    cells = edits.changed(art.recipe, cells=(2, 1))  # type: ignore[union-attr]
    window.session.edit("Cells", lambda design: edits.with_layer(design, art.id, recipe=cells))
    assert window.scene._pending.isActive(), "another shape of the tile"
    with qtbot.waitSignal(window.scene.changed):
        pass


def test_escape_gives_a_drag_up(boxed: MainWindow, qtbot: QtBot) -> None:
    before, steps = boxed.session.design, boxed.session.undo_stack.count()
    drag(qtbot, boxed.canvas, frame(boxed).at(0.5, 0.5).toPoint(), QPoint(40, -20), drop=False)
    assert boxed.scene.design != before
    qtbot.keyClick(boxed.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(boxed.canvas, LEFT)
    assert boxed.scene.design == before
    assert boxed.session.undo_stack.count() == steps


def test_a_click_is_not_a_drag(boxed: MainWindow, qtbot: QtBot) -> None:
    steps = boxed.session.undo_stack.count()
    drag(qtbot, boxed.canvas, frame(boxed).at(0.5, 0.5).toPoint(), QPoint(1, 1))
    assert boxed.session.undo_stack.count() == steps


def test_a_corner_grip_resizes_and_the_knob_turns(boxed: MainWindow, qtbot: QtBot) -> None:
    before = layer(boxed).place
    drag(qtbot, boxed.canvas, frame(boxed).position(Handle(1, 1)).toPoint(), QPoint(30, -30))
    assert layer(boxed).place.width > before.width
    drag(qtbot, boxed.canvas, frame(boxed).position(TURN).toPoint(), QPoint(60, 40))
    assert layer(boxed).place.rotation < -10
    texts = [boxed.session.undo_stack.text(i) for i in range(boxed.session.undo_stack.count())]
    assert texts[-2:] == ["Resize layer", "Rotate layer"]


def test_every_grip_is_where_it_is_drawn(boxed: MainWindow) -> None:
    shown = frame(boxed)
    for grip in (*SIDES, TURN):
        assert shown.handle_at(shown.position(grip)) == grip


def test_arrows_nudge_and_a_held_key_is_one_step(boxed: MainWindow, qtbot: QtBot) -> None:
    before, steps = layer(boxed).place, boxed.session.undo_stack.count()
    qtbot.keyClick(boxed.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(boxed.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    after = layer(boxed).place
    assert (after.x - before.x, after.y - before.y) == pytest.approx((0.5, 5.0))
    assert boxed.session.undo_stack.count() == steps + 2


def test_delete_and_undo(boxed: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(boxed.canvas, Qt.Key.Key_Delete)
    assert [each.kind for each in boxed.session.design.layers] == ["artwork"]
    boxed.session.undo_stack.undo()
    assert [each.kind for each in boxed.session.design.layers] == ["artwork", "shape"]


def test_locked_layers_are_not_picked(boxed: MainWindow, qtbot: QtBot) -> None:
    name, middle = boxed.session.selected, frame(boxed).at(0.5, 0.5).toPoint()
    with qtbot.waitSignal(boxed.scene.changed):
        boxed.session.edit("Lock", lambda design: edits.with_layer(design, name, locked=True))
    boxed.session.select(None)
    qtbot.mouseClick(boxed.canvas, LEFT, pos=middle)
    assert boxed.session.selected == "artwork-1"


def test_artwork_behind_everything_is_selected_but_not_dragged(window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.design
    drag(qtbot, window.canvas, window.canvas.rect().center(), QPoint(50, 50))
    assert window.session.selected == "artwork-1"
    assert window.session.design == before


def test_space_drag_pans_and_changes_nothing(boxed: MainWindow, qtbot: QtBot) -> None:
    canvas, before, view = boxed.canvas, boxed.session.design, boxed.canvas.viewport
    canvas.setFocus()
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    drag(qtbot, canvas, frame(boxed).at(0.5, 0.5).toPoint(), QPoint(30, 10))
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert (canvas.viewport.x - view.x, canvas.viewport.y - view.y) == (30, 10)
    assert boxed.session.design == before


def test_the_dieline_lies_over_the_artwork_until_it_is_switched_off(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tiles.complete)
    canvas, outline = window.canvas, window.scene.outline
    assert outline is not None
    crease = canvas.viewport.to_screen(outline.panel("front").frame.apply((0, 60))).toPoint()
    canvas.show_option("labels", False)

    def colours() -> set[str]:
        shown = canvas.grab().toImage()
        return {shown.pixelColor(crease + QPoint(dx, dy)).name() for dx in (-1, 0, 1) for dy in range(-8, 8)}

    grey = QColor(1, 1, 1).name()  # of the fake generator, for seed 1
    assert colours() != {grey}
    canvas.show_option("dieline", False)
    assert colours() == {grey}


def test_the_inside_shows_the_dieline_mirrored(window: MainWindow, qtbot: QtBot) -> None:
    outside, page = window.scene.face, window.scene.page
    assert outside is not None
    assert page is not None
    with qtbot.waitSignal(window.scene.changed):
        window.show_inside(True)
    inside = window.scene.face
    assert inside is not None
    width, centre = outside.outline.panel("front").width, page.trim.centre.x
    corner, _, _ = outside.frame("front")
    turned, _, _ = inside.frame("front")
    there = corner.apply((0, 0))
    assert turned.apply((width, 0)) == pytest.approx(Point(2 * centre - there.x, there.y))


def test_the_canvas_is_drawn_sharp_on_dense_displays(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    canvas, sizes = window.canvas, []
    pixmap = canvas._sheet.pixmap
    monkeypatch.setattr(canvas, "devicePixelRatioF", lambda: 1.5)
    monkeypatch.setattr(canvas._sheet, "pixmap", lambda *args, **rest: sizes.append(pixmap(*args, **rest)) or sizes[-1])
    canvas.grab()
    assert sizes[-1].width() == pytest.approx(canvas.width() * 1.5, abs=1)


def test_a_slow_page_moves_along_as_it_was_and_is_rendered_when_it_rests(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A placed drawing of thousands of paths takes longer to render than a step of the wheel may."""
    canvas = window.canvas
    canvas.grab()
    monkeypatch.setattr(sheet, "SLOW_S", -1.0)  # every page is slow
    rendered: list[Viewport] = []
    monkeypatch.setattr(canvas._sheet, "_render", lambda painter, look: rendered.append(look.viewport))
    before = canvas.grab().toImage()
    canvas._see(canvas.viewport.panned(40, 0))
    moved = canvas.grab().toImage()
    assert not rendered
    assert moved.pixelColor(340, 300) == before.pixelColor(300, 300)
    qtbot.waitUntil(lambda: rendered == [canvas.viewport])
