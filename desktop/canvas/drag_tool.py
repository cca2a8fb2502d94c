"""The drag tool: pull what is in the artwork from one place to another, and let the engine redraw it so.

Press on the artwork and drag to place a pull; more of them hold or move other parts. Enter starts, Esc or Enter stops
and keeps the best so far: all of it is one undo step.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from core.artwork.recipe import Recipe
from core.document import edits
from core.document.model import ArtworkLayer
from core.errors import DieloomError
from desktop.canvas import drag_paint
from desktop.canvas.drag_pulls import DONE, MOST, Mask, Pull
from desktop.canvas.drag_space import Spot, TileSpace, space_of
from desktop.canvas.drag_work import dragged
from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.canvas.viewport import Viewport
from desktop.session import Session
from desktop.workers.preview import PreviewLane
from desktop.workers.search import Search, Stage

REACH_PX = 11.0
STEP, LONG_STEP = 1 / 64, 1 / 8  # of a tile: a press of an arrow key, and with Shift
BRUSH, SMALLEST_BRUSH, LARGEST_BRUSH = 0.12, 0.02, 0.5  # of a tile's width
BRUSH_STEP = 1.25
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
OTHERS = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_Insert,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_B,
    Qt.Key.Key_BracketLeft,
    Qt.Key.Key_BracketRight,
)


class DragTool(QObject):
    """Works on the selected artwork layer, or on the first that is on the side in view."""

    changed = Signal()  # it is to be drawn again
    left = Signal()  # the person is done with it
    failed = Signal(str)

    def __init__(self, session: Session, scene: Scene, tiles: Tiles, lane: PreviewLane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._scene, self._tiles, self._lane = session, scene, tiles, lane
        self.pulls: list[Pull] = []
        self.mask = Mask()
        self.brushing = False
        self.brush = BRUSH
        self.fraction = 0.0
        self._chosen = -1  # of the pulls
        self._grip: str | None = None  # "start", "target" or "brush" while the button is down
        self._free = True  # whether the brush lets move or holds
        self._search: Search | None = None
        self._layer = ""  # whose pulls they are
        self._recipe: Recipe | None = None  # from which the search began
        self._pointer: QPointF | None = None
        self._left_off: list[Pull] = []  # as the last drag left them
        session.changed.connect(self._document_changed)
        session.selection_changed.connect(self._document_changed)

    # What it works on

    @property
    def layer(self) -> ArtworkLayer | None:
        """The artwork that is dragged in; None when there is none on this side."""
        found = edits.find(self._session.design, self._session.selected)
        if isinstance(found, ArtworkLayer) and found.place.side == self._scene.side:
            return found
        layers = (each for each in self._session.design.layers if isinstance(each, ArtworkLayer) and each.visible)
        return next((each for each in layers if each.place.side == self._scene.side), None)

    @property
    def space(self) -> TileSpace | None:
        layer, face = self.layer, self._scene.face
        return space_of(layer, face) if layer and face else None

    @property
    def running(self) -> bool:
        return self._search is not None

    @property
    def active(self) -> bool:
        """Whether the pointer is in the middle of something."""
        return self._grip is not None

    @property
    def ready(self) -> bool:
        """Whether there is anything to start."""
        layer = self.layer
        return layer is not None and not layer.locked and any(pull.length > DONE for pull in self.pulls)

    @property
    def short(self) -> int:
        """How many pulls the last drag left short of their targets, until the person changes any."""
        return sum(pull.length > DONE for pull in self.pulls) if self.pulls == self._left_off else 0

    @property
    def selected(self) -> Pull | None:
        return self.pulls[self._chosen] if 0 <= self._chosen < len(self.pulls) else None

    # What can be done

    def toggle_run(self) -> None:
        """Start, or stop and keep the best so far."""
        if self._search:
            self._search.stop()
        elif self.ready:
            self._start()

    def toggle_brush(self) -> None:
        """Between placing pulls and painting what may move."""
        self.brushing = not self.brushing
        self.changed.emit()

    def clear(self) -> None:
        """No pulls and no mask."""
        self._give_up()
        self.pulls, self._chosen = [], -1
        self.mask.clear()
        self.changed.emit()

    def remove(self) -> None:
        """The selected pull, or else the last."""
        if self.pulls and not self.running:
            self.pulls.pop(self._chosen if self.selected else -1)
            self._chosen = len(self.pulls) - 1
            self.changed.emit()

    def add(self, spot: Spot) -> None:
        """A pull that goes nowhere yet."""
        if len(self.pulls) < MOST:
            self.pulls.append(Pull.at(spot))
            self._chosen = len(self.pulls) - 1
            self.changed.emit()

    def put_down(self) -> None:
        """Another tool is taken."""
        self.clear()
        self.brushing = False

    # The canvas's events

    def press(self, position: QPointF, viewport: Viewport, *, constrained: bool = False) -> None:
        space = self.space
        self._pointer = position
        if space is None or self.running:
            return
        if self.brushing:
            self._grip = "brush"
            self._dab(position, viewport)
            return
        found = self._at(position, viewport, space)
        if found:
            self._chosen, self._grip = found
        elif space.covers(viewport.to_sheet(position)):
            self._own_layer()
            self.add(space.spot(viewport.to_sheet(position)))
            self._grip = "target" if self.selected else None
        self.changed.emit()

    def drag(self, position: QPointF, viewport: Viewport, *, constrained: bool) -> None:
        """With Shift the brush holds again what it let move."""
        space, self._pointer = self.space, position
        if self._grip == "brush":
            self._free = not constrained
            self._dab(position, viewport)
        elif space and self._grip and self.selected:
            spot = space.spot(viewport.to_sheet(position))
            pull = self.selected
            self._put(pull.aimed(spot) if self._grip == "target" else pull.begun(spot))
        elif self.brushing:
            self.changed.emit()

    def release(self) -> None:
        self._grip, self._free = None, True
        self.changed.emit()

    def cursor(self, position: QPointF, viewport: Viewport) -> Qt.CursorShape:
        space = self.space
        if space is None:
            return Qt.CursorShape.ForbiddenCursor
        if self.brushing:
            return Qt.CursorShape.BlankCursor if not self.running else Qt.CursorShape.ArrowCursor
        if self.running:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.SizeAllCursor if self._at(position, viewport, space) else Qt.CursorShape.CrossCursor

    def wants(self, event: QKeyEvent) -> bool:
        """Keys that the window would otherwise take for its own shortcuts."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return plain and key in (*ENTER, *DELETE, *OTHERS, *ARROWS)

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key; False when it is not one of the tool's."""
        key = Qt.Key(event.key())
        if not self.wants(event):
            return False
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in ENTER:
            self.toggle_run()
        elif key in DELETE:
            self.remove()
        elif key in ARROWS:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._nudge(ARROWS[key], LONG_STEP if shift else STEP, start=alt)
        elif key == Qt.Key.Key_Insert:
            self._add_in_the_middle()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.pulls:
            self._chosen = (self._chosen + (1 if key == Qt.Key.Key_PageDown else -1)) % len(self.pulls)
        elif key == Qt.Key.Key_B:
            self.toggle_brush()
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self.size_brush(BRUSH_STEP if key == Qt.Key.Key_BracketRight else 1 / BRUSH_STEP)
        self.changed.emit()
        return True

    def size_brush(self, factor: float) -> None:
        self.brush = min(max(self.brush * factor, SMALLEST_BRUSH), LARGEST_BRUSH)
        self.changed.emit()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        space = self.space
        if space is None:
            return
        drag_paint.draw_mask(painter, self.mask, space, viewport, at_work=self.running)
        drag_paint.draw_pulls(painter, self.pulls, space, viewport, None if self.running else self.selected)
        if self.brushing and self._pointer is not None and not self.running:
            drag_paint.draw_brush(painter, self._pointer, self._brush_mm(space) * viewport.scale)

    # Pulls

    def _own_layer(self) -> None:
        """Pulls belong to one layer; those of another are forgotten."""
        layer = self.layer
        if layer and layer.id != self._layer:
            self.pulls, self._chosen, self._layer = [], -1, layer.id

    def _at(self, position: QPointF, viewport: Viewport, space: TileSpace) -> tuple[int, str] | None:
        """The pull whose end is under the pointer, and which end; targets lie over starts, later ones over earlier."""
        for end in ("target", "start"):
            for number in reversed(range(len(self.pulls))):
                spot = self.pulls[number].target if end == "target" else self.pulls[number].start
                if (viewport.to_screen(space.point(spot)) - position).manhattanLength() <= REACH_PX:
                    return number, end
        return None

    def _put(self, pull: Pull) -> None:
        self.pulls[self._chosen] = pull
        self.changed.emit()

    def _nudge(self, way: tuple[int, int], step: float, *, start: bool) -> None:
        pull = self.selected
        if pull and not self.running:
            before = pull.start if start else pull.target
            there = before[0] + way[0] * step, before[1] + way[1] * step
            self._put(pull.begun(there) if start else pull.aimed(there))

    def _add_in_the_middle(self) -> None:
        """Of the layer's box: for those who have no pointer."""
        space = self.space
        if space and not self.running:
            self._own_layer()
            box = space.place
            self.add(space.spot(box.matrix.apply((box.width / 2, box.height / 2))))

    def _dab(self, position: QPointF, viewport: Viewport) -> None:
        space = self.space
        if space:
            self._own_layer()
            self.mask.paint(space.spot(viewport.to_sheet(position)), self.brush, space.aspect, free=self._free)
            self.changed.emit()

    def _brush_mm(self, space: TileSpace) -> float:
        origin, side = space.point((0, 0)), space.point((self.brush, 0))
        return float(((side.x - origin.x) ** 2 + (side.y - origin.y) ** 2) ** 0.5)

    # The search

    def _start(self) -> None:
        layer = self.layer
        assert layer
        self._own_layer()
        self.pulls = [pull.going_on() for pull in self.pulls]
        self._recipe, self.fraction = layer.recipe, 0.0
        ways = [pull.fractions() for pull in self.pulls]
        mask = None if self.mask.empty else self.mask.cells
        search = self._search = Search(self._lane, partial(dragged, layer.recipe, ways, mask))
        search.stepped.connect(self._stepped)
        search.found.connect(self._found)
        search.failed.connect(self._refused)
        search.ended.connect(self._ended)
        self.changed.emit()

    def _stepped(self, stage: Stage) -> None:
        if self._search is None:
            return
        self.fraction = stage.fraction
        self._arrive(stage.places)
        self._tiles.lend(self._layer, stage.picture)
        self.changed.emit()

    def _arrive(self, places: tuple[Spot, ...]) -> None:
        """Take the handles to ``places``, in fractions of the tile; none means where they are."""
        if places:
            self.pulls = [pull.arrived_at(place) for pull, place in zip(self.pulls, places, strict=True)]

    def _found(self, recipe: Recipe) -> None:
        layer = edits.find(self._session.design, self._layer)
        if self._search is None or not isinstance(layer, ArtworkLayer) or layer.recipe != self._recipe:
            return
        self._recipe = recipe
        text = self.tr("Drag artwork")
        self._session.edit(text, lambda design: edits.with_layer(design, self._layer, recipe=recipe))

    def _refused(self, error: DieloomError) -> None:
        self.failed.emit(str(error))

    def _ended(self) -> None:
        if self._search is self.sender() or self._search is None:
            if self._search:
                self._arrive(self._search.places)
            self._search = None
            self.pulls = [pull.going_on() for pull in self.pulls]
            self._left_off = list(self.pulls)
            self._tiles.give_back()
            self.changed.emit()

    def _give_up(self) -> None:
        """Stop a search; nothing of it is kept."""
        search, self._search = self._search, None
        if search:
            search.cancel()
            self._tiles.give_back()

    def _document_changed(self) -> None:
        """A search for a recipe that is no longer the layer's leads nowhere."""
        layer = edits.find(self._session.design, self._layer)
        if self._search and (not isinstance(layer, ArtworkLayer) or layer.recipe != self._recipe):
            self._give_up()
        self.changed.emit()

    def _escape(self) -> None:
        if self._search:
            self._search.stop()
        elif self.brushing:
            self.toggle_brush()
        else:
            self.left.emit()
