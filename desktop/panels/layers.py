"""The layers dock: the stack above, the properties of the selected layer below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from core.dieline.outline import Panel
from core.document.document import Document
from core.document.edits import changed, duplicated, find, removed, with_layer
from core.document.model import ImageLayer, Layer, Placement, VectorLayer
from core.pictures.images import size
from desktop import insert
from desktop.panels.icons import IconButton, icon
from desktop.panels.layer_list import LayerList
from desktop.panels.layer_model import LAYER, LayerModel
from desktop.panels.layer_properties import LayerProperties
from desktop.panels.layer_words import name_of
from desktop.panels.pictures import file_filter, read_picture, read_vector, vector_filter
from desktop.panels.sections import GAP, MARGIN, Note, row
from desktop.panels.templates import outline_of
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.workers.background import Background


class LayersPanel(QSplitter):
    """Adds, orders and removes layers; the session knows which one is selected."""

    def __init__(self, session: Session, background: Background, developer: Developer) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setChildrenCollapsible(False)
        self._session, self._background = session, background
        self.model = LayerModel(session, self)
        self.list = LayerList(self.model)
        self.note = Note()
        self.properties = LayerProperties(session, background, developer)
        self.addWidget(self._stack())
        self.addWidget(self.properties)
        self.setStretchFactor(1, 1)
        self.list.selectionModel().currentRowChanged.connect(self._chosen)
        self.properties.picture_wanted.connect(lambda: self._ask_for_picture(self.replace_picture))
        self.properties.artwork_wanted.connect(lambda: self._ask_for_artwork(self.replace_artwork))
        session.selection_changed.connect(self.refresh)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is selected, and its fields."""
        self._show_selection()
        layer = self.properties.layer
        for button in (self.duplicate, self.up, self.down):
            button.setEnabled(layer is not None)
        self.delete.setEnabled(layer is not None and not layer.locked)
        self.properties.refresh()

    def add_picture(self, path: Path) -> None:
        """A picture from a file as a new layer; a file that cannot be used is explained in the panel."""

        def read() -> tuple[bytes, float]:
            data = read_picture(path)
            across, down = size(data)
            return data, down / across

        self._read(read, lambda found: self._place(insert.image, found, path.stem))

    def replace_picture(self, path: Path) -> None:
        """Another picture for the selected layer, in the same place."""
        layer = self.properties.layer
        if isinstance(layer, ImageLayer):
            self._read(lambda: read_picture(path), lambda data: self._replace(self.tr("Replace picture"), layer, data))

    def place_artwork(self, path: Path) -> None:
        """A PDF or SVG as a new layer; a file that cannot be used is explained in the panel."""
        self._read(lambda: read_vector(path), lambda found: self._place(insert.vector, found, path.stem))

    def replace_artwork(self, path: Path) -> None:
        """Another PDF or SVG for the selected layer, in the same place."""
        layer = self.properties.layer
        if isinstance(layer, VectorLayer):
            self._read(
                lambda: read_vector(path)[0],
                lambda data: self._replace(self.tr("Replace artwork"), layer, data, page=0),
            )

    def remove_selected(self) -> None:
        """Delete the selected layer unless it is locked; the one below it is selected next."""
        layer = self.properties.layer
        if layer is None or layer.locked:
            return
        ids = [each.id for each in self._session.design.layers]
        place = ids.index(layer.id)
        rest = ids[:place] + ids[place + 1 :]
        self._session.edit(self.tr("Delete layer"), lambda design: removed(design, layer.id))
        self._session.select(rest[max(0, place - 1)] if rest else None)

    def duplicate_selected(self) -> None:
        layer = self.properties.layer
        if layer:
            name = self.tr("{0} copy").format(name_of(layer))[:200]
            design, copy = duplicated(self._session.design, layer.id, name)
            self._session.edit(self.tr("Duplicate layer"), lambda _: design)
            self._session.select(copy)

    def _stack(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 4)
        column.setSpacing(GAP)
        column.addWidget(self.list, 1)
        column.addLayout(self._buttons())
        column.addWidget(self.note)
        return box

    def _buttons(self) -> QHBoxLayout:
        self.add = IconButton("add", self.tr("Add a layer"))
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setStyleSheet("QToolButton { padding: 0 } QToolButton::menu-indicator { image: none }")
        self.add.setMenu(self._add_menu())
        self.duplicate = IconButton("duplicate", self.tr("Duplicate layer"))
        self.up = IconButton("up", self.tr("Move layer up (Alt+Up)"))
        self.down = IconButton("down", self.tr("Move layer down (Alt+Down)"))
        self.delete = IconButton("remove", self.tr("Delete layer (Del)"))
        self.duplicate.clicked.connect(self.duplicate_selected)
        self.up.clicked.connect(lambda: self.list.move_current(-1))
        self.down.clicked.connect(lambda: self.list.move_current(1))
        self.delete.clicked.connect(self.remove_selected)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.remove_selected)
        line = row(self.add, self.duplicate, self.up, self.down, spacing=2)
        line.addStretch(1)
        line.addWidget(self.delete)
        return line

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        entries: list[tuple[str, str, Callable[[], object]]] = [
            ("artwork", self.tr("Artwork"), lambda: self._add(insert.artwork(self._side))),
            ("image", self.tr("Picture…"), lambda: self._ask_for_picture(self.add_picture)),
            ("text", self.tr("Text"), lambda: self._add_to_panel(insert.text)),
            ("shape", self.tr("Rectangle"), lambda: self._add_to_panel(insert.shape)),
            ("shape", self.tr("Ellipse"), lambda: self._add_to_panel(_ellipse)),
            ("barcode", self.tr("Barcode"), lambda: self._add_to_panel(insert.barcode)),
            ("vector", self.tr("PDF or SVG…"), lambda: self._ask_for_artwork(self.place_artwork)),
        ]
        for name, words, run in entries:
            menu.addAction(icon(name), words).triggered.connect(lambda _=False, run=run: run())
        return menu

    @property
    def _side(self) -> str:
        """New layers go to the side that the selected one is on."""
        layer = self.properties.layer
        return layer.place.side if layer else "outside"

    def _add_to_panel(self, make: Callable[[Panel, str], Layer]) -> None:
        outline = outline_of(self._session.design.dieline)
        if outline:
            self._add(make(insert.home_panel(self._session, outline), self._side))

    def _add(self, layer: Layer, document: Document | None = None) -> None:
        """On top of all others; ``document`` is the one that holds the layer's picture."""
        document = document or self._session.document
        design = insert.on_top(document.design, layer)
        self._session.replace(self.tr("Add layer"), document.with_design(design))
        self._session.select(design.layers[-1].id)

    def _read(self, read: Callable[[], Any], use: Callable[[Any], None]) -> None:
        """Read a file in the background, then use what was found; what is wrong with it is said in the panel."""
        self.note.say("")
        task = self._background.submit(lambda _: read())
        task.done.connect(use)
        task.failed.connect(lambda error: self.note.say(str(error)))

    def _place(self, make: Callable[[str, str, Placement], Layer], found: tuple[bytes, float], name: str) -> None:
        """A layer of a file's bytes in a box of the given height over width."""
        data, proportion = found
        outline = outline_of(self._session.design.dieline)
        if outline:
            document, asset = self._session.document.with_asset(data)
            place = insert.boxed(insert.home_panel(self._session, outline), self._side, proportion)
            self._add(make(asset, name, place), document)

    def _replace(self, text: str, layer: Layer, data: bytes, **fields: object) -> None:
        """Other bytes for a layer, unless it is gone or was locked while they were read."""
        now = find(self._session.design, layer.id)
        if now is not None and now.kind == layer.kind and not now.locked:
            document, asset = self._session.document.with_asset(data)
            self._session.replace(
                text, document.with_design(with_layer(document.design, layer.id, asset=asset, **fields))
            )

    def _ask_for_picture(self, use: Callable[[Path], None]) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", file_filter())
        if name:
            use(Path(name))

    def _ask_for_artwork(self, use: Callable[[Path], None]) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a PDF or SVG"), "", vector_filter())
        if name:
            use(Path(name))

    def _show_selection(self) -> None:
        at = self.model.row_of(self._session.selected)
        selection = self.list.selectionModel()
        if at < 0:
            selection.clear()
        elif at != self.list.currentIndex().row() or not selection.hasSelection():
            selection.setCurrentIndex(self.model.index(at), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self.model.refreshing:
            self._session.select(current.data(LAYER).id)


def _ellipse(panel: Panel, side: str) -> Layer:
    return changed(insert.shape(panel, side), shape="ellipse")
