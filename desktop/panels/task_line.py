"""A task of the engine as a line in a panel: what it does, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import muted, row
from desktop.workers.task import Task


class TaskLine(QWidget):
    """Hidden while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self.words, self.bar = muted(QLabel()), QProgressBar(textVisible=False)
        self.bar.setFixedHeight(6)
        self.cancel = IconButton("cancel", self.tr("Cancel"))
        self.cancel.clicked.connect(self.stop)
        line = row(self.words, self.cancel, spacing=0)
        line.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.bar)
        self.hide()

    def follow(self, task: Task, words: str) -> None:
        """Show this task until it ends."""
        self._task = task
        self.words.setText(words)
        describe(self.bar, words)
        describe(self.cancel, self.tr("Cancel: {0}").format(words))
        self.bar.setRange(0, 0)  # busy, until there is something to report
        self.cancel.setEnabled(True)
        task.progress.connect(self._report)
        task.finished.connect(self._end)
        self.show()

    def stop(self) -> None:
        self.cancel.setEnabled(False)
        if self._task:
            self._task.cancel()

    def _report(self, fraction: float, text: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * fraction))
        if text:
            self.words.setText(text)

    def _end(self) -> None:
        self._task = None
        self.hide()
