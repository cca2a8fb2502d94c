"""Which latent the generator is given, and how its tile is printed.

What a model does not have is switched off, not hidden, and its tip says why.
"""

from __future__ import annotations

import random
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLabel, QWidget

from core.artwork.recipe import Recipe
from core.document.recipe_edits import SEEDS, with_start
from core.document.seed_map import at_seed
from core.gan.config import AliasFreeConfig, Config
from desktop.models.facts import bundled, title_of
from desktop.models.use import UseModel
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.icons import BUTTON_PX, IconButton
from desktop.panels.sections import label_width, muted, strip
from desktop.panels.sliders import ValueSlider
from desktop.panels.target import ArtworkTarget

RECENT_SHOWN = 6


class LatentFields(ArtworkSection):
    """Model, pattern family, seed, truncation and noise."""

    def __init__(self, target: ArtworkTarget, models: UseModel) -> None:
        super().__init__(self.tr("Latent"), target)
        self._models, self._book = models, models.book
        self._chance = random.Random()
        self.model = Choice(self.tr("Model"))
        self.browse = IconButton("models", self.tr("Models… (Ctrl+Shift+M)"))
        self.family = Choice(self.tr("Pattern family"))
        self.seed = NumberBox(0, SEEDS - 1, 0)
        describe(self.seed, self.tr("Seed"), self.tr("The number that the latent is drawn from"))
        self.previous = IconButton("previous", self.tr("Previous seed"))
        self.next = IconButton("next", self.tr("Next seed"))
        self.dice = IconButton("dice", self.tr("Random seed"))
        self.start, self.back = (
            muted(QLabel(self.tr("A found latent"))),
            IconButton("reset", self.tr("Back to the seed")),
        )
        self.start.setToolTip(self.tr("From a picture, from dragging or from a file: it takes the seed's place"))
        self.psi = ValueSlider(self.tr("Truncation"), 0, 1.5, default=0.8, limits=(-2, 2))
        self.psi.slider.setToolTip(self.tr("Truncation psi: 0 is the model's average, 1 the latent as drawn"))
        self.cutoff = CutoffBox()
        self.cutoff.setMinimumHeight(BUTTON_PX)  # as high as the rows with buttons
        self.noise = Choice(self.tr("Noise"), self._noises())
        self.noise_seed = NumberBox(0, SEEDS - 1, 0)
        self.noise_dice = IconButton("dice", self.tr("Random noise seed"))
        self.add(self.tr("Model"), strip(self.model, self.browse, spacing=2))
        self.add(self.tr("Family"), self.family)
        self.add(self.tr("Seed"), strip(self.seed, self.previous, self.next, self.dice, spacing=2))
        self._start_row = strip(self.start, self.back, spacing=2)
        self.add(self.tr("Start"), self._start_row)
        self.add(self.tr("Truncation"), self.psi)
        self.add(self.tr("Cutoff"), self.cutoff)
        self.add(self.tr("Noise"), strip(self.noise, self.noise_seed, self.noise_dice, spacing=2))
        self._connect()

    def refresh(self) -> None:
        recipe = self.target.recipe
        if recipe is None:
            return
        facts = self._book.facts(recipe.model)
        config = facts.config if facts else None
        self._show_models(recipe.model)
        self.family.set_options([(self.tr("By seed"), None), *((name, name) for name in _labels(config))])
        self.family.show_value(recipe.family)
        allow(self.family, self._no_family(config), self.tr("The class of pattern; by seed, each seed has its own"))
        self.seed.show_value(recipe.seed)
        self.form.setRowVisible(self._start_row, recipe.start is not None)
        self.psi.show_value(recipe.psi)
        self.cutoff.show_layers(config.w_layers if config else None)
        self.cutoff.show_cutoff(recipe.cutoff)
        self._show_noise(recipe, config)

    def choose_model(self, model: str) -> None:
        """Another model, once its file has been looked at."""
        self._models.use(model)
        self._show_models(self.target.recipe.model if self.target.recipe else model)  # as it is until then

    def roll(self) -> None:
        """Another seed by chance."""
        seed = self._chance.randrange(SEEDS)
        self.target.edit_recipe(self.tr("Roll seed"), lambda recipe: _at_seed(recipe, seed))

    def _show_models(self, model: str) -> None:
        readable = (each for each in self._book.recent if each != model and not self._book.problem(each))
        others = list(islice(readable, RECENT_SHOWN))
        own = [] if model in bundled() else [model]
        self.model.set_options([(title_of(each), each) for each in (*bundled(), *own, *others)])
        self.model.show_value(model)
        self.model.setToolTip(model if model not in bundled() else self.tr("The generator that draws the pattern"))

    def _show_noise(self, recipe: Recipe, config: Config | None) -> None:
        self.noise.show_value(recipe.noise)
        self.noise_seed.show_value(recipe.noise_seed)
        none = self._no_noise(config)
        allow(self.noise, none, self.tr("Grain that the model adds: its own, none, or another by seed"))
        quiet = none or ("" if recipe.noise == "random" else self.tr("Only random noise has a seed"))
        allow(self.noise_seed, quiet, self.tr("Noise seed"))
        allow(self.noise_dice, quiet, self.tr("Random noise seed"))
        self.noise_seed.setAccessibleName(self.tr("Noise seed"))

    def _no_family(self, config: Config | None) -> str:
        """Why there is no family to choose; empty where there is."""
        if config is None:
            return self._unknown()
        return "" if config.labels else self.tr("This model has no classes")

    def _no_noise(self, config: Config | None) -> str:
        if config is None:
            return self._unknown()
        if isinstance(config, AliasFreeConfig):
            return self.tr("StyleGAN3 has no noise")
        return "" if config.noise else self.tr("This model was trained without noise")

    def _unknown(self) -> str:
        recipe = self.target.recipe
        problem = self._book.problem(recipe.model) if recipe else None
        return str(problem) if problem else self.tr("The model's file is being read")

    def _noises(self) -> list[tuple[str, str]]:
        own, none, by_chance = self.tr("Model's", "noise"), self.tr("None", "noise"), self.tr("Random", "noise")
        return [(own, "const"), (none, "none"), (by_chance, "random")]

    def _connect(self) -> None:
        target = self.target
        self._book.learned.connect(self._learned)
        self._book.listed.connect(self.refresh)
        self.model.edited.connect(self.choose_model)
        self.browse.clicked.connect(self._models.browser_asked)
        self.family.edited.connect(lambda name: target.edit_fields(self.tr("Choose pattern family"), family=name))
        self.seed.edited.connect(self._set_seed)
        self.back.clicked.connect(self._back_to_seed)
        self.psi.edited.connect(lambda value, key: target.edit_fields(self.tr("Set truncation"), key, psi=value))
        self.cutoff.cut.connect(lambda value, key: target.edit_fields(self.tr("Set cutoff"), key, cutoff=value))
        self.noise.edited.connect(lambda kind: target.edit_fields(self.tr("Choose noise"), noise=kind))
        self.noise_seed.edited.connect(self._set_noise_seed)
        self.noise_dice.clicked.connect(lambda: self._set_noise_seed(self._chance.randrange(SEEDS)))
        self.previous.clicked.connect(lambda: self._step_seed(-1))
        self.next.clicked.connect(lambda: self._step_seed(1))
        self.dice.clicked.connect(self.roll)

    def _learned(self, model: str) -> None:
        if self.target.recipe and self.target.recipe.model == model:
            self.refresh()

    def _set_seed(self, value: float, gesture: str) -> None:
        self.target.edit_recipe(self.tr("Set seed"), lambda recipe: _at_seed(recipe, int(value)), gesture)

    def _step_seed(self, step: int) -> None:
        self.target.edit_recipe(self.tr("Step seed"), lambda recipe: _at_seed(recipe, recipe.seed + step))

    def _set_noise_seed(self, value: float, gesture: str = "") -> None:
        self.target.edit_fields(self.tr("Set noise seed"), gesture, noise_seed=int(value))

    def _back_to_seed(self) -> None:
        self.target.edit_recipe(self.tr("Back to the seed"), lambda recipe: with_start(recipe, None))


