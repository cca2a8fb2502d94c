"""Work for the background of which only the newest counts: one piece at a time, and one that waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.jobs import Progress
from desktop.workers.background import Background
from desktop.workers.task import Task

Work = Callable[[], Any]


class Latest(QObject):
    """Asked while it works, it goes on with the newest question when it is done; ``done`` tells every answer."""

    done = Signal(object)
    failed = Signal(object)  # DieloomError

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._task: Task | None = None
        self._waiting: Work | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None

    def ask(self, work: Work) -> None:
        self._waiting = work
        if self._task is None:
            self._begin()

    def forget(self) -> None:
        """What still waits is not wanted any more."""
        self._waiting = None

    def _begin(self) -> None:
        work, self._waiting = self._waiting, None
        if work is not None:
            self._task = self._background.submit(_without_progress(work))
            self._task.done.connect(self.done)
            self._task.failed.connect(self.failed)
            self._task.finished.connect(self._ended)

    def _ended(self) -> None:
        self._task = None
        self._begin()


def _without_progress(work: Work) -> Callable[[Progress], Any]:
    return lambda _: work()
