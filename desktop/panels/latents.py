"""The artwork dock: which latent the generator is given, and how it is moved."""

from __future__ import annotations

import random
from collections import OrderedDict

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.artwork.recipe import Move, Recipe
from desktop.panels.controls import Choice, NumberBox, ValueSlider, describe
from desktop.panels.direction_row import DirectionRow
from desktop.panels.icons import IconButton
from desktop.panels.layer_words import name_of
from desktop.panels.recipes import COARSE, FINE, MIDDLE, SEEDS, move_along, with_move, with_seed, without_moves
from desktop.panels.sections import Column, Note, Section, muted, strip
from desktop.panels.target import ArtworkTarget
from desktop.panels.tile_view import TileView
from desktop.session import Session

DIRECTIONS = 8
TILES_KEPT = 24


class LatentsPanel(Column):
    """Sliders and fields over the recipe of the target layer, with a live picture of the tile."""

    def __init__(self, session: Session, lane: object) -> None:
        super().__init__()
        self._target = ArtworkTarget(session, self)
        self._lane = lane
        self._tiles: OrderedDict[str, QImage] = OrderedDict()
        self._chance = random.Random()
        self.view = TileView()
        self.facts = muted(QLabel())
        self.note = Note()
        self.fill([self._picture(), self._latent_section(), self._print_section(), self._directions_section()])
        self._target.changed.connect(self.refresh)
        lane.frame.connect(self._take_frame)
        lane.failed.connect(self.note.say)
        self.refresh()

    def refresh(self) -> None:
        """Show the target layer's recipe."""
        layer = self._target.layer
        for section in self._sections:
            section.setEnabled(self._target.free)
        if layer is None:
            self.facts.setText(self.tr("Add an artwork layer to grow a pattern."))
            self.view.show_tile(QImage())
            return
        recipe = layer.recipe
        self.facts.setText(self.tr("{0} (locked)").format(name_of(layer)) if layer.locked else name_of(layer))
        self.model.show_value(recipe.model)
        self.family.show_value(recipe.family)
        self.seed.show_value(recipe.seed)
        self.psi.show_value(recipe.psi)
        self.tile_width.show_value(layer.tile_width)
        self.across.show_value(recipe.cells[0])
        self.down.show_value(recipe.cells[1])
        for row in self.rows:
            row.show_move(move_along(recipe, row.direction))
        if recipe.digest() in self._tiles:
            self.view.show_tile(self._tiles[recipe.digest()])

    def _picture(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.view, self.facts, self.note):
            column.addWidget(widget)
        self._sections: list[QWidget] = []
        return box

    def _latent_section(self) -> Section:
        section = Section(self.tr("Latent"))
        self.model = Choice(self.tr("Model"), [("loom", "loom")])
        self.family = Choice(self.tr("Pattern family"), [(self.tr("By seed"), None)])
        self.seed = NumberBox(0, SEEDS - 1, 0)
        describe(self.seed, self.tr("Seed"), self.tr("The number that the latent is drawn from"))
        self.previous = IconButton("previous", self.tr("Previous seed"))
        self.next = IconButton("next", self.tr("Next seed"))
        self.dice = IconButton("dice", self.tr("Random seed"))
        seeds = strip(self.seed, self.previous, self.next, self.dice, spacing=2)
        seeds.layout().setStretch(0, 1)
        self.psi = ValueSlider(self.tr("Truncation"), 0, 1.5, default=0.8, limits=(-2, 2))
        self.psi.slider.setToolTip(self.tr("Truncation psi: 0 is the model's average, 1 the latent as drawn"))
        section.add(self.tr("Model"), self.model)
        section.add(self.tr("Family"), self.family)
        section.add(self.tr("Seed"), seeds)
        section.add(self.tr("Truncation"), self.psi)
        self._connect_latent()
        self._sections.append(section)
        return section

    def _connect_latent(self) -> None:
        target = self._target
        self.model.edited.connect(lambda name: target.edit_fields(self.tr("Choose model"), model=name))
        self.family.edited.connect(lambda name: target.edit_fields(self.tr("Choose pattern family"), family=name))
        self.seed.edited.connect(lambda value, key: target.edit_fields(self.tr("Set seed"), key, seed=int(value)))
        self.psi.edited.connect(lambda value, key: target.edit_fields(self.tr("Set truncation"), key, psi=value))
        self.previous.clicked.connect(lambda: self._step_seed(-1))
        self.next.clicked.connect(lambda: self._step_seed(1))
        self.dice.clicked.connect(self.roll)

    def _print_section(self) -> Section:
        section = Section(self.tr("On the pack"))
        self.tile_width = NumberBox(1, 2000, 1, self.tr(" mm"), 1)
        describe(self.tile_width, self.tr("Tile width"), self.tr("Printed width of one repeat of the tile"))
        self.across, self.down = NumberBox(1, 8, 0), NumberBox(1, 8, 0)
        describe(self.across, self.tr("Cells across"), self.tr("How often the generator's constant repeats across"))
        describe(self.down, self.tr("Cells down"), self.tr("How often the generator's constant repeats down"))
        by = QLabel("×")
        by.setAlignment(Qt.AlignmentFlag.AlignCenter)
        cells = strip(self.across, by, self.down)
        cells.layout().setStretch(0, 1)
        cells.layout().setStretch(2, 1)
        section.add(self.tr("Tile width"), self.tile_width)
        section.add(self.tr("Cells"), cells)
        target = self._target
        self.tile_width.edited.connect(lambda value, key: target.edit(self.tr("Set tile width"), key, tile_width=value))
        for box in (self.across, self.down):
            box.edited.connect(lambda _, key: target.edit_fields(self.tr("Set repeat cells"), key, cells=self._cells()))
        self._sections.append(section)
        return section

    def _directions_section(self) -> Section:
        self.reset = IconButton("reset", self.tr("Reset all directions"))
        section = Section(self.tr("Directions"), [self.reset])
        ranges = [
            (self.tr("All", "layers"), self.tr("All layers"), None),
            (self.tr("C", "coarse layers"), self.tr("Coarse layers: layout"), COARSE),
            (self.tr("M", "middle layers"), self.tr("Middle layers: shapes"), MIDDLE),
            (self.tr("F", "fine layers"), self.tr("Fine layers: colour and finish"), FINE),
        ]
        self.rows = [
            DirectionRow(f"pc{number}", self.tr("Direction {0}").format(number), ranges)
            for number in range(1, DIRECTIONS + 1)
        ]
        for row in self.rows:
            section.add_wide(row)
            row.edited.connect(self._move)
        self.reset.clicked.connect(self.reset_directions)
        self._sections.append(section)
        return section

    def roll(self) -> None:
        """Another seed by chance."""
        self._target.edit_fields(self.tr("Roll seed"), seed=self._chance.randrange(SEEDS))

    def reset_directions(self) -> None:
        """All directions but the locked ones back to zero."""
        locked = {row.direction for row in self.rows if row.locked}
        self._target.edit_recipe(self.tr("Reset directions"), lambda recipe: without_moves(recipe, locked))

    def _step_seed(self, step: int) -> None:
        self._target.edit_recipe(self.tr("Step seed"), lambda recipe: with_seed(recipe, recipe.seed + step))

    def _cells(self) -> tuple[int, int]:
        return int(self.across.value()), int(self.down.value())

    def _move(self, move: Move, gesture: str) -> None:
        self._target.edit_recipe(self.tr("Move along a direction"), lambda recipe: with_move(recipe, move), gesture)

    def _take_frame(self, digest: str, tile: QImage, final: bool) -> None:
        self._tiles[digest] = tile
        self._tiles.move_to_end(digest)
        while len(self._tiles) > TILES_KEPT:
            self._tiles.popitem(last=False)
        recipe = self._target.recipe
        if isinstance(recipe, Recipe) and recipe.digest() == digest:
            self.view.show_tile(tile)
            self.note.say("")
