"""Limits that are the process's: set for the first reader, put back by the last."""

from __future__ import annotations

import zlib

import pytest
from pikepdf import settings

from core.compose.placed.limits import MOST_UNPACKED, limited
from core.compose.placed.pdf import read_page
from core.errors import DieloomError


def flate_limit() -> int:
    return int(settings.get_qpdf_limits()["flate_max_memory"])


def test_the_last_of_several_readers_puts_them_back() -> None:
    before = flate_limit()
    first, second = limited(), limited()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert flate_limit() == MOST_UNPACKED
    second.__exit__(None, None, None)
    assert flate_limit() == before != MOST_UNPACKED


def test_a_page_whose_objects_unpack_to_gigabytes_is_refused() -> None:
    with pytest.raises(DieloomError):
        read_page(bomb(MOST_UNPACKED + (16 << 20)))
    assert flate_limit() != MOST_UNPACKED


def bomb(size: int) -> bytes:
    """A file with all of its objects in one stream, and nothing else of that size in it."""
    packer = zlib.compressobj(1)
    pages = b"<</Type/Pages/Kids[5 0 R]/Count 1/MediaBox[0 0 9 9]>>"
    body = b"1 0 2 40 5 100 " + b"<</Type/Catalog/Pages 2 0 R>>".ljust(40) + pages.ljust(60)
    packed = packer.compress(body + b"<</Type/Page/Parent 2 0 R>>")
    packed += b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + packer.flush()
    head = b"%PDF-1.6\n"
    objects = b"3 0 obj<</Type/ObjStm/N 3/First 15/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    objects += packed + b"\nendstream endobj\n"
    at = len(head) + len(objects)
    places = ((0, 0, 255), (2, 3, 0), (2, 3, 1), (1, len(head), 0), (1, at, 0), (2, 3, 2))
    rows = b"".join(bytes([kind]) + where.to_bytes(4, "big") + bytes([last]) for kind, where, last in places)
    table = b"4 0 obj<</Type/XRef/Size 6/Root 1 0 R/W[1 4 1]/Length %d>>stream\n" % len(rows) + rows
    return head + objects + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % at


def test_the_same_file_with_fewer_blanks_is_read() -> None:
    assert read_page(bomb(1 << 20)).ops == ()
