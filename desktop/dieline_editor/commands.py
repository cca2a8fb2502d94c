"""What is done to the selection by menu and key: remove, duplicate, mirror."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from core.dieline.editing import adding, figures, tree
from core.dieline.editing.figures import CornerAt
from core.dieline.editing.hits import Part
from core.dieline.editing.items import Item, put
from core.dieline.outline import Axis
from core.dieline.schema import TemplateFile
from desktop.dieline_editor.session import Change, EditorSession
from desktop.dieline_editor.words import item_name


class Commands(QObject):
    """Each is one undo step; with nothing selected, none does anything."""

    def __init__(self, window: QWidget, session: EditorSession) -> None:
        super().__init__(window)
        self._window, self._session = window, session

    def remove(self) -> None:
        """The selected corner, mark or panel; a panel goes with what hangs on it, after it was asked."""
        part = self._session.selected
        if part is None:
            return
        if part.kind == "corner":
            at = CornerAt(part.item, part.number)
            self._session.edit(self.tr("Remove corner"), lambda file: figures.remove_corner(file, at))
        elif part.kind == "whole" and part.item.kind == "marks":
            self._drop_selection(self.tr("Remove mark"), lambda file: _without_mark(file, part.item))
        elif part.kind == "whole":
            self._remove_panel(part.item)

    def duplicate(self) -> None:
        """A copy of the selected mark, or of the panel on the other side of the one it hangs on."""
        part, drawn = self._session.selected, self._session.drawn
        if part is None or part.item not in drawn:
            return
        made: list[Item] = []

        def change(file: TemplateFile) -> TemplateFile:
            after, item = adding.duplicate(file, part.item, drawn)
            made.append(item)
            return after

        if self._session.edit(self.tr("Duplicate"), change):
            self._session.select(Part(made[0], "whole"))

    def centre(self) -> None:
        """The selected mark in the middle of the panel on which it lies."""
        part, drawn = self._session.selected, self._session.drawn
        if part is not None and part.item.kind == "marks" and part.item in drawn:
            self._session.edit(self.tr("Centre on panel"), lambda file: adding.centred(file, drawn, part.item))

    def flip(self, axis: Axis) -> None:
        part, drawn = self._session.selected, self._session.drawn
        if part is not None and part.item in drawn:
            self._session.edit(self.tr("Mirror"), lambda file: adding.flip(file, part.item, drawn, axis))

    def _remove_panel(self, item: Item) -> None:
        file = self._session.file
        name = file.panels[item.number].name
        users = tree.panel_users(file, name)
        if users and file.panels[item.number].parent is not None and not self._agreed(item_name(file, item), users):
            return
        self._drop_selection(self.tr("Remove panel"), lambda f: tree.remove_panel(f, name))

    def _agreed(self, name: str, users: list[str]) -> bool:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Dieloom")
        box.setText(self.tr("Remove “{0}”?").format(name))
        box.setInformativeText(self.tr("These go with it: {0}.").format(", ".join(users)))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is remove

    def _drop_selection(self, text: str, change: Change) -> None:
        held = self._session.selected
        self._session.select(None)
        if not self._session.edit(text, change):
            self._session.select(held)


def _without_mark(file: TemplateFile, item: Item) -> TemplateFile:
    return put(file, ("marks",), tuple(mark for i, mark in enumerate(file.marks) if i != item.number))
