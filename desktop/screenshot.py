"""A picture of the real window with a document in it, for `dieloom demo` and the README."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication

from core.document.file import load
from core.errors import DieloomError
from desktop.app import make_application, make_window
from desktop.display import draw_to_memory_without
from desktop.lanes import Lanes
from desktop.settings import Settings
from desktop.window import MainWindow

SIZE = QSize(1600, 1000)
PATIENCE_MS = 120_000


def capture(document: Path, picture: Path, size: QSize = SIZE) -> None:
    """Write a PNG of the window once its artwork is final; raises DieloomError.

    Without a display Qt draws into memory.
    """
    opened = load(document)
    draw_to_memory_without()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat))
        settings.theme = "light"
        app = make_application(settings)
        lanes = Lanes()
        window = make_window(lanes, settings, opened)
        gc.disable()  # as in the program: a worker must not collect the window's objects
        try:
            window.files.name_after(document)
            window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            window.resize(size)
            window.show()
            lanes.start()
            _wait_for_artwork(window)
            _save(window, picture)
        finally:
            lanes.stop()
            window.close()
            window.deleteLater()
            app.processEvents()
            gc.enable()


def _wait_for_artwork(window: MainWindow) -> None:
    """Until all tiles are final; a generator that fails is not waited for."""
    loop = QEventLoop()
    window.tiles.settled.connect(loop.quit)
    patience = QTimer(singleShot=True, interval=PATIENCE_MS)
    patience.timeout.connect(loop.quit)
    patience.start()
    if not window.tiles.complete:
        loop.exec()
    patience.stop()
    window.canvas.fit()
    for _ in range(3):
        QApplication.processEvents()


def _save(window: MainWindow, picture: Path) -> None:
    image = window.grab().toImage()
    if not image.save(str(picture), "PNG"):
        raise DieloomError(f"The screenshot {picture} cannot be written.", "Check the folder and the free space.")
