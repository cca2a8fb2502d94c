"""The window under test draws into memory, remembers nothing, and leaves no thread, timer or window behind."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QLocale, QSettings, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.jobs import Progress
from desktop import i18n
from desktop.app import make_window
from desktop.lanes import Lanes
from desktop.settings import Settings
from desktop.window import MainWindow
from desktop.workers.preview import PreviewLane


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any warning of Qt fails a test; this is the offscreen platform's remark on every window it shows or raises."""
    for item in items:
        remark = r"This plugin does not support (propagateSizeHints|raise)\("
        item.add_marker(pytest.mark.qt_log_ignore(remark, extend=True))


class FakeArtist:
    """Flat tiles whose grey is the seed; as slow as wanted, and it keeps book."""

    def __init__(self, draft_seconds: float = 0.0, full_seconds: float = 0.0) -> None:
        self.draft_seconds, self.full_seconds = draft_seconds, full_seconds
        self.drafts: list[int] = []
        self.fulls: list[int] = []
        self.given_up: list[int] = []
        self.go_on = threading.Event()
        self.go_on.set()

    def tile(self, recipe: Recipe, *, draft: bool = False, progress: Progress | None = None) -> np.ndarray:
        self.go_on.wait(10)
        (self.drafts if draft else self.fulls).append(recipe.seed)
        end = time.monotonic() + (self.draft_seconds if draft else self.full_seconds)
        while time.monotonic() < end:
            if progress and progress.cancelled:
                self.given_up.append(recipe.seed)
            (progress or Progress()).check()
            time.sleep(0.002)
        side = 8 if draft else 32
        return np.full((side, side, 3), recipe.seed % 256, np.uint8)


@pytest.fixture
def artist() -> FakeArtist:
    return FakeArtist()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    store = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    store.theme = "light"
    return store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The per-user folders of the program."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr("desktop.recovery.folder", lambda: _made(tmp_path / "recovery"))
    return tmp_path


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def coarse_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every window and every editor dresses its folded pack, which took half of the time of most tests and which few
    look at; those of the fold have it finer."""
    monkeypatch.setattr("desktop.fold.art.WIDEST_PX", 128)
    monkeypatch.setattr("core.mockup.skin.PLAIN_SIDE", 128)


@pytest.fixture
def lanes(qapp: QApplication, artist: FakeArtist) -> Iterator[Lanes]:
    made = Lanes(PreviewLane(make=lambda: artist))
    made.start()
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, home: Path, lanes: Lanes, settings: Settings) -> Iterator[MainWindow]:
    made = make_window(lanes, settings)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.session.undo_stack.setClean()  # no question about unsaved changes
    made.close()
    made.deleteLater()


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """The windows that a test makes speak Chinese; to be asked for before them."""
    before, installed = QLocale(), i18n.install(qapp, "zh_CN")
    yield
    for translator in installed:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No running thread or timer and no top-level window outlives the test that made it."""
    windows = {id(each) for each in _windows()}
    gc.disable()  # as in the program: a worker must not collect the window's objects
    gc.freeze()  # what was there before is not looked at
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no event loop is left to deliver them
        gc.collect()
        left = [each for each in gc.get_objects() if isinstance(each, QThread | QTimer) and _runs(each)]
        left += [each for each in _windows() if id(each) not in windows]
        assert not left, f"left behind: {left}"
    gc.unfreeze()
    gc.enable()


def _windows() -> list[QWidget]:
    app = QApplication.instance()
    return app.topLevelWidgets() if isinstance(app, QApplication) else []


def _runs(each: QThread | QTimer) -> bool:
    if not shiboken6.isValid(each):
        return False
    return each.isRunning() if isinstance(each, QThread) else each.isActive()
