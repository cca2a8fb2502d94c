"""Files are saved whole or not at all: written beside their place, flushed, then moved there in one step.

They are read with a limit, and only when they have an end.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from core.errors import DieloomError

_SCRATCH = ".dieloom-"
_ABANDONED_S = 300.0


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of ``path`` when the block ends well; otherwise ``path`` stays as it was.

    A symbolic link stays one; what it points to is replaced. Raises DieloomError when the disk refuses.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise DieloomError(f"Cannot save {path}: it is a folder or a device.", "Choose another name.")
    scratch: Path | None = None
    try:
        # A name of its own: with the target's in it, it could be too long where the target's is not.
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=_SCRATCH, delete=False) as file:
            scratch = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(_usual_mode(target))
        _move(scratch, target)
        scratch = None
    except OSError as error:
        hint = "What was there before is unchanged. Check the folder, its rights and the free space."
        raise DieloomError(f"Cannot save {path}: {error.strerror or error}.", hint) from error
    finally:
        if scratch is not None:
            scratch.unlink(missing_ok=True)


_PATIENCE_S = (0.02, 0.05, 0.1, 0.3, 0.5) if os.name == "nt" else ()
"""Windows replaces no file that somebody reads, as the window reads what a training run writes: they are waited for."""


def _move(scratch: Path, target: Path) -> None:
    for seconds in _PATIENCE_S:
        with contextlib.suppress(PermissionError):
            scratch.replace(target)
            return
        time.sleep(seconds)
    scratch.replace(target)


def write_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path`` in one step; raises DieloomError."""
    with replacing(path) as file:
        file.write(data)


def sweep(folder: Path) -> None:
    """Remove the scratch files of writers that were killed: those that nobody has written to for minutes."""
    for left in folder.glob(f"{_SCRATCH}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_S:
                left.unlink()


def make_folder(path: Path) -> None:
    """Make the folder and those above it where they are missing; raises DieloomError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DieloomError(f"Cannot make {path}: {error.strerror or error}.", "Check the rights above it.") from error


def on_network_share(name: str) -> bool:
    """Whether a path is on another machine. A document from elsewhere may name one, and merely looking for it there
    would reach out to that machine and, on Windows, tell it who asks."""
    return name[:1] in ("/", "\\") and name[1:2] in ("/", "\\")


def read_bytes(path: Path, most: int) -> bytes:
    """The bytes of a file of at most ``most``; raises DieloomError."""
    try:
        refuse_endless(path)
        if path.stat().st_size > most:
            raise DieloomError(f"{path.name} is too large: {most // 1000**2} MB at most.", "Choose a smaller file.")
        return path.read_bytes()
    except OSError as error:
        raise DieloomError(f"{path} cannot be read: {error.strerror or error}.", "Check its path.") from error
    except ValueError as error:  # a name that no file can have
        raise DieloomError(f"{str(path)!r} is no file name.", "Check its path.") from error


def refuse_endless(path: Path) -> None:
    """Raises DieloomError for what is there and no plain file: a device or a pipe may never end."""
    try:
        endless = path.exists() and not path.is_file()
    except OSError as error:
        raise DieloomError(f"{path} cannot be read: {error.strerror or error}.", "Check its path.") from error
    if endless:
        raise DieloomError(f"{path} cannot be read: it is no file.", "Choose a file.")


def _usual_mode(path: Path) -> int:
    """The mode of the file that is replaced, or what a new file gets: scratch files are made private."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
