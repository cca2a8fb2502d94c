"""The job lane: a thread that drives one child process after another, for work that would freeze the window.

Saving a large PDF inside the window's process was measured to hold the interpreter for seconds. A child writes into a
hidden folder beside its destination; the finished file takes the place of an older one in one step, and nothing is left
of a job that failed or was stopped.
"""

from __future__ import annotations

import multiprocessing
import queue
import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from core.document.document import Document
from core.document.file import save
from core.errors import Cancelled, DieloomError
from desktop.workers import child

POLL_SECONDS = 0.03
GRACE_SECONDS = 0.1  # to stop by itself, before its process is ended

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
        self._stop = threading.Event()

    def submit(self, job: Job) -> None:
        self._jobs.put(job)

    def cancel(self) -> None:
        """Stop the job that runs; those behind it go on."""
        self._stop.set()

    def stop(self) -> None:
        """Stop what runs, forget what waits and end the thread; returns when it has ended."""
        while not self._jobs.empty():
            self._jobs.get()
        self._jobs.put(None)
        self._stop.set()
        self.wait()

    # From here on: the lane's thread.

    def run(self) -> None:
        _start_tracker()
        while (job := self._jobs.get()) is not None:
            self._stop.clear()
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
            self._drive(job, source, made)
            made.replace(job.out)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _drive(self, job: Job, source: Path, made: Path) -> None:
        """Run the child to its end; raises what it reports."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=child.main, args=(theirs, job.work, source, made), daemon=True)
        process.start()
        theirs.close()
        try:
            self._follow(job, ours, process)
        finally:
            if process.is_alive():
                process.join(GRACE_SECONDS)
                process.terminate()
            process.join()
            ours.close()

    def _follow(self, job: Job, line: Connection, process: SpawnProcess) -> None:
        deadline = float("inf")
        while True:
            if self._stop.is_set() and deadline == float("inf"):
                line.send("stop")
                deadline = time.monotonic() + GRACE_SECONDS
            if time.monotonic() > deadline:
                process.terminate()
                raise Cancelled
            if line.poll(POLL_SECONDS) and self._hear(job, line, process):
                return

    def _hear(self, job: Job, line: Connection, process: SpawnProcess) -> bool:
        """Take one message; True when the job is done."""
        try:
            kind, *rest = line.recv()
        except (EOFError, ConnectionError):
            process.join(GRACE_SECONDS)
            text = translate("JobLane", "{0} stopped unexpectedly (exit status {1}).")
            hint = translate("JobLane", "There may be too little memory.")
            raise DieloomError(text.format(job.title, process.exitcode), hint) from None
        if kind == "progress":
            self.progress.emit(job, *rest)
        elif kind == "cancelled":
            raise Cancelled
        elif kind == "failed":
            raise rest[0]
        return bool(kind == "done")


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
