"""Work for the darkroom's child processes under test; importable by name, as the real work is."""

from __future__ import annotations

import time

from core.errors import DieloomError
from core.jobs import Progress


def answer(progress: Progress) -> str:
    progress.report(0.5, "half")
    return "made"


def endless(progress: Progress) -> None:
    while True:
        progress.report(0.1)
        time.sleep(0.01)


def refuse(progress: Progress) -> None:
    raise DieloomError("The weights are damaged.", "Choose another file.")
