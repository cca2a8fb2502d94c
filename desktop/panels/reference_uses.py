"""What a reference picture is used for: its colours, or its style."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from core.artwork.recipe import Recipe, StyleMix
from core.document.edits import changed
from core.document.recipe_edits import COARSE, FINE, MIDDLE, projected, with_projected
from core.errors import DieloomError
from core.style.values import PaletteShift
from desktop.panels import reference_work
from desktop.panels.controls import Choice, describe
from desktop.panels.icons import IconButton, WordButton
from desktop.panels.palette_bar import PaletteBar
from desktop.panels.sections import Section, strip
from desktop.panels.sliders import ValueSlider
from desktop.panels.target import ArtworkTarget
from desktop.workers.preview import PreviewLane
from desktop.workers.task import Task

STYLE_WEIGHT = 0.7  # to begin with: the reference leads, the seed still shows


class ColourUse(Section):
    """The palette of the chosen picture, carried over to the artwork."""

    failed = Signal(str)

    def __init__(self, target: ArtworkTarget, lane: PreviewLane) -> None:
        super().__init__(self.tr("Colours"))
        self.stop = self.add_button(IconButton("remove", self.tr("Keep the artwork's own colours")))
        self._target, self._lane = target, lane
        self._palettes: dict[str, PaletteShift] = {}
        self._asset = ""
        self.bar = PaletteBar()
        tip = self.tr("Carry the colours of the chosen picture over to the artwork")
        self.use = WordButton("colours", self.tr("Use colours"), tip)
        self.strength = ValueSlider(self.tr("Strength of the colours"), 0, 100, decimals=0, default=100, suffix=" %")
        self.add_wide(self.bar)
        self.add_wide(self.use)
        self.add(self.tr("Strength"), self.strength)
        self.use.clicked.connect(self._use)
        self.stop.clicked.connect(lambda: target.edit_fields(self.tr("Keep own colours"), palette=None))
        self.strength.edited.connect(self._weigh)

    def show_reference(self, asset: str, data: bytes) -> None:
        """Show the palette of this picture, as soon as it is known."""
        self._asset = asset
        if asset and asset not in self._palettes:
            task = self._lane.submit(partial(reference_work.palette_of, asset, data))
            task.done.connect(self._know)
            task.failed.connect(self._refused)
        self.refresh()

    def refresh(self) -> None:
        palette, recipe = self._palettes.get(self._asset), self._target.recipe
        shift = recipe.palette if recipe else None
        self.bar.show_palette(palette)
        self.use.setEnabled(palette is not None and self._target.free)
        for field in (self.stop, self.strength):
            field.setEnabled(shift is not None and self._target.free)
        self.strength.show_value(100 * (shift.strength if shift else 1.0))

    def _know(self, known: tuple[str, PaletteShift]) -> None:
        asset, palette = known
        self._palettes[asset] = palette
        self.refresh()

    def _refused(self, error: DieloomError) -> None:
        self.failed.emit(str(error))

    def _use(self) -> None:
        shift = changed(self._palettes[self._asset], strength=self.strength.value() / 100)
        self._target.edit_fields(self.tr("Use the reference's colours"), palette=shift)

    def _weigh(self, percent: float, gesture: str) -> None:
        recipe = self._target.recipe
        if recipe and recipe.palette:
            shift = changed(recipe.palette, strength=percent / 100)
            self._target.edit_fields(self.tr("Set strength of the colours"), gesture, palette=shift)


class StyleUse(Section):
    """The latent that comes nearest to the chosen picture, mixed into the artwork's own."""

    failed = Signal(str)

    def __init__(self, target: ArtworkTarget, lane: PreviewLane) -> None:
        super().__init__(self.tr("Style"))
        self.stop = self.add_button(IconButton("remove", self.tr("Keep the artwork's own style")))
        self._target, self._lane = target, lane
        self._asset, self._data, self._searched = "", b"", ""
        self._task: Task | None = None
        self._layer = ""  # for which the search runs
        tip = self.tr("Search the latent that comes nearest to the picture, and mix it in")
        self.use = WordButton("style", self.tr("Use as style"), tip)
        self.bar, self.cancel = QProgressBar(), IconButton("cancel", self.tr("Stop the search"))
        self.bar.setRange(0, 1000)
        describe(self.bar, self.tr("Search for the style"))
        self.running = strip(self.bar, self.cancel)
        self.weight = ValueSlider(self.tr("Weight of the style"), 0, 100, decimals=0, default=70, suffix=" %")
        self.layers = Choice(self.tr("Layers that take the style"), self._ranges())
        self.add_wide(self.use)
        self.add_wide(self.running)
        self.add(self.tr("Weight"), self.weight)
        self.add(self.tr("Layers"), self.layers)
        self._connect()

    def show_reference(self, asset: str, data: bytes) -> None:
        self._asset, self._data = asset, data
        self.refresh()

    def refresh(self) -> None:
        recipe = self._target.recipe
        mix = projected(recipe) if recipe else None
        self.use.setEnabled(bool(self._asset) and self._target.free)
        self.use.setVisible(self._task is None)
        self.running.setVisible(self._task is not None)
        for field in (self.weight, self.layers, self.stop):
            field.setEnabled(mix is not None and self._target.free)
        self.weight.show_value(100 * (mix.weight if mix else STYLE_WEIGHT))
        self.layers.show_value(mix.layers if mix else None)

    def forget_others(self, assets: set[str]) -> None:
        """Stop the search for a picture that the document no longer has."""
        if self._searched not in assets:
            self.stop_search()

    def stop_search(self) -> None:
        """Ask a search that runs to stop; nothing of it is kept."""
        if self._task:
            self._task.cancel()

    def _ranges(self) -> list[tuple[str, tuple[int, int] | None]]:
        return [
            (self.tr("All layers"), None),
            (self.tr("Coarse: layout"), COARSE),
            (self.tr("Middle: shapes"), MIDDLE),
            (self.tr("Fine: colour and finish"), FINE),
        ]

    def _connect(self) -> None:
        self.use.clicked.connect(self._search)
        self.cancel.clicked.connect(self.stop_search)
        self.stop.clicked.connect(lambda: self._mix(self.tr("Keep own style"), None))
        self.weight.edited.connect(self._weigh)
        self.layers.edited.connect(lambda layers: self._change(self.tr("Choose style layers"), layers=layers))

    def _search(self) -> None:
        layer = self._target.layer
        if layer is None or self._task:
            return
        self._layer = layer.id
        self.bar.setValue(0)
        self._searched = self._asset
        self._task = self._lane.submit(partial(reference_work.style_of, self._data, layer.recipe))
        self._task.progress.connect(self._progressed)
        self._task.done.connect(self._found)
        self._task.failed.connect(self._refused)
        self._task.finished.connect(self._ended)
        self.refresh()

    def _progressed(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * 1000))
        self.bar.setFormat(f"{text} %p %" if text else "%p %")

    def _found(self, mix: StyleMix) -> None:
        if self._target.layer and self._target.layer.id == self._layer:
            self._mix(self.tr("Use the reference's style"), changed(mix, weight=self.weight.value() / 100))

    def _refused(self, error: DieloomError) -> None:
        self.failed.emit(str(error))

    def _ended(self) -> None:
        self._task = None
        self.refresh()

    def _weigh(self, percent: float, gesture: str) -> None:
        self._change(self.tr("Set weight of the style"), gesture, weight=percent / 100)

    def _change(self, text: str, gesture: str = "", **fields: object) -> None:
        mix = projected(self._target.recipe) if self._target.recipe else None
        if mix:
            self._mix(text, changed(mix, **fields), gesture)

    def _mix(self, text: str, mix: StyleMix | None, gesture: str = "") -> None:
        def mixed(recipe: Recipe) -> Recipe:
            return with_projected(recipe, mix)

        self._target.edit_recipe(text, mixed, gesture)
