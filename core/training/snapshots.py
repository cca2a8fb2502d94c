"""The older states of a run, to roll back to; few of them, so that a long run does not fill the disk."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from safetensors import SafetensorError, safe_open

from core import files
from core.errors import DieloomError

KEPT = 3
SAMPLES = 240  # pictures of the samples through time; of more, every second one goes
ENDING = ".safetensors"


class Snapshots:
    """``RUN/snapshots/000120000.safetensors``: the state after 120 thousand pictures."""

    def __init__(self, folder: Path) -> None:
        self._run, self._folder = folder, folder / "snapshots"

    def paths(self) -> list[Path]:
        """The oldest first."""
        found = self._folder.glob(f"*{ENDING}") if self._folder.is_dir() else ()
        return sorted(path for path in found if path.stem.isdecimal())  # a person's copies lie there in peace

    def keep(self, state: Path) -> None:
        """Let the state that is about to be replaced be one of the snapshots, unless it is one.

        The newest is kept, and of the others those that lie evenly over the run so far.
        """
        images = images_of(state)
        if images is None:
            return
        files.make_folder(self._folder)
        kept = self._folder / f"{images:09d}{ENDING}"
        if not kept.exists():
            _link(state, kept)
        self._thin()

    def restore(self, snapshot: Path) -> None:
        """Make ``snapshot`` the run's state; raises DieloomError when it is none of the run's."""
        if snapshot not in self.paths() or (images := images_of(snapshot)) is None:
            raise DieloomError(f"{snapshot} is no snapshot of the run.", "Choose one of its snapshots folder.")
        with files.replacing(self._run / "state.safetensors") as file, snapshot.open("rb") as kept:
            shutil.copyfileobj(kept, file)
        for path in [*self.paths(), *(self._run / "samples").glob("*.png")]:
            if path.stem.isdecimal() and int(path.stem) > images:
                path.unlink(missing_ok=True)

    def _thin(self) -> None:
        """Drop the one whose neighbours are the nearest to each other."""
        while len(paths := self.paths()) > KEPT:
            at = [int(path.stem) for path in paths]
            gaps = [(at[index + 1] - at[index - 1], index) for index in range(1, len(at) - 1)]
            paths[min(gaps)[1]].unlink(missing_ok=True)

    def thin_samples(self) -> None:
        pictures = sorted((self._run / "samples").glob("*.png"))
        if len(pictures) > SAMPLES:
            for picture in pictures[1:-1:2]:
                picture.unlink(missing_ok=True)


def images_of(state: Path) -> int | None:
    """How many pictures a state has learned from; None when it is none."""
    try:
        with safe_open(state, "numpy") as file:
            return int(json.loads(file.metadata()["run"])["images"])
    except (OSError, SafetensorError, KeyError, TypeError, ValueError):
        return None


def _link(source: Path, target: Path) -> None:
    """The same file under a second name where the disk can; states are replaced, never written into."""
    try:
        os.link(source, target)
    except OSError:
        with files.replacing(target) as file, source.open("rb") as state:
            shutil.copyfileobj(state, file)
