"""A part of a reference, drawn on a large picture of it: by mouse, by keys, or as numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.document.model import StyleReference
from core.errors import DieloomError
from core.pictures.regions import Fractions
from desktop.panels.controls import NumberBox, describe
from desktop.panels.sections import GAP, Note, muted, row
from desktop.styles import work
from desktop.workers.background import Background

WHOLE: Fractions = (0.0, 0.0, 1.0, 1.0)
LEAST = 0.01  # of a side
STEP, FINE_STEP = 0.02, 0.002
VEIL = QColor(0, 0, 0, 130)  # over what is not meant
HANDLE_PX = 8
CURSORS = {
    "lt": Qt.CursorShape.SizeFDiagCursor,
    "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor,
    "lb": Qt.CursorShape.SizeBDiagCursor,
    "l": Qt.CursorShape.SizeHorCursor,
    "r": Qt.CursorShape.SizeHorCursor,
    "t": Qt.CursorShape.SizeVerCursor,
    "b": Qt.CursorShape.SizeVerCursor,
    "in": Qt.CursorShape.SizeAllCursor,
}


class RegionView(QWidget):
    """The picture with its part bright. Arrows move the part, with Shift they size it, with Ctrl in small steps."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self.region: Fractions = WHOLE
        self._grip, self._from, self._before = "", QPointF(), WHOLE
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        tip = self.tr("Drag a rectangle. Arrows move it, Shift and arrows size it, Ctrl makes the steps small.")
        describe(self, self.tr("Part of the picture"), tip)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_picture(self, picture: QImage) -> None:
        self._picture = picture
        self.update()

    def show_region(self, region: Fractions | None) -> None:
        self.region = region or WHOLE
        self.update()

    def area(self) -> QRectF:
        """Where the picture is painted."""
        size = QSizeF(self._picture.size() if not self._picture.isNull() else QSize(4, 3))
        size.scale(QSizeF(self.size()) - QSizeF(2 * HANDLE_PX, 2 * HANDLE_PX), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(QPointF(), size)
        area.moveCenter(QRectF(self.rect()).center())
        return area

    def part(self) -> QRectF:
        """Where the part is painted."""
        area, (left, top, right, bottom) = self.area(), self.region
        return QRectF(
            area.left() + left * area.width(),
            area.top() + top * area.height(),
            (right - left) * area.width(),
            (bottom - top) * area.height(),
        )

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        area, part = self.area(), self.part()
        if self._picture.isNull():
            painter.fillRect(area, self.palette().color(QPalette.ColorRole.Base))
            return
        painter.drawImage(area, self._picture)
        veil = QPainterPath()
        veil.addRect(area)
        veil.addRect(part)
        painter.fillPath(veil, VEIL)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(QColor("white"), 3))
        painter.drawRect(part)
        painter.setPen(QPen(accent, 1.5))
        painter.drawRect(part)
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.setBrush(accent)
        for corner in (part.topLeft(), part.topRight(), part.bottomLeft(), part.bottomRight()):
            painter.drawEllipse(corner, HANDLE_PX / 2 + 1, HANDLE_PX / 2 + 1)
        if self.hasFocus():
            painter.setPen(QPen(accent, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = self._grip_at(event.position())
            self._from, self._before = event.position(), self.region

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self.setCursor(QCursor(CURSORS.get(self._grip_at(event.position()), Qt.CursorShape.CrossCursor)))
            return
        if not self._grip:
            self._set(_between(self._place(self._from), self._place(event.position())))
            return
        area, way = self.area(), event.position() - self._from
        self._change(self._before, self._grip, way.x() / area.width(), way.y() / area.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = FINE_STEP if event.modifiers() & Qt.KeyboardModifier.ControlModifier else STEP
        ways = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step),
            Qt.Key.Key_Down: (0.0, step),
        }
        if event.key() not in ways:
            super().keyPressEvent(event)
            return
        sizing = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._change(self.region, "rb" if sizing else "in", *ways[Qt.Key(event.key())])

    def _change(self, region: Fractions, grip: str, dx: float, dy: float) -> None:
        left, top, right, bottom = region
        if grip == "in":
            dx = min(max(dx, -left), 1 - right)
            dy = min(max(dy, -top), 1 - bottom)
            self._set((left + dx, top + dy, right + dx, bottom + dy))
            return
        left = min(left + dx, right - LEAST) if "l" in grip else left
        right = max(right + dx, left + LEAST) if "r" in grip else right
        top = min(top + dy, bottom - LEAST) if "t" in grip else top
        bottom = max(bottom + dy, top + LEAST) if "b" in grip else bottom
        self._set((left, top, right, bottom))

    def _set(self, region: Fractions) -> None:
        left, top, right, bottom = (min(max(each, 0.0), 1.0) for each in region)
        self.region = (left, top, right, bottom)
        self.update()
        self.changed.emit()

    def _place(self, spot: QPointF) -> tuple[float, float]:
        area = self.area()
        x, y = (spot.x() - area.left()) / area.width(), (spot.y() - area.top()) / area.height()
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def _grip_at(self, spot: QPointF) -> str:
        """What a press here takes hold of: edges by their letters, the part as a whole, or nothing."""
        if self.region == WHOLE:
            return ""  # there is no part yet: a new one is drawn
        part = self.part()
        near = part.adjusted(-HANDLE_PX, -HANDLE_PX, HANDLE_PX, HANDLE_PX)
        if not near.contains(spot):
            return ""
        edges = {
            "l": spot.x() - part.left(),
            "r": spot.x() - part.right(),
            "t": spot.y() - part.top(),
            "b": spot.y() - part.bottom(),
        }
        held = "".join(edge for edge, gap in edges.items() if abs(gap) < HANDLE_PX)
        # Of a part smaller than the handles, the lower right corner.
        return held.replace("lr", "r").replace("tb", "b") or "in"


class RegionDialog(QDialog):
    """``chosen`` carries the part, None for the whole picture."""

    chosen = Signal(object)  # Fractions or None

    def __init__(self, reference: StyleReference, data: bytes, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Part of {0}").format(reference.name))
        self.view, self.note = RegionView(), Note()
        words = self.tr("Drag over the part whose style you want. The rest is left out.")
        self.hint = muted(QLabel(words))
        self.boxes = [NumberBox(0, 100, 1, " %", 1) for _ in range(4)]
        names = [self.tr("Left"), self.tr("Top"), self.tr("Width"), self.tr("Height")]
        fields: list[QWidget] = []
        for name, box in zip(names, self.boxes, strict=True):
            label = QLabel(name)
            label.setBuddy(box)
            describe(box, name)
            fields += [label, box]
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.whole = buttons.addButton(self.tr("&Whole picture"), QDialogButtonBox.ButtonRole.ResetRole)
        column = QVBoxLayout(self)
        column.setSpacing(GAP + 4)
        column.addWidget(self.hint)
        column.addWidget(self.view, 1)
        column.addWidget(self.note)
        column.addLayout(row(*fields))
        column.addWidget(buttons)
        for number, box in enumerate(self.boxes):
            box.edited.connect(partial(self._typed, number))
        self.view.changed.connect(self._show_numbers)
        self.whole.clicked.connect(lambda: self._show(WHOLE))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._show(reference.region or WHOLE)
        task = background.submit(partial(work.thumbnail, data, work.LARGE_PX, None))
        task.done.connect(self.view.show_picture)
        task.failed.connect(self._explain)
        self.view.setFocus()

    def accept(self) -> None:
        region = tuple(round(each, 4) for each in self.view.region)
        self.chosen.emit(None if region == WHOLE else region)
        super().accept()

    def _show(self, region: Fractions) -> None:
        self.view.show_region(region)
        self._show_numbers()

    def _show_numbers(self) -> None:
        left, top, right, bottom = self.view.region
        for box, value in zip(self.boxes, (left, top, right - left, bottom - top), strict=True):
            box.show_value(100 * value)

    def _typed(self, number: int, *_: object) -> None:
        left, top, width, height = (box.value() / 100 for box in self.boxes)
        left, top = min(left, 1 - LEAST), min(top, 1 - LEAST)
        width, height = max(LEAST, min(width, 1 - left)), max(LEAST, min(height, 1 - top))
        self._show((left, top, left + width, top + height))

    def _explain(self, error: DieloomError) -> None:
        self.note.say(str(error))


def _between(one: tuple[float, float], other: tuple[float, float]) -> Fractions:
    """The rectangle from one corner to another."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    left, top = min(left, 1 - LEAST), min(top, 1 - LEAST)
    return left, top, max(right, left + LEAST), max(bottom, top + LEAST)
