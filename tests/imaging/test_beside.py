"""What cannot be interrupted keeps nobody waiting."""

from __future__ import annotations

import threading

import cv2
import numpy as np
import pytest

from core.errors import Cancelled
from core.imaging.beside import beside
from core.jobs import Progress


def test_it_gives_what_the_work_gives() -> None:
    assert beside(lambda: 7, Progress()) == 7
    with pytest.raises(cv2.error):
        beside(lambda: cv2.dilate(np.zeros((0, 0), np.uint8), None), Progress())


def test_what_cannot_be_interrupted_is_left_alone() -> None:
    progress, go_on, ended = Progress(), threading.Event(), threading.Event()

    def work() -> None:
        progress.cancel()
        go_on.wait()
        ended.set()

    with pytest.raises(Cancelled):
        beside(work, progress)
    assert not ended.is_set()
    go_on.set()
    assert ended.wait(60), "it comes to its end by itself"
