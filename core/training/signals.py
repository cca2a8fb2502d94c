"""Ctrl-C and a request to end, heard between two steps of a run and not within one.

A step that was half taken (one network has learned from the batch, the other has not) is nothing to go on from exactly.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """What asks this process to end within the block is heard at its end; only a main thread hears it at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        heard.append(number)

    before = {number: signal.signal(number, remember) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    if heard:
        signal.raise_signal(heard[0])
