"""Sets of pictures to train on: a prepared zip, read one member at a time, or pictures in memory.

A set may be larger than memory: what was read lately is kept up to a limit. Safe to use from several threads.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydantic import ValidationError

from core.errors import DieloomError
from core.files import refuse_endless
from core.gan.reader import zipped
from core.gan.reader.errors import Unreadable, naming
from core.gan.reader.spans import File, Span
from core.pictures.images import DAMAGE
from core.training.data.gathering import MOST_FILES
from core.training.data.report import Report
from core.training.data.views import AS_IT_IS, Views, random_view
from core.values import explain

Pixels = NDArray[np.uint8]

CONTENTS = "set.json"
SHEET = "sheet.png"
KEPT_BYTES = 256 << 20
_MOST_JSON = 512 << 20
_MOST_MEMBER = 64 << 20
_MOST_SIDE = 8192
_AGAIN = "Prepare it again."


class PictureSet:
    """A prepared set, opened without being read; see :func:`open_set`. ``report`` is all that it says of itself."""

    def __init__(self, path: Path, report: Report, members: Sequence[Span], views: Views) -> None:
        self.path, self.report, self.views = path, report, views
        self.labels, self.resolution, self.tiles = report.labels, report.resolution, report.tiles
        self._members = members
        self._kept: OrderedDict[int, Pixels] = OrderedDict()
        self._kept_bytes = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._members)

    def label(self, index: int) -> int | None:
        """The place of the picture's label in ``labels``."""
        return self.report.pictures[index].label

    def name(self, index: int) -> str:
        """Its file's own name, without folders."""
        return self.report.pictures[index].name

    def read(self, index: int) -> Pixels:
        """[H, W, 3], not to be written to; raises DieloomError when the set is damaged or has changed since."""
        with self._lock:
            if index in self._kept:
                self._kept.move_to_end(index)
                return self._kept[index]
        pixels = self._decoded(index)
        with self._lock:
            if index not in self._kept:
                self._kept[index] = pixels
                self._kept_bytes += pixels.nbytes
            while self._kept_bytes > KEPT_BYTES and len(self._kept) > 1:
                self._kept_bytes -= self._kept.popitem(last=False)[1].nbytes
        return pixels

    def view(self, index: int, resolution: int, chance: np.random.Generator) -> Pixels:
        """[R, R, 3]: one of the views that ``views`` allows; raises DieloomError as :meth:`read` does."""
        return _view(self.read(index), resolution, chance, self.views, self.tiles)

    def _decoded(self, index: int) -> Pixels:
        member = self._members[index]
        with naming(self.path):
            data = bytes(member.read(0, member.length))
        try:
            with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
                if max(image.size) > _MOST_SIDE:
                    raise ValueError("far too large")
                pixels: Pixels = np.asarray(image.convert("RGB"))
        except (*DAMAGE, Image.DecompressionBombError) as error:
            raise DieloomError(f"{self.path.name}: {self.name(index)} is damaged.", _AGAIN) from error
        pixels.setflags(write=False)
        return pixels


class MemorySet:
    """Pictures [N, H, W, 3] at hand; ``numbers`` are their labels' places in ``labels``."""

    def __init__(
        self,
        pixels: Pixels,
        labels: tuple[str, ...],
        numbers: Sequence[int],
        tiles: bool = False,
        views: Views = AS_IT_IS,
    ) -> None:
        self.labels, self.resolution, self.tiles, self.views = labels, int(min(pixels.shape[1:3])), tiles, views
        self._pixels, self._numbers = pixels, numbers

    def __len__(self) -> int:
        return len(self._pixels)

    def label(self, index: int) -> int | None:
        return self._numbers[index] if self.labels else None

    def name(self, index: int) -> str:
        return f"picture {index + 1}"

    def read(self, index: int) -> Pixels:
        """[H, W, 3]."""
        picture: Pixels = self._pixels[index]
        return picture

    def view(self, index: int, resolution: int, chance: np.random.Generator) -> Pixels:
        """[R, R, 3]: one of the views that ``views`` allows."""
        return _view(self.read(index), resolution, chance, self.views, self.tiles)


def open_set(path: Path, views: Views | None = None) -> PictureSet:
    """A prepared set; raises DieloomError for anything else, or a damaged one."""
    refuse_endless(path)
    try:
        members = zipped.entries(File(path), MOST_FILES + 2)
        contents = members[CONTENTS]
        if contents.length > _MOST_JSON:
            raise Unreadable("it says far too much of itself")
        report = Report.model_validate_json(bytes(contents.read(0, contents.length)))
        spans = [members[each.member] for each in report.pictures]
    except (Unreadable, KeyError) as error:
        raise DieloomError(f"{path.name} is no prepared set of pictures, or is damaged.", _AGAIN) from error
    except ValidationError as error:
        raise DieloomError(f"{path.name} is damaged: {explain(error)}.", _AGAIN) from error
    except OSError as error:
        raise DieloomError(f"{path} cannot be read: {error.strerror or error}.", "Check its path.") from error
    _check(path, report, spans)
    return PictureSet(path, report, spans, views or Views())


def is_set(path: Path) -> bool:
    """Whether a file is meant to be a prepared set: a zip file that says so."""
    try:
        return path.is_file() and CONTENTS in zipped.entries(File(path), MOST_FILES + 2)
    except (Unreadable, OSError):
        return False


def _check(path: Path, report: Report, spans: Sequence[Span]) -> None:
    if not spans or any(span.length > _MOST_MEMBER for span in spans):
        raise DieloomError(f"{path.name} holds no pictures, or far too large ones.", _AGAIN)
    if any(each.label is not None and each.label >= len(report.labels) for each in report.pictures):
        raise DieloomError(f"{path.name} uses a label that it does not have.", _AGAIN)


def _view(pixels: Pixels, resolution: int, chance: np.random.Generator, views: Views, tiles: bool) -> Pixels:
    return random_view(
        pixels,
        resolution,
        chance,
        crop=views.crop,
        rotation_degrees=views.rotation_degrees,
        mirror=views.mirror,
        tiles=tiles,
    )
