"""A box for one waiting request: a newer one takes its place, so the engine never works through a backlog."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Holds at most one item. Any thread puts; the engine takes."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._item: T | None = None
        self._nudged = False
        self._closed = False

    def put(self, item: T) -> None:
        """Leave an item; one that still waits is replaced."""
        with self._condition:
            self._item = item
            self._condition.notify_all()

    def nudge(self) -> None:
        """Wake whoever waits, without an item."""
        with self._condition:
            self._nudged = True
            self._condition.notify_all()

    def close(self) -> None:
        """Wake whoever waits, for good; what still lies in the box is thrown away."""
        with self._condition:
            self._item, self._closed = None, True
            self._condition.notify_all()

    def take(self, timeout: float | None = None) -> T | None:
        """The waiting item as soon as there is one; None after ``timeout`` seconds, a nudge or the close."""
        with self._condition:
            self._condition.wait_for(lambda: self._item is not None or self._nudged or self._closed, timeout)
            item, self._item, self._nudged = self._item, None, False
            return item

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def waiting(self) -> bool:
        return self._item is not None
