"""From a person's pictures to a set to train on: read, mended, brought to size, without twins, in one zip file.

The zip holds plain PNG (which any other tool reads as well; lossless WebP is a quarter smaller and not worth that),
stored, ``set.json`` (:class:`~core.training.data.report.Report`) and ``sheet.png``. Pictures pass through one by one:
memory holds a few of them, and a short record of each. On one machine, the same files give the same bytes.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import DieloomError
from core.files import replacing, write_bytes
from core.jobs import Progress
from core.training.data.fitting import fitted, fitted_tile, wanted
from core.training.data.gathering import Gathered, Item, Refused, gathered
from core.training.data.labelling import Labelling, labelling
from core.training.data.mending import read
from core.training.data.report import Dropped, Kept, Mend, Reason, Report, spoken
from core.training.data.sets import CONTENTS, SHEET, is_set
from core.training.data.sheet import Sheet
from core.training.data.twins import Look, Twins, look

LEAST_PICTURES = 8
LEAST_RESOLUTION, MOST_RESOLUTION = 8, 2048
_WORKERS = min(4, os.cpu_count() or 1)
_AHEAD = 2 * _WORKERS
_REPORT_S = 0.15
_BLANK = 3  # steps of 255 between the darkest and the lightest of each colour


def prepare(
    source: Path | Sequence[Path],
    out: Path,
    *,
    resolution: int = 256,
    tiles: bool = False,
    labels: Path | None = None,
    keep_similar: bool = False,
    sheet: Path | None = None,
    least: int = LEAST_PICTURES,
    progress: Progress | None = None,
) -> Report:
    """Write the set ``out`` from a folder, a zip, a picture, a ``.txt`` list of those, or several of them.

    ``tiles`` says that each picture repeats seamlessly. ``labels`` is a CSV (file name, label); without it, a
    ``labels.csv`` in the source or its folders count. The contact sheet is written to ``sheet`` as well, if given.
    Raises DieloomError when there are fewer than ``least`` pictures or the disk refuses, and Cancelled; ``out`` is then
    as it was.
    """
    progress = progress or Progress()
    if not LEAST_RESOLUTION <= resolution <= MOST_RESOLUTION:
        raise DieloomError(
            f"A set of {resolution} px cannot be made.", f"Choose {LEAST_RESOLUTION} to {MOST_RESOLUTION}."
        )
    if isinstance(source, Path) and is_set(source):
        raise DieloomError(f"{source.name} is a prepared set already.", "Train on it as it is.")
    besides = [each for each in (out, sheet, labels) if each is not None]
    with gathered(source, besides, progress.part(0.0, 0.02)) as found:
        named = labelling(found, labels)
        making = _Making(resolution, tiles, named, Twins(similar=not keep_similar), least)
        with replacing(out) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            report = making.write(found, archive, progress.part(0.02, 0.98))
            picture = making.sheet.png(report)
            _add(archive, SHEET, picture)
            _add(archive, CONTENTS, report.model_dump_json().encode())
    if sheet is not None:
        write_bytes(sheet, picture)
    progress.report(1.0, f"{len(report.pictures)} pictures")
    return report


@dataclass(frozen=True, eq=False)
class _Ready:
    """A picture as it goes into the set."""

    pixels: NDArray[np.uint8]
    png: bytes
    mended: tuple[Mend, ...]
    look: Look


class _Making:
    def __init__(self, resolution: int, tiles: bool, named: Labelling, twins: Twins, least: int) -> None:
        self._resolution, self._tiles, self._named, self._twins = resolution, tiles, named, twins
        self._least = least
        self.sheet = Sheet()
        self._kept: list[tuple[str, str | None, tuple[Mend, ...]]] = []
        self._dropped: list[Dropped] = []

    def write(self, found: Gathered, archive: zipfile.ZipFile, progress: Progress) -> Report:
        """Every picture that is good into the zip; raises DieloomError when they are too few."""
        for gone in found.dropped:
            self._drop(gone.name, gone.reason, "", None)
        for item, made in _in_order(self._made, found.items, progress):
            if isinstance(made, Refused):
                self._drop(item.name, made.reason, made.detail, None)
            else:
                self._take(item, made, archive)
        if len(self._kept) < self._least:
            raise self._too_few()
        return self._report()

    def _made(self, item: Item) -> _Ready | Refused:
        """In a thread of its own."""
        try:
            least = self._resolution if self._tiles else wanted(self._resolution)
            image, mended = read(item, least, tile=self._tiles)
            if _is_blank(image):
                raise Refused("blank")
            pixels, fit = (fitted_tile if self._tiles else fitted)(image, self._resolution)
        except Refused as refused:
            return refused
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, "PNG")
        return _Ready(pixels, file.getvalue(), (*mended, *fit), look(pixels))

    def _take(self, item: Item, ready: _Ready, archive: zipfile.ZipFile) -> None:
        twin = self._twins.find(ready.look)
        if twin is not None:
            self._drop(item.name, twin[0], self._kept[twin[1]][0], ready.pixels)
            return
        _add(archive, _member(len(self._kept)), ready.png)
        self._kept.append((item.name, self._named.label(item), ready.mended))
        self.sheet.keep(item.name, ready.pixels, ready.mended)

    def _drop(self, name: str, reason: Reason, detail: str, pixels: NDArray[np.uint8] | None) -> None:
        dropped = Dropped(name=name, reason=reason, detail=detail)
        self._dropped.append(dropped)
        self.sheet.drop(name, pixels, dropped.text)

    def _report(self) -> Report:
        labels = self._named.labels({label for _, label, _ in self._kept if label is not None})
        places = {label: index for index, label in enumerate(labels)}
        pictures = tuple(
            Kept(member=_member(index), name=name, label=places.get(label) if label else None, mended=mended)
            for index, (name, label, mended) in enumerate(self._kept)
        )
        return Report(
            resolution=self._resolution,
            tiles=self._tiles,
            labels=labels,
            pictures=pictures,
            dropped=tuple(self._dropped),
        )

    def _too_few(self) -> DieloomError:
        if not self._kept and not self._dropped:
            return DieloomError("There are no pictures.", "Choose a folder or a zip file with pictures in it.")
        drops = Report(resolution=self._resolution, dropped=tuple(self._dropped)).drops
        why = f" Left out: {spoken(drops)}." if drops else ""
        count = len(self._kept)
        there = (
            "There is no picture"
            if not count
            else "There is 1 picture"
            if count == 1
            else f"There are {count} pictures"
        )
        takes = "."
        if self._least > 1:
            takes = f", and it takes at least {self._least}; good results take 50 and more."
        return DieloomError(f"{there} to train on{takes}{why}", "Add pictures.")


def _in_order(
    work: Callable[[Item], _Ready | Refused], items: Sequence[Item], progress: Progress
) -> Iterator[tuple[Item, _Ready | Refused]]:
    """Each item with what was made of it, in their order; a few are made ahead in threads."""
    waiting: deque[tuple[Item, Future[_Ready | Refused]]] = deque()
    pool = ThreadPoolExecutor(_WORKERS, "prepare")
    try:
        for index, (item, future) in enumerate(_ahead(pool, work, items, waiting)):
            while not future.done():
                progress.report(index / len(items), f"{index} of {len(items)}: {item.name}")
                wait([future], _REPORT_S)
            progress.report(index / len(items), f"{index} of {len(items)}: {item.name}")
            yield item, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _ahead(
    pool: ThreadPoolExecutor,
    work: Callable[[Item], _Ready | Refused],
    items: Iterable[Item],
    waiting: deque[tuple[Item, Future[_Ready | Refused]]],
) -> Iterator[tuple[Item, Future[_Ready | Refused]]]:
    for item in items:
        waiting.append((item, pool.submit(work, item)))
        if len(waiting) == _AHEAD:
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


def _is_blank(image: Image.Image) -> bool:
    values = np.asarray(image).reshape(-1, 3)
    return bool((values.max(axis=0) - values.min(axis=0) <= _BLANK).all())


def _member(index: int) -> str:
    return f"pictures/{index + 1:07}.png"


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Without the time of day: the same set has the same bytes."""
    archive.writestr(zipfile.ZipInfo(name), data)
