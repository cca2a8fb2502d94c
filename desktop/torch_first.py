"""Windows only: Torch's first library has to be loaded before Qt's.

Since Torch 2.9 its c10.dll fails to initialise once Qt's libraries are in the process (pytorch#166628: WinError 1114).
Loading that one library first is enough, and takes milliseconds where importing Torch takes seconds.
"""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def load_before_qt() -> None:
    if sys.platform != "win32":
        return
    spec = find_spec("torch")
    if spec is None or spec.origin is None:
        return
    library = Path(spec.origin).parent / "lib" / "c10.dll"
    if library.is_file():
        os.add_dll_directory(str(library.parent))
        ctypes.CDLL(str(library))
