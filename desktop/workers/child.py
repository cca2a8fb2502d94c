"""What runs in the child process of a job. It imports no Qt, and the engine only when the work begins."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from core.errors import Cancelled, DieloomError
from core.jobs import Progress

NICENESS = 10

Work = Callable[[Path, Path, Progress], None]
"""Takes a document file, the file to write and a line to the host; importable by name, to be sent to the child."""


def export(source: Path, out: Path, progress: Progress, **asked: Any) -> None:
    """The print-ready PDF, or the picture, by the ending of ``out``; ``asked`` is for the exporter."""
    from core.press.export import export_document

    export_document(source, out, progress=progress, **asked)


def export_inside(source: Path, out: Path, progress: Progress) -> None:
    """The picture of the inside."""
    from core.press.export import export_document

    export_document(source, out, side="inside", progress=progress)


def proof(source: Path, out: Path, progress: Progress, **asked: Any) -> None:
    """The proof PDF, with the pack folded up."""
    from core.mockup.export import portrait
    from core.press.proof.files import export_proof

    folded = portrait(source, progress.part(0, 0.2))
    export_proof(source, out, folded=folded, progress=progress.part(0.2, 1), **asked)


def light_copy(source: Path, out: Path, progress: Progress, **asked: Any) -> None:
    """The picture of one side, pale and small enough for mail."""
    from core.press.proof.files import export_light_copy

    export_light_copy(source, out, progress=progress, **asked)


def tiles(source: Path, out: Path, progress: Progress, **asked: Any) -> None:
    """The paper proof over sheets of an office printer."""
    from core.press.proof.files import export_tiles

    export_tiles(source, out, progress=progress, **asked)


def serve(line: Connection, work: Callable[[Progress], Any]) -> None:
    """Do the work; send ("progress", fraction, text) on the way, and at the end "done" with what it returned,
    "cancelled", or "failed"."""
    _step_back()
    progress = Progress(lambda fraction, text: line.send(("progress", fraction, text)))
    threading.Thread(target=_listen, args=(line, progress), daemon=True).start()
    try:
        made = work(progress)
    except Cancelled:
        _tell(line, "cancelled")
    except DieloomError as error:
        _tell(line, "failed", error)
    except (OSError, RuntimeError, MemoryError) as error:
        # A full disk or too little memory: the machine's failures, in the machine's words.
        _tell(line, "failed", DieloomError(str(error) or type(error).__name__))
    else:
        _tell(line, "done", made)


def _tell(line: Connection, *words: Any) -> None:
    """How the work ended; nobody hears it where the host is gone."""
    with contextlib.suppress(ConnectionError):
        line.send(words)


def _step_back() -> None:
    """The window, and whatever else the person does, goes first."""
    process = psutil.Process()
    process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else NICENESS)


def _listen(line: Connection, progress: Progress) -> None:
    """Stop when the host says so, or when it is gone."""
    with contextlib.suppress(EOFError, OSError):
        line.recv()
    progress.cancel()
