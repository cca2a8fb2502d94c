"""Files are saved whole or not at all: written beside their place, flushed, then moved there in one step."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from core.errors import DieloomError


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of ``path`` when the block ends well; otherwise ``path`` stays as it was.

    Raises DieloomError when the disk refuses.
    """
    scratch: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            scratch = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(_usual_mode(path))
        scratch.replace(path)
        scratch = None
    except OSError as error:
        hint = "What was there before is unchanged. Check the folder, its rights and the free space."
        raise DieloomError(f"Cannot save {path}: {error.strerror or error}.", hint) from error
    finally:
        if scratch is not None:
            scratch.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path`` in one step; raises DieloomError."""
    with replacing(path) as file:
        file.write(data)


def _usual_mode(path: Path) -> int:
    """The mode of the file that is replaced, or what a new file gets: scratch files are made private."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
