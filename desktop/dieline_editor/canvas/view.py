"""The drawing board: the blank at any scale, what is selected on it, and the tool in hand.

The blank is kept as a pixmap; the selection, guides, findings and the read-out are painted over it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.dieline.checks import Finding
from core.dieline.editing.evaluation import Unmet
from core.dieline.editing.hits import Part, parts_at
from core.dieline.editing.items import Item
from core.geometry import Box, Point
from desktop import theme
from desktop.canvas import rulers
from desktop.canvas.view import WHEEL_STEP
from desktop.canvas.viewport import Viewport
from desktop.dieline_editor.canvas import overlay
from desktop.dieline_editor.canvas.blank import Blank
from desktop.dieline_editor.canvas.select_tool import SelectTool
from desktop.dieline_editor.canvas.tools import REACH_PX, Pointer, Tool
from desktop.dieline_editor.session import EditorSession
from desktop.dieline_editor.words import item_name

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
FINE, STEP, COARSE = 0.1, 1.0, 10.0  # mm that an arrow key moves: with Ctrl, alone, with Shift
NEAR_MM = 40.0  # around a place that is gone to


class EditorCanvas(QWidget):
    """Wheel: zoom at the pointer. Middle button, or Space and drag: pan. Tab: the next figure, corner or edge."""

    pointer_moved = Signal(object)  # Point on the blank, or None
    tool_changed = Signal(object)  # Tool
    menu_wanted = Signal(object)  # QPoint on the screen

    def __init__(self, session: EditorSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.pointer_tool = SelectTool(session)
        self._tool: Tool = self.pointer_tool
        self._viewport, self._fitted = Viewport(), True
        self._blank = self._made()
        self._kept: tuple[object, QPixmap] | None = None
        self._findings: Sequence[Finding] = ()
        self._pointer: Pointer | None = None
        self._pan_from: QPointF | None = None
        self._space = False
        self._sized = dict(session.given)
        self.snapping = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Drawing of the blank"))
        session.changed.connect(self._changed)
        session.selection_changed.connect(self._selected)
        self._selected()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    @property
    def viewport(self) -> Viewport:
        return self._viewport

    @property
    def tool(self) -> Tool:
        return self._tool

    def use(self, tool: Tool | None) -> None:
        """Take a tool in hand; None for the pointer."""
        self._tool.cancel()
        self._tool = tool or self.pointer_tool
        self._tool.snapping = self.snapping
        self.setCursor(self._tool.cursor if tool is None else Qt.CursorShape.CrossCursor)
        self.tool_changed.emit(self._tool)
        self.update()

    def use_snapping(self, on: bool) -> None:
        self.snapping = self._tool.snapping = self.pointer_tool.snapping = on

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self.update()

    # What is in view

    def fit(self) -> None:
        """The whole blank."""
        box = self._bounds()
        if box is not None:
            room = QRectF(self.rect()).adjusted(rulers.BREADTH_PX, rulers.BREADTH_PX, 0, 0)
            self._see(Viewport.fitting(box, room), fitted=True)

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        self._see(self._viewport.zoomed(factor, about or QRectF(self.rect()).center()))

    def go_to(self, place: Point) -> None:
        """A place of the blank, close enough to see what is wrong there."""
        box = Box(place.x, place.y, place.x, place.y).grown(NEAR_MM)
        self._see(Viewport.fitting(box, QRectF(self.rect())))

    def _bounds(self) -> Box | None:
        boxes = [each.bounds for each in self._session.drawn.values()]
        if not boxes:
            return None
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return Box(min(x0), min(y0), max(x1), max(y1))

    def _made(self) -> Blank:
        """While a formula is wrong the last blank stays; a figure that lies wrong is seen where it lies."""
        session = self._session
        outline = session.outline if session.now.broken else session.now.outline
        return Blank(session.file, session.drawn, outline, last=session.outline, sound=session.now.error is None)

    def _in_view(self) -> bool:
        box = self._bounds()
        return box is None or QRectF(self.rect()).contains(self._viewport.rect(box))

    def _see(self, viewport: Viewport, *, fitted: bool = False) -> None:
        self._fitted = fitted
        self._viewport = viewport
        self.update()

    def _changed(self) -> None:
        self._blank = self._made()
        self._kept = None
        if dict(self._session.given) != self._sized or not self._in_view():
            self._sized = dict(self._session.given)
            if self._fitted and not self._tool.active:
                self.fit()
        self.update()

    def _selected(self) -> None:
        part = self._session.selected
        self.setAccessibleDescription(self._words(part) if part else self.tr("Nothing is selected."))
        self.update()

    def _words(self, part: Part) -> str:
        name = item_name(self._session.file, part.item)
        if part.kind == "corner":
            return self.tr("{0}, corner {1}").format(name, part.number + 1)
        if part.kind == "edge":
            return self.tr("{0}, edge {1}").format(name, part.number + 1)
        return name

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(QPoint(0, 0), self._still())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        for item in self._wrong():
            whole = Part(item, "whole")
            overlay.draw_part(painter, self._session.drawn[item], whole, self._viewport, overlay.TROUBLE, hover=True)
        self._paint_selection(painter)
        overlay.draw_findings(painter, self._findings, self._viewport)
        self._paint_gesture(painter)
        if self._session.now.error is not None:
            overlay.draw_trouble(painter, self._trouble(), QRectF(self.rect()))
        painter.restore()
        zero = Point(0.0, 0.0)
        screen = self._pointer.screen if self._pointer else None
        rulers.draw(painter, self._viewport, zero, QRectF(self.rect()), screen, theme.current())

    def _still(self) -> QPixmap:
        """The blank alone, painted again only when it or the view has changed."""
        ratio = self.devicePixelRatioF()
        key = (self._viewport, self.size().toTuple(), ratio, theme.current().surround)
        if self._kept is None or self._kept[0] != key:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(theme.current().surround))
            painter = QPainter(pixmap)
            self._blank.paint(painter, self._viewport)
            painter.end()
            self._kept = key, pixmap
        return self._kept[1]

    def _paint_selection(self, painter: QPainter) -> None:
        session, accent = self._session, QColor(theme.current().accent)
        hover, held = self._tool.hover, session.selected
        if hover is not None and hover != held and hover.item in session.drawn and not self._tool.active:
            overlay.draw_part(painter, session.drawn[hover.item], hover, self._viewport, accent, hover=True)
        if held is not None and held.item in session.drawn:
            drawn = session.drawn[held.item]
            overlay.draw_part(painter, drawn, held, self._viewport, accent, hover=False)
            if held.kind == "whole" and held.item.kind == "panels":
                read = session.file.panels[held.item.number].read
                overlay.draw_reading(painter, drawn, read, self._viewport, accent)
            if held.kind == "edge" and held.number < len(drawn.edges):
                overlay.draw_length(painter, drawn, held.number, self._viewport)

    def _wrong(self) -> set[Item]:
        """The figures with a formula of their own that gives nothing."""
        found = set()
        for path, error in self._session.now.broken:
            if isinstance(error, Unmet) or len(path) < 2:
                continue
            kind, number = path[:2]
            if (kind == "panels" or kind == "marks") and isinstance(number, int):
                found.add(Item(kind, number))
        return found & self._session.drawn.keys()

    def _trouble(self) -> str:
        """The first thing that keeps the blank from being made."""
        broken = self._session.now.broken
        return str(broken[0][1] if broken else self._session.now.error)

    def _paint_gesture(self, painter: QPainter) -> None:
        tool = self._tool
        tool.paint(painter, self._viewport)
        if tool.snapped is not None and tool.snapped.what:
            overlay.draw_guides(painter, tool.snapped.guides, self._viewport)
            if tool.snapped.what in ("corner", "edge"):
                overlay.draw_caught(painter, tool.snapped.point, self._viewport)
        if tool.note and self._pointer is not None:
            overlay.draw_note(painter, tool.note, self._pointer.screen, QRectF(self.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fitted:
            self.fit()

    # Pointer

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(WHEEL_STEP ** (event.angleDelta().y() / 120), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (self._space and left):
            self._pan_from = event.position()
        elif left:
            self._tool.press(self._at(event))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self._at(event)
        if self._pan_from is not None:
            way = event.position() - self._pan_from
            self._pan_from = event.position()
            self._see(self._viewport.panned(way.x(), way.y()))
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._tool.drag(pointer)
        else:
            self._tool.move(pointer)
        self.pointer_moved.emit(pointer.point)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
        elif event.button() == Qt.MouseButton.LeftButton and self._tool.release(self._at(event)):
            self.use(None)
        if self._fitted and not self._in_view():
            self.fit()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse for what is under it, by the key for what is selected."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            if self._tool is not self.pointer_tool or self._tool.active:
                return
            place = self._viewport.to_sheet(QPointF(event.pos()))
            found = parts_at(self._session.drawn, place, REACH_PX / self._viewport.scale)
            if self._session.selected not in found:
                self._session.select(next(iter(found), None))
        if self._session.selected is not None:
            self.menu_wanted.emit(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """What is wrong under the pointer is told by a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            texts = [each.message for each in self._findings if self._is_near(each, event.pos())]
            QToolTip.showText(event.globalPos(), "\n".join(texts), self)
            return True
        return super().event(event)

    def _is_near(self, finding: Finding, position: QPoint) -> bool:
        if finding.place is None:
            return False
        way = self._viewport.to_screen(finding.place) - QPointF(position)
        return way.manhattanLength() <= 2 * overlay.TROUBLE_PX

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = self._tool.hover = None
        if not self._tool.active:
            self._tool.snapped = None
        self.pointer_moved.emit(None)
        self.update()

    def _at(self, event: QMouseEvent) -> Pointer:
        keys = event.modifiers()
        self._pointer = Pointer(
            self._viewport.to_sheet(event.position()),
            event.position(),
            REACH_PX / self._viewport.scale,
            bool(keys & Qt.KeyboardModifier.ShiftModifier),
            bool(keys & Qt.KeyboardModifier.ControlModifier),
        )
        return self._pointer

    # Keys

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes through what is on the blank, and on to the next control past its end."""
        return self.pointer_tool.step(1 if following else -1) or super().focusNextPrevChild(following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif not self._key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.setCursor(
                Qt.CursorShape.ArrowCursor if self._tool is self.pointer_tool else Qt.CursorShape.CrossCursor
            )
        super().keyReleaseEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        step = ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            keys = event.modifiers()
            far = COARSE if keys & Qt.KeyboardModifier.ShiftModifier else STEP
            far = FINE if keys & Qt.KeyboardModifier.ControlModifier else far
            return self.pointer_tool.nudge(step[0] * far, step[1] * far, again=event.isAutoRepeat())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._tool.by_key():
            self.use(None)
            return True
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        return False

    def _escape(self) -> bool:
        """Give up the gesture, else put the tool away, else select nothing."""
        self.update()
        if self._tool.cancel():
            return True
        if self._tool is not self.pointer_tool:
            self.use(None)
            return True
        had = self._session.selected is not None
        self._session.select(None)
        return had
