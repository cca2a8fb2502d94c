"""The person's own templates in the gallery: files that others sent are added, what is no longer wanted is removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMessageBox, QWidget

from core.dieline import library
from core.dieline.outline import Group
from core.errors import DieloomError
from desktop.library.catalogue import Entry
from desktop.panels.icons import IconButton

translate = QCoreApplication.translate


class Shelf(QWidget):
    """Two buttons; emits the code of the template that was added (empty for one removed), or what went wrong."""

    changed = Signal(str)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self.add = IconButton("add", self.tr("Add template files to my templates…"))
        self.remove = IconButton("remove", self.tr("Remove from my templates…"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.add)
        line.addWidget(self.remove)
        line.addStretch(1)
        self.add.clicked.connect(self._ask_files)
        self.remove.clicked.connect(self._ask_remove)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None) -> None:
        """What there is to remove: only the person's own."""
        self._entry = entry if entry is not None and entry.group is Group.OWN else None
        self.remove.setEnabled(self._entry is not None)

    def take(self, paths: list[Path]) -> None:
        """Add the templates of these files; the first that is none stops it."""
        code = ""
        try:
            for path in paths:
                file = library.read(path).file
                library.save_own(file)
                code = file.code
        except DieloomError as error:
            self.failed.emit(str(error))
        if code:
            self.changed.emit(code)

    def _ask_files(self) -> None:
        kinds = self.tr("Dieline templates ({0})").format(" ".join(f"*{suffix}" for suffix in library.SUFFIXES))
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add templates"), str(Path.home()), kinds)
        self.take([Path(name) for name in names])

    def _ask_remove(self) -> None:
        if self._entry is None or not ask_to_remove(self, self._entry.title):
            return
        try:
            library.remove_own(self._entry.code)
        except (DieloomError, OSError) as error:
            self.failed.emit(str(error))
            return
        self.changed.emit("")


def ask_to_remove(parent: QWidget, title: str) -> bool:
    """Designs keep the template that they use, so nothing but its place in the gallery is lost."""
    text = translate("library", "Remove “{0}” from my templates?").format(title)
    box = QMessageBox(QMessageBox.Icon.Question, "Dieloom", text, QMessageBox.StandardButton.Cancel, parent)
    box.setInformativeText(translate("library", "Designs that use it keep it."))
    remove = box.addButton(translate("library", "Remove"), QMessageBox.ButtonRole.DestructiveRole)
    box.exec()
    return box.clickedButton() is remove
