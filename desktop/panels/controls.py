"""The small controls that every panel is built from.

They speak to a panel in one way: ``edited(value, gesture)`` when the person changed something, where all changes under
one gesture (a press..release of the mouse or of a key, or the time that a field keeps the focus) make one undo step;
and ``show_value`` when the document changed, which never comes back as an edit.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QWidget,
)

HANDLE = 13.0  # px, of a slider

_gestures = count(1)


def new_gesture() -> str:
    """A key that no other gesture of this run has."""
    return f"gesture-{next(_gestures)}"


class NumberBox(QDoubleSpinBox):
    """A number with its unit. It edits when typing is finished or a step is taken, never at half a number."""

    edited = Signal(float, str)

    def __init__(self, low: float, high: float, decimals: int, suffix: str = "", step: float | None = None) -> None:
        super().__init__()
        self.setLocale(QLocale.c())  # the same decimal point as in the files and on the printed drawing
        self.setDecimals(decimals)
        self.setRange(low, high)
        self.setSingleStep(10.0**-decimals if step is None else step)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccelerated(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gesture = new_gesture()
        self.valueChanged.connect(lambda value: self.edited.emit(value, self._gesture))

    def event(self, event: QEvent) -> bool:
        return not is_undo(event) and super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, super().minimumSizeHint().height())

    def show_value(self, value: float) -> None:
        if value != self.value():  # setValue would reformat what is being typed
            with QSignalBlocker(self):
                self.setValue(value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._gesture = new_gesture()
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _wheel_only_in_focus(self, event, super().wheelEvent)


class StepSlider(QSlider):
    """A horizontal slider over decimal numbers; it jumps to where it is pressed and resets on a double click."""

    edited = Signal(float, str)
    reset = Signal(str)

    def __init__(self, low: float, high: float, step: float, origin: float = 0.0) -> None:
        """``origin`` is where the bar starts to fill: a direction's zero lies in its middle."""
        super().__init__(Qt.Orientation.Horizontal)
        self._step, self._origin = step, round(origin / step)
        self._track: list[QColor] = []
        self.setRange(round(low / step), round(high / step))
        self.setPageStep(max(1, (self.maximum() - self.minimum()) // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gesture = new_gesture()
        self.valueChanged.connect(lambda value: self.edited.emit(round(value * self._step, 9), self._gesture))

    def show_value(self, value: float) -> None:
        with QSignalBlocker(self):
            self.setValue(round(value / self._step))

    def show_track(self, colours: list[QColor]) -> None:
        """What the colour in hand becomes along the slider, from its low end to its high one."""
        self._track = colours
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture = new_gesture()
            self.setSliderDown(True)
            if not self._on_handle(event.position().x()):
                self.setValue(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset.emit(self._gesture)  # one step together with the jump of its first click

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._gesture = new_gesture()
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._gesture = new_gesture()  # that of the wheel
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _wheel_only_in_focus(self, event, super().wheelEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        palette, middle = self.palette(), self.height() / 2
        accent = palette.color(group, QPalette.ColorRole.Highlight)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._track:
            self._paint_track(painter, middle)
        else:
            self._paint_bar(painter, middle, accent)
        painter.setPen(QPen(accent if self.hasFocus() else palette.color(group, QPalette.ColorRole.Text), 1.4))
        painter.setBrush(accent if self.hasFocus() else palette.color(QPalette.ColorRole.Button))
        painter.drawEllipse(QPointF(self._x_of(self.value()), middle), HANDLE / 2 - 1, HANDLE / 2 - 1)

    def _paint_bar(self, painter: QPainter, middle: float, accent: QColor) -> None:
        painter.setBrush(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(QRectF(0, middle - 1.5, self.width(), 3), 1.5, 1.5)
        here, start = self._x_of(self.value()), self._x_of(self._origin)
        painter.setBrush(accent)
        painter.drawRect(QRectF(min(here, start), middle - 1.5, abs(here - start), 3))

    def _paint_track(self, painter: QPainter, middle: float) -> None:
        ramp = QLinearGradient(HANDLE / 2, 0, self.width() - HANDLE / 2, 0)
        for i, colour in enumerate(self._track):
            ramp.setColorAt(i / (len(self._track) - 1), colour)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(ramp)
        painter.drawRoundedRect(QRectF(0.5, middle - 4, self.width() - 1, 8), 2, 2)

    def _on_handle(self, x: float) -> bool:
        return abs(x - self._x_of(self.value())) <= HANDLE / 2

    def _x_of(self, value: int) -> float:
        part = (value - self.minimum()) / max(1, self.maximum() - self.minimum())
        return HANDLE / 2 + min(max(part, 0.0), 1.0) * (self.width() - HANDLE)

    def _value_at(self, x: float) -> int:
        part = (x - HANDLE / 2) / max(1, self.width() - HANDLE)
        return round(self.minimum() + part * (self.maximum() - self.minimum()))


class ValueSlider(QWidget):
    """A slider and its spin box, which may reach further; a double click goes back to ``default``."""

    edited = Signal(float, str)

    def __init__(
        self,
        name: str,
        low: float,
        high: float,
        *,
        decimals: int = 2,
        default: float = 0.0,
        limits: tuple[float, float] | None = None,
        suffix: str = "",
    ) -> None:
        super().__init__()
        step = 10.0**-decimals
        self.default = default
        self.slider = StepSlider(low, high, step, max(low, min(0.0, high)))
        self.box = NumberBox(*(limits or (low, high)), decimals, suffix, max(step, (high - low) / 100))
        self.box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.box.setFixedWidth(self.box.fontMetrics().horizontalAdvance("-000.00" + suffix) + 8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        self.setFocusProxy(self.slider)
        describe(self.slider, name)
        describe(self.box, name)
        self.slider.edited.connect(self._slid)
        self.box.edited.connect(self._typed)
        self.slider.reset.connect(lambda gesture: self.set_value(self.default, gesture))

    def value(self) -> float:
        return self.box.value()

    def show_value(self, value: float) -> None:
        self.slider.show_value(value)
        self.box.show_value(value)

    def set_value(self, value: float, gesture: str = "") -> None:
        """As if the person had set it."""
        self.show_value(value)
        self.edited.emit(self.box.value(), gesture or new_gesture())

    def _slid(self, value: float, gesture: str) -> None:
        self.box.show_value(value)
        self.edited.emit(self.box.value(), gesture)

    def _typed(self, value: float, gesture: str) -> None:
        self.slider.show_value(value)
        self.edited.emit(value, gesture)


class Choice(QComboBox):
    """A drop-down of (text, value) pairs; each choice is an undo step of its own."""

    edited = Signal(object)

    def __init__(self, name: str, options: Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__()
        self._values: list[Any] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        describe(self, name)
        self.set_options(options)
        self.activated.connect(lambda index: self.edited.emit(self._values[index]))

    def set_options(self, options: Iterable[tuple[str, Any]]) -> None:
        """Replace what can be chosen; what is shown stays if it is still there."""
        options = list(options)
        texts, values = [text for text, _ in options], [value for _, value in options]
        if values == self._values and texts == [self.itemText(i) for i in range(self.count())]:
            return
        shown = self.value()
        with QSignalBlocker(self):
            self.clear()
            self._values = values
            self.addItems(texts)
            self.show_value(shown)

    def value(self) -> Any:
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _wheel_only_in_focus(self, event, super().wheelEvent)


class TextField(QLineEdit):
    """One line of text; the edits under one focus make one undo step."""

    edited = Signal(str, str)

    def __init__(self, name: str, max_length: int = 200) -> None:
        super().__init__()
        self.setMaxLength(max_length)
        describe(self, name)
        self._gesture = new_gesture()
        self.textEdited.connect(lambda text: self.edited.emit(text, self._gesture))

    def event(self, event: QEvent) -> bool:
        return not is_undo(event) and super().event(event)

    def show_value(self, text: str) -> None:
        if text != self.text():  # setText would move the cursor
            self.setText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._gesture = new_gesture()
        super().focusInEvent(event)


def is_undo(event: QEvent) -> bool:
    """Whether a field is asked to keep undo or redo for itself: they are the document's, wherever the keyboard is."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def describe(widget: QWidget, name: str, tip: str = "") -> None:
    """The name that a screen reader speaks, and the tip that the mouse shows (the name itself when absent)."""
    widget.setAccessibleName(name)
    widget.setToolTip(tip or name)


def _wheel_only_in_focus(widget: QWidget, event: QWheelEvent, handle: Any) -> None:
    """Scrolling a panel must not change the numbers that happen to pass under the mouse."""
    if widget.hasFocus():
        handle(event)
    else:
        event.ignore()
