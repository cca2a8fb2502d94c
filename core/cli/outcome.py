"""What a verb gives back, and what it may ask of the window's side of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """The lines for a person and the same facts for a program; not ``told`` where another process tells them."""

    text: str
    data: dict[str, Any] = field(default_factory=dict)
    told: bool = True

    @staticmethod
    def listing(data: dict[str, Any]) -> Outcome:
        """Facts as they are, one on each line."""
        said = {key: ", ".join(value) if isinstance(value, list) else value for key, value in data.items()}
        return Outcome("\n".join(f"{key.replace('_', ' ')}: {value}" for key, value in said.items()), data)


@dataclass(frozen=True)
class Host:
    """What only the desktop can do for a verb; the engine knows no window."""

    screenshot: Callable[[Path, Path], None] | None = None  # (document, png)
    startup_seconds: Callable[[], dict[str, float]] | None = None
    fold_ms: Callable[[], dict[str, dict[str, float]]] | None = None  # what the folded view costs, by pack
