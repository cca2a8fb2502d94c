"""Drawings of other programs: read beside the window, mapped to line types in a dialog, made into a template."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.dieline.intake import SUFFIXES, Drawing, read_drawing
from core.dieline.intake.building import template_from
from core.dieline.intake.drawing import Source
from core.dieline.outline import LineType
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from desktop.dialogs.messages import show_error
from desktop.dieline_editor.import_dialog import ImportDialog
from desktop.dieline_editor.keeping import free_code
from desktop.dieline_editor.session import EditorSession
from desktop.workers.background import Background

translate = QCoreApplication.translate

MOST_NOTES = 12  # lines of a message


def ask_drawing(window: QWidget, folder: Path) -> Path | None:
    """The drawing that the person chooses; None when there is none."""
    kinds = translate("Importing", "Drawings ({0})").format(" ".join(f"*{suffix}" for suffix in SUFFIXES))
    chosen, _ = QFileDialog.getOpenFileName(window, translate("Importing", "Import drawing"), str(folder), kinds)
    return Path(chosen) if chosen else None


class Importing(QObject):
    """One import, from the file's choice to the undo step; nothing changes before its end."""

    done = Signal()

    def __init__(self, window: QWidget, session: EditorSession, background: Background) -> None:
        super().__init__(window)
        self._window, self._session, self._background = window, session, background
        self._path: Path | None = None
        self.dialog: ImportDialog | None = None

    def read(self, path: Path, unit: str | None = None) -> None:
        """Read in the background; then the dialog opens, or shows it in another unit."""
        self._path = path
        task = self._background.submit(lambda _: read_drawing(path, unit))
        task.done.connect(self._show)
        task.failed.connect(self._fail)

    def _show(self, drawing: Drawing) -> None:
        if self.dialog is None:
            self.dialog = ImportDialog(self._window, drawing, free_code(Path(drawing.name).stem[:30] or "import"))
            self.dialog.unit_chosen.connect(lambda unit: self._path and self.read(self._path, unit))
            self.dialog.wanted.connect(self._make)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()
        else:
            self.dialog.show_drawing(drawing)

    def _make(self, drawing: Drawing, mapping: dict[Source, LineType | None], code: str, caliper: float) -> None:
        task = self._background.submit(
            lambda _: template_from(drawing, dict(mapping), code=code, title=code, caliper=caliper)
        )
        task.done.connect(self._take)
        task.failed.connect(self._fail)

    def _take(self, made: tuple[TemplateFile, tuple[str, ...]]) -> None:
        file, notes = made
        self._session.select(None)
        self._session.try_size({})
        self._session.replace(self.tr("Import drawing"), file)
        if self.dialog is not None:
            self.dialog.accept()
        if notes:
            self._tell(notes)
        self.done.emit()

    def _tell(self, notes: tuple[str, ...]) -> None:
        more = len(notes) - MOST_NOTES
        lines = [*notes[:MOST_NOTES], *([self.tr("and {0} more").format(more)] if more > 0 else [])]
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle("Dieloom")
        box.setText(self.tr("The drawing is imported."))
        box.setInformativeText("\n".join(f"• {line}" for line in lines))
        box.open()

    def _fail(self, error: DieloomError) -> None:
        if self.dialog is not None:
            self.dialog.say(str(error))
        else:
            show_error(self._window, error)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
