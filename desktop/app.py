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
    app = QApplication.instance() or QApplication(sys.argv[:1])
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


def run(argv: Sequence[str]) -> int:
    """Open the window, with the document named in ``argv`` if there is one; returns when it is closed."""
    log = crash.keep_log()
    # A worker that computes in Python gives way to the window after a millisecond instead of five.
    sys.setswitchinterval(SWITCH_SECONDS)
    settings = Settings()
    app = make_application(settings)
    collect_garbage_here(app)
    lanes = Lanes()
    window = make_window(lanes, settings)
    window.show()
    # Torch is imported by the preview lane: after the first paint, so that the window is up before.
    QTimer.singleShot(0, lanes.start)
    QTimer.singleShot(0, lambda: _open_first(window, argv))
    status = app.exec()
    lanes.stop()
    window.deleteLater()
    if log is not None:
        log.flush()
    return status


def _open_first(window: MainWindow, argv: Sequence[str]) -> None:
    window.files.recover()
    if argv:
        window.files.open(Path(argv[0]))
