"""Progress of what lasts; what is over within a second shows nothing."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from desktop.panels.task_line import TaskLine
from desktop.workers.task import Task

PATIENCE_MS = 1000


class PatientLine(TaskLine):
    """Several tasks at a time are shown one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._queue: list[tuple[Task, str]] = []
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)

    def follow(self, task: Task, words: str) -> None:
        self._queue.append((task, words))
        task.finished.connect(self._over)
        if len(self._queue) == 1:
            self._show_next()

    def _show_next(self) -> None:
        shown = self.isVisible()
        super().follow(*self._queue[0])
        if not shown:
            self.hide()
            self._patience.start()

    def _end(self) -> None:
        """Told by ``_over``, which knows what comes next."""

    def _over(self) -> None:
        """Tasks may end in any order: what waits may be given up first."""
        first = self._queue[0][0] if self._queue else None
        self._queue = [each for each in self._queue if each[0] is not self.sender()]
        if not self._queue:
            self._patience.stop()
            self.hide()
        elif self._queue[0][0] is not first:
            self._show_next()
