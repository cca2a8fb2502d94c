"""What qpdf may take of the machine while it reads a file from anywhere.

These limits are the process's: the first reader of all threads sets them, and the last one puts them back.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pikepdf import settings

MOST_UNPACKED = 256 * 2**20
"""Bytes that any stream may grow to while qpdf unpacks it: of page contents, or of all objects of a file."""

_LIMITS: dict[str, Any] = {
    "flate_max_memory": MOST_UNPACKED,
    "run_length_max_memory": MOST_UNPACKED,
    "png_max_memory": MOST_UNPACKED,
    "tiff_max_memory": MOST_UNPACKED,
    "dct_max_memory": MOST_UNPACKED,
    "doc_max_warnings": 1000,
    "parser_max_nesting": 100,
    "parser_max_container_size": 5_000_000,
}
_lock = threading.Lock()
_readers = 0
_before: dict[str, Any] = {}


@contextmanager
def limited() -> Iterator[None]:
    """Within it qpdf raises pikepdf.PdfError for what is beyond the limits."""
    global _readers, _before
    with _lock:
        if not _readers:
            _before = dict(settings.set_qpdf_limits(**_LIMITS))
        _readers += 1
    try:
        yield
    finally:
        with _lock:
            _readers -= 1
            if not _readers:
                settings.set_qpdf_limits(**_before)
