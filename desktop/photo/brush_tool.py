"""The brush: paint over a placed picture what a step is to do something about, in places of the picture.

One mask says what is to be filled in; two say what belongs to the subject of a cut-out for certain, and what does not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QTransform

from core.compose.layers import fitted
from core.compose.placing import Face
from core.document.edits import find
from core.document.model import ImageLayer
from core.errors import DieloomError
from core.geometry import Affine
from desktop.canvas import drag_paint
from desktop.canvas.painter import transform_of
from desktop.canvas.scene import Scene
from desktop.canvas.viewport import Viewport
from desktop.photo.mask import PaintedMask
from desktop.session import Session

BRUSH, SMALLEST, LARGEST = 0.03, 0.002, 0.3  # radius, of the picture's longer side
STEP = 1.25
NUDGE, LONG_NUDGE = 0.5, 2.0  # brushes: a press of an arrow key, and with Shift
SHADE = 0.55  # how much of the colour lies over the picture

COLOURS = {"fill": QColor("#e3243b"), "keep": QColor("#1f9d55"), "drop": QColor("#e3243b")}
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
OTHERS = (Qt.Key.Key_Escape, Qt.Key.Key_Insert, Qt.Key.Key_X, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight)


@dataclass(frozen=True)
class BrushUse:
    """What is painted on which layer: the names of the masks, and those there are already (grey PNG as base64).

    ``size`` is the picture's in pixels.
    """

    layer: str
    size: tuple[int, int]
    masks: Mapping[str, str | None]


class BrushTool(QObject):
    """Works on the layer of its :class:`BrushUse`, until that is done or given up."""

    changed = Signal()  # it is to be drawn again
    left = Signal()  # the person is done with it
    accepted = Signal(object)  # BrushUse with the masks as they were painted

    def __init__(self, session: Session, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._scene = session, scene
        self._use: BrushUse | None = None
        self.masks: dict[str, PaintedMask] = {}
        self.current = ""  # of the masks
        self.erasing = False
        self.brush = BRUSH
        self._spot: QPointF | None = None  # where the brush is, on the page
        self._painting = False
        session.changed.connect(self._document_changed)

    # What it works on

    @property
    def layer(self) -> ImageLayer | None:
        """The picture that is painted on; None when it is gone, locked, or on the other side."""
        found = find(self._session.design, self._use.layer) if self._use else None
        if isinstance(found, ImageLayer) and found.place.side == self._scene.side and not found.locked:
            return found
        return None

    @property
    def matrix(self) -> Affine | None:
        """From the picture's unit square to the page."""
        layer, face = self.layer, self._scene.face
        return _matrix(layer, face, self._use.size) if layer and face and self._use else None

    @property
    def active(self) -> bool:
        return self._painting

    @property
    def strokes(self) -> int:
        """How many can be taken back."""
        return next((mask.strokes for mask in self.masks.values()), 0)

    @property
    def empty(self) -> bool:
        return all(mask.empty for mask in self.masks.values())

    # What can be done

    def begin(self, use: BrushUse) -> None:
        self._use = use
        self.masks = {name: PaintedMask(use.size, COLOURS[name], png) for name, png in use.masks.items()}
        self.current, self.erasing = next(iter(self.masks)), False
        self.changed.emit()

    def choose(self, name: str) -> None:
        """Paint on this of the masks."""
        self.current, self.erasing = name, False
        self.changed.emit()

    def erase(self, on: bool) -> None:
        self.erasing = on
        self.changed.emit()

    def size_brush(self, factor: float) -> None:
        self.brush = min(max(self.brush * factor, SMALLEST), LARGEST)
        self.changed.emit()

    def clear(self) -> None:
        for mask in self.masks.values():
            mask.clear()
        self.changed.emit()

    def take_back(self) -> None:
        """The last stroke."""
        for mask in self.masks.values():
            mask.take_back()
        self.changed.emit()

    def accept(self) -> None:
        """Done: hand over what was painted."""
        use = self._use
        if use is None or self.layer is None:
            return
        made = BrushUse(use.layer, use.size, {name: mask.png() for name, mask in self.masks.items()})
        self.left.emit()
        self.accepted.emit(made)

    def put_down(self) -> None:
        """Another tool is taken."""
        self._use, self._painting, self.masks, self.current = None, False, {}, ""

    # The canvas's events

    def press(self, position: QPointF, viewport: Viewport, *, constrained: bool = False) -> None:
        """With Shift or Alt it erases."""
        self._spot = QPointF(*viewport.to_sheet(position))
        self._painting = self.matrix is not None
        self._begin_stroke(erase=constrained or self.erasing)

    def drag(self, position: QPointF, viewport: Viewport, *, constrained: bool) -> None:
        before, self._spot = self._spot, QPointF(*viewport.to_sheet(position))
        if self._painting and before is not None:
            self._draw(before, self._spot, erase=constrained or self.erasing)
        self.changed.emit()

    def release(self) -> None:
        self._painting = False
        self.changed.emit()

    def cursor(self, position: QPointF, viewport: Viewport) -> Qt.CursorShape:
        return Qt.CursorShape.ForbiddenCursor if self.matrix is None else Qt.CursorShape.BlankCursor

    def wants(self, event: QKeyEvent) -> bool:
        """Keys that the window would otherwise take for its own shortcuts: undo is of the last stroke, while there is
        one."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return key == Qt.Key.Key_Z and not shift and self.strokes > 0
        return key in (*ENTER, *DELETE, *OTHERS, *ARROWS)

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key; False when it is not one of the tool's."""
        key = Qt.Key(event.key())
        if not self.wants(event):
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Z:
            self.take_back()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in ENTER:
            self.accept()
        elif key in DELETE:
            self.clear()
        elif key == Qt.Key.Key_X:
            self._swap()
        elif key in ARROWS:
            self._nudge(ARROWS[key], LONG_NUDGE if shift else NUDGE)
        elif key == Qt.Key.Key_Insert:
            self._begin_stroke(erase=shift or self.erasing)
        else:
            self.size_brush(STEP if key == Qt.Key.Key_BracketRight else 1 / STEP)
        self.changed.emit()
        return True

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        matrix = self.matrix
        if matrix is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(SHADE)
        for mask in self.masks.values():
            painter.save()
            painter.setTransform(_rows_down(matrix, mask) * viewport.transform, combine=True)
            painter.drawImage(QPointF(0, 0), mask.image)
            painter.restore()
        painter.restore()
        if self._spot is not None:
            centre = viewport.to_screen((self._spot.x(), self._spot.y()))
            drag_paint.draw_brush(painter, centre, self._width(matrix) / 2 * viewport.scale)

    # Strokes

    def _begin_stroke(self, *, erase: bool) -> None:
        if self.matrix is None:
            return
        for mask in self.masks.values():
            mask.begin_stroke()
        spot = self._spot or self._middle()
        self._draw(spot, spot, erase=erase)

    def _draw(self, start: QPointF, end: QPointF, *, erase: bool) -> None:
        """On the mask in hand; what is painted on one is not on the others."""
        matrix = self.matrix
        if matrix is None:
            return
        for name, mask in self.masks.items():
            if name == self.current or not erase:
                mask.draw(start, end, self._width(matrix), matrix, erase=erase or name != self.current)
        self.changed.emit()

    def _nudge(self, way: tuple[int, int], brushes: float) -> None:
        """Move the brush, for those who have no pointer: up is up on the page."""
        matrix = self.matrix
        if matrix is not None:
            step = brushes * self._width(matrix)
            self._spot = (self._spot or self._middle()) + QPointF(way[0] * step, -way[1] * step)

    def _middle(self) -> QPointF:
        return QPointF(*(self.matrix or Affine()).apply((0.5, 0.5)))

    def _swap(self) -> None:
        """To the other mask; where there is one only, between painting and erasing."""
        names = list(self.masks)
        if len(names) > 1:
            self.choose(names[(names.index(self.current) + 1) % len(names)])
        else:
            self.erase(not self.erasing)

    def _width(self, matrix: Affine) -> float:
        """Of the brush, mm on the page."""
        return 2 * self.brush * max(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))

    def _document_changed(self) -> None:
        """Undo may take the layer away, or move it."""
        if self._use is not None:
            self.changed.emit()


def _matrix(layer: ImageLayer, face: Face, size: tuple[int, int]) -> Affine | None:
    try:
        return fitted(face.place(layer.place), layer.fit, *size)
    except DieloomError:
        return None


def _rows_down(matrix: Affine, mask: PaintedMask) -> QTransform:
    """From a mask's pixels, rows running down, to the page."""
    width, height = mask.image.width(), mask.image.height()
    return QTransform(1 / width, 0, 0, -1 / height, 0, 1) * transform_of(matrix)
