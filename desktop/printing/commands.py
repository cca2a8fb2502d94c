"""What the File menu does for the printer besides exports: preflight of any PDF, presets, the paper proof."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.dieline.outline import Side
from core.document.edits import changed
from core.errors import DieloomError
from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.dialogs.messages import show_error
from desktop.exports import Exports
from desktop.files import Files
from desktop.fold.art import held
from desktop.i18n import spoken
from desktop.session import Session
from desktop.settings import Settings
from desktop.workers import child

if TYPE_CHECKING:
    from core.press.tiling import Tiling

# The dialogues are imported when they are asked for: the window is up sooner without them.


class Printing(QObject):
    """Opens the dialogues; ``presets_changed`` tells that there are other presets, or other wishes in one."""

    presets_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        session: Session,
        scene: Scene,
        tiles: Tiles,
        files: Files,
        exports: Exports,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._scene, self._tiles = window, session, scene, tiles
        self._files, self._exports, self._settings = files, exports, settings

    def ask_preflight_pdf(self) -> None:
        """Any PDF, by the limits of the design's printer."""
        title = self.tr("Preflight a PDF")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(self._files.folder), "PDF (*.pdf *.ai)")
        if chosen:
            self.preflight_pdf(Path(chosen))

    def preflight_pdf(self, path: Path) -> None:
        from desktop.preflight.pdf_dialog import PdfPreflight

        PdfPreflight(path, self._session.design.press.preset, self._window).open()

    def edit_presets(self) -> None:
        """The presets of this installation, the design's own in view."""
        from desktop.dialogs.presets import PresetsDialog

        dialog = PresetsDialog(self._session.design.press.preset, self._window)
        dialog.changed.connect(self.presets_changed)
        dialog.renamed.connect(self._follow)
        dialog.open()

    def _follow(self, before: str, name: str) -> None:
        """The design's printer has another name now, and so have the lines of the die."""
        if self._settings.preset == before:
            self._settings.preset = name
        if self._session.design.press.preset == before:
            text = self.tr("Rename the printer’s preset")
            self._session.edit(text, lambda design: changed(design, press=changed(design.press, preset=name)))

    def ask_paper_proof(self) -> None:
        """The sheets of an office printer, with the pixels that the canvas has."""
        from desktop.dialogs.print_proof import PrintProof

        drawing = self._scene.drawing
        if drawing is None:
            show_error(self._window, DieloomError(self._scene.problem))
            return
        dialog = PrintProof(drawing, held(drawing, self._tiles), self._settings.paper, self._window)
        dialog.pdf_asked.connect(self._save_tiles)
        dialog.finished.connect(lambda _: self._keep_paper(dialog.paper.value()))
        dialog.open()

    def _save_tiles(self, tiling: Tiling, sides: tuple[Side, ...]) -> None:
        work = partial(child.tiles, tiling=tiling, sides=sides, language=spoken())
        self._exports.ask(self.tr("Save the sheets"), ".pdf", self.tr("-paper"), work)

    def _keep_paper(self, paper: str) -> None:
        self._settings.paper = paper
