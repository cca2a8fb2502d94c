"""Where the pictures lie: folders, zip files, single files, lists of them. Found without being read.

Links are followed, though no folder is entered twice; what may never end (a device, a pipe) is never opened. Nothing of
a zip file is written to disk, so the names in it can do no harm.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import threading
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from core.errors import DieloomError
from core.files import read_bytes
from core.gan.reader import zipped
from core.gan.reader.errors import Unreadable
from core.gan.reader.spans import File
from core.jobs import Progress
from core.training.data.report import MOST_NAME, Dropped, Reason

MOST_FILES = 1_000_000
MOST_ZIPPED = 200_000  # files of one zip, whose directory is held in memory
_MOST_RATIO = 200  # of what a zip claims to hold to its own size: pictures seldom reach 5, a bomb does 1000
_FREE = 1 << 30  # below this no ratio is a bomb
_REPORT_FILES = 256
_MOST_LIST = 64 << 20
_LOCKED = 0x1
_ZIP_DAMAGE = (OSError, EOFError, ValueError, KeyError, zlib.error, zipfile.BadZipFile, NotImplementedError)


class Refused(Exception):
    """Why a file gives no picture; inside this room only."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


class Item(Protocol):
    """A file that may be a picture; ``place`` is where it lies in its source, for labels. ``open`` raises Refused."""

    @property
    def place(self) -> PurePosixPath: ...

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...

    def open(self) -> IO[bytes]: ...


@dataclass(frozen=True)
class FileItem:
    path: Path
    place: PurePosixPath
    size: int

    @property
    def name(self) -> str:
        return shown(self.path.name)

    def open(self) -> IO[bytes]:
        try:
            # It may have become a pipe meanwhile, which would not open before somebody writes to it.
            handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except FileNotFoundError as error:
            raise Refused("missing") from error
        except OSError as error:
            raise Refused("unreadable") from error
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Refused("no-file")
        return os.fdopen(handle, "rb")


@dataclass(frozen=True)
class ZipItem:
    archive: zipfile.ZipFile
    lock: threading.Lock  # one member at a time: zipfile counts its readers without care
    info: zipfile.ZipInfo
    place: PurePosixPath

    @property
    def name(self) -> str:
        return shown(self.place.name)

    @property
    def size(self) -> int:
        return self.info.file_size

    def open(self) -> IO[bytes]:
        """All of it in memory, and no more than its directory says: Pillow jumps to and fro."""
        if self.info.flag_bits & _LOCKED:
            raise Refused("locked")
        try:
            with self.lock, self.archive.open(self.info) as file:
                return io.BytesIO(file.read(self.size))
        except _ZIP_DAMAGE as error:
            raise Refused("damaged") from error


@dataclass
class Gathered:
    """What was found, and what was not even opened."""

    items: list[Item] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, name: str, reason: Reason) -> None:
        self.dropped.append(Dropped(name=shown(name), reason=reason))

    def add(self, item: Item) -> None:
        if len(self.items) + len(self.dropped) >= MOST_FILES:
            raise DieloomError(f"There are more than {MOST_FILES} files.", "Choose a folder with fewer.")
        self.items.append(item)


