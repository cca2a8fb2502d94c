"""The corner of the status bar that follows jobs: what runs and how far, a button to stop it, and where it went."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

TEXT_PX = 480


class JobBar(QWidget):
    cancel_asked = Signal()
    folder_asked = Signal(object)  # Path of the file made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: Path | None = None
        self.text = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedSize(140, 8)
        self.bar.setAccessibleName(self.tr("Export progress"))
        self.cancel = QPushButton(self.tr("Cancel"), flat=True)
        self.folder = QPushButton(self.tr("Open folder"), flat=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(8)
        for widget in (self.text, self.bar, self.cancel, self.folder):
            row.addWidget(widget)
        self.setMinimumHeight(self.cancel.sizeHint().height())  # the window must not jump when a button comes and goes
        self.cancel.clicked.connect(self._cancel)
        self.folder.clicked.connect(lambda: self.folder_asked.emit(self._made))
        self._show(running=False)

    def show_job(self, title: str) -> None:
        self._say(self.tr("Exporting {0}…").format(title))
        self.bar.setRange(0, 0)  # busy, until the job has something to report
        self.cancel.setEnabled(True)
        self._show(running=True)

    def show_progress(self, fraction: float, text: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(fraction * 1000))
        self.bar.setToolTip(text)

    def show_end(self, text: str, made: Path | None = None) -> None:
        self._made = made
        self._say(text)
        self._show(running=False)

    def _say(self, text: str) -> None:
        """A long file name is cut in the middle; the tip has all of it."""
        self.text.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, TEXT_PX))
        self.text.setToolTip(text)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel_asked.emit()

    def _show(self, *, running: bool) -> None:
        self.bar.setVisible(running)
        self.cancel.setVisible(running)
        self.folder.setVisible(not running and self._made is not None)
