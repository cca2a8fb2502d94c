"""The job lane: a thread that drives one child process after another, for work that would freeze the window.

Saving a large PDF inside the window's process was measured to hold the interpreter for seconds. A child writes into a
hidden folder beside its destination; the finished file takes the place of an older one in one step, and nothing is left
of a job that failed or was stopped.
"""

from __future__ import annotations

import queue
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from core.document.document import Document
from core.document.file import save
from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from desktop.workers import child
from desktop.workers.process import in_child

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Job:
    """``work`` on a snapshot of the document; ``title`` tells the person what is being made."""

    title: str
    document: Document
    out: Path
    work: child.Work


class JobLane(QThread):
    """First come, first served, one at a time."""

    started_job = Signal(object)  # Job
    progress = Signal(object, float, str)
    done = Signal(object)
    failed = Signal(object, object)  # Job, DieloomError
    cancelled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._line = Progress()  # to the job that runs

    def submit(self, job: Job) -> None:
        self._jobs.put(job)

    def cancel(self) -> None:
        """Stop the job that runs; those behind it go on."""
        self._line.cancel()

    def stop(self) -> None:
        """Stop what runs, forget what waits and end the thread; returns when it has ended."""
        while not self._jobs.empty():
            self._jobs.get()
        self._jobs.put(None)
        self._line.cancel()
        self.wait()

    # From here on: the lane's thread.

    def run(self) -> None:
        _start_tracker()
        while (job := self._jobs.get()) is not None:
            self._line = Progress(partial(self.progress.emit, job))
            self.started_job.emit(job)
            try:
                self._make(job)
            except Cancelled:
                self.cancelled.emit(job)
            except DieloomError as error:
                self.failed.emit(job, error)
            except OSError as error:
                self.failed.emit(job, _disk_error(job, error))
            else:
                self.done.emit(job)

    def _make(self, job: Job) -> None:
        folder = Path(tempfile.mkdtemp(prefix=".dieloom-", dir=job.out.parent))
        try:
            source, made = folder / "source.dieloom", folder / job.out.name
            save(job.document, source)
            in_child(partial(job.work, source, made), job.title, self._line)
            made.replace(job.out)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _start_tracker() -> None:
    """The helper process that Python's multiprocessing wants on POSIX, now rather than with the first job: starting a
    process holds the interpreter, and the longer the more memory the program has come to use."""
    if sys.platform != "win32":
        resource_tracker.ensure_running()


def _disk_error(job: Job, error: OSError) -> DieloomError:
    text = translate("JobLane", "{0} cannot be written: {1}.")
    return DieloomError(
        text.format(job.out, error.strerror or error),
        translate("JobLane", "Choose another folder, or free some space."),
    )
