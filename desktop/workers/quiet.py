"""For a picture that is drawn inside other work of the engine."""

from __future__ import annotations

from core.jobs import Progress


class Quiet(Progress):
    """Stops when its host stops, and reports nothing: a preview drawn inside another picture would spoil both."""

    def __init__(self, host: Progress) -> None:
        super().__init__()
        self._host = host

    @property
    def cancelled(self) -> bool:
        return self._host.cancelled

    def check(self) -> None:
        self._host.check()
