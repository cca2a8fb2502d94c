"""Work in a process of its own, driven by the calling thread until it ends.

What computes in the window's process for long holds the interpreter now and then, and what crashes there takes the
window with it. The work, its arguments and its result travel by pickle, so it is a function found by its name.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from PySide6.QtCore import QCoreApplication

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from desktop.workers import child

POLL_SECONDS = 0.03
GRACE_SECONDS = 0.1  # to stop by itself, before its process is ended

translate = QCoreApplication.translate


class Died(DieloomError):
    """The process ended without a word."""


def in_child(
    work: Callable[[Progress], Any], title: str, progress: Progress, grace: float = GRACE_SECONDS, hint: str = ""
) -> Any:
    """What ``work`` returns; raises what it raises, and Died with ``hint`` when its process ends without a word.

    Once ``progress`` is cancelled the work is asked to stop, and its process is ended after ``grace`` seconds.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=child.serve, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    try:
        return _follow(ours, process, title, progress, grace, hint)
    finally:
        if process.is_alive():
            process.join(GRACE_SECONDS)
            process.terminate()
        process.join()
        ours.close()


def _follow(line: Connection, process: SpawnProcess, title: str, progress: Progress, grace: float, hint: str) -> Any:
    deadline = float("inf")
    while True:
        if progress.cancelled and deadline == float("inf"):
            with contextlib.suppress(OSError):  # it has just ended: what it said last is still to be heard
                line.send("stop")
            deadline = time.monotonic() + grace
        if time.monotonic() > deadline:
            process.terminate()
            raise Cancelled
        if not line.poll(POLL_SECONDS):
            continue
        try:
            kind, *rest = line.recv()
        except (EOFError, ConnectionError):
            process.join(GRACE_SECONDS)
            text = translate("JobLane", "{0} stopped unexpectedly (exit status {1}).")
            hint = hint or translate("JobLane", "There may be too little memory.")
            raise Died(text.format(title, process.exitcode), hint) from None
        if kind == "progress" and not progress.cancelled:
            with contextlib.suppress(Cancelled):  # in this very moment; the work is told at the next turn
                progress.report(*rest)
        elif kind == "cancelled":
            raise Cancelled
        elif kind == "failed":
            raise rest[0]
        elif kind == "done":
            return rest[0]
