"""The library is read little by little after the start, so that the gallery opens at once when it is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from core.dieline import library
from desktop.library.catalogue import entry_of

REST_MS = 1500  # the window comes first
PACE_MS = 40  # between two templates, which take about 10 ms each


class Warming(QTimer):
    """Runs once; the engine keeps what it has read."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=REST_MS)
        self._left: list[str] | None = None
        self.timeout.connect(self._go_on)
        self.start()

    def _go_on(self) -> None:
        if self._left is None:
            self._left = list(library.codes())
            self.setInterval(PACE_MS)
        if self._left:
            entry_of(self._left.pop())
            self.start()
