"""The layers dock: the stack above, the properties of the selected layer below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from core.compose.placed.artwork import read_artwork
from core.dieline.outline import Panel
from core.document import vectors
from core.document.document import Document
from core.document.edits import changed, duplicated, removed, with_layer
from core.document.images import size
from core.document.model import ImageLayer, Layer, VectorLayer
from core.errors import DieloomError
from desktop import insert
from desktop.panels.icons import IconButton, icon
from desktop.panels.layer_list import LayerList
from desktop.panels.layer_model import LAYER, LayerModel
from desktop.panels.layer_properties import LayerProperties
from desktop.panels.layer_words import name_of
from desktop.panels.pictures import file_filter, read_picture, vector_filter
from desktop.panels.sections import GAP, MARGIN, Note, row
from desktop.panels.templates import outline_of
from desktop.session import Session


class LayersPanel(QSplitter):
    """Adds, orders and removes layers; the session knows which one is selected."""

    def __init__(self, session: Session) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setChildrenCollapsible(False)
        self._session = session
        self.model = LayerModel(session, self)
        self.list = LayerList(self.model)
        self.note = Note()
        self.properties = LayerProperties(session)
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
        taken = self._take(path)
        outline = outline_of(self._session.design.dieline)
        if taken and outline:
            document, asset = taken
            across, down = size(document.assets[asset])
            place = insert.boxed(insert.home_panel(self._session, outline), self._side, down / across)
            self._add(insert.image(asset, path.stem, place), document)

    def replace_picture(self, path: Path) -> None:
        """Another picture for the selected layer, in the same place."""
        layer = self.properties.layer
        taken = self._take(path)
        if taken and isinstance(layer, ImageLayer):
            document, asset = taken
            design = with_layer(document.design, layer.id, asset=asset)
            self._session.replace(self.tr("Replace picture"), document.with_design(design))

    def place_artwork(self, path: Path) -> None:
        """A PDF or SVG as a new layer; a file that cannot be used is explained in the panel."""
        outline = outline_of(self._session.design.dieline)
        taken = self._take(path, _read_artwork)
        if taken and outline:
            document, asset = taken
            box = read_artwork(document.assets[asset]).box
            place = insert.boxed(insert.home_panel(self._session, outline), self._side, box.height / box.width)
            self._add(insert.vector(asset, path.stem, place), document)

    def replace_artwork(self, path: Path) -> None:
        """Another PDF or SVG for the selected layer, in the same place."""
        layer = self.properties.layer
        taken = self._take(path, _read_artwork)
        if taken and isinstance(layer, VectorLayer):
            document, asset = taken
            design = with_layer(document.design, layer.id, asset=asset, page=0)
            self._session.replace(self.tr("Replace artwork"), document.with_design(design))

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

    def _take(self, path: Path, read: Callable[[Path], bytes] = read_picture) -> tuple[Document, str] | None:
        """The document with this file among its assets, and the asset's hash."""
        try:
            taken = self._session.document.with_asset(read(path))
        except DieloomError as error:
            self.note.say(str(error))
            return None
        self.note.say("")
        return taken

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


def _read_artwork(path: Path) -> bytes:
    """The bytes of a PDF or SVG that can be placed; raises DieloomError."""
    data = vectors.read_file(path)
    try:
        read_artwork(data)
    except DieloomError as error:
        raise DieloomError(f"{path.name}: {error.message}", error.hint) from error
    return data


def _ellipse(panel: Panel, side: str) -> Layer:
    return changed(insert.shape(panel, side), shape="ellipse")
