"""For whoever edits the window's texts: ``python -m desktop.translations`` collects them into the .ts files of
`resources/i18n` and compiles those into the .qm files that the window reads. Translate in between, in Qt Linguist.

The two tools come with PySide6.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

from core import resources
from desktop.i18n import LANGUAGES, SOURCE

SOURCES = Path(__file__).parent


def collect(target: Path) -> None:
    """Bring a .ts file up to date with the sources; what is translated stays, what is gone goes."""
    sources = [str(path) for path in sorted(SOURCES.rglob("*.py"))]
    _run("lupdate", *sources, "-ts", str(target), "-no-obsolete", "-locations", "none")


def compile_texts(source: Path, target: Path) -> None:
    _run("lrelease", str(source), "-qm", str(target))


def main() -> int:
    folder = resources.path("i18n")
    for language in LANGUAGES.keys() - {SOURCE}:
        source = folder / f"dieloom_{language}.ts"
        collect(source)
        compile_texts(source, source.with_suffix(".qm"))
    return 0


def _run(tool: str, *words: str) -> None:
    subprocess.run([str(Path(PySide6.__file__).parent / tool), *words], check=True)


if __name__ == "__main__":
    sys.exit(main())
