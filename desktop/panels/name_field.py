"""A name that is read like a label and changed in place: double click or F2, then Enter; Esc leaves it as it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from desktop.panels.controls import describe, is_undo
from desktop.panels.sections import label_width

LENGTH = 60
INSET = 2  # px that a field keeps free at its left
AT_REST = "background: transparent; padding: 0; margin: 0"
UNLIMITED = 16777215  # QWIDGETSIZE_MAX


class NameField(QLineEdit):
    """At rest about as wide as the labels of the panel, with an ellipsis where the name is longer."""

    renamed = Signal(str)
    writing = Signal(bool)  # whether it is a field just now, which wants all the room there is

    def __init__(self, text: str, widest: str) -> None:
        """``widest`` is a name that has to fit at rest."""
        super().__init__()
        self._name, self._widest = text, widest
        self.setFrame(False)
        self.setMaxLength(LENGTH)
        self._rest()

    @property
    def name(self) -> str:
        """All of it."""
        return self._name

    def show_name(self, name: str) -> None:
        self._name = name
        if self.isReadOnly():
            self._elide()
        tip = self.tr("{0} (double-click or F2 to rename)").format(name)
        describe(self, self.tr("Name of {0}").format(name), tip)

    def begin(self) -> None:
        """Take a new name from the keys."""
        self.setReadOnly(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet("")
        self.setTextMargins(0, 0, 0, 0)
        self.setMaximumWidth(UNLIMITED)
        self.setText(self._name)
        self.writing.emit(True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def give_up(self) -> None:
        """Leave the name as it was."""
        if not self.isReadOnly():
            self._end(self._name)

    def event(self, event: QEvent) -> bool:
        if self.isReadOnly() and event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            return False
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.isReadOnly():
            self.begin()
        else:
            super().mouseDoubleClickEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.isReadOnly():
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.isReadOnly():
            event.ignore()  # the row has a menu
        else:
            super().contextMenuEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isReadOnly() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end(self.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isReadOnly():
            self._elide()

    def _end(self, text: str) -> None:
        name, before, had_focus = " ".join(text.split()), self._name, self.hasFocus()
        self._name = name or before
        self._rest()
        self.writing.emit(False)
        if had_focus:
            self.focusNextChild()
        if name != before:
            self.renamed.emit(name)

    def _rest(self) -> None:
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(AT_REST)
        self.setTextMargins(-INSET, 0, 0, 0)  # in line with the labels of the other rows
        self.setFixedWidth(max(label_width(self), self.fontMetrics().horizontalAdvance(self._widest) + 2 * INSET))
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, self.width() - INSET))
        self.deselect()
        self.setCursorPosition(0)
