"""Snapshots of unsaved work, one file for each running program, found again after a crash."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import psutil


def folder() -> Path:
    """The per-user folder for snapshots; made when absent."""
    made = Path(platformdirs.user_state_path("Dieloom", appauthor=False)) / "recovery"
    made.mkdir(parents=True, exist_ok=True)
    return made


def own(where: Path) -> Path:
    """The snapshot of this process."""
    return where / f"{os.getpid()}.dieloom"


def left_over(where: Path) -> list[Path]:
    """Snapshots whose program no longer runs, the newest first."""
    found = [path for path in where.glob("*.dieloom") if path.stem.isdecimal() and not _runs(int(path.stem))]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _runs(pid: int) -> bool:
    return pid != os.getpid() and psutil.pid_exists(pid)
