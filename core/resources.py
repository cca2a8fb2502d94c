"""Where the files that are read, not imported, are: beside the packages, or inside a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

from core.errors import DieloomError


def root() -> Path:
    """The `resources` folder of this installation."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return base / "resources"


def path(*parts: str) -> Path:
    """The path of one resource; raises DieloomError when the installation lacks it."""
    found = root().joinpath(*parts)
    if not found.exists():
        raise DieloomError(f"This installation lacks {'/'.join(parts)}.", "Install Dieloom again.")
    return found
