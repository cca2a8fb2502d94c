"""The plane of seeds as a map: thumbnails that are pulled about under a crosshair, which marks the current place."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.artwork.recipe import Recipe
from core.document.seed_map import at_seed, seed_at
from desktop.panels.controls import describe, new_gesture
from desktop.panels.marks import KEYS, Marks, paint_badge
from desktop.panels.thumb_button import paint_thumb

HEIGHT_PX = 208
KEPT = 512  # thumbnails
CELL_PX, SMALLEST_PX, LARGEST_PX = 60.0, 32.0, 128.0
ZOOM = 1.2
DRAG_PX = 4.0
FINE = 0.1  # of a seed: a step with Shift
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
NEARER, FARTHER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus,)


class SeedPlane(QWidget):
    """Says how far the person moved; the place itself is the recipe's."""

    moved = Signal(object, float, float, str)  # from this recipe, so many seeds across, rows down, gesture
    visited = Signal(object)  # the seed that was clicked: Qt's int ends at half of them
    snapped = Signal()
    zoomed = Signal()
    menu_asked = Signal(object, QPoint)  # the recipe under the pointer, where on the screen

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks
        self._recipe: Recipe | None = None
        self._pictures: dict[int, QImage] = {}
        self._cell = CELL_PX
        self._pressed: QPointF | None = None
        self._start: Recipe | None = None  # where a drag began, once it is one
        self._gesture = new_gesture()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setMouseTracking(True)
        marks.changed.connect(self.update)
        describe(
            self,
            self.tr("Map of seeds"),
            self.tr(
                "Drag to wander between the seeds, click to go to one.\n"
                "Arrows: a seed to the side, a hundred up or down; with Shift a tenth. Home: nearest seed.\n"
                "Plus, minus, wheel: zoom. L: like, D: dislike the nearest seed."
            ),
        )

    def show_place(self, recipe: Recipe | None) -> None:
        """Of another recipe at the same place new pictures will come: only another place shows before."""
        before, self._recipe = self._recipe, recipe
        if before and recipe and (before.seed, before.between) == (recipe.seed, recipe.between):
            return
        if recipe:
            x, y = recipe.between
            words = self.tr("Seed {0}, {1:.2f} to the right, {2:.2f} down").format(recipe.seed, x, y)
            self.setAccessibleDescription(words)
        self.update()

    def show_picture(self, seed: int, picture: QImage) -> None:
        self._pictures.pop(seed, None)
        self._pictures[seed] = picture
        while len(self._pictures) > KEPT:
            del self._pictures[next(iter(self._pictures))]
        self.update()

    def forget_pictures(self) -> None:
        self._pictures.clear()
        self.update()

    def seeds(self) -> list[int]:
        """Those in view, from the crosshair outwards."""
        if self._recipe is None:
            return []
        spots = sorted(self._spots(), key=lambda spot: _length(self._centre(*spot) - self._middle()))
        return [seed_at(self._recipe.seed, *spot) for spot in spots]

    def zoom(self, factor: float) -> None:
        self._cell = min(max(self._cell * factor, SMALLEST_PX), LARGEST_PX)
        self.zoomed.emit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT_PX)

    # Pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._recipe:
            self._pressed, self._start = event.position(), None
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        way = event.position() - self._pressed
        if self._start is None and _length(way) >= DRAG_PX:
            self._start, self._gesture = self._recipe, new_gesture()
        if self._start is not None:
            self.moved.emit(self._start, -way.x() / self._cell, -way.y() / self._cell, self._gesture)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, start = self._pressed, self._start
        self._pressed = self._start = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if pressed is not None and start is None and self._recipe:
            self.visited.emit(seed_at(self._recipe.seed, *self._spot_at(pressed)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel must not zoom a map that happens to pass under the mouse."""
        if self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._recipe:
            seed = seed_at(self._recipe.seed, *self._spot_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), self.tr("Seed {0}").format(seed) + "\n" + self.toolTip(), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, key = ARROWS.get(Qt.Key(event.key())), Qt.Key(event.key())
        if self._recipe is None:
            super().keyPressEvent(event)
        elif step is not None:
            if not event.isAutoRepeat():
                self._gesture = new_gesture()
            size = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            self.moved.emit(self._recipe, step[0] * size, step[1] * size, self._gesture)
        elif key == Qt.Key.Key_Home:
            self.snapped.emit()
        elif key in NEARER or key in FARTHER:
            self.zoom(ZOOM if key in NEARER else 1 / ZOOM)
        elif not self._marks.take_key(event, at_seed(self._recipe, self._nearest())):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._recipe is None:
            return
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        seed = self._nearest() if by_keys else seed_at(self._recipe.seed, *self._spot_at(QPointF(event.pos())))
        where = self.mapToGlobal(self._middle().toPoint()) if by_keys else event.globalPos()
        self.menu_asked.emit(at_seed(self._recipe, seed), where)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        if self._recipe:
            for spot in self._spots():
                self._paint_spot(painter, self._recipe, spot)
            if self.isEnabled():
                self._paint_crosshair(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(QPen(self.palette().color(role), 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 1 if self.hasFocus() else 0
        painter.drawRect(self.rect().adjusted(inset, inset, -1, -1))

    def _paint_spot(self, painter: QPainter, recipe: Recipe, spot: tuple[int, int]) -> None:
        side = self._cell - 3
        area = QRectF(0, 0, side, side)
        area.moveCenter(self._centre(*spot))
        seed = seed_at(recipe.seed, *spot)
        paint_thumb(painter, self._pictures.get(seed, QImage()), area, self.palette(), faded=not self.isEnabled())
        paint_badge(painter, self._marks.of(at_seed(recipe, seed)), area)

    def _paint_crosshair(self, painter: QPainter) -> None:
        """Over a pale line, so that it shows on any artwork."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle, accent = self._middle(), self.palette().color(QPalette.ColorRole.Highlight)
        for colour, width in ((QColor(255, 255, 255, 230), 4.0), (accent, 1.8)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(middle, 7, 7)
            for x, y in ARROWS.values():
                painter.drawLine(middle + QPointF(x, y) * 7, middle + QPointF(x, y) * 15)

    # Where things are

    def _middle(self) -> QPointF:
        return QRectF(self.rect()).center()

    def _centre(self, across: int, down: int) -> QPointF:
        """Of the thumbnail so many columns and rows from the recipe's seed."""
        x, y = self._recipe.between if self._recipe else (0.0, 0.0)
        return self._middle() + QPointF(across - x, down - y) * self._cell

    def _spot_at(self, position: QPointF) -> tuple[int, int]:
        """The column and row, from the recipe's seed, of the thumbnail under a position."""
        x, y = self._recipe.between if self._recipe else (0.0, 0.0)
        way = (position - self._middle()) / self._cell
        return math.floor(way.x() + x + 0.5), math.floor(way.y() + y + 0.5)

    def _nearest(self) -> int:
        assert self._recipe
        return seed_at(self._recipe.seed, *self._spot_at(self._middle()))

    def _spots(self) -> list[tuple[int, int]]:
        """Columns and rows in view."""
        left, top = self._spot_at(QPointF(0, 0))
        right, low = self._spot_at(QPointF(self.width() - 1, self.height() - 1))
        return [(across, down) for down in range(top, low + 1) for across in range(left, right + 1)]


def _length(way: QPointF) -> float:
    return math.hypot(way.x(), way.y())


def _is_own(event: QKeyEvent) -> bool:
    """Keys that the window would otherwise take for its own shortcuts."""
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    return plain and (event.key() in KEYS or event.key() in (*NEARER, *FARTHER))
