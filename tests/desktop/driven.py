"""The real program, run by a test in a process of its own: it answers Python expressions from standard input as JSON.

Names in scope: ``window``, ``watch``, ``steering``, and ``place(name)`` for where the control of that accessible name
is on screen.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QSettings, Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from desktop.app import Studio
from desktop.settings import Settings
from desktop.watch import Watch
from desktop.window import MainWindow
from tests.desktop.steering import Steering


class Answers(QObject):
    """Takes questions in a thread and answers them in the window's."""

    asked = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._scope = {
            "window": window,
            "watch": Watch(window),
            "steering": Steering(window),
            "place": lambda name: _place(window, name),
        }
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line)

    def _answer(self, line: str) -> None:
        print(json.dumps(eval(line, dict(self._scope)), default=str), flush=True)


def _place(window: MainWindow, name: str) -> list[int]:
    """The middle of the visible control with that name; of a slider, that of its handle; or empty."""
    found: list[QWidget] = [each for each in window.findChildren(QWidget) if each.accessibleName() == name]
    widget: Any = next((each for each in found if each.isVisible()), None)
    if widget is None:
        return []
    spot = widget.rect().center()
    if isinstance(widget, QSlider):
        spot = widget.handle_rect().center().toPoint()
    corner = widget.mapToGlobal(QPoint(0, 0))
    return [corner.x() + spot.x(), corner.y() + spot.y()]


def main() -> int:
    settings = Settings(QSettings(sys.argv[1], QSettings.Format.IniFormat))
    studio = Studio(settings)
    studio.window.setGeometry(studio.app.primaryScreen().geometry())
    Answers(studio.window)
    return studio.run(Path(sys.argv[2]) if len(sys.argv) > 2 else None)


if __name__ == "__main__":
    sys.exit(main())
