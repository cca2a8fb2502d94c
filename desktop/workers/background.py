"""A thread for the window's slow disk work: open, save, recovery, decoding pictures. First come, first served."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread

from core.jobs import Progress
from desktop.workers.task import Task


class Background(QThread):
    """Runs one task after another until stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()

    def submit(self, function: Callable[[Progress], Any]) -> Task:
        """Queue ``function(progress)``."""
        task = Task(function, self)
        self._tasks.put(task)
        return task

    def run(self) -> None:
        while (task := self._tasks.get()) is not None:
            task.run()

    def stop(self) -> None:
        """Finish what is queued, then end; returns when the thread has ended."""
        self._tasks.put(None)
        self.wait()
