"""Writes pictures into a finished PDF in strips, so that a sheet of any size takes the memory of a few strips.

PDF libraries want a stream's bytes all at once; a square metre at 300 ppi is half a gigabyte. The file is taken as its
body and its cross-reference table (ISO 32000-1, 7.5.4); the rasters' objects are appended to the body, compressed as
their rows come, and the table is written again with their places.
"""

from __future__ import annotations

import io
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO

import numpy as np
from pikepdf import Dictionary, Pdf

from core.errors import DieloomError
from core.jobs import Progress
from core.press.finish import RASTER
from core.press.rasters import Raster, Separator
from core.press.sheet import Sheet

LEVEL = 6
_PIECE_BYTES = 1 << 19  # some 15 ms of compression: the job can stop between pieces
_AHEAD = 2  # pieces that wait for the thread: a job that is stopped waits for no more
_ENTRY = 20  # bytes of one line of the table
_FARTHEST = 10**10  # what a place in the table, of ten digits, cannot name any more
_LENGTH = b"/Length %-12d"


def splice(base: bytes, sheet: Sheet, separator: Separator, out: IO[bytes], progress: Progress) -> None:
    """Write ``base`` with the sheet's rasters to ``out``, which has to be seekable; raises OSError, Cancelled."""
    places = _places(base)
    start = int(base[base.rindex(b"startxref") :].split()[1])
    table = bytearray(base[start:])
    out.write(base[:start])
    for i, raster in enumerate(sheet.rasters):
        number, dictionary = places[i]
        _move(table, number, out.tell())
        part = progress.part(i / len(places), (i + 1) / len(places))
        _write(number, dictionary, raster, separator, out, part)
    moved = out.tell()
    out.write(bytes(table).replace(b"startxref\n%d\n" % start, b"startxref\n%d\n" % moved))


def _places(base: bytes) -> dict[int, tuple[int, bytes]]:
    """The object number that each raster was given, and its dictionary but for the end."""
    with Pdf.open(io.BytesIO(base)) as pdf:
        marked = [item for item in pdf.objects if isinstance(item, Dictionary) and RASTER in item]
        return {int(item[RASTER]): (item.objgen[0], _begun(item)) for item in marked}


def _begun(item: Dictionary) -> bytes:
    del item[RASTER]
    return item.unparse(resolved=True).removesuffix(b">>")


def _move(table: bytearray, number: int, offset: int) -> None:
    """Have the table's one section, which begins with object 0, name another place for an object."""
    if offset >= _FARTHEST:
        raise DieloomError("The file would be larger than 10 GB, more than PDF can hold.", "Choose a lower resolution.")
    first = table.index(b"\n", len(b"xref\n")) + 1
    at = first + _ENTRY * number
    table[at : at + 10] = b"%010d" % offset


def _write(
    number: int, dictionary: bytes, raster: Raster, separator: Separator, out: IO[bytes], progress: Progress
) -> None:
    """One image object. Its length is known last, so room is left for it and filled in at the end."""
    out.write(b"%d 0 obj\n" % number + dictionary)
    length_at = out.tell()
    out.write(_LENGTH % 0 + b" >>\nstream\n")
    begin = out.tell()
    for data in _compressed(_pieces(raster, separator, progress)):
        out.write(data)
    end = out.tell()
    out.seek(length_at)
    out.write(_LENGTH % (end - begin))
    out.seek(end)
    out.write(b"\nendstream\nendobj\n")


def _pieces(raster: Raster, separator: Separator, progress: Progress) -> Iterator[memoryview]:
    rows = 0
    for strip in raster.strips(separator):
        data = np.ascontiguousarray(strip).reshape(-1).data
        for begin in range(0, len(data), _PIECE_BYTES):
            progress.check()
            yield data[begin : begin + _PIECE_BYTES]
        rows += len(strip)
        progress.report(rows / raster.height_px, "Writing artwork")


def _compressed(pieces: Iterable[memoryview]) -> Iterator[bytes]:
    """A thread compresses while the next pieces are made: zlib and LittleCMS run without Python's lock."""
    squeeze, waiting = zlib.compressobj(LEVEL), deque[Future[bytes]]()
    with ThreadPoolExecutor(max_workers=1) as thread:
        for piece in pieces:
            waiting.append(thread.submit(squeeze.compress, piece))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    yield squeeze.flush()
