"""A tool bar that stays where it is, and shows plainly that there is more of it than fits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from desktop.panels.icons import icon

ICON_PX, MORE_PX = 20, 12


class ToolBar(QToolBar):
    """Its last button opens what does not fit; in the style's own black it would be lost on a dark ground."""

    def __init__(self, title: str, window: QWidget) -> None:
        super().__init__(title, window)
        self.setMovable(False)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    @property
    def more(self) -> QToolButton | None:
        return self.findChild(QToolButton, "qt_toolbar_ext_button")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ink()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._ink()

    def _ink(self) -> None:
        if self.more is not None:
            lying = self.orientation() is Qt.Orientation.Horizontal
            self.more.setIcon(icon("next" if lying else "down", MORE_PX))
