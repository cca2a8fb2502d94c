"""Which latent the generator is given, and how its tile is printed."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from core.artwork.recipe import Recipe
from core.document.edits import changed
from core.document.recipe_edits import SEEDS, with_seed
from core.errors import DieloomError
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.icons import IconButton
from desktop.panels.models import ENDING, ModelFacts, bundled, facts_of
from desktop.panels.sections import strip
from desktop.panels.sliders import ValueSlider
from desktop.panels.target import ArtworkTarget


class LatentFields(ArtworkSection):
    """Model, pattern family, seed and truncation."""

    def __init__(self, target: ArtworkTarget) -> None:
        super().__init__(self.tr("Latent"), target)
        self._target = target
        self._chance = random.Random()
        self.model = Choice(self.tr("Model"))
        self.browse = IconButton("browse", self.tr("Open a model file…"))
        self.family = Choice(self.tr("Pattern family"))
        self.seed = NumberBox(0, SEEDS - 1, 0)
        describe(self.seed, self.tr("Seed"), self.tr("The number that the latent is drawn from"))
        self.previous = IconButton("previous", self.tr("Previous seed"))
        self.next = IconButton("next", self.tr("Next seed"))
        self.dice = IconButton("dice", self.tr("Random seed"))
        self.psi = ValueSlider(self.tr("Truncation"), 0, 1.5, default=0.8, limits=(-2, 2))
        self.psi.slider.setToolTip(self.tr("Truncation psi: 0 is the model's average, 1 the latent as drawn"))
        self.add(self.tr("Model"), strip(self.model, self.browse, spacing=2))
        self.add(self.tr("Family"), self.family)
        self.add(self.tr("Seed"), strip(self.seed, self.previous, self.next, self.dice, spacing=2))
        self.add(self.tr("Truncation"), self.psi)
        self._connect()

    def refresh(self) -> None:
        recipe = self._target.recipe
        if recipe is None:
            return
        own = [] if recipe.model in bundled() else [(Path(recipe.model).stem, recipe.model)]
        self.model.set_options([*((name, name) for name in bundled()), *own])
        self.model.show_value(recipe.model)
        self.family.set_options([(self.tr("By seed"), None), *((name, name) for name in self.facts().families)])
        self.family.show_value(recipe.family)
        self.seed.show_value(recipe.seed)
        self.psi.show_value(recipe.psi)

    def facts(self) -> ModelFacts:
        """Of the model in use; nothing is known of one that cannot be read, and the engine says why."""
        try:
            return facts_of(self._target.recipe.model) if self._target.recipe else ModelFacts((), 0)
        except DieloomError:
            return ModelFacts((), 0)

    def roll(self) -> None:
        """Another seed by chance."""
        self._target.edit_fields(self.tr("Roll seed"), seed=self._chance.randrange(SEEDS))

    def choose_model(self, model: str) -> None:
        """Another model, without the family and the projected styles that only the old one knows."""
        try:
            families = facts_of(model).families
        except DieloomError as error:
            self.failed.emit(str(error))
            return

        def moved(recipe: Recipe) -> Recipe:
            family = recipe.family if recipe.family in families else None
            seeds = tuple(mix for mix in recipe.mix if mix.w is None)
            return changed(recipe, model=model, family=family, mix=seeds)

        self._target.edit_recipe(self.tr("Choose model"), moved)

    def _connect(self) -> None:
        target = self._target
        self.model.edited.connect(self.choose_model)
        self.browse.clicked.connect(self._browse)
        self.family.edited.connect(lambda name: target.edit_fields(self.tr("Choose pattern family"), family=name))
        self.seed.edited.connect(lambda value, key: target.edit_fields(self.tr("Set seed"), key, seed=int(value)))
        self.psi.edited.connect(lambda value, key: target.edit_fields(self.tr("Set truncation"), key, psi=value))
        self.previous.clicked.connect(lambda: self._step_seed(-1))
        self.next.clicked.connect(lambda: self._step_seed(1))
        self.dice.clicked.connect(self.roll)

    def _step_seed(self, step: int) -> None:
        self._target.edit_recipe(self.tr("Step seed"), lambda recipe: with_seed(recipe, recipe.seed + step))

    def _browse(self) -> None:
        kinds = self.tr("Models ({0})").format(f"*{ENDING}")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a model file"), "", kinds)
        if name:
            self.choose_model(name)


class PrintFields(ArtworkSection):
    """How large the tile is on the pack."""

    def __init__(self, target: ArtworkTarget) -> None:
        super().__init__(self.tr("On the pack"), target)
        self._target = target
        self.tile_width = NumberBox(1, 2000, 1, self.tr(" mm"), 1)
        describe(self.tile_width, self.tr("Tile width"), self.tr("Printed width of one repeat of the tile"))
        self.across, self.down = NumberBox(1, 8, 0), NumberBox(1, 8, 0)
        describe(self.across, self.tr("Cells across"), self.tr("How often the generator's constant repeats across"))
        describe(self.down, self.tr("Cells down"), self.tr("How often the generator's constant repeats down"))
        by = QLabel("×")
        by.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self.tr("Tile width"), self.tile_width)
        self.add(self.tr("Cells"), strip(self.across, by, self.down))
        self.tile_width.edited.connect(lambda value, key: target.edit(self.tr("Set tile width"), key, tile_width=value))
        for box in (self.across, self.down):
            box.edited.connect(lambda _, key: target.edit_fields(self.tr("Set repeat cells"), key, cells=self._cells()))

    def refresh(self) -> None:
        layer = self._target.layer
        if layer:
            self.tile_width.show_value(layer.tile_width)
            self.across.show_value(layer.recipe.cells[0])
            self.down.show_value(layer.recipe.cells[1])

    def _cells(self) -> tuple[int, int]:
        return int(self.across.value()), int(self.down.value())
