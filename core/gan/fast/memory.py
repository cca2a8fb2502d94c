"""Keeping the pages that pictures are drawn in.

GNU's allocator gives freed memory back to the system at once when it is a few megabytes, and the next strip then waits
for fresh pages: 40 000 of them, 30 ms of 280, in one change of a 1024 px picture (measured). Told to keep 128 MB at
hand it asks for none after the first picture. Other allocators keep to their own ways.
"""

from __future__ import annotations

import ctypes
import platform
from functools import lru_cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # mallopt(3)
_KEPT = 128 << 20
_LARGEST = 32 << 20  # the most that it takes for a piece to come from the memory at hand


@lru_cache(maxsize=1)
def keep_pages() -> bool:
    """Have freed memory kept for the next strip, once in a process; whether that could be done."""
    if platform.libc_ver()[0] != "glibc":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_MMAP_THRESHOLD, _LARGEST)) and bool(mallopt(_TRIM_THRESHOLD, _KEPT))
