"""Opens every file of a folder in a process of its own, and reports what each did: python -m tests.gan.reader.judge.

An audit hook counts whatever a file's own code could do; memory is limited, and its peak is measured.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from core.errors import DieloomError
from core.gan.reader import StoredTensor, open_model, open_weights

HARMLESS = ("object.", "sys._getframe", "code.__new__", "marshal.", "gc.", "array.__new__", "time.sleep")
LIMIT = 1 << 30


def all_numbers(value: object) -> None:
    """Reads every tensor of what was opened."""
    if isinstance(value, StoredTensor):
        value.numpy()
    elif isinstance(value, dict):
        for item in value.values():
            all_numbers(item)


def main(folder: Path, warm_up: Path) -> None:
    for path in sorted(warm_up.iterdir()):
        all_numbers(open_model(path).tensors)  # what Python and its libraries import for themselves
    for encoding in ("latin-1", "raw-unicode-escape", "utf-8"):
        "x".encode(encoding)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + LIMIT, used + LIMIT))
    paths = sorted(folder.iterdir())
    seen: list[str] = []
    allowed: set[str] = set()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and str(arguments[0]) in allowed and str(arguments[1]) in ("rb", "r"):
            return
        if not event.startswith(HARMLESS):
            seen.append(f"{event} {arguments!r:.200}")

    sys.addaudithook(watch)
    results = []
    for path in paths:
        allowed = {str(path), str(path.with_suffix(".json"))}
        for opening in (open_model, open_weights):
            started, said, kind = time.monotonic(), "", "nothing"
            try:
                opened = opening(path)
                all_numbers(opened if isinstance(opened, dict) else opened.tensors)
            except DieloomError as error:
                said, kind = str(error), "DieloomError"
            except (Exception, RecursionError, MemoryError) as error:  # noqa: BLE001 (to be reported)
                said, kind = repr(error)[:200], type(error).__name__
            took = time.monotonic() - started
            results.append({"file": path.name, "by": opening.__name__, "kind": kind, "said": said, "took": took})
    json.dump({"results": results, "events": list(seen), "peak": _peak_bytes()}, sys.stdout)


def _peak_bytes() -> int:
    """Linux's ru_maxrss begins with the size of the process that started this one; VmHWM is our own."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
