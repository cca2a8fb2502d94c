"""On the way from this artwork to another seed: a slider, and the stations in between as pictures."""

from __future__ import annotations

import random
from collections.abc import Iterator

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.artwork.recipe import Recipe
from core.document.mixes import on_the_way, way_to
from core.document.recipe_edits import SEEDS
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.controls import NumberBox, describe
from desktop.panels.icons import IconButton
from desktop.panels.marks import Marks
from desktop.panels.sections import strip
from desktop.panels.sliders import ValueSlider
from desktop.panels.target import ArtworkTarget
from desktop.panels.thumb_button import ThumbButton
from desktop.panels.thumbs import Thumbs

STATIONS = 6
THUMB_PX = 44


class Paths(ArtworkSection):
    """The way is a mix of all layers, so it can be taken back, weighed and seen among the style mixes."""

    def __init__(self, target: ArtworkTarget, thumbs: Thumbs, marks: Marks) -> None:
        super().__init__(self.tr("Path to another seed"), target, unfolded=False)
        self._thumbs, self._chance = thumbs, random.Random()
        self.goal = NumberBox(0, SEEDS - 1, 0)
        self.dice = IconButton("dice", self.tr("Random goal"))
        describe(self.goal, self.tr("Goal"), self.tr("The seed at the end of the path"))
        self.way = ValueSlider(self.tr("Way"), 0, 100, decimals=0, suffix=" %")
        self.way.slider.setToolTip(self.tr("How far on the way to the goal; double-click to go back to the start"))
        self.stations = [self._station(number, marks) for number in range(STATIONS)]
        self.add(self.tr("Goal"), strip(self.goal, self.dice, spacing=2))
        self.add(self.tr("Way"), self.way)
        self.add_wide(self._strip())
        self.goal.show_value(self._chance.randrange(10_000))
        self.goal.edited.connect(lambda *_: self._choose())
        self.dice.clicked.connect(self._roll)
        self.way.edited.connect(self._walk)
        if self.fold:
            self.fold.toggled.connect(thumbs.stir)
        thumbs.serve(self._wishes)
        thumbs.drawn.connect(self._drawn)

    def refresh(self) -> None:
        recipe = self.target.recipe
        if recipe is None:
            return
        self.way.show_value(100 * way_to(recipe, self._seed()))
        for number, station in enumerate(self.stations):
            shown = on_the_way(recipe, self._seed(), number / (STATIONS - 1))
            if station.recipe != shown:
                station.show_recipe(shown, self._thumbs.picture(shown))

    def _seed(self) -> int:
        return int(self.goal.value())

    def _choose(self) -> None:
        """Another goal: the artwork stays where it is, and the way starts there."""
        self.refresh()
        self._thumbs.stir()

    def _roll(self) -> None:
        self.goal.show_value(self._chance.randrange(SEEDS))
        self._choose()

    def _walk(self, percent: float, gesture: str) -> None:
        seed = self._seed()
        text = self.tr("Walk to another seed")
        self.target.edit_recipe(text, lambda recipe: on_the_way(recipe, seed, percent / 100), gesture)

    def _take(self, station: Recipe) -> None:
        self.target.edit_recipe(self.tr("Walk to another seed"), lambda _: station)

    def _strip(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(1)
        for station in self.stations:
            line.addWidget(station)
        line.addStretch(1)
        return box

    def _station(self, number: int, marks: Marks) -> ThumbButton:
        percent = round(100 * number / (STATIONS - 1))
        name = self.tr("{0} % of the way").format(percent)
        station = ThumbButton(name, self.tr("Go to {0} % of the way").format(percent), THUMB_PX, marks)
        station.taken.connect(self._take)
        return station

    def _wishes(self) -> Iterator[Recipe]:
        for station in self.stations:
            if station.isVisible() and station.recipe and not station.ready:
                yield station.recipe

    def _drawn(self, recipe: Recipe, picture: QImage) -> None:
        for station in self.stations:
            if station.recipe == recipe:
                station.show_picture(picture)
