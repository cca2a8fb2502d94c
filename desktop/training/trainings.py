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
        self._newest: _Training | None = None

    @property
    def running(self) -> Path | None:
        """The folder of the run that trains now."""
        return self._newest.folder if self._newest else None

    @property
    def pausing(self) -> bool:
        return self._newest is not None and self._newest.pausing

    def start(self, folder: Path, wish: Wish | None = None, further: Further = Further()) -> None:  # noqa: B008 (frozen)
        """Begin the run that ``wish`` describes in its folder, or go on with the one that is there."""
        self.pause()
        hint = self.tr("What it had learned is kept. Continue goes on from the last saved state.")
        task = self._lane.start_child(partial(train, folder, wish, further), folder.name, HANGS_SECONDS, hint)
        self._newest = _Training(folder, task, self)
        self.changed.emit()

    def pause(self) -> None:
        """Ask the run to save its state and stop; ``ended`` tells when it has."""
        if self._newest is not None and not self._newest.pausing:
            self._newest.pause()
            self.changed.emit()

    def heard(self, training: _Training, fraction: float, text: str) -> None:
        if training is self._newest:
            self.progressed.emit(fraction, text)

    def over(self, training: _Training, *, done: bool = False, error: DieloomError | None = None) -> None:
        if training is self._newest:
            self._newest = None
            self.changed.emit()
        if error is None:
            self.ended.emit(training.folder, done)
        else:
            self.failed.emit(training.folder, error)
        training.deleteLater()


class _Training(QObject):
    """A run's process. The lane outlives the window, and Qt cuts a dead receiver's connections only for methods."""

    def __init__(self, folder: Path, task: Task, owner: Trainings) -> None:
        super().__init__(owner)
        self.folder, self.pausing = folder, False
        self._task, self._owner = task, owner
        task.progress.connect(self._progressed)
        task.done.connect(self._done)
        task.cancelled.connect(self._cancelled)
        task.failed.connect(self._failed)

    def pause(self) -> None:
        self.pausing = True
        self._task.cancel()

    def _progressed(self, fraction: float, text: str) -> None:
        self._owner.heard(self, fraction, text)

    def _done(self, _: object) -> None:
        self._owner.over(self, done=True)

    def _cancelled(self) -> None:
        self._owner.over(self)

    def _failed(self, error: DieloomError) -> None:
        self._owner.over(self, error=error)