class PrintFields(ArtworkSection):
    """How large the tile is on the pack, and where it joins without a seam.

    ``seamless_row`` is for the panel to place: beside the picture of the repeat, where a seam would show.
    """

    def __init__(self, target: ArtworkTarget, models: UseModel) -> None:
        super().__init__(self.tr("On the pack"), target)
        self._book = models.book
        self.tile_width = NumberBox(1, 2000, 1, self.tr(" mm"), 1)
        describe(self.tile_width, self.tr("Tile width"), self.tr("Printed width of one repeat of the tile"))
        self.across, self.down = NumberBox(1, 8, 0), NumberBox(1, 8, 0)
        for box in (self.tile_width, self.across, self.down):
            box.setMinimumHeight(BUTTON_PX)
        self.seamless = Choice(self.tr("Seamless"))
        by = QLabel("×")
        by.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self.tr("Tile width"), self.tile_width)
        self.add(self.tr("Cells"), strip(self.across, by, self.down))
        words = QLabel(self.tr("Seamless"))
        words.setBuddy(self.seamless)
        words.setMinimumWidth(label_width(words))
        self.seamless_row = strip(words, self.seamless)
        self.seamless_row.setFocusProxy(self.seamless)
        self.tile_width.edited.connect(lambda value, key: target.edit(self.tr("Set tile width"), key, tile_width=value))
        self.seamless.edited.connect(lambda axes: target.edit_fields(self.tr("Set seamless axes"), tile=axes))
        for box in (self.across, self.down):
            box.edited.connect(lambda _, key: target.edit_fields(self.tr("Set repeat cells"), key, cells=self._cells()))
        self._book.learned.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        layer = self.target.layer
        if layer is None:
            return
        facts = self._book.facts(layer.recipe.model)
        config = facts.config if facts else None
        self.tile_width.show_value(layer.tile_width)
        self.across.show_value(layer.recipe.cells[0])
        self.down.show_value(layer.recipe.cells[1])
        never = ""
        if isinstance(config, AliasFreeConfig):
            never = self.tr("StyleGAN3 grows from waves that do not repeat with the picture: it cannot be tiled")
        across, down = self.tr("Cells across"), self.tr("Cells down")
        allow(self.across, never, self.tr("How often the generator's constant repeats across"), across)
        allow(self.down, never, self.tr("How often the generator's constant repeats down"), down)
        self.seamless.set_options(self._axes(config))
        self.seamless.show_value(layer.recipe.tile)
        tip = self.tr("Where the tile's edges join. Models that were not trained so lose quality at the edges.")
        allow(self.seamless, never, tip, self.tr("Seamless"))

    def _axes(self, config: Config | None) -> list[tuple[str, str | None]]:
        words = {
            "xy": self.tr("Across and down"),
            "x": self.tr("Across only"),
            "y": self.tr("Down only"),
            "none": self.tr("Not at all"),
        }
        own = self.tr("As trained")
        if config is not None:
            own = self.tr("As trained: {0}").format(words[_trained(config)].lower())
        return [(own, None), *((text, axes) for axes, text in words.items())]

    def _cells(self) -> tuple[int, int]:
        return int(self.across.value()), int(self.down.value())


