"""Opening a PDF that may be broken or meant to harm: within limits, and every failure is a DieloomError."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from core.compose.placed.limits import limited
from core.compose.placed.objects import SLIPS
from core.errors import DieloomError
from core.files import refuse_endless

_HEAD = 1024  # ISO 32000-1, annex H.3.4.1: where the header may be


@contextlib.contextmanager
def opened(source: Path | bytes) -> Iterator[pikepdf.Pdf]:
    """The PDF of a path or of bytes; raises DieloomError for what is no PDF, is locked, or is past saving."""
    name = source.name if isinstance(source, Path) else "The file"
    if isinstance(source, Path):
        refuse_endless(source)
    with limited(), contextlib.ExitStack() as stack:
        try:
            _refuse_others(source, name)
            pdf = stack.enter_context(pikepdf.open(source if isinstance(source, Path) else io.BytesIO(source)))
            len(pdf.pages)
        except pikepdf.PasswordError as error:
            raise DieloomError(f"{name} needs a password.", "Save it without one.") from error
        except MemoryError as error:
            raise DieloomError(f"{name} unpacks to more than is sound.", "Export it again.") from error
        except OSError as error:
            raise DieloomError(f"{name} cannot be read: {error.strerror or error}.", "Check its path.") from error
        except SLIPS as error:
            raise DieloomError(f"{name} is not a sound PDF: {reason(error, name)}.", "Export it again.") from error
        yield pdf


def reason(error: BaseException, name: str = "") -> str:
    """What a library says is wrong, in one line, without the file's path."""
    said = str(error)
    if name and name in said:
        said = said.rpartition(name)[2]
    said = re.sub(r"stream <[^>]*>", "", said)
    return " ".join(said.split())[:200].strip(" :.") or type(error).__name__


def _refuse_others(source: Path | bytes, name: str) -> None:
    if isinstance(source, Path):
        with source.open("rb") as file:
            head = file.read(_HEAD)
    else:
        head = source[:_HEAD]
    if b"%PDF-" not in head:
        raise DieloomError(f"{name} is no PDF.", "Choose a PDF or a Dieloom document.")
