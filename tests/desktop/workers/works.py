"""Work for child processes under test; importable by name, as the real work is."""

from __future__ import annotations

import os
import time
from pathlib import Path

from core.errors import DieloomError
from core.jobs import Progress


def copy(source: Path, out: Path, progress: Progress) -> None:
    progress.report(0.5, "half")
    out.write_bytes(source.read_bytes())


def endless(source: Path, out: Path, progress: Progress) -> None:
    """Stops when asked."""
    out.write_bytes(b"partial")
    while True:
        progress.report(0.1)
        time.sleep(0.01)


def deaf(source: Path, out: Path, progress: Progress) -> None:
    """Never reports again, so it cannot be asked to stop."""
    out.write_bytes(b"partial")
    progress.report(0.1)
    while True:
        time.sleep(0.1)


def refuse(source: Path, out: Path, progress: Progress) -> None:
    out.write_bytes(b"partial")
    raise DieloomError("The profile is not for CMYK.", "Choose another profile.")


def crash(source: Path, out: Path, progress: Progress) -> None:
    os._exit(3)
