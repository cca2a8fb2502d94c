"""Torch's shared libraries come into the process before Torch is imported, each for a reason of its own.

Windows: since Torch 2.9 its c10.dll fails to initialise once Qt's libraries are in the process (pytorch#166628:
WinError 1114). Loading that one library first is enough.

Elsewhere: Python holds the interpreter while it links an extension's libraries, which for Torch is half a second that
the window would stand still. The linker called as a foreign function gives the interpreter away meanwhile, and the
import then finds everything linked.
"""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def load_before_qt() -> None:
    """On Windows; call it before anything imports Qt."""
    library = _libraries() / "c10.dll"
    if sys.platform == "win32" and library.is_file():
        os.add_dll_directory(str(library.parent))
        ctypes.CDLL(str(library))


def link() -> None:
    """On Linux and macOS; call it in the thread that is about to import Torch."""
    if sys.platform == "win32":
        return
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.restype = ctypes.c_void_p
    ending = "dylib" if sys.platform == "darwin" else "so"
    # What cannot be linked here is left to the import, which then says why.
    for name in ("libtorch_global_deps", "libtorch_python"):
        dlopen(os.fsencode(_libraries() / f"{name}.{ending}"), ctypes.c_int(os.RTLD_NOW | os.RTLD_GLOBAL))


def _libraries() -> Path:
    """Where Torch keeps them, without importing it."""
    spec = find_spec("torch")
    return Path(spec.origin or "").parent / "lib" if spec else Path()
