"""The template in use as a button that opens the gallery."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.panels.controls import describe

NARROWEST = 64
EDGES = 26  # px that the frame and the padding take from the text


class TemplateButton(QPushButton):
    """Shows as much of the title as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self.setStyleSheet("text-align: left; padding: 3px 8px")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        describe(self, self.tr("Choose template…"))

    def show_title(self, title: str) -> None:
        self._title = title
        describe(self, self.tr("Choose template…"), self.tr("{0}: choose another template").format(title))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(3 * NARROWEST, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self.tr("{0}…").format(self._title)
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - EDGES))
