"""Sliders over decimal numbers, alone and with their spin box."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QSlider, QWidget

from desktop.panels.controls import NumberBox, describe, new_gesture, wheel_only_in_focus

HANDLE = 13.0  # px


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
            if not self.handle_rect().contains(event.position()):
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
        wheel_only_in_focus(self, event, super().wheelEvent)

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
        painter.drawEllipse(self.handle_rect().adjusted(1, 1, -1, -1))

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

    def handle_rect(self) -> QRectF:
        """Where the handle is."""
        rect = QRectF(0, 0, HANDLE, HANDLE)
        rect.moveCenter(QPointF(self._x_of(self.value()), self.height() / 2))
        return rect

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
        widest = max((f"{limit:.{decimals}f}{suffix}" for limit in (limits or (low, high))), key=len)
        self.box.setFixedWidth(self.box.fontMetrics().horizontalAdvance(f"0{widest}") + 8)
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
