"""Plates as files: of a document or of any PDF, one greyscale PNG each, and the heat map of the total of ink."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.artwork.artist import Artist
from core.colour.condition import PrintingCondition
from core.compose.drawlist import DrawPage, PixelSource
from core.compose.pixels import DocumentPixels
from core.compose.placed.pdf import MOST_BYTES
from core.document.file import load
from core.errors import DieloomError
from core.files import make_folder, read_bytes, write_bytes
from core.jobs import Progress
from core.press.foreign import FilePixels, foreign_page, intended_condition
from core.press.job import job_of
from core.press.plates.device import separate
from core.press.plates.looks import heat_map

_UNSAFE = re.compile(r'[<>:"/\\|?*%\x00-\x1f\x7f]')
_LONGEST = 80  # letters of a file's name: what every file system takes in any script


def write_plates(
    source: Path,
    folder: Path,
    *,
    tac: Path | None = None,
    ppi: float = 150.0,
    page: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write a PNG for each plate of a page (from 1 on) of ``source``, a PDF or a document; returns what was written.

    ``tac`` is the place of the heat map. Raises DieloomError for what cannot be read, a page that is not there, and a
    place that cannot be written.
    """
    progress = progress or Progress()
    drawn, pixels, condition = _opened(source, page, progress)
    sep = separate(drawn, pixels, condition, ppi, progress=progress)
    make_folder(folder)
    files = _names(sep.names)
    for name, file in files.items():
        progress.check()
        write_bytes(folder / file, _png(255 - sep.plate(name), ppi))
    limit = condition.ink_limit or 300.0
    if tac is not None:
        write_bytes(tac, _png(heat_map(sep, limit), ppi))
    plates = {
        name: {"file": str(folder / file), "mean": round(float(sep.plate(name).mean()) / 2.55, 2)}
        for name, file in files.items()
    }
    return {
        "plates": plates,
        "max_process": int(sep.process.max()),
        "max_total": int(sep.total.max()),
        "limit": limit,
        **({"tac": str(tac)} if tac else {}),
    }


def _opened(source: Path, page: int, progress: Progress) -> tuple[DrawPage, PixelSource, PrintingCondition]:
    if source.suffix.lower() == ".pdf":
        data = read_bytes(source, MOST_BYTES)
        return foreign_page(data, page - 1, progress.silent()), FilePixels(data), intended_condition(data)
    job = job_of(load(source))
    if not 1 <= page <= len(job.drawing.pages):
        count = len(job.drawing.pages)
        raise DieloomError(f"{source.name} has no page {page}.", f"Choose one from 1 to {count}.")
    return job.drawing.pages[page - 1], DocumentPixels(job.document, Artist()), job.settings().condition


def _names(plates: tuple[str, ...]) -> dict[str, str]:
    """A file name for each plate: no two alike where large and small letters are one."""
    taken: dict[str, str] = {}
    for plate in plates:
        name = _UNSAFE.sub("_", plate).strip(" .")[:_LONGEST] or "_"
        number, free = 2, name
        while free.lower() in taken:
            number, free = number + 1, f"{name} {number}"
        taken[free.lower()] = free
    return {plate: f"{file}.png" for plate, file in zip(plates, taken.values(), strict=True)}


def _png(pixels: NDArray[np.uint8], ppi: float) -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, "PNG", dpi=(ppi, ppi))
    return file.getvalue()
