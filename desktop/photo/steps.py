"""The steps of a picture as a list: chosen to be changed, dragged or moved by keys, removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.artwork.edits import Edit
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton, icon
from desktop.panels.sections import row
from desktop.photo.words import ICONS, words_of

ROW_PX, MOST_ROWS = 26, 6
DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class StepList(QListWidget):
    """In the order in which they are done. It shows the document's steps, and only asks for others."""

    chosen = Signal(int)  # clicked, or Enter
    move_asked = Signal(int, int)  # from, to
    remove_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Edit, ...] = ()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        describe(self, self.tr("Steps of the picture, the first on top"))
        self.setToolTip("")
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))
        self.itemActivated.connect(lambda item: self.chosen.emit(self.row(item)))

    def show_steps(self, steps: Sequence[Edit]) -> None:
        """These; the current row stays where it is."""
        if tuple(steps) == self._steps:
            return
        self._steps, before = tuple(steps), self.currentRow()
        with QSignalBlocker(self):
            self.clear()
            for number, step in enumerate(steps, start=1):
                item = QListWidgetItem(icon(ICONS[step.kind]), words_of(step))
                item.setToolTip(words_of(step))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number}. {words_of(step)}")
                item.setSizeHint(QSize(100, ROW_PX))
                self.addItem(item)
            self.setCurrentRow(min(before, self.count() - 1))
        self.setFixedHeight(ROW_PX * min(max(1, self.count()), MOST_ROWS) + 2 * self.frameWidth())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for step, item in zip(self._steps, self.findItems("", Qt.MatchFlag.MatchContains), strict=True):
                item.setIcon(icon(ICONS[step.kind]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, alt = self.currentRow(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if alt and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
        elif event.key() in DELETE and at >= 0:
            self.remove_asked.emit(at)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Delete is of a step here, not of the layer."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and event.key() in DELETE:
            event.accept()
            return True
        return super().event(event)

    def move_current(self, by: int) -> None:
        """The step up (-1) or down (1); at the end nothing happens."""
        at = self.currentRow()
        if at >= 0 and 0 <= at + by < self.count():
            self.move_asked.emit(at, at + by)

    def dropEvent(self, event: QDropEvent) -> None:
        """The list moves when the document has."""
        at, under = self.currentRow(), self.indexAt(event.position().toPoint()).row()
        below = self.dropIndicatorPosition() is QAbstractItemView.DropIndicatorPosition.BelowItem
        gap = self.count() if under < 0 else under + below
        to = gap - (gap > at)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if at >= 0 and to != at:
            self.move_asked.emit(at, to)


class Steps(QWidget):
    """The list with its buttons; hidden while there is no step."""

    def __init__(self) -> None:
        super().__init__()
        self.list = StepList()
        self.up = IconButton("up", self.tr("Do this step earlier (Alt+Up)"))
        self.down = IconButton("down", self.tr("Do this step later (Alt+Down)"))
        self.remove = IconButton("remove", self.tr("Remove this step (Delete)"))
        line = row(self.up, self.down, spacing=2)
        line.addStretch(1)
        line.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.list)
        column.addLayout(line)
        self.up.clicked.connect(lambda: self.list.move_current(-1))
        self.down.clicked.connect(lambda: self.list.move_current(1))
        self.remove.clicked.connect(lambda: self.list.remove_asked.emit(self.list.currentRow()))
        self.list.currentRowChanged.connect(lambda _: self._show_state())
        self._show_state()

    def show_steps(self, steps: Sequence[Edit]) -> None:
        self.list.show_steps(steps)
        self.setVisible(bool(steps))
        self._show_state()

    def _show_state(self) -> None:
        at, count = self.list.currentRow(), self.list.count()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        self.remove.setEnabled(at >= 0)
