"""What the Dieline menu does: templates, boards, the template editor, drawings of other programs, files for the die."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import DieloomError
from desktop.dialogs.messages import show_error
from desktop.files import Files
from desktop.panels.dieline import DielinePanel
from desktop.session import Session
from desktop.settings import Settings

if TYPE_CHECKING:
    from core.press.dieline_files import DielineFile
    from desktop.dieline_editor.window import DielineEditor

# The editor, the dialogues and the formats are imported when they are asked for: the window is up sooner without them.

KINDS = {".dxf": "DXF", ".cf2": "CFF2", ".svg": "SVG", ".pdf": "PDF", ".json": "JSON"}


class DielineCommands(QObject):
    """Acts on the dieline of the open document; changes of it are undo steps of the session."""

    said = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, files: Files, panel: DielinePanel, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._files = window, session, files
        self._panel, self._settings = panel, settings
        self._editors: list[DielineEditor] = []

    def choose(self) -> None:
        self._panel.ask_template()

    def edit_boards(self) -> None:
        from desktop.dialogs.boards import BoardsDialog

        dialog = BoardsDialog(self._window)
        dialog.saved.connect(self._panel.board.table_changed)
        dialog.open()

    def edit_copy(self) -> DielineEditor | None:
        """The document's template as a copy of one's own, in the editor; one of one's own itself."""
        from desktop.dieline_editor.keeping import copy_to_edit
        from desktop.dieline_editor.window import DielineEditor

        try:
            file = self._session.design.dieline.template().file
        except DieloomError as error:
            show_error(self._window, error)
            return None
        choice = self._session.design.dieline
        editor = DielineEditor(self._window, file if choice.own else copy_to_edit(file))
        editor.session.try_size(choice.parameters)
        editor.use_in_document.connect(self._panel.use_template)
        editor.saved.connect(lambda file: self.said.emit(self.tr("{0} is in your library.").format(file.code)))
        editor.show()
        self._editors = [each for each in self._editors if shiboken6.isValid(each)] + [editor]
        return editor

    def close_editors(self) -> bool:
        """Close the editors that are open; False when the person wants to go on in one."""
        return all(editor.close() for editor in self._editors if shiboken6.isValid(editor))

    def ask_import(self) -> None:
        """A drawing of another program, in the editor, which opens once there is one to read."""
        from desktop.dieline_editor.importing import ask_drawing

        path = ask_drawing(self._window, self._files.folder)
        if path is not None:
            self.import_drawing(path)

    def import_drawing(self, path: Path) -> None:
        """That drawing, in the editor."""
        editor = self.edit_copy()
        if editor is not None:
            editor.import_drawing(path)

    def lay_out_sheet(self) -> None:
        """As many blanks as a sheet holds."""
        from core.dieline.formats import presets
        from desktop.dialogs.sheet import SheetDialog

        try:
            choice = self._session.design.dieline
            outline, preset = choice.outline(), presets.load(self._settings.preset)
        except DieloomError as error:
            show_error(self._window, error)
            return
        stem = (self._files.path or self._files.folder / self._files.name).with_suffix("")
        SheetDialog(replace(outline, grain=choice.grain or outline.grain), stem, preset, self._window).open()

    def ask_export(self) -> None:
        """The blank as a file for a die maker or another program."""
        from core.press.dieline_files import SUFFIXES, DielineFile

        try:
            choice = self._session.design.dieline
            file = DielineFile(choice.outline(), choice.template().file)
        except DieloomError as error:
            show_error(self._window, error)
            return
        base = self._files.path or self._files.folder / self._files.name
        kinds = [f"{KINDS[suffix]} (*{suffix})" for suffix in SUFFIXES]
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export dieline"), str(base.with_suffix(SUFFIXES[0])), ";;".join(kinds)
        )
        if chosen:
            suffix = SUFFIXES[kinds.index(kind)] if kind in kinds else SUFFIXES[0]
            path = Path(chosen)
            self.export(file, path if path.suffix.lower() in SUFFIXES else path.with_name(path.name + suffix))

    def export(self, file: DielineFile, path: Path) -> None:
        from core.dieline.formats import presets

        try:
            replace(file, preset=presets.load(self._settings.preset)).write(path)
        except DieloomError as error:
            show_error(self._window, error)
            return
        self.said.emit(self.tr("{0} is ready.").format(path.name))

    def choose_preset(self, name: str) -> None:
        """How dieline files name their lines from now on."""
        self._settings.preset = name
