"""The checks, always on: run beside the window on the newest blank, so that typing and dragging never wait for them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from core.dieline.checks import Finding, check
from core.dieline.outline import Outline
from core.errors import DieloomError
from desktop.workers.mailbox import Mailbox
from desktop.workers.task import unexpected

LARGEST = 20_000.0  # mm


class Checker(QThread):
    """Checks the blank that was asked for last; one that still waits is dropped for it."""

    checked = Signal(object, object)  # Outline, tuple of Findings

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: Mailbox[Outline] = Mailbox()

    def request(self, outline: Outline) -> None:
        self._asked.put(outline)

    def stop(self) -> None:
        """Returns when the thread has ended."""
        self._asked.close()
        self.wait()

    def run(self) -> None:
        while not self._asked.closed:
            outline = self._asked.take()
            if outline is not None:
                self.checked.emit(outline, findings_of(outline))


def findings_of(outline: Outline) -> tuple[Finding, ...]:
    """What is wrong with a blank; a fault of the checks themselves is a finding too."""
    side = max(outline.blank.width, outline.blank.height)
    if side > LARGEST:  # a slip of the finger; checking arcs of a kilometre would take minutes
        text = QCoreApplication.translate("Checker", "The blank is {0:.0f} m long: no pack is so large.")
        return (Finding("size", text.format(side / 1000)),)
    try:
        return check(outline)
    except DieloomError as error:
        return (Finding("fold", str(error)),)
    except Exception as error:  # noqa: BLE001 (a fault of ours: the next blank is to be checked all the same)
        return (Finding("fold", str(unexpected(error))),)
