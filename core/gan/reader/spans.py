"""Pieces of a file that are read when somebody asks for them.

A file is not kept open and not mapped: a mapped file that another program shortens takes the process down, and an open
one cannot be replaced on Windows. What is read later is checked to be the same file still.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from core.gan.reader.errors import Unreadable

MOST_TEXT_BYTES = 64 << 20  # of one piece of data that is written as text (protocol 2)
_LINE = 4096
_ENDS_EARLY = "it ends in the middle"


class Blob(Protocol):
    """Bytes somewhere. ``length`` is how many there are, or an upper bound of that."""

    @property
    def length(self) -> int: ...
    def head(self, most: int) -> bytes: ...
    def read(self, at: int, length: int) -> bytearray: ...


class File:
    """A file on disk, read in pieces; open while it is used as a context, otherwise for each piece."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp = self._look(path.stat())
        self.length = self._stamp[0]
        self._handle: BinaryIO | None = None
        self._lock = threading.RLock()  # one place to read at

    @staticmethod
    def _look(found: os.stat_result) -> tuple[int, int]:
        return found.st_size, found.st_mtime_ns

    def open(self) -> BinaryIO:
        handle = self.path.open("rb")
        if self._look(os.fstat(handle.fileno())) != self._stamp:
            handle.close()
            raise Unreadable("it has changed since it was opened", "Open it again.")
        return handle

    @contextlib.contextmanager
    def held(self) -> Iterator[File]:
        """The file stays open for the block: many small pieces are read faster."""
        with self._lock:
            if self._handle is not None:
                yield self
                return
            with self.open() as self._handle:
                try:
                    yield self
                finally:
                    self._handle = None

    def read(self, at: int, length: int) -> bytearray:
        """Raises Unreadable when the file ends before."""
        if not 0 <= at <= at + length <= self.length:
            raise Unreadable(_ENDS_EARLY)
        data = bytearray(length)
        with self.held():
            assert self._handle is not None
            self._handle.seek(at)
            if self._handle.readinto(data) != length:  # type: ignore[attr-defined]
                raise Unreadable(_ENDS_EARLY)
        return data

    def head(self, most: int) -> bytes:
        return bytes(self.read(0, min(most, self.length)))


@dataclass(frozen=True, slots=True)
class Span:
    """``length`` bytes of another blob."""

    blob: Blob
    start: int
    length: int

    def read(self, at: int, length: int) -> bytearray:
        if not 0 <= at <= at + length <= self.length:
            raise Unreadable(_ENDS_EARLY)
        return self.blob.read(self.start + at, length)

    def head(self, most: int) -> bytes:
        return bytes(self.read(0, min(most, self.length)))


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes that are at hand."""

    data: bytes

    @property
    def length(self) -> int:
        return len(self.data)

    def read(self, at: int, length: int) -> bytearray:
        if not 0 <= at <= at + length <= len(self.data):
            raise Unreadable(_ENDS_EARLY)
        return bytearray(self.data[at : at + length])

    def head(self, most: int) -> bytes:
        return self.data[:most]


@dataclass(frozen=True, slots=True)
class LongText:
    """A text that is too long to be a name, such as source code: it stays in the file, undecoded."""

    raw: Span


@dataclass(frozen=True, slots=True)
class Latin1:
    """Bytes that protocol 2 wrote as text: each byte is a letter of Latin-1, kept in UTF-8. ``length`` is a bound."""

    raw: Span

    @property
    def length(self) -> int:
        return self.raw.length

    def head(self, most: int) -> bytes:
        data = self.raw.head(2 * most)
        return self._bytes(data, final=len(data) == self.raw.length)[:most]

    def read(self, at: int, length: int) -> bytearray:
        if self.raw.length > MOST_TEXT_BYTES:
            raise Unreadable("a piece of data that is written as text is too long")
        data = self._bytes(self.raw.read(0, self.raw.length), final=True)[at : at + length]
        if len(data) != length:
            raise Unreadable(_ENDS_EARLY)
        return bytearray(data)

    @staticmethod
    def _bytes(data: bytes | bytearray, *, final: bool) -> bytes:
        try:
            return codecs.getincrementaldecoder("utf-8")().decode(bytes(data), final).encode("latin-1")
        except UnicodeError as error:
            raise Unreadable("bytes that are written as text are damaged") from error


class Stream:
    """A blob read from front to back; long pieces are stepped over and stay where they are."""

    def __init__(self, blob: Blob, handle: BinaryIO) -> None:
        self.blob, self._handle = blob, handle

    @classmethod
    def over(cls, blob: Blob, known: int) -> Stream:
        """Over a blob of which only the first ``known`` bytes may be read; the rest can be stepped over."""
        return cls(blob, io.BytesIO(blob.head(known)))

    def take(self, count: int) -> bytes:
        data = self._handle.read(count)
        if len(data) != count:
            raise Unreadable(_ENDS_EARLY)
        return data

    def line(self) -> bytes:
        data = self._handle.readline(_LINE)
        if not data.endswith(b"\n"):
            raise Unreadable("a line in it is too long, or it ends in the middle")
        return data[:-1]

    def at(self) -> int:
        return self._handle.tell()

    def left(self) -> int:
        return self.blob.length - self.at()

    def step(self, count: int) -> Span:
        """The next ``count`` bytes, unread."""
        start = self.at()
        if not 0 <= count <= self.blob.length - start:
            raise Unreadable(_ENDS_EARLY)
        self._handle.seek(start + count)
        return Span(self.blob, start, count)
