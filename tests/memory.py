"""How much memory a process of a test has held."""

from __future__ import annotations

from pathlib import Path


def peak_mib() -> int:
    """Of this process, at most so far. Linux's ru_maxrss begins with the size of the process that started this one,
    which is a test process with all of Torch in it: nothing measured by that would grow."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
