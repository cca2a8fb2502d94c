"""Folding by itself: the amount runs from where it is to closed, each step of the fold taking the same time."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

FRAME_MS = 16
STEP_SECONDS = 0.8
SHORTEST_SECONDS = 1.6


class Playback(QObject):
    """Emits ``amount`` while it plays, and ``stopped`` at the end, whoever ends it."""

    amount = Signal(float)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = QElapsedTimer()
        self._begun = 0.0
        self._seconds = SHORTEST_SECONDS
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    def play(self, amount: float, steps: int) -> None:
        """From ``amount`` on, or from flat when it is closed already; ``steps`` fold one after another."""
        self._begun = 0.0 if amount >= 1 else amount
        self._seconds = max(SHORTEST_SECONDS, steps * STEP_SECONDS)
        self._clock.start()
        self._timer.start()

    def stop(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.stopped.emit()

    def _tick(self) -> None:
        amount = self._begun + self._clock.elapsed() / 1000 / self._seconds
        self.amount.emit(min(1.0, amount))
        if amount >= 1:
            self.stop()
