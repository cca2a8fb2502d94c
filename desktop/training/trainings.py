"""The run that trains now, if one does: in a process of its own, which the window starts, hears of and pauses."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import DieloomError
from desktop.training.work import Further, Wish, train
from desktop.workers.child_lane import ChildLane
from desktop.workers.task import Task

HANGS_SECONDS = 60.0  # a step of a large network on a small machine takes seconds; then its state is written


class Trainings(QObject):
    """One run at a time; another one that is started waits until the first has been paused."""

    changed = Signal()  # which run trains, or whether it is being paused
    progressed = Signal(float, str)
    ended = Signal(object, bool)  # the run's folder, and whether it came to the end of its plan
    failed = Signal(object, object)  # the run's folder, DieloomError

    def __init__(self, lane: ChildLane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._task: Task | None = None
        self._folder: Path | None = None
        self._pausing = False

    @property
    def running(self) -> Path | None:
        """The folder of the run that trains now."""
        return self._folder

    @property
    def pausing(self) -> bool:
        return self._pausing

    def start(self, folder: Path, wish: Wish | None = None, further: Further = Further()) -> None:  # noqa: B008 (frozen)
        """Begin the run that ``wish`` describes in its folder, or go on with the one that is there."""
        self.pause()
        hint = self.tr("What it had learned is kept. Continue goes on from the last saved state.")
        work = partial(train, folder, wish, further)
        task = self._lane.start_child(work, folder.name, HANGS_SECONDS, hint)
        self._task, self._folder, self._pausing = task, folder, False
        # What was overtaken is only heard of by its own folder.
        task.progress.connect(lambda fraction, text: self._progressed(task, fraction, text))
        task.done.connect(lambda _: self._end(task, folder, done=True))
        task.cancelled.connect(lambda: self._end(task, folder, done=False))
        task.failed.connect(lambda error: self._fail(task, folder, error))
        self.changed.emit()

    def pause(self) -> None:
        """Ask the run to save its state and stop; ``ended`` tells when it has."""
        if self._task is not None and not self._pausing:
            self._pausing = True
            self._task.cancel()
            self.changed.emit()

    def _progressed(self, task: Task, fraction: float, text: str) -> None:
        if task is self._task:
            self.progressed.emit(fraction, text)

    def _forget(self, task: Task) -> None:
        if task is self._task:
            self._task, self._folder, self._pausing = None, None, False
            self.changed.emit()

    def _end(self, task: Task, folder: Path, *, done: bool) -> None:
        self._forget(task)
        self.ended.emit(folder, done)

    def _fail(self, task: Task, folder: Path, error: DieloomError) -> None:
        self._forget(task)
        self.failed.emit(folder, error)
