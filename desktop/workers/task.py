"""One piece of work that a thread does for the window, and how the window hears of it."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from core.errors import Cancelled, DieloomError
from core.jobs import Progress


def unexpected(error: Exception) -> DieloomError:
    """What to tell of a fault of the program itself; its trace goes to the log."""
    traceback.print_exception(error)
    text = QCoreApplication.translate("Task", "Something went wrong inside Dieloom: {0}").format(repr(error))
    return DieloomError(text, QCoreApplication.translate("Task", "Save your work, and start Dieloom again."))


class Task(QObject):
    """Lives in the window's thread, is run once by a worker; exactly one of the three ends is emitted.

    It belongs to a parent of the window's thread: a Qt object must not die in the worker that drops it last. Its end
    is told from the event loop, so whoever submits it has the time to connect.
    """

    progress = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)  # DieloomError
    cancelled = Signal()
    finished = Signal()  # after any of the three
    _ended = Signal(object)

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
        self._begun = threading.Lock()  # held from the moment that its end is somebody's to tell
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; what has not begun is over at once, whatever it waits behind."""
        self._line.cancel()
        if self._begun.acquire(blocking=False):
            self._ended.emit(Cancelled())

    def run(self) -> None:
        """Do the work, in the calling thread, unless it was cancelled while it waited."""
        if not self._begun.acquire(blocking=False):
            return
        try:
            self._line.check()
            result = self._function(self._line)
        except (Cancelled, DieloomError) as end:
            self._ended.emit(end)
        except (OSError, RuntimeError, MemoryError) as error:
            # A full disk, a lost device, too little memory: the machine's failures, in the machine's words.
            self._ended.emit(DieloomError(str(error) or type(error).__name__))
        except Exception as error:  # noqa: BLE001 (a fault of ours: somebody waits, and the thread has other work)
            self._ended.emit(unexpected(error))
        else:
            self._ended.emit(_Result(result))

    def _report(self, fraction: float, text: str) -> None:
        self.progress.emit(fraction, text)
        self._between()

    def _tell(self, end: object) -> None:
        """In the window's thread."""
        match end:
            case _Result():
                self.done.emit(end.value)
            case DieloomError():
                self.failed.emit(end)
            case _:
                self.cancelled.emit()
        self.finished.emit()
        self.deleteLater()


class _Result:
    """What the work gave, which may be anything."""

    def __init__(self, value: Any) -> None:
        self.value = value
