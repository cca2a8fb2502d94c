"""What remains of a crash: Python's own trace of every thread, in the person's log folder."""

from __future__ import annotations

import faulthandler
import os
import sys
from pathlib import Path
from typing import TextIO

import platformdirs


def log_file() -> Path:
    folder = Path(platformdirs.user_log_path("Dieloom", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "crash.log"


def keep_log() -> TextIO | None:
    """Write faults to the log, and what is printed as well where a windowed program has no console.

    Returns the open log, to be kept as long as the program runs; None where the folder cannot be written.
    """
    try:
        log = log_file().open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(log)
    if sys.stdout is None:
        sys.stdout = log
    if sys.stderr is None:
        sys.stderr = log
    print(f"Dieloom starts, process {os.getpid()}", file=log, flush=True)
    return log
