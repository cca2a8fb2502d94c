"""The document's life on the disk: new, open, save, recent files, recovery, and the question before it is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.document.document import Document
from core.document.file import load, save
from core.errors import DieloomError
from desktop import recovery
from desktop.dialogs.messages import ask_to_recover, ask_to_save, show_error
from desktop.session import Session
from desktop.settings import Settings
from desktop.workers.background import Background

SNAPSHOT_MS = 30_000
SUFFIX = ".dieloom"


class Files(QObject):
    """Reading and writing happen in the background; a failure leaves the document, and the file, as they were."""

    path_changed = Signal()
    said = Signal(str)  # for the status bar
    busy = Signal(bool)

    def __init__(self, window: QWidget, session: Session, background: Background, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._background, self._settings = window, session, background, settings
        self._where = recovery.folder()
        self._snapshot: Document | None = None
        self.path: Path | None = None
        self._timer = QTimer(self, interval=SNAPSHOT_MS)
        self._timer.timeout.connect(self.snapshot)
        self._timer.start()

    @property
    def dirty(self) -> bool:
        return not self._session.undo_stack.isClean()

    @property
    def name(self) -> str:
        return self.path.stem if self.path else self._session.design.title

    @property
    def folder(self) -> Path:
        """Where files of this document are proposed to go."""
        return self.path.parent if self.path else self._settings.folder

    def name_after(self, path: Path | None) -> None:
        """The open document is the one in this file; None when it has none yet."""
        self.path = path
        self.path_changed.emit()

    # Opening

    def start(self, document: Document) -> None:
        """A new document takes the place of the open one, which the person may save first."""
        self._when_safe(lambda: self._take(document, None))

    def ask_open(self) -> None:
        kind = self.tr("Dieloom designs (*{0})").format(SUFFIX)
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), str(self._settings.folder), kind)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        self._when_safe(lambda: self._load(path, path))

    def recover(self) -> None:
        """Offer what an earlier run could not save; one is opened, the others stay for the next start."""
        found = recovery.left_over(self._where)
        if not found:
            return
        if ask_to_recover(self._window, len(found)):
            self._load(found[0], None)
        else:
            for path in found:
                path.unlink(missing_ok=True)

    def _load(self, path: Path, known_as: Path | None) -> None:
        self.busy.emit(True)
        task = self._background.submit(lambda _: load(path))
        task.done.connect(lambda document: self._take(document, known_as))
        if known_as is None:
            task.done.connect(lambda _: self._recovered(path))
        task.failed.connect(self._fail)
        task.finished.connect(lambda: self.busy.emit(False))

    def _take(self, document: Document, path: Path | None) -> None:
        self._session.select(None)
        self._session.open(document)
        self._known_as(path)

    def _recovered(self, snapshot: Path) -> None:
        self._session.undo_stack.resetClean()
        self._snapshot = None
        self.snapshot()
        snapshot.unlink(missing_ok=True)

    # Saving

    def save(self, then: Callable[[], object] = lambda: None) -> None:
        """Save where it was opened from, else ask; ``then`` is called once it is on the disk."""
        if self.path is None:
            self.save_as(then)
        else:
            self._write(self.path, then)

    def save_as(self, then: Callable[[], object] = lambda: None) -> None:
        proposal = self.path or self.folder / f"{self.name}{SUFFIX}"
        kind = self.tr("Dieloom designs (*{0})").format(SUFFIX)
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as"), str(proposal), kind)
        if chosen:
            path = Path(chosen)
            self._write(path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX), then)

    def _write(self, path: Path, then: Callable[[], object]) -> None:
        document = self._session.document
        self.busy.emit(True)
        task = self._background.submit(lambda _: save(document, path))
        task.done.connect(lambda _: self._saved(document, path))
        task.done.connect(lambda _: then())
        task.failed.connect(self._fail)
        task.finished.connect(lambda: self.busy.emit(False))

    def _saved(self, document: Document, path: Path) -> None:
        if document == self._session.document:  # else the person went on working while it was written
            self._session.undo_stack.setClean()
            self.forget_snapshot()
        self._known_as(path)
        self.said.emit(self.tr("Saved {0}").format(path.name))

    # Closing and recovery

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether the window may close now; after a save that it asks for, it calls ``close`` itself."""
        if not self.dirty:
            return True
        answer = ask_to_save(self._window, self.name)
        if answer == QMessageBox.StandardButton.Save:
            self.save(close)
        return answer == QMessageBox.StandardButton.Discard

    def snapshot(self) -> None:
        """Keep unsaved work where the next start finds it."""
        document = self._session.document
        if self.dirty and document is not self._snapshot:
            self._snapshot = document
            target = recovery.own(self._where)
            self._background.submit(lambda _: save(document, target)).failed.connect(self._not_kept)

    def forget_snapshot(self) -> None:
        self._snapshot = None
        recovery.own(self._where).unlink(missing_ok=True)

    def _not_kept(self, error: DieloomError) -> None:
        self.said.emit(self.tr("Unsaved work cannot be kept for recovery: {0}").format(error))

    def _when_safe(self, go_on: Callable[[], object]) -> None:
        if self.may_close(go_on):
            go_on()

    def _known_as(self, path: Path | None) -> None:
        if path is not None:
            self._settings.remember(path)
        self.name_after(path)

    def _fail(self, error: DieloomError) -> None:
        show_error(self._window, error)
