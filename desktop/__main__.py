"""The entry point: verbs go to the command line without Qt; a document, or nothing, opens the window."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

from core import cli
from core.errors import DieloomError
from desktop import startup
from desktop.display import check_qt, draw_to_memory_without, has_display


def main(argv: Sequence[str] | None = None) -> int:
    """Run Dieloom with these arguments; returns the exit status."""
    multiprocessing.freeze_support()
    words = list(sys.argv[1:] if argv is None else argv)
    if words == [startup.FLAG]:
        return startup.open_and_close()
    if words and not _is_document(words[0]):
        return cli.main(words, cli.Host(_screenshot, startup.startup_seconds, _fold_ms))
    if not has_display():
        print("dieloom: There is no display to open the window on. See: dieloom --help", file=sys.stderr)  # noqa: T201
        return 2
    from desktop.torch_loading import load_before_qt

    load_before_qt()
    try:
        check_qt()
    except DieloomError as error:
        print(f"dieloom: {error}", file=sys.stderr)  # noqa: T201
        return 2
    from desktop import app

    return app.run(words)


def _is_document(word: str) -> bool:
    """A file rather than a verb or an option: file managers pass the path alone."""
    return word not in cli.VERBS and not word.startswith("-") and (word.endswith(".dieloom") or Path(word).is_file())


def _screenshot(document: Path, picture: Path) -> None:
    check_qt()
    from desktop.screenshot import capture

    capture(document, picture)


def _fold_ms() -> dict[str, dict[str, float]]:
    check_qt()
    draw_to_memory_without()
    from PySide6.QtGui import QGuiApplication

    from desktop.fold.bench import FOLDED, bench_fold

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    rows = bench_fold(FOLDED)
    del app
    return rows


if __name__ == "__main__":
    sys.exit(main())
