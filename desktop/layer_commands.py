"""What the Edit and Insert menus do to layers; every one of them is an undo step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from core.dieline.outline import Panel
from core.document import edits
from core.document.document import Document
from core.document.model import Layer, Placement
from core.jobs import Progress
from core.pictures import images
from desktop import insert
from desktop.canvas.scene import Scene
from desktop.dialogs.messages import show_error
from desktop.panels.layer_words import name_of
from desktop.panels.pictures import file_filter, read_vector, vector_filter
from desktop.session import Session
from desktop.settings import Settings
from desktop.workers.background import Background


class LayerCommands(QObject):
    """Acts on the selected layer, or adds one on the side in view."""

    def __init__(
        self, window: QWidget, session: Session, scene: Scene, background: Background, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._scene = window, session, scene
        self._background, self._settings = background, settings

    def delete(self) -> None:
        layer = self._selected()
        if layer is not None and not layer.locked:
            self._session.select(None)
            self._session.edit(self.tr("Delete layer"), lambda design: edits.removed(design, layer.id))

    def duplicate(self) -> None:
        layer = self._selected()
        if layer is not None:
            name = self.tr("{0} copy").format(name_of(layer))[:200]
            design, copy = edits.duplicated(self._session.design, layer.id, name)
            self._session.edit(self.tr("Duplicate layer"), lambda _: design)
            self._session.select(copy)

    def add_artwork(self) -> None:
        self._add(self.tr("Insert artwork"), self._session.document, insert.artwork(self._scene.side))

    def add_text(self) -> None:
        self._add_to_panel(self.tr("Insert text"), insert.text)

    def add_shape(self) -> None:
        self._add_to_panel(self.tr("Insert shape"), insert.shape)

    def add_barcode(self) -> None:
        self._add_to_panel(self.tr("Insert barcode"), insert.barcode)

    def ask_picture(self) -> None:
        title, folder = self.tr("Insert image"), str(self._settings.folder)
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, folder, file_filter())
        if chosen:
            self.add_picture(Path(chosen))

    def ask_artwork(self) -> None:
        title, folder = self.tr("Place PDF or SVG"), str(self._settings.folder)
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, folder, vector_filter())
        if chosen:
            self.place_artwork(Path(chosen))

    def place_artwork(self, path: Path) -> None:
        """Read a PDF or SVG in the background, then place it in its own proportion."""
        task = self._background.submit(lambda _: read_vector(path))
        task.done.connect(lambda art: self._place(self.tr("Place artwork"), insert.vector, art, path.stem))
        task.failed.connect(lambda error: show_error(self._window, error))

    def add_picture(self, path: Path) -> None:
        """Read and check it in the background, then place it."""

        def read(_: Progress) -> tuple[bytes, float]:
            data = images.read_file(path)
            width, height = images.size(data)
            return data, height / width

        task = self._background.submit(read)
        task.done.connect(lambda picture: self._place(self.tr("Insert image"), insert.image, picture, path.stem))
        task.failed.connect(lambda error: show_error(self._window, error))

    def _place(
        self, text: str, make: Callable[[str, str, Placement], Layer], found: tuple[bytes, float], name: str
    ) -> None:
        """A layer of a file's bytes in a box of the given height over width."""
        data, proportion = found
        outline = self._scene.outline
        if outline is not None:
            document, asset = self._session.document.with_asset(data)
            place = insert.boxed(insert.home_panel(self._session, outline), self._scene.side, proportion)
            self._add(text, document, make(asset, name, place))

    def _add_to_panel(self, text: str, make: Callable[[Panel, str], Layer]) -> None:
        outline = self._scene.outline
        if outline is not None:
            layer = make(insert.home_panel(self._session, outline), self._scene.side)
            self._add(text, self._session.document, layer)

    def _add(self, text: str, document: Document, layer: Layer) -> None:
        design = insert.on_top(document.design, layer)
        self._session.replace(text, document.with_design(design))
        self._session.select(design.layers[-1].id)

    def _selected(self) -> Layer | None:
        return edits.find(self._session.design, self._session.selected)
