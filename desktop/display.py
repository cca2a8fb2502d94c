"""Whether there is a screen to show a window on. Qt itself would end the process without one."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """On Linux a window needs X11 or Wayland, or a platform that was asked for by name; elsewhere there is a screen."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def draw_to_memory_without() -> None:
    """Before an application is made: it draws into memory where there is no screen, or none that Qt can use (a
    desktop may lack libxcb-cursor0)."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb;wayland;offscreen" if has_display() else "offscreen")
