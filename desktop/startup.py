"""How long the window takes to come up, for `dieloom bench`: measured in a fresh process, as a person meets it."""

from __future__ import annotations

import subprocess
import sys
import time

from desktop.display import draw_to_memory_without

FLAG = "--open-and-close"  # known to `desktop.__main__` only


def startup_seconds() -> dict[str, float]:
    """Seconds from starting the program to a painted window that takes input, Python's own start included."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    started = time.perf_counter()
    subprocess.run([*program, FLAG], check=True, stdout=subprocess.DEVNULL)
    return {"window_interactive_s": round(time.perf_counter() - started, 3)}


def open_and_close() -> int:
    """Show the window, let it paint and take one turn of the event loop, and close it."""
    import shiboken6
    from PySide6.QtCore import QTimer

    draw_to_memory_without()
    from desktop.app import make_application, make_window
    from desktop.lanes import Lanes
    from desktop.settings import Settings

    settings = Settings()
    app = make_application(settings)
    lanes = Lanes()  # which outlive the window
    window = make_window(lanes, settings)
    window.show()
    QTimer.singleShot(0, app.quit)
    status = app.exec()
    window.close()
    shiboken6.delete(window)  # before the application, which its widgets need to the end
    return status
