"""The drag tool in the window: placing, starting, stopping, undoing; closing the window in the middle."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.document import edits
from core.document.model import ArtworkLayer
from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from desktop.canvas.drag_tool import DragTool
from desktop.window import MainWindow
from desktop.workers.search import OnStep

LEFT = Qt.MouseButton.LeftButton
START = "AACAPw=="  # one float32
Ways = Sequence[tuple[tuple[float, float], tuple[float, float]]]


class Engine:
    """Stands in for the drag in the engine: as many steps as the test lets it take."""

    def __init__(self) -> None:
        self.ways: list[Ways] = []
        self.masks: list[Any] = []
        self.steps = 0
        self.limit = 4
        self.go_on = threading.Event()
        self.go_on.set()
        self.error: DieloomError | None = None
        self.ended_by: list[str] = []

    def __call__(
        self, recipe: Recipe, ways: Ways, mask: Any, artist: object, progress: Progress, on_step: OnStep
    ) -> Recipe:
        self.ways.append(ways)
        self.masks.append(mask)
        found = recipe
        try:
            for step in range(1, self.limit + 1):
                if self.error:
                    raise self.error
                found = edits.changed(recipe, start=START, psi=1.0, noise_seed=step)
                places = tuple(
                    tuple(a + (b - a) * step / self.limit for a, b in zip(start, end, strict=True))
                    for start, end in ways
                )
                on_step(found, step / self.limit, places)
                progress.report(step / self.limit)
                self.steps = step
                while not self.go_on.wait(0.002):
                    progress.check()
        except Cancelled:
            self.ended_by.append("cancel")
            raise
        self.ended_by.append("end")
        return found


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    made = Engine()
    monkeypatch.setattr("desktop.canvas.drag_tool.dragged", made)
    yield made
    made.go_on.set()


@pytest.fixture
def tool(window: MainWindow, engine: Engine, qtbot: QtBot) -> DragTool:
    qtbot.waitUntil(lambda: window.tiles.complete)
    window.canvas.use_drag_tool(True)
    return window.canvas.drag_tool


def recipe(window: MainWindow) -> Recipe:
    layer = window.session.design.layers[0]
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def pull(window: MainWindow, qtbot: QtBot, start: QPoint, way: QPoint) -> None:
    canvas = window.canvas
    qtbot.mouseMove(canvas, start)
    qtbot.mousePress(canvas, LEFT, pos=start)
    for part in (0.4, 1.0):
        qtbot.mouseMove(canvas, start + way * part)
    qtbot.mouseRelease(canvas, LEFT, pos=start + way)


def middle(window: MainWindow) -> QPoint:
    return window.canvas.rect().center()


def test_a_drag_places_a_pull_from_where_it_began_to_where_it_ended(
    window: MainWindow, tool: DragTool, qtbot: QtBot
) -> None:
    pull(window, qtbot, middle(window), QPoint(20, -12))
    placed = tool.pulls[0]
    space, viewport = tool.space, window.canvas.viewport
    assert space
    way = viewport.to_screen(space.point(placed.target)) - viewport.to_screen(space.point(placed.start))
    assert (way.x(), way.y()) == pytest.approx((20, -12), abs=0.01)
    assert tool.ready
    assert window.session.undo_stack.count() == 0


def test_an_end_is_taken_up_again_and_moved(window: MainWindow, tool: DragTool, qtbot: QtBot) -> None:
    pull(window, qtbot, middle(window), QPoint(20, 0))
    pull(window, qtbot, middle(window) + QPoint(20, 0), QPoint(0, 15))
    assert len(tool.pulls) == 1
    pull(window, qtbot, middle(window), QPoint(-5, 0))
    assert len(tool.pulls) == 1
    space, viewport = tool.space, window.canvas.viewport
    assert space
    way = viewport.to_screen(space.point(tool.pulls[0].target)) - viewport.to_screen(space.point(tool.pulls[0].start))
    assert (way.x(), way.y()) == pytest.approx((25, 15), abs=0.01)


def test_beside_the_artwork_nothing_is_placed(window: MainWindow, tool: DragTool, qtbot: QtBot) -> None:
    pull(window, qtbot, QPoint(40, 60), QPoint(10, 10))
    assert tool.pulls == []


def test_enter_drags_shows_the_way_and_makes_one_undo_step(
    window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot
) -> None:
    before = recipe(window)
    pull(window, qtbot, middle(window), QPoint(20, 0))
    start, target = tool.pulls[0].fractions()
    pictures: list[str] = []
    window.tiles.changed.connect(lambda: pictures.append("shown"))
    engine.limit = 1
    qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
    assert tool.running
    qtbot.waitUntil(lambda: not tool.running)
    assert engine.ways[0][0][0] == pytest.approx(start)
    assert engine.ways[0][0][1] == pytest.approx(target)
    assert engine.masks == [None]
    assert pictures
    assert recipe(window).start == START
    assert window.session.undo_stack.count() == 1
    assert window.session.undo_stack.text(0) == "Drag artwork"
    assert tool.pulls[0].length == pytest.approx(0, abs=1e-6)
    assert not tool.ready, "what has arrived is not dragged again"
    window.session.undo_stack.undo()
    assert recipe(window) == before


def test_escape_stops_and_keeps_the_best_so_far(
    window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot
) -> None:
    pull(window, qtbot, middle(window), QPoint(20, 0))
    engine.go_on.clear()
    window.canvas.drag_bar.run.click()
    qtbot.waitUntil(lambda: tool.fraction == 0.25)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not tool.running)
    assert engine.ended_by == ["cancel"]
    assert recipe(window).noise_seed == 1
    assert window.session.undo_stack.count() == 1
    assert tool.pulls[0].length < abs(tool.pulls[0].target[0] - tool.pulls[0].start[0]) + 1e-6


def test_what_fell_short_is_said_until_a_handle_is_changed(
    window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot
) -> None:
    pull(window, qtbot, middle(window), QPoint(30, 0))
    assert tool.short == 0
    engine.go_on.clear()
    tool.toggle_run()
    qtbot.waitUntil(lambda: engine.steps == 1)
    tool.toggle_run()
    engine.go_on.set()
    qtbot.waitUntil(lambda: not tool.running)
    words = window.canvas.drag_bar.words
    assert tool.short == 1
    assert "1" in words.text()
    assert "Enter" in words.text()
    tool.toggle_run()
    qtbot.waitUntil(lambda: not tool.running)
    assert tool.short == 0
    assert "Enter" not in words.text()


def test_an_edit_meanwhile_gives_the_drag_up(window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot) -> None:
    pull(window, qtbot, middle(window), QPoint(20, 0))
    engine.go_on.clear()
    tool.toggle_run()
    qtbot.waitUntil(lambda: tool.fraction == 0.25)
    other = edits.changed(recipe(window), seed=9)
    name = window.session.design.layers[0].id
    window.session.edit("Seed", lambda design: edits.with_layer(design, name, recipe=other))
    qtbot.waitUntil(lambda: engine.ended_by == ["cancel"])
    qtbot.waitUntil(lambda: window.tiles.complete)
    assert recipe(window) == other
    assert window.session.undo_stack.count() == 1


def test_leaving_the_tool_gives_up_and_brings_the_pointer_back(
    window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot
) -> None:
    before = recipe(window)
    pull(window, qtbot, middle(window), QPoint(20, 0))
    engine.go_on.clear()
    tool.toggle_run()
    qtbot.waitUntil(lambda: tool.fraction == 0.25)
    window.canvas.drag_bar.leave.click()
    qtbot.waitUntil(lambda: engine.ended_by == ["cancel"])
    assert recipe(window) == before
    assert window.session.undo_stack.count() == 0
    assert tool.pulls == []
    assert not window.canvas.drag_bar.isVisible()
    qtbot.mouseClick(window.canvas, LEFT, pos=middle(window))
    assert window.session.selected == "artwork-1"


def test_closing_the_window_in_the_middle_is_clean(
    window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot
) -> None:
    pull(window, qtbot, middle(window), QPoint(20, 0))
    engine.go_on.clear()
    tool.toggle_run()
    qtbot.waitUntil(lambda: tool.fraction == 0.25)
    assert window.close()
    qtbot.waitUntil(lambda: engine.ended_by == ["cancel"])
    assert window.session.undo_stack.count() == 0


def test_a_failure_is_said(window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot) -> None:
    engine.error = DieloomError("Too little memory.", "Close other programs.")
    pull(window, qtbot, middle(window), QPoint(20, 0))
    with qtbot.waitSignal(tool.failed) as failure:
        tool.toggle_run()
    assert "Too little memory" in failure.args[0]
    assert "Too little memory" in window.status.currentMessage()
    qtbot.waitUntil(lambda: not tool.running)
    assert window.session.undo_stack.count() == 0


def test_everything_by_keys(window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot) -> None:
    canvas = window.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    first = tool.pulls[0]
    assert first.target[0] - first.start[0] == pytest.approx(1 / 8)
    assert first.target[1] - first.start[1] == pytest.approx(-1 / 64)
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    qtbot.keyClick(canvas, Qt.Key.Key_PageUp)
    assert tool.selected == first
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(tool.pulls) == 1
    assert [layer.kind for layer in window.session.design.layers] == ["artwork"], "the layer is not what Delete deletes"
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    assert tool.pulls == []
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.drag_bar.isVisible()


def test_the_brush_says_what_may_move(window: MainWindow, tool: DragTool, engine: Engine, qtbot: QtBot) -> None:
    pull(window, qtbot, middle(window), QPoint(20, 0))
    qtbot.keyClick(window.canvas, Qt.Key.Key_B)
    before = tool.brush
    qtbot.keyClick(window.canvas, Qt.Key.Key_BracketRight)
    assert tool.brush > before
    pull(window, qtbot, middle(window), QPoint(10, 0))
    assert len(tool.pulls) == 1
    assert not tool.mask.empty
    assert window.canvas.drag_bar.larger.isVisible()
    window.canvas.grab()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not tool.running)
    rows, columns = engine.masks[0].nonzero()
    assert 0 < len(rows) < engine.masks[0].size
    assert len(columns) == len(rows)
    window.canvas.drag_bar.reset.click()
    assert tool.mask.empty
    assert tool.pulls == []


def test_a_locked_layer_and_an_empty_side_say_so(window: MainWindow, tool: DragTool, qtbot: QtBot) -> None:
    name = window.session.design.layers[0].id
    window.session.edit("Lock", lambda design: edits.with_layer(design, name, locked=True))
    pull(window, qtbot, middle(window), QPoint(20, 0))
    assert not tool.ready
    assert "locked" in window.canvas.drag_bar.words.text()
    window.show_inside(True)
    tool.changed.emit()
    assert "no artwork" in window.canvas.drag_bar.words.text()


def test_the_menu_and_the_tool_agree(window: MainWindow, engine: Engine, qtbot: QtBot) -> None:
    action = next(each for each in window.actions() if "Artwork" in each.text() and each.isCheckable())
    action.trigger()
    assert window.canvas.drag_bar.isVisible()
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not action.isChecked()


def test_handles_are_drawn_where_they_are_and_on_the_repeats(window: MainWindow, tool: DragTool, qtbot: QtBot) -> None:
    spot = middle(window)
    pull(window, qtbot, spot, QPoint(30, 0))
    window.canvas._point(None)
    shown = window.canvas.grab().toImage()
    colour = shown.pixelColor(spot)
    assert colour.red() > 150 > colour.blue()
    ring = shown.pixelColor(spot + QPoint(30, 0))
    assert ring.blue() > 150 > ring.red()
    space, viewport = tool.space, window.canvas.viewport
    assert space
    start = tool.pulls[0].start
    beside: QPointF = viewport.to_screen(space.point((start[0] + 1, start[1])))
    ghost = shown.pixelColor(beside.toPoint())
    assert ghost.red() > ghost.blue() + 20