class CutoffBox(NumberBox):
    """How many w layers truncation moves, from the coarsest on; the highest number is all of them."""

    cut = Signal(object, str)  # int or None, gesture

    def __init__(self) -> None:
        self._layers = 0
        super().__init__(0, 0, 0)
        describe(self, self.tr("Cutoff"), self.tr("Truncation moves only the first layers, as many as this says"))
        self.edited.connect(lambda value, key: self.cut.emit(None if value >= self._layers else int(value), key))

    def show_layers(self, layers: int | None) -> None:
        """Of the model; None while they are not known."""
        self._layers = layers or 0
        self.blockSignals(True)
        self.setRange(0, self._layers)
        self.blockSignals(False)
        self.setEnabled(bool(layers))

    def show_cutoff(self, cutoff: int | None) -> None:
        self.show_value(self._layers if cutoff is None else min(cutoff, self._layers))

    def textFromValue(self, value: float) -> str:
        if value >= self._layers:
            return self.tr("All layers")
        return self.tr("{0} of {1}").format(int(value), self._layers)

    def valueFromText(self, text: str) -> float:
        digits = text.split()[0] if text.split() else ""
        return min(float(digits), self._layers) if digits.isdigit() else self._layers

    def validate(self, text: str, position: int) -> object:
        return QValidator.State.Acceptable, text, position


def allow(field: QWidget, why_not: str, tip: str, name: str = "") -> None:
    """Switch a field on, or off with the reason as its tip."""
    field.setEnabled(not why_not)
    describe(field, name or field.accessibleName() or tip, why_not or tip)


def _at_seed(recipe: Recipe, seed: int) -> Recipe:
    """The seed itself: neither a found latent nor a place between seeds stands in for it."""
    return at_seed(recipe if recipe.start is None else with_start(recipe, None), seed)


def _labels(config: Config | None) -> tuple[str, ...]:
    return config.labels if config else ()


def _trained(config: Config) -> str:
    """The axes along which a model repeats by itself."""
    if isinstance(config, AliasFreeConfig):
        return "none"
    axes = "".join(axis for axis, padding in zip("xy", config.padding, strict=True) if padding == "torus")
    return axes or "none"
