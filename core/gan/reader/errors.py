"""How the reader says no: inside it an :class:`Unreadable` without a file name, outside one DieloomError with it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from core.errors import DieloomError

ANEW = "Take the file from its source again."


class Unreadable(DieloomError):
    """Why a file is not read (the rest of the sentence "FILE cannot be read: ...") and what to do about it."""

    def __init__(self, why: str, hint: str = ANEW) -> None:
        super().__init__(f"The file cannot be read: {why}.", hint)
        self.why = why

    def __reduce__(self) -> tuple[type[DieloomError], tuple[str, str]]:
        return DieloomError, (self.message, self.hint)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """What goes wrong inside is told as a DieloomError that names the file."""
    try:
        yield
    except Unreadable as error:
        raise DieloomError(f"{path.name} cannot be read: {error.why}.", error.hint) from error
    except OSError as error:
        raise DieloomError(f"{path.name} cannot be read: {error.strerror or error}.", "Check its path.") from error


def shown(value: str, most: int = 80) -> str:
    """A word out of a file, quoted for a sentence, short and free of control characters."""
    return ascii(value if len(value) <= most else value[:most] + "...")
