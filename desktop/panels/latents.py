"""The artwork dock: the tile as it is, the latent that it grows from, and where to go from here."""

from __future__ import annotations

from collections import OrderedDict, deque

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.artwork.recipe import Recipe
from core.gan.direction_files import DirectionInfo
from desktop.models.use import UseModel
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.directions import Directions
from desktop.panels.gate import QualityGate
from desktop.panels.latent_fields import LatentFields, PrintFields
from desktop.panels.layer_words import name_of
from desktop.panels.marks import Marks
from desktop.panels.mixing import Mixing
from desktop.panels.more_like import MoreLikeThese
from desktop.panels.paths import Paths
from desktop.panels.recreate import Recreate
from desktop.panels.sections import Column, Note, Section, muted
from desktop.panels.seed_map import SeedMap
from desktop.panels.target import ArtworkTarget
from desktop.panels.thumbs import Thumbs
from desktop.panels.tile_view import TileView
from desktop.panels.variations import Variations
from desktop.session import Session
from desktop.workers.preview import PreviewLane

TILES_KEPT = 64
PASSED = 256  # as the canvas


class LatentsPanel(Column):
    """Acts on the selected artwork layer, or on the first. The canvas asks the lane for the tiles shown here."""

    def __init__(self, session: Session, lane: PreviewLane, models: UseModel) -> None:
        super().__init__()
        self._target = ArtworkTarget(session, self)
        self._tiles: OrderedDict[str, QImage] = OrderedDict()  # final ones, as many as the canvas keeps
        self._shown = ""  # the layer in view
        self._passed: deque[str] = deque(maxlen=PASSED)  # recipes that it has had
        self.view, self.facts, self.note = TileView(), muted(QLabel()), Note()
        thumbs, marks = Thumbs(lane, self), Marks(self)
        # The sections from top to bottom; another one is one more line.
        self.latent = LatentFields(self._target, models)
        self.directions = Directions(self._target, models.book, lane)
        self.seed_map = SeedMap(self._target, thumbs, marks)
        self.mixing = Mixing(self._target, thumbs, models.book)
        self.paths = Paths(self._target, lane, thumbs, marks)
        self.variations = Variations(thumbs, marks, self._variable)
        self.more_like = MoreLikeThese(self._target, marks, self.directions.search_by)
        self.gate = QualityGate(self._target, lane)
        self.recreate = Recreate(self._target, lane)
        self.print_ = PrintFields(self._target, models)
        self.sections: list[Section] = [
            self.latent,
            self.directions,
            self.seed_map,
            self.print_,
            self.mixing,
            self.paths,
            self.variations,
            self.more_like,
            self.gate,
            self.recreate,
        ]
        self.fill([self._picture(), *self.sections])
        self._target.changed.connect(self.refresh)
        self._target.changed.connect(thumbs.stir)
        for section in self.sections:
            if isinstance(section, ArtworkSection):
                section.failed.connect(self.note.say)
        models.refused.connect(lambda _, error: self.note.say(str(error)))
        models.used.connect(lambda _: self.note.say(""))
        self.variations.chosen.connect(self._take_variation)
        self.variations.goal_chosen.connect(self.paths.go_towards)
        self.seed_map.goal_chosen.connect(self.paths.go_towards)
        self.recreate.tried.connect(lambda _, picture: self.view.show_tile(picture))
        self.recreate.over.connect(self.refresh)
        self.view.dropped.connect(self.recreate.recreate)
        lane.frame.connect(self._take_frame)
        lane.failed.connect(self.note.say)
        self.refresh()

    def refresh(self) -> None:
        """Show the target layer's recipe."""
        layer = self._target.layer
        for part in (*self.sections, self.print_.seamless_row):
            part.setEnabled(self._target.free)
        if layer is None:
            self.facts.setText(self.tr("Add an artwork layer to grow a pattern."))
            self.view.show_tile(QImage())
            return
        self.facts.setText(self.tr("{0} (locked)").format(name_of(layer)) if layer.locked else name_of(layer))
        for section in self.sections:
            if isinstance(section, ArtworkSection):
                section.refresh()
        digest = layer.recipe.digest()
        tile = self._tiles.get(digest)
        if tile or layer.id != self._shown:
            self.view.show_tile(tile or QImage())
        if layer.id != self._shown:
            self._passed.clear()
        self._passed.append(digest)
        self._shown = layer.id

    def _picture(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.view, self.facts, self.print_.seamless_row, self.note):
            column.addWidget(widget)
        return box

    def _variable(self) -> tuple[Recipe, list[DirectionInfo]] | None:
        """What variations start from: the recipe, and the directions that are not locked."""
        return (self._target.recipe, self.directions.free()) if self._target.recipe else None

    def _take_variation(self, recipe: Recipe) -> None:
        self._target.edit_recipe(self.tr("Take variation"), lambda _: recipe)

    def _take_frame(self, digest: str, tile: QImage, final: bool) -> None:
        if final:
            self._tiles[digest] = tile
            self._tiles.move_to_end(digest)
        while len(self._tiles) > TILES_KEPT:
            self._tiles.popitem(last=False)
        here = self._target.recipe.digest() if self._target.recipe else ""
        # A draft of a recipe on the way: the picture moves along while a slider does.
        passed = not final and digest in self._passed and here not in self._tiles
        if digest == here or passed:
            self.view.show_tile(tile)
            self.note.say("")
