"""What a person at a terminal sees while a verb works."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Iterator

from core.jobs import Progress


@contextlib.contextmanager
def shown_progress() -> Iterator[Progress]:
    """A progress that a person at a terminal sees, on one line; nothing of it stays."""
    if not sys.stderr.isatty():
        yield Progress()
        return

    def show(fraction: float, text: str) -> None:
        room = shutil.get_terminal_size().columns - 1
        print(f"\r{f'{fraction:4.0%} {text}'[:room]}\x1b[K", end="", file=sys.stderr, flush=True)

    try:
        yield Progress(show)
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
