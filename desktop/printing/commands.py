"""What the File menu does for the printer besides exports: preflight of any PDF, presets, the paper proof."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.exports import Exports
from desktop.files import Files
from desktop.session import Session

# The dialogues are imported when they are asked for: the window is up sooner without them.


class Printing(QObject):
    """Opens the dialogues; ``presets_changed`` tells that there are other presets, or other wishes in one."""

    presets_changed = Signal()

    def __init__(
        self, window: QWidget, session: Session, scene: Scene, tiles: Tiles, files: Files, exports: Exports
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._scene, self._tiles = window, session, scene, tiles
        self._files, self._exports = files, exports

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
        dialog.open()
