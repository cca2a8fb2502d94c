"""Recreate a picture: the engine searches the latent whose tile comes nearest to it, and the person looks on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from core.artwork.recipe import Recipe
from core.errors import DieloomError
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton, WordButton
from desktop.panels.pictures import file_filter
from desktop.panels.recreate_work import recreated
from desktop.panels.sections import muted, row
from desktop.panels.target import ArtworkTarget
from desktop.workers.preview import PreviewLane
from desktop.workers.search import Search, Stage


class Recreate(ArtworkSection):
    """One search at a time, for the layer in hand; its result is one undo step."""

    tried = Signal(str, QImage)  # the layer and a picture on the way
    over = Signal()  # nothing more is tried

    def __init__(self, target: ArtworkTarget, lane: PreviewLane) -> None:
        super().__init__(self.tr("From a picture"), target)
        self._lane = lane
        self._search: Search | None = None
        self._layer = ""
        self._recipe: Recipe | None = None
        tip = self.tr("Search the latent whose tile looks most like a picture of yours. Or drop one on the tile above.")
        self.choose = WordButton("recreate", self.tr("Recreate a picture…"), tip)
        self.words, self.bar = muted(QLabel()), QProgressBar(textVisible=False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedHeight(6)
        describe(self.bar, self.tr("Progress of the search"))
        self.stop = IconButton("stop", self.tr("Stop and keep the artwork as it is now"))
        self.cancel = IconButton("cancel", self.tr("Cancel and keep the artwork as it was"))
        self.running_box = self._running_box()
        self.add_wide(self.choose)
        self.add_wide(self.running_box)
        self.running_box.hide()
        self.choose.clicked.connect(self.ask)
        self.stop.clicked.connect(self._stop)
        self.cancel.clicked.connect(self.give_up)

    @property
    def running(self) -> bool:
        return self._search is not None

    def refresh(self) -> None:
        """An edit meanwhile, or another layer in hand, makes the search pointless."""
        layer = self.target.layer
        if self._search and (layer is None or layer.id != self._layer or layer.recipe != self._recipe):
            self.give_up()

    def ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture to recreate"), "", file_filter())
        if name:
            self.recreate(Path(name))

    def recreate(self, path: Path) -> None:
        """Search for this picture; a search that runs is given up."""
        layer = self.target.layer
        if layer is None or not self.target.free:
            return
        self.give_up()
        self._layer, self._recipe = layer.id, layer.recipe
        search = self._search = Search(self._lane, partial(recreated, path, layer.recipe))
        search.progressed.connect(self._progressed)
        search.stepped.connect(self._stepped)
        search.found.connect(self._found)
        search.failed.connect(self._refused)
        search.ended.connect(self._ended)
        self.words.setText(self.tr("Recreating {0}…").format(path.name))
        self.bar.setValue(0)
        if self.fold:
            self.fold.setChecked(True)
        self._show_state()

    def give_up(self) -> None:
        """Nothing of the search is kept."""
        search, self._search = self._search, None
        if search:
            search.cancel()
            self.over.emit()
        self._show_state()

    def _stop(self) -> None:
        if self._search:
            self._search.stop()

    def _progressed(self, fraction: float) -> None:
        self.bar.setValue(round(1000 * fraction))

    def _stepped(self, stage: Stage) -> None:
        if self._search:
            self.tried.emit(self._layer, stage.picture)

    def _found(self, recipe: Recipe) -> None:
        if self._search:
            self._recipe = recipe
            self.target.edit_recipe(self.tr("Recreate picture"), lambda _: recipe)

    def _refused(self, error: DieloomError) -> None:
        self.failed.emit(str(error))

    def _ended(self) -> None:
        if self._search is self.sender():
            self._search = None
            self.over.emit()
            self._show_state()

    def _show_state(self) -> None:
        self.choose.setVisible(not self.running)
        self.running_box.setVisible(self.running)

    def _running_box(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = row(self.words, self.stop, self.cancel, spacing=0)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(self.bar)
        return box
