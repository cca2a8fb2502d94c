"""One piece of work that a thread does for the window, and how the window hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.errors import Cancelled, DieloomError
from core.jobs import Progress


class Task(QObject):
    """Lives in the window's thread, is run once by a worker; exactly one of the three ends is emitted.

    It belongs to a parent of the window's thread: a Qt object must not die in the worker that drops it last.
    """

    progress = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)  # DieloomError
    cancelled = Signal()
    finished = Signal()  # after any of the three

    def __init__(
        self,
        function: Callable[[Progress], Any],
        parent: QObject,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """``between`` is called at each report, in the worker's thread."""
        super().__init__(parent)
        self._function, self._between = function, between
        self._line = Progress(self._report)
        self.finished.connect(self.deleteLater)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._line.cancel()

    def run(self) -> None:
        """Do the work, in the calling thread."""
        try:
            self._line.check()
            result = self._function(self._line)
        except Cancelled:
            self.cancelled.emit()
        except DieloomError as error:
            self.failed.emit(error)
        except (OSError, RuntimeError, MemoryError) as error:
            # A full disk, a lost device, too little memory: the machine's failures, in the machine's words.
            self.failed.emit(DieloomError(str(error) or type(error).__name__))
        else:
            self.done.emit(result)
        self.finished.emit()

    def _report(self, fraction: float, text: str) -> None:
        self.progress.emit(fraction, text)
        self._between()
