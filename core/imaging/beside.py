"""Calls that nobody can interrupt, made so that a job need not wait for them when it is cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import cv2

from core.jobs import Progress

T = TypeVar("T")

_POLL_S = 0.02


def beside(work: Callable[[], T], progress: Progress) -> T:
    """What a call of OpenCV returns or raises; its thread is left to itself when the job is cancelled.

    For work of at most seconds that lets go of the interpreter's lock. Raises Cancelled.
    """
    made: list[T] = []
    failed: list[cv2.error | MemoryError] = []

    def run() -> None:
        try:
            made.append(work())
        except (cv2.error, MemoryError) as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        progress.check()
        thread.join(_POLL_S)
    if failed:
        raise failed[0]
    return made[0]
