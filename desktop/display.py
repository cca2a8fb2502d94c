"""Whether a window can be shown here: a screen, without which Qt would end the process, and the libraries of Qt."""

from __future__ import annotations

import os
import sys

from core.errors import DieloomError


def check_qt() -> None:
    """Raises DieloomError when Qt cannot be loaded: a bare Linux system lacks what every desktop has."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        raise DieloomError(
            f"The window needs a library that this system lacks ({error}).",
            "Debian and Ubuntu have what is needed in: libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon0.",
        ) from error


def has_display() -> bool:
    """On Linux a window needs X11 or Wayland, or a platform that was asked for by name; elsewhere there is a screen."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def draw_to_memory_without() -> None:
    """Before an application is made: it draws into memory where there is no screen, or none that Qt can use (a
    desktop may lack libxcb-cursor0)."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb;wayland;offscreen" if has_display() else "offscreen")
