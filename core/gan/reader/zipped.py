"""The zip files of PyTorch: entries stored as they are, found by the directory at the end.

Not :mod:`zipfile`: that reads a directory of any size into memory before it can be asked. Nothing is unpacked, so an
entry's name can do no harm.
"""

from __future__ import annotations

import struct

from core.gan.reader.errors import Unreadable
from core.gan.reader.spans import Blob, Span

MOST_ENTRIES = 50_000
_ENTRY_BYTES = 335  # of the directory, for each entry
_END, _ENTRY, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_FAR_END, _FAR_PLACE = b"PK\x06\x06", b"PK\x06\x07"
_DAMAGED = "its zip directory is damaged"


def entries(blob: Blob, most: int = MOST_ENTRIES) -> dict[str, Span]:
    """Every entry by its name; raises Unreadable for what PyTorch does not write, and for more than ``most``."""
    count, start, size = directory(blob, most)
    data, at = bytes(blob.read(start, size)), 0
    found: dict[str, Span] = {}
    for _ in range(count):
        if data[at : at + 4] != _ENTRY or at + 46 > size:
            raise Unreadable(_DAMAGED)
        flags, method = struct.unpack_from("<HH", data, at + 8)
        packed, full = struct.unpack_from("<II", data, at + 20)
        names, extras, comments = struct.unpack_from("<HHH", data, at + 28)
        (local,) = struct.unpack_from("<I", data, at + 42)
        if at + 46 + names + extras > size:
            raise Unreadable(_DAMAGED)
        name = data[at + 46 : at + 46 + names].decode("utf-8", "replace")
        extra = data[at + 46 + names : at + 46 + names + extras]
        full, packed, local = _far(extra, full, packed, local)
        if "/code/" in name:
            raise Unreadable("it holds a program, not only weights", "Save its state_dict with PyTorch first.")
        if method or flags & 1 or packed != full:
            raise Unreadable("its zip entries are packed or locked, and PyTorch's never are")
        if name in found:
            raise Unreadable("two entries of its zip file share a name")
        found[name] = _content(blob, local, full)
        at += 46 + names + extras + comments
    return found


def directory(blob: Blob, most: int) -> tuple[int, int, int]:
    """How many entries, where their directory starts and how long it is; raises Unreadable for more than ``most``."""
    tail_at = max(blob.length - 65557, 0)
    tail = bytes(blob.read(tail_at, blob.length - tail_at))
    end = tail.rfind(_END)
    if end < 0 or end + 22 > len(tail):
        raise Unreadable(_DAMAGED)
    count, size, start = struct.unpack_from("<HII", tail, end + 10)
    if 0xFFFF in (count,) or 0xFFFFFFFF in (size, start):
        place = tail[end - 20 : end] if end >= 20 else b""
        if place[:4] != _FAR_PLACE:
            raise Unreadable(_DAMAGED)
        record = bytes(blob.read(struct.unpack_from("<Q", place, 8)[0], 56))
        if record[:4] != _FAR_END:
            raise Unreadable(_DAMAGED)
        count, size, start = struct.unpack_from("<QQQ", record, 32)
    if count > most or size > most * _ENTRY_BYTES:
        raise Unreadable("its zip directory is far too large")
    return count, start, size


def _far(extra: bytes, full: int, packed: int, local: int) -> tuple[int, int, int]:
    """The same three numbers, those that did not fit taken from the entry's zip64 field."""
    numbers, at = [full, packed, local], 0
    while at + 4 <= len(extra):
        tag, size = struct.unpack_from("<HH", extra, at)
        if tag == 1:
            far = extra[at + 4 : at + 4 + size]
            for index, number in enumerate(numbers):
                if number == 0xFFFFFFFF:
                    if len(far) < 8:
                        raise Unreadable(_DAMAGED)
                    numbers[index], far = struct.unpack_from("<Q", far)[0], far[8:]
        at += 4 + size
    return numbers[0], numbers[1], numbers[2]


def _content(blob: Blob, local: int, size: int) -> Span:
    header = bytes(blob.read(local, 30))
    if header[:4] != _LOCAL:
        raise Unreadable(_DAMAGED)
    names, extras = struct.unpack_from("<HH", header, 26)
    start = local + 30 + names + extras
    if start + size > blob.length:
        raise Unreadable(_DAMAGED)
    return Span(blob, start, size)
