"""Long work reports how far it is and stops when asked, whoever hosts it: a test, the command line, a thread, a child.

A job is any function that takes a :class:`Progress`. It calls ``report`` at least every 200 ms of work; that is also
where it stops, because ``report`` raises :class:`~core.errors.Cancelled` once the host has asked for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from core.errors import Cancelled


class Progress:
    """A job's line to its host; thread-safe. ``report`` takes a fraction of 1 and a short text."""

    def __init__(self, listener: Callable[[float, str], None] | None = None) -> None:
        self._listener = listener
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise Cancelled if the host asked the job to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def report(self, fraction: float, text: str = "") -> None:
        self.check()
        if self._listener is not None:
            self._listener(min(max(fraction, 0.0), 1.0), text)

    def part(self, start: float, end: float) -> Progress:
        """A progress for a step of this job: its 0..1 is this one's ``start``..``end``."""
        child = Progress(lambda fraction, text: self.report(start + (end - start) * fraction, text))
        child._cancelled = self._cancelled
        return child

    def silent(self) -> Progress:
        """A progress for a step that is reported otherwise: it stops when this one does, and tells nobody."""
        child = Progress()
        child._cancelled = self._cancelled
        return child
