"""Vector artwork from outside: which kinds are taken, told by how a file begins, and read with a limit.

What a file draws is read where it is composed; a document only keeps its bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from core.errors import DieloomError
from core.files import read_bytes

MAX_BYTES = 256 * 1024 * 1024
_HEAD = 8192  # comments and a document type may come before the svg element


def kind(data: bytes) -> Literal["pdf", "svg"] | None:
    """None for anything else; an SVG may be in UTF-16 too."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "svg" if b"<svg" in data[:_HEAD].replace(b"\0", b"") else None


def read_file(path: Path) -> bytes:
    """The bytes of a PDF or SVG file; raises DieloomError."""
    data = read_bytes(path, MAX_BYTES)
    if kind(data) is None:
        error = unknown()
        raise DieloomError(f"{path.name}: {error.message}", error.hint)
    return data


def unknown() -> DieloomError:
    return DieloomError("It is no PDF and no SVG.", "Export it as one of them; a picture goes into a picture layer.")
