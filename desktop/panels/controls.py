"""The small controls that every panel is built from.

They speak to a panel in one way: ``edited(value, gesture)`` when the person changed something, where all changes under
one gesture (a press..release of the mouse or of a key, or the time that a field keeps the focus) make one undo step;
and ``show_value`` when the document changed, which never comes back as an edit.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

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
        self.lineEdit().setAcceptDrops(False)  # a file dropped here is the window's, not a number
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
        wheel_only_in_focus(self, event, super().wheelEvent)


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
        wheel_only_in_focus(self, event, super().wheelEvent)


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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.ignore()  # files are the window's
        else:
            super().dragEnterEvent(event)

    def show_value(self, text: str) -> None:
        if text != self.text():  # setText would move the cursor
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)  # a long text is read from its beginning

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


def wheel_only_in_focus(widget: QWidget, event: QWheelEvent, handle: Any) -> None:
    """Scrolling a panel must not change the numbers that happen to pass under the mouse."""
    if widget.hasFocus():
        handle(event)
    else:
        event.ignore()