def shown(name: str) -> str:
    """A file's name as one short line of letters."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= MOST_NAME else f"{plain[: MOST_NAME - 1]}…"


@contextlib.contextmanager
def gathered(source: Path | Sequence[Path], besides: Sequence[Path], progress: Progress) -> Iterator[Gathered]:
    """Every file of the source in a fixed order, without hidden ones and without those of ``besides``.

    Zip files stay open within the block. Raises DieloomError when a source is not there or cannot be read.
    """
    sources = [source] if isinstance(source, Path) else list(source)
    found = Gathered()
    with contextlib.ExitStack() as stack:
        walk = _Walk(found, {each.absolute() for each in besides}, stack, progress)
        for each in sources:
            walk.take(each, PurePosixPath(each.name) if len(sources) > 1 else PurePosixPath())
        yield found


class _Walk:
    def __init__(self, found: Gathered, besides: set[Path], stack: contextlib.ExitStack, progress: Progress) -> None:
        self._found, self._besides, self._stack, self._progress = found, besides, stack, progress
        self._entered: set[tuple[int, int]] = set()

    def take(self, path: Path, place: PurePosixPath) -> None:
        """A source that a person named; it has to be there."""
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no file name"
            raise DieloomError(f"{path} cannot be read: {why}.", "Check its path.") from error
        if stat.S_ISDIR(status.st_mode):
            self._folder(path, place)
        elif not stat.S_ISREG(status.st_mode):
            raise DieloomError(f"{path} is neither a folder nor a file.", "Choose a folder, a zip file or pictures.")
        elif path.suffix.lower() == ".txt":
            self._list(path)
        elif zipfile.is_zipfile(path):
            self._zip(path, place)
        else:
            self._found.add(FileItem(path, PurePosixPath(path.name), status.st_size))

    def _list(self, path: Path) -> None:
        """One path on each line, seen from where the list lies."""
        for line in read_bytes(path, _MOST_LIST).decode("utf-8-sig", "replace").splitlines():
            if not line.strip():
                continue
            each = path.parent / line.strip()
            try:
                there = each.exists()
            except (OSError, ValueError):
                there = False
            if not there:
                self._found.drop(each.name, "missing")
            elif each.suffix.lower() == ".txt":
                self._found.drop(each.name, "not-a-picture")  # a list could name itself
            else:
                self.take(each, PurePosixPath(each.name))

    def _folder(self, top: Path, place: PurePosixPath) -> None:
        waiting = [(top, place)]
        while waiting:
            folder, place = waiting.pop()
            self._progress.check()
            try:
                status = folder.stat()
                names = sorted(each.name for each in os.scandir(folder) if not each.name.startswith("."))
            except OSError:
                self._found.drop(folder.name, "unreadable")
                continue
            if (status.st_dev, status.st_ino) in self._entered:
                self._found.drop(folder.name, "loop")
                continue
            self._entered.add((status.st_dev, status.st_ino))
            inner = [(folder / name, place / name) for name in names if not self._file(folder / name, place / name)]
            waiting.extend(reversed(inner))

    def _file(self, path: Path, place: PurePosixPath) -> bool:
        """Whether that was all: False for a folder."""
        if len(self._found.items) % _REPORT_FILES == 0:
            self._progress.report(0.0, f"{len(self._found.items)} files found")
        try:
            status = path.stat()
        except FileNotFoundError:
            self._found.drop(path.name, "missing")  # a link to nothing
            return True
        except OSError as error:
            self._found.drop(path.name, "loop" if error.errno == errno.ELOOP else "unreadable")
            return True
        if stat.S_ISDIR(status.st_mode):
            return False
        if not stat.S_ISREG(status.st_mode):
            self._found.drop(path.name, "no-file")
        elif path.absolute() not in self._besides:
            self._found.add(FileItem(path, place, status.st_size))
        return True

    def _zip(self, path: Path, place: PurePosixPath) -> None:
        damaged = DieloomError(f"{path.name} is a damaged zip file.", "Pack its files again.")
        try:
            zipped.directory(File(path), MOST_ZIPPED)
            archive = self._stack.enter_context(zipfile.ZipFile(path))
        except (*_ZIP_DAMAGE, Unreadable) as error:
            raise damaged from error
        claimed = sum(info.file_size for info in archive.infolist())
        if claimed > max(_FREE, _MOST_RATIO * path.stat().st_size):
            raise DieloomError(f"{path.name} claims to hold far more than it can.", "Pack its files again.")
        lock = threading.Lock()
        members = [(_place(info.filename), info) for info in archive.infolist() if not info.is_dir()]
        seen = [(parts, info) for parts, info in members if parts and not any(_hidden(part) for part in parts)]
        if place.name:
            place = place.with_suffix("")
        for parts, info in sorted(seen, key=lambda pair: pair[0]):
            self._found.add(ZipItem(archive, lock, info, place.joinpath(*parts)))


def _place(name: str) -> tuple[str, ...]:
    """The folders and the name of a member; what leads out of the zip is only a name."""
    return tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _hidden(part: str) -> bool:
    return part.startswith(".") or part == "__MACOSX"
