"""What a run has written so far, read a little at a time; no weight is read, Torch is not needed.

The names of the files are those of :mod:`core.training.run`.
"""

from __future__ import annotations

import contextlib
import json
import os
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOST_BYTES = 4 << 20  # of the log at one reading; the rest comes with the next

LAST_BYTES = 1 << 16
ALARM_LINES = 64  # the newest ones, in which an alarm is worth telling
RATE_LINES = 40

Line = dict[str, Any]
"""A line of the log: the mean of each figure over some steps."""


@dataclass(frozen=True)
class Drawn:
    """A picture of the samples, or a snapshot: after how many training pictures, and the file."""

    images: int
    path: Path


@dataclass(frozen=True)
class News:
    """What is new since ``offset`` bytes of the log, and what there is of the rest."""

    lines: tuple[Line, ...] = ()
    offset: int = 0
    anew: bool = False  # the log was cut: these lines are all there are
    samples: tuple[Drawn, ...] = ()
    snapshots: tuple[Drawn, ...] = ()
    bytes: int = 0  # on the disk
    has_model: bool = False


def read_news(folder: Path, offset: int) -> News:
    """Read on where the last reading ended; a run that is gone or has not begun has no news. Not in the window."""
    lines, reached, anew = _read_log(folder / "log.jsonl", offset)
    return News(
        lines,
        reached,
        anew,
        drawn_in(folder / "samples", ".png"),
        drawn_in(folder / "snapshots", ".safetensors"),
        _size_of(folder),
        (folder / "model.safetensors").is_file(),
    )


def drawn_in(folder: Path, ending: str) -> tuple[Drawn, ...]:
    """Files named after a number of pictures, the earliest first."""
    found = [path for path in folder.glob(f"*{ending}") if path.stem.isdecimal()]
    return tuple(sorted((Drawn(int(path.stem), path) for path in found), key=lambda drawn: drawn.images))


def last_line(path: Path) -> Line:
    """The newest whole line of a log; empty when there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - LAST_BYTES, 0))
            lines = file.read(LAST_BYTES).splitlines()
    except OSError:
        return {}
    return next(filter(None, map(_line, reversed(lines))), {})


def _read_log(path: Path, offset: int) -> tuple[tuple[Line, ...], int, bool]:
    """Whole lines only: the last one may still be being written."""
    try:
        with path.open("rb") as file:
            anew = offset > os.fstat(file.fileno()).st_size
            offset = 0 if anew else offset
            file.seek(offset)
            text = file.read(MOST_BYTES)
    except OSError:
        return (), 0, offset > 0
    whole = text[: text.rfind(b"\n") + 1]
    return tuple(filter(None, map(_line, whole.splitlines()))), offset + len(whole), anew


def _line(text: bytes) -> Line | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("images"), int) else None


def _size_of(folder: Path) -> int:
    """Bytes; a snapshot may be a second name of the state's file, which is counted once."""
    seen: dict[tuple[int, int], int] = {}
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):  # it went while it was looked at
            if path.is_file():
                stat = path.stat()
                seen[stat.st_dev, stat.st_ino] = stat.st_size
    return sum(seen.values())


@dataclass
class Journal:
    """The figures of a run in the order of its pictures, with what was undone by going back left out."""

    lines: list[Line] = field(default_factory=list)
    offset: int = 0

    def take(self, news: News) -> None:
        if news.anew:
            self.lines.clear()
        for line in news.lines:
            while self.lines and self.lines[-1]["images"] >= line["images"]:
                self.lines.pop()
            self.lines.append(line)
        self.offset = news.offset

    def cut(self, images: int) -> None:
        """Leave out what came after that many pictures."""
        del self.lines[bisect_right([line["images"] for line in self.lines], images) :]

    def series(self, key: str) -> tuple[list[float], list[float]]:
        """Thousands of pictures, and the figure there; where it was not written, or is no number, there is no point."""
        found = [(line["images"] / 1000, line[key]) for line in self.lines if _is_number(line.get(key))]
        return [kimg for kimg, _ in found], [value for _, value in found]

    @property
    def images(self) -> int:
        return int(self.lines[-1]["images"]) if self.lines else 0

    @property
    def seconds(self) -> float:
        """Of training, pauses left out."""
        return float(self.lines[-1].get("seconds", 0.0)) if self.lines else 0.0

    @property
    def alarm(self) -> Line | None:
        """The newest line with an alarm, unless the run has gone on well for a while since."""
        return next((line for line in reversed(self.lines[-ALARM_LINES:]) if line.get("alarm")), None)

    def rate(self) -> float:
        """Pictures a second, over the last lines; 0 when nothing is known."""
        late = self.lines[-RATE_LINES:]
        if len(late) < 2:
            return float(late[0].get("rate", 0.0)) if late else 0.0
        seconds = late[-1].get("seconds", 0.0) - late[0].get("seconds", 0.0)
        return float((late[-1]["images"] - late[0]["images"]) / seconds) if seconds > 0 else 0.0

    def figures_at(self, kimg: float) -> Line:
        """The line that lies nearest."""
        return min(self.lines, key=lambda line: abs(line["images"] / 1000 - kimg), default={})


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and value == value and abs(value) != float("inf")
