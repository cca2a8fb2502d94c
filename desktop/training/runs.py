"""The training runs of this person: where they are kept, and what each is, told without reading a weight."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import platformdirs
import psutil
from PySide6.QtGui import QImage

from core import files
from core.errors import DieloomError
from core.jobs import Progress
from desktop.training.film import decode
from desktop.training.journal import drawn_in, last_line

DRAFT = "draft-"
STUDIO = "studio.json"
PICTURES = "pictures.zip"
MOST_JSON = 1 << 20
THUMB_PX = 96
NAME_CHARACTERS = 48


@dataclass(frozen=True)
class Told:
    """What the studio keeps of a run beside what the run needs: what was wished for, and what became of it."""

    wish: dict[str, Any] = field(default_factory=dict)  # of :class:`desktop.training.work.Wish`, until there is a plan
    minutes: float | None = None
    device: str = ""
    ended: bool = False  # the person said so; it may go on all the same
    finished: bool = False  # its time is over, or its plan fulfilled

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True)
class RunFacts:
    """``plan`` is that of the run's ``plan.json``, as it stands there; ``changed`` in seconds since 1970."""

    folder: Path
    name: str
    images: int = 0
    changed: float = 0.0
    plan: dict[str, Any] = field(default_factory=dict)
    told: Told = Told()
    thumb: QImage = field(default_factory=QImage)

    @property
    def total(self) -> int:
        return round(float(self.plan.get("kimg", 0.0)) * 1000)

    @property
    def done(self) -> bool:
        return self.told.finished or 0 < self.total <= self.images

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.plan.get("labels", ()))


def runs_folder() -> Path:
    """The per-user folder; made when absent."""
    made = Path(platformdirs.user_data_path("Dieloom", appauthor=False)) / "runs"
    files.make_folder(made)
    return made


def new_draft() -> Path:
    """A folder for pictures of which no run has come yet."""
    return Path(tempfile.mkdtemp(prefix=f"{DRAFT}{os.getpid()}-", dir=runs_folder()))


def settle(draft: Path, name: str) -> Path:
    """The draft becomes the folder of a run called so; raises DieloomError."""
    stem = re.sub(r"[^\w-]+", "-", name.strip().casefold()).strip("-")[:NAME_CHARACTERS] or "model"
    place, number = draft.with_name(stem), 2
    while place.exists():
        place, number = draft.with_name(f"{stem}-{number}"), number + 1
    try:
        return draft.rename(place)
    except OSError as error:
        raise DieloomError(f"Cannot make {place}: {error.strerror or error}.", "Check the free space.") from error


def sweep(folder: Path) -> None:
    """Drop the drafts of programs that no longer run."""
    for draft in folder.glob(f"{DRAFT}*"):
        owner = draft.name.removeprefix(DRAFT).partition("-")[0]
        if owner.isdecimal() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(draft, ignore_errors=True)


def list_runs(folder: Path, progress: Progress) -> list[RunFacts]:
    """The one changed last first. In the background."""
    sweep(folder)
    found = []
    for path in folder.iterdir():
        progress.check()
        facts = facts_of(path)
        if facts is not None:
            found.append(facts)
    return sorted(found, key=lambda facts: facts.changed, reverse=True)


def facts_of(folder: Path) -> RunFacts | None:
    """None where there is no run that can be read."""
    order, told = _json(folder / "plan.json"), told_of(folder)
    plan = order.get("plan", {})
    if not isinstance(plan, dict) or not (plan or told.wish):
        return None
    log = folder / "log.jsonl"
    line = last_line(log)
    newest = next((path for path in (log, folder / "plan.json", folder / STUDIO) if path.is_file()), folder)
    return RunFacts(
        folder,
        str(order.get("name") or told.wish.get("name") or folder.name),
        int(line.get("images", 0)),
        newest.stat().st_mtime,
        plan,
        told,
        thumb_of(folder),
    )


def told_of(folder: Path) -> Told:
    told = _json(folder / STUDIO)
    minutes, wish = told.get("minutes"), told.get("wish")
    return Told(
        wish if isinstance(wish, dict) else {},
        float(minutes) if isinstance(minutes, int | float) else None,
        str(told.get("device", "")),
        bool(told.get("ended", False)),
        bool(told.get("finished", False)),
    )


def keep_told(folder: Path, told: Told) -> None:
    """Raises DieloomError."""
    files.write_bytes(folder / STUDIO, told.to_json())


def thumb_of(folder: Path) -> QImage:
    """The first two by two of the newest samples; null while there are none."""
    drawn = drawn_in(folder / "samples", ".png")
    sheet = decode(drawn[-1].path) if drawn else QImage()
    if sheet.isNull():
        return sheet
    side = min(sheet.height(), max(sheet.width() // 4, 1))
    return sheet.copy(0, 0, side, side).scaled(THUMB_PX, THUMB_PX)


def _json(path: Path) -> dict[str, Any]:
    """Of a small file; empty when it is not there or none."""
    try:
        found = json.loads(files.read_bytes(path, MOST_JSON)) if path.is_file() else {}
    except (DieloomError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
