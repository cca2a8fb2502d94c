"""What was at the place of a print PDF stays there, whatever happens to the export that was to replace it."""

from __future__ import annotations

import errno
import multiprocessing
from pathlib import Path as FilePath
from typing import IO, Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.compose.drawlist import ArtImage, Drawing, DrawPage, FillTile
from core.errors import Cancelled, DieloomError
from core.geometry import Affine, Box, Path
from core.jobs import Progress
from core.press import pdf as press_pdf
from core.press.dieline_pdf import NoPixels
from core.press.pdf import export_pdf
from core.press.settings import PressSettings

OLD = b"what was there"
SHEET = Box(0, 0, 600, 600)
MIDDLE = range(500, 5000)  # rows of the tile; the raster begins with its last one
SETTINGS = PressSettings(marks=False)


class Rows(NoPixels):
    """Noise, made in rows; tells ``heard`` of each strip before it is made."""

    def __init__(self, heard: Any = None) -> None:
        self._heard = heard

    def rows(self, source: ArtImage, width_px: int, height_px: int, top: int, count: int) -> NDArray[np.uint8]:
        if self._heard is not None:
            self._heard(top)
        return np.random.default_rng(top).integers(0, 256, (count, width_px, 3), dtype=np.uint8)


def _drawing() -> Drawing:
    art = FillTile(Path.rectangle(SHEET), ArtImage(Recipe()), Affine.scaling(600))
    return Drawing("Large", (DrawPage("outside", SHEET, SHEET, (art,)),))


def _export_until_killed(out: FilePath, line: Any) -> None:
    """In a child: report when rows are being written, then wait to be killed."""

    def heard(top: int) -> None:
        if top in MIDDLE:
            line.send(top)
            line.recv()

    export_pdf(_drawing(), Rows(heard), out, SETTINGS)


@pytest.fixture
def old(tmp_path: FilePath) -> FilePath:
    path = tmp_path / "old.pdf"
    path.write_bytes(OLD)
    return path


def test_a_killed_export_leaves_the_old_file(old: FilePath) -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=_export_until_killed, args=(old, there))
    child.start()
    assert here.poll(60)
    here.recv()
    child.kill()
    child.join()
    assert old.read_bytes() == OLD
    (left,) = [path for path in old.parent.iterdir() if path != old]  # what a dead process cannot clear away
    assert left.name.startswith(".dieloom-")
    assert left.stat().st_size > 10**6


def test_a_disk_that_fills_up_while_artwork_is_written_leaves_the_old_file(
    old: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        """A file on a disk that has room for the first megabyte."""

        def __init__(self, file: IO[bytes]) -> None:
            self._file = file

        def write(self, data: bytes) -> int:
            if self._file.tell() + len(data) > 10**6:
                raise OSError(errno.ENOSPC, "No space left on device")
            return self._file.write(data)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._file, name)

    splice = press_pdf.splice
    monkeypatch.setattr(
        press_pdf, "splice", lambda base, sheet, sep, out, part: splice(base, sheet, sep, Full(out), part)
    )
    with pytest.raises(DieloomError, match="No space left"):
        export_pdf(_drawing(), Rows(), old, SETTINGS)
    assert [path.name for path in old.parent.iterdir()] == ["old.pdf"]
    assert old.read_bytes() == OLD


@pytest.mark.parametrize("standard", ["x4", "x1a"])
def test_a_cancelled_export_makes_no_further_strip(standard: str, old: FilePath) -> None:
    progress, asked = Progress(), []

    def heard(top: int) -> None:
        asked.append(top)
        if top in MIDDLE:
            progress.cancel()

    with pytest.raises(Cancelled):
        export_pdf(_drawing(), Rows(heard), old, SETTINGS.model_copy(update={"standard": standard}), progress=progress)
    assert len([top for top in asked if top in MIDDLE]) == 1
    assert old.read_bytes() == OLD


def test_a_source_that_breaks_off_leaves_the_old_file(old: FilePath) -> None:
    def heard(top: int) -> None:
        if top in MIDDLE:
            raise DieloomError("The picture is damaged.")

    with pytest.raises(DieloomError, match="damaged"):
        export_pdf(_drawing(), Rows(heard), old, SETTINGS)
    assert old.read_bytes() == OLD
