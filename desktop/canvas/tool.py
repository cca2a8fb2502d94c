"""The pointer tool: select, move, resize and turn layers; arrow keys nudge, Esc gives a gesture up.

While a gesture lasts only the scene shows it; the document changes once, when the button is released.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from core.compose.hit import layers_at
from core.compose.placing import Face, Place
from core.document import edits
from core.document.model import Design, Layer, Placement
from core.errors import DieloomError
from core.geometry import Point
from desktop import theme
from desktop.canvas import selection
from desktop.canvas.gestures import Gesture, Move, Resize, Start, Turn, nudged, on_screen
from desktop.canvas.scene import Scene
from desktop.canvas.selection import Frame, Handle
from desktop.canvas.viewport import Viewport
from desktop.session import Session

REACH_PX = 3.0  # how far beside its ink a layer can be picked
DRAG_PX = 4.0  # a press that moves less is a click
NUDGE = 0.5  # mm; ten times as much with Shift
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}

translate = QCoreApplication.translate


class PointerTool:
    """Turns the canvas's mouse and key events into edits of the session."""

    def __init__(self, session: Session, scene: Scene) -> None:
        self._session, self._scene = session, scene
        self._pressed: QPointF | None = None
        self._gesture: Gesture | None = None
        self._waiting: Gesture | None = None  # until the pointer has moved far enough
        self._nudges = 0

    @property
    def active(self) -> bool:
        return self._gesture is not None

    def frame(self, viewport: Viewport) -> Frame | None:
        """The selected layer's frame when it lies on the side in view."""
        layer, face = self._selected(), self._scene.face
        if layer is None or face is None or layer.place.side != face.side:
            return None
        place = placed(layer, face)
        return Frame(place, viewport) if place else None

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        frame = self.frame(viewport)
        if frame is not None:
            selection.draw(painter, frame, QColor(theme.current().accent), grips=self.changeable)

    @property
    def changeable(self) -> bool:
        layer = self._selected()
        return layer is not None and not layer.locked

    def press(self, position: QPointF, viewport: Viewport, *, constrained: bool = False) -> None:
        self._pressed, self._waiting = position, None
        frame = self.frame(viewport)
        handle = frame.handle_at(position) if frame and self.changeable else None
        if handle is not None:
            self._waiting = self._grip(handle, viewport.to_sheet(position))
            return
        held = self._selected()
        if frame is None or held is None or not _boxed(held) or not frame.contains(position):
            self._session.select(self._layer_at(position, viewport))
        layer, start = self._selected(), self._start(viewport.to_sheet(position))
        if start and layer and _boxed(layer) and self.changeable:
            self._waiting = Move(start, translate("PointerTool", "Move layer"))

    def drag(self, position: QPointF, viewport: Viewport, *, constrained: bool) -> None:
        if self._pressed is None:
            return
        if self._waiting and (position - self._pressed).manhattanLength() >= DRAG_PX:
            self._gesture, self._waiting = self._waiting, None
        if self._gesture:
            self._scene.try_out(self._with(self._gesture.placed(viewport.to_sheet(position), constrained=constrained)))

    def release(self) -> None:
        gesture, self._gesture = self._gesture, None
        self._pressed = self._waiting = None
        if gesture:
            design = self._scene.design
            self._scene.try_out(None)
            self._session.edit(gesture.text, lambda _: design)

    def cancel(self) -> bool:
        """Give the gesture up; False when there is none."""
        if not self._gesture:
            return False
        self._gesture = self._waiting = self._pressed = None
        self._scene.try_out(None)
        return True

    def put_down(self) -> None:
        """Another tool is taken."""
        self.cancel()

    def cursor(self, position: QPointF, viewport: Viewport) -> Qt.CursorShape:
        frame = self.frame(viewport)
        if frame and self.changeable:
            handle = frame.handle_at(position)
            if handle is not None:
                return frame.cursor(handle)
        return Qt.CursorShape.ArrowCursor

    def wants(self, event: QKeyEvent) -> bool:
        """Keys that the window would otherwise take for its own shortcuts: none."""
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key; False when it is not one of the tool's."""
        if event.key() == Qt.Key.Key_Escape:
            return self.cancel() or self._deselect()
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None or not self.changeable or self.active:
            return False
        if not event.isAutoRepeat():
            self._nudges += 1
        self._nudge(step, 10 * NUDGE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else NUDGE)
        return True

    def _nudge(self, step: tuple[int, int], length: float) -> None:
        layer, face = self._selected(), self._scene.face
        if layer is None or face is None or placed(layer, face) is None:
            return
        dx, dy = on_screen(face, layer.place, step[0] * length, step[1] * length)
        place = nudged(layer.place, dx, dy)
        text = translate("PointerTool", "Move layer")
        self._session.edit(text, lambda _: self._with(place), gesture=f"nudge-{layer.id}-{self._nudges}")

    def _layer_at(self, position: QPointF, viewport: Viewport) -> str | None:
        page = self._scene.page
        found = layers_at(page, viewport.to_sheet(position), REACH_PX / viewport.scale) if page else []
        layers = [edits.find(self._scene.design, layer_id) for layer_id in found]
        return next((layer.id for layer in layers if layer and not layer.locked), None)

    def _grip(self, handle: Handle, pointer: Point) -> Gesture | None:
        start = self._start(pointer)
        if start is None:
            return None
        if handle.turns:
            return Turn(start, translate("PointerTool", "Rotate layer"))
        return Resize(start, translate("PointerTool", "Resize layer"), handle)

    def _start(self, pointer: Point) -> Start | None:
        layer, face = self._selected(), self._scene.face
        return Start(face, layer.place, pointer) if layer and face else None

    def _with(self, place: Placement) -> Design:
        return edits.with_layer(self._session.design, self._session.selected or "", place=place)

    def _selected(self) -> Layer | None:
        return edits.find(self._scene.design, self._session.selected)

    def _deselect(self) -> bool:
        had = self._session.selected is not None
        self._session.select(None)
        return had


def _boxed(layer: Layer) -> bool:
    """A layer that fills its panel is not to be dragged by accident; it is resized by its handles first."""
    return layer.place.width is not None or layer.place.height is not None


def placed(layer: Layer, face: Face) -> Place | None:
    """The layer's place; None on a panel that this dieline lacks."""
    try:
        return face.place(layer.place)
    except DieloomError:
        return None
