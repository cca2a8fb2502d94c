"""The run's log: one JSON line for a span of steps, the mean of each figure over it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from core import files
from core.errors import DieloomError

Line = dict[str, Any]
EVERY_STEPS = 16


class Figures:
    """Means of what steps report, since the last line."""

    def __init__(self, sums: dict[str, tuple[float, int]] | None = None) -> None:
        self._sums = dict(sums or {})
        self._waiting: list[dict[str, Tensor]] = []

    def add(self, report: dict[str, Tensor]) -> None:
        self._waiting.append(report)

    def sums(self) -> dict[str, tuple[float, int]]:
        """Of each figure the sum and how many; here the device is waited for."""
        for name in {name for report in self._waiting for name in report}:
            values = torch.stack([report[name].float() for report in self._waiting if name in report]).cpu().double()
            before, count = self._sums.get(name, (0.0, 0))
            for value in values.tolist():  # one after the other, so that a run in pieces sums in the same order
                before, count = before + value, count + 1
            self._sums[name] = (before, count)
        self._waiting.clear()
        return self._sums

    def check(self, images: int) -> None:
        """Raises DieloomError when a figure is no number any more."""
        odd = sorted(name for name, (total, _) in self.sums().items() if not math.isfinite(total))
        if odd:
            raise DieloomError(
                f"Training diverged by picture {images}: {', '.join(odd)} is no number any more.",
                "Roll back to the last snapshot, and go on with a lower rate, gradient clipping or a stronger penalty.",
            )

    def take(self) -> Line:
        """The means, rounded; begins anew."""
        means = {name: round(total / count, 5) for name, (total, count) in sorted(self.sums().items())}
        self._sums = {}
        return means


class Log:
    """``log.jsonl``: only ever added to, except that going on from a state drops what came after it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, line: Line) -> None:
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        except OSError as error:
            raise DieloomError(
                f"Cannot write {self._path}: {error.strerror or error}.", "Free some space; the run then goes on."
            ) from error

    def lines(self) -> list[Line]:
        return read_log(self._path)

    def cut(self, images: int) -> None:
        """Forget the lines after picture number ``images``."""
        lines = self.lines()
        kept = [line for line in lines if line["images"] <= images]
        if len(kept) < len(lines) or not _ends_well(self._path):
            files.write_bytes(self._path, "".join(json.dumps(line) + "\n" for line in kept).encode())


def read_log(path: Path) -> list[Line]:
    """Every whole line; a process that was ended while it wrote leaves half a one."""
    if not path.is_file():
        return []
    lines = []
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and isinstance(line.get("images"), int):
            lines.append(line)
    return lines


def _ends_well(path: Path) -> bool:
    if not path.is_file() or not (size := path.stat().st_size):
        return True
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) == b"\n"
