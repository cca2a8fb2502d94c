"""From nothing to a window: the application object, its look and language, the threads, the open document."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from core import __version__, resources
from core.document.document import Document
from desktop import crash, i18n, theme
from desktop.lanes import Lanes
from desktop.session import Session
from desktop.settings import ORGANISATION, Settings
from desktop.starters import first_design
from desktop.window import MainWindow

GARBAGE_MS = 5_000
SWITCH_SECONDS = 0.001


def make_application(settings: Settings) -> QApplication:
    """The QApplication in the person's theme and language."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(ORGANISATION)
    app.setOrganizationName(ORGANISATION)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dieloom")
    app.setWindowIcon(QIcon(str(resources.path("icons", "dieloom.svg"))))
    theme.ensure_fonts(app)
    theme.apply(app, theme.theme_named(settings.theme))
    i18n.install(app, i18n.language_of(settings.language))
    return app


def make_window(lanes: Lanes, settings: Settings, document: Document | None = None) -> MainWindow:
    """The main window with this document in it, or with the first design."""
    session = Session(document or first_design(QCoreApplication.translate("App", "Untitled")))
    window = MainWindow(session, lanes, settings)
    session.setParent(window)
    return window


def collect_garbage_here(app: QApplication) -> None:
    """Python's collector destroys Qt objects in whichever thread it happens to run; keep it to this one."""
    gc.disable()
    timer = QTimer(app, interval=GARBAGE_MS)
    timer.timeout.connect(gc.collect)
    timer.start()


class Studio:
    """The running program: one application, its threads, one window."""

    def __init__(self, settings: Settings) -> None:
        # A worker that computes in Python gives way to the window after a millisecond instead of five.
        sys.setswitchinterval(SWITCH_SECONDS)
        self.app = make_application(settings)
        collect_garbage_here(self.app)
        self.lanes = Lanes()
        # The million objects of an imported Torch are there to stay; looking through them takes 200 ms each time.
        self.lanes.preview.loaded.connect(gc.freeze)
        self.window = make_window(self.lanes, settings)

    def run(self, document: Path | None) -> int:
        """Show the window, with this document if there is one; returns when it is closed."""
        self.window.resize(self.window.size().boundedTo(self.window.screen().availableSize()))
        self.window.show()
        # After the first turn of the event loop, so that the window is up before the preview lane imports Torch.
        QTimer.singleShot(0, self.lanes.start)
        QTimer.singleShot(0, lambda: self._open_first(document))
        status = self.app.exec()
        self.lanes.stop()
        return status

    def _open_first(self, document: Path | None) -> None:
        self.window.files.recover()
        if document is not None:
            self.window.files.open(document)


def run(argv: Sequence[str]) -> int:
    """Open the window, with the document named in ``argv`` if there is one; returns when it is closed."""
    log = crash.keep_log()
    status = Studio(Settings()).run(Path(argv[0]) if argv else None)
    if log is not None:
        log.flush()
    return status
