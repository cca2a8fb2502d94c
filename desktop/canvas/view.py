"""The canvas: the open design at any scale, the dieline over it, and what is selected.

It plays back the drawing of :mod:`desktop.canvas.scene`; three things are painted over each other: the sheet (kept as
a pixmap), the dieline, and the frame of the selected layer with the rulers.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from core.compose.drawlist import Group
from core.dieline.outline import Side
from core.document.document import Document
from core.geometry import Box, Point
from core.units import MM_PER_INCH
from desktop import theme
from desktop.canvas import dieline, labels, rulers
from desktop.canvas.drag_bar import DragBar
from desktop.canvas.drag_tool import DragTool
from desktop.canvas.pointing import Pointing
from desktop.canvas.scene import Scene
from desktop.canvas.sheet import Look, Sheet
from desktop.canvas.tiles import Tiles
from desktop.canvas.tool import PointerTool
from desktop.canvas.viewport import Viewport
from desktop.photo.brush_bar import BrushBar
from desktop.photo.brush_tool import BrushTool, BrushUse
from desktop.session import Session

WHEEL_STEP = 1.25  # a notch of the wheel
ZOOM_STEP = 1.5  # a press of a key
REST_MS = 150  # after the last step of a movement, a slow page is rendered
LEAST_AROUND = 15.0  # mm, of a place that is gone to


class Overlay(Protocol):
    """Paints what is seen of the page in its own way."""

    changed: SignalInstance

    def see(self, viewport: Viewport, area: QRectF, ratio: float) -> None: ...

    def paint(self, painter: QPainter, viewport: Viewport) -> None: ...


class Marks(Protocol):
    """Says something of each layer, over the sheet and the dieline."""

    def paint(self, painter: QPainter, viewport: Viewport, side: Side, selected: str | None) -> None: ...


class Canvas(QWidget):
    """Wheel: zoom at the pointer. Middle button, or Space and drag: pan."""

    viewport_changed = Signal(object)  # Viewport
    pointer_moved = Signal(object)  # Point on the page, or None
    drag_tool_used = Signal(bool)  # whether it is in hand now

    def __init__(self, session: Session, scene: Scene, tiles: Tiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._scene, self._tiles = session, scene, tiles
        self._sheet = Sheet(tiles)
        self._pointer_tool = PointerTool(session, scene)
        self.drag_tool = DragTool(session, scene, tiles, tiles.lane, self)
        self.brush_tool = BrushTool(session, scene, self)
        self._tool: PointerTool | DragTool | BrushTool = self._pointer_tool
        self._viewport = Viewport()
        self._fitted = True  # keeps fitting while the window is resized, until the person zooms or pans
        self._technical: list[Group] = []
        self._batches: list[dieline.Batch] = []  # of those groups
        self._pointer: QPointF | None = None
        self._pan_from: QPointF | None = None
        self._space = False
        self._moving = QTimer(self, singleShot=True, interval=REST_MS)
        self._moving.timeout.connect(self.update)
        self.press: Overlay | None = None
        self.badges: Marks | None = None
        self.pointing = Pointing(self)
        self.pointing.changed.connect(self.update)
        self.options = {"dieline": True, "rulers": True, "labels": True, "trimmed": False, "resolution": True}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Canvas"))
        self.drag_bar = DragBar(self.drag_tool, self)
        self.drag_tool.changed.connect(self._tool_changed)
        self.drag_tool.left.connect(lambda: self.use_drag_tool(False))
        self.brush_bar = BrushBar(self.brush_tool, self)
        self.brush_tool.changed.connect(self._tool_changed)
        self.brush_tool.left.connect(self.put_brush_down)
        scene.changed.connect(self._composed)
        tiles.changed.connect(self._repaint_sheet)
        session.changed.connect(self._edited)
        session.selection_changed.connect(self._selected)
        self._edited(session.document)
        self._composed()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    @property
    def viewport(self) -> Viewport:
        return self._viewport

    def show_option(self, name: str, on: bool) -> None:
        """Switch ``dieline``, ``rulers``, ``labels``, ``trimmed`` or ``resolution``."""
        self.options[name] = on
        self._repaint_sheet()

    def lay_over(self, press: Overlay) -> None:
        """Show the page as this sees it, over the sheet and under the dieline."""
        self.press = press
        press.changed.connect(self.update)

    def go_to(self, box: Box) -> None:
        """Show a place of the page, with enough around it to see where it is."""
        inset = rulers.BREADTH_PX if self.options["rulers"] else 0
        room = QRectF(self.rect()).adjusted(inset, inset, 0, 0)
        self._see(Viewport.fitting(box.grown(max(LEAST_AROUND, max(box.width, box.height) / 4)), room))

    def show_side(self, side: Side) -> None:
        self._scene.side = side

    def use_drag_tool(self, on: bool) -> None:
        """Take the drag tool in hand, or the pointer again."""
        if on != (self._tool is self.drag_tool):
            self._take(self.drag_tool if on else self._pointer_tool)

    def use_brush(self, use: BrushUse) -> None:
        """Take the brush in hand, to paint on a picture."""
        self._take(self.brush_tool)
        self.brush_tool.begin(use)
        self.brush_bar.refresh()

    def put_brush_down(self) -> None:
        if self._tool is self.brush_tool:
            self._take(self._pointer_tool)

    def _take(self, tool: PointerTool | DragTool | BrushTool) -> None:
        self._tool.put_down()
        self._tool = tool
        if tool is not self._pointer_tool:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for each, bar in ((self.drag_tool, self.drag_bar), (self.brush_tool, self.brush_bar)):
            bar.setVisible(tool is each)
            bar.refresh()
        self.drag_tool_used.emit(tool is self.drag_tool)
        self._point(self._pointer)

    def fit(self) -> None:
        page = self._scene.page
        if page is not None:
            inset = rulers.BREADTH_PX if self.options["rulers"] else 0
            self._see(Viewport.fitting(page.bleed, QRectF(self.rect()).adjusted(inset, inset, 0, 0)), fitted=True)

    def actual_size(self, times: float = 1.0) -> None:
        """A millimetre on the sheet as a millimetre on the screen, as far as the screen knows its own size."""
        scale = self.screen().physicalDotsPerInch() / self.devicePixelRatioF() / MM_PER_INCH * times
        self.zoom(scale / self._viewport.scale)

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        self._see(self._viewport.zoomed(factor, about or QRectF(self.rect()).center()))

    def _see(self, viewport: Viewport, *, fitted: bool = False) -> None:
        self._fitted = fitted
        if viewport != self._viewport:
            self._viewport = viewport
            if self._sheet.slow:
                self._moving.start()
            self.viewport_changed.emit(viewport)
            self.update()

    def _edited(self, document: Document) -> None:
        """Ask for pixels at once, while the drawing is still being composed."""
        self._tiles.follow(document.design)
        self._tiles.hold(document)

    def _composed(self) -> None:
        page, face = self._scene.page, self._scene.face
        if page is not None and face is not None:
            groups = dieline.technical(page)
            if groups != self._technical:  # artwork changes far more often
                self._technical, self._batches = groups, dieline.batches(page)
            self._sheet.put(page, face)
            self._tiles.hold_drawn([page])
        if self._fitted:
            self.fit()
        self.setAccessibleDescription(self.tr("Layers: {0}").format(len(self._scene.design.layers)))
        self._repaint_sheet()

    def _repaint_sheet(self) -> None:
        self._sheet.drop()
        self.update()

    def _tool_changed(self) -> None:
        if self._tool is not self._pointer_tool:
            self.update()

    def _selected(self, _: str | None) -> None:
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, ratio = theme.current(), self.devicePixelRatioF()
        look = Look(self._viewport, self.size(), ratio, colours.surround, self.options["trimmed"])
        self._sheet.paint(painter, look, moving=self._moving.isActive())
        if self.press is not None:
            self.press.see(self._viewport, QRectF(self.rect()), ratio)
            self.press.paint(painter, self._viewport)
        if self.options["dieline"]:
            painter.save()
            painter.setTransform(self._viewport.transform, combine=True)
            dieline.draw(painter, self._batches, ratio)
            painter.restore()
        page, face = self._scene.page, self._scene.face
        if page is None or face is None:
            return
        if self.options["labels"]:
            labels.draw(painter, face, self._viewport)
        if self.badges is not None and self.options["resolution"]:
            self.badges.paint(painter, self._viewport, self._scene.side, self._session.selected)
        self._tool.paint(painter, self._viewport)
        if self.pointing.side == self._scene.side:
            self.pointing.paint(painter, self._viewport)
        if self.options["rulers"]:
            zero = Point(page.trim.x0, page.trim.y0)
            rulers.draw(painter, self._viewport, zero, QRectF(self.rect()), self._pointer, colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.drag_bar.place()
        self.brush_bar.place()
        if self._fitted:
            self.fit()

    # Pointer and keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._tool.wants(event):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(WHEEL_STEP ** (event.angleDelta().y() / 120), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pans = event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        )
        if pans:
            self._pan_from = event.position()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._tool.press(event.position(), self._viewport, constrained=self._constrained(event))
        self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            way = event.position() - self._pan_from
            self._pan_from = event.position()
            self._see(self._viewport.panned(way.x(), way.y()))
        else:
            self._tool.drag(event.position(), self._viewport, constrained=self._constrained(event))
        self._point(event.position())

    def _constrained(self, event: QMouseEvent) -> bool:
        """With Shift; the brush takes Alt for it as well, as other programs do."""
        alt = Qt.KeyboardModifier.AltModifier if self._tool is self.brush_tool else Qt.KeyboardModifier.NoModifier
        return bool(event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | alt))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
        else:
            self._tool.release()
        self._point(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.pointer_moved.emit(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._point(self._pointer)
        elif not self._tool.key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._point(self._pointer)
        else:
            super().keyReleaseEvent(event)

    def _point(self, position: QPointF | None) -> None:
        """The pointer is here now: cursor, ruler marks and the read-out follow."""
        self._pointer = position
        if self._pan_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif position is not None and not self._tool.active:
            self.setCursor(self._tool.cursor(position, self._viewport))
        page = self._scene.page
        if position is not None and page is not None:
            point = self._viewport.to_sheet(position)
            self.pointer_moved.emit(Point(point.x - page.trim.x0, point.y - page.trim.y0))
        self.update()
