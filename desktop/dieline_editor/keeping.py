"""The edited template on the disk: the person's library, files to share, drawings of other programs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.dieline import library
from core.dieline.editing import starting
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from desktop.dialogs.messages import ask_to_save, show_error
from desktop.dieline_editor.session import EditorSession

SUFFIX = ".json"


class Keeping(QObject):
    """A failure leaves the template, and what is on the disk, as they were."""

    said = Signal(str)
    saved = Signal(object)  # TemplateFile, now in the library

    def __init__(self, window: QWidget, session: EditorSession) -> None:
        super().__init__(window)
        self._window, self._session = window, session

    @property
    def dirty(self) -> bool:
        return not self._session.undo_stack.isClean()

    def save(self) -> bool:
        """Into the person's library; False when it could not be."""
        file = self._session.file
        try:
            library.save_own(file)
        except DieloomError as error:
            show_error(self._window, error)
            return False
        self._session.undo_stack.setClean()
        self.said.emit(self.tr("Saved {0} to your library.").format(file.code))
        self.saved.emit(file)
        return True

    def ask_export(self) -> None:
        """As one file, to share or to go on with: even a template with errors in it."""
        name = "".join(letter if letter.isalnum() else "-" for letter in self._session.file.code.lower()).strip("-")
        kind = self.tr("Dieline templates (*{0})").format(SUFFIX)
        title = self.tr("Save template as a file")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(Path.home() / f"{name}{SUFFIX}"), kind)
        if chosen:
            self.export(Path(chosen))

    def export(self, path: Path) -> None:
        path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        try:
            library.write(self._session.file, path)
        except DieloomError as error:
            show_error(self._window, error)
            return
        self.said.emit(self.tr("Saved {0}.").format(path.name))

    def ask_open(self) -> None:
        kinds = self.tr("Dieline templates ({0})").format(" ".join(f"*{suffix}" for suffix in library.SUFFIXES))
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open template"), str(Path.home()), kinds)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Another template takes the place of this one, which may be saved first."""
        if not self.may_leave():
            return
        try:
            file = library.read(path).file
        except DieloomError as error:
            show_error(self._window, error)
            return
        self._session.open(file)

    def start_new(self) -> None:
        if self.may_leave():
            self._session.open(starting.one_panel(free_code(self.tr("Own template"))))

    def may_leave(self) -> bool:
        """Whether the template in the window may go: saved, unchanged, or given up."""
        if not self.dirty:
            return True
        answer = ask_to_save(self._window, self._session.file.code)
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard


def free_code(stem: str) -> str:
    """A code that no template has."""
    taken = {code.casefold() for code in library.codes()}
    tries = (stem, *(f"{stem} {i}" for i in range(2, len(taken) + 3)))
    return next(code for code in tries if code.casefold() not in taken)


def copy_to_edit(file: TemplateFile) -> TemplateFile:
    """A copy of any template under a code that no template has."""
    return starting.copy_of(file, library.codes())
