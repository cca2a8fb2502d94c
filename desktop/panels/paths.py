"""On the way from this artwork to another: a slider, and the stations in between as pictures.

The way is a straight line through w (:meth:`core.artwork.artist.Artist.path`). The engine lays it once, as a recipe
for every percent; walking on it then is choosing among them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.artwork.recipe import Recipe
from core.document.recipe_edits import SEEDS
from core.document.seed_map import at_seed
from core.errors import DieloomError
from core.jobs import Progress
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.controls import NumberBox, describe
from desktop.panels.icons import IconButton
from desktop.panels.marks import Marks
from desktop.panels.sections import muted, strip
from desktop.panels.sliders import ValueSlider
from desktop.panels.target import ArtworkTarget
from desktop.panels.thumb_button import ThumbButton
from desktop.panels.thumbs import Thumbs
from desktop.workers.preview import PreviewLane
from desktop.workers.task import Task

if TYPE_CHECKING:
    from core.artwork.artist import Artist

STATIONS = 6
FRAMES = 101  # a recipe for every percent
THUMB_PX = 44
REST_MS = 150


@dataclass(frozen=True, eq=False)
class Way:
    """``frames`` lead from ``start``, the first of them, to ``goal``, the last."""

    start: Recipe
    goal: Recipe
    frames: tuple[Recipe, ...]

    @cached_property
    def places(self) -> dict[str, int]:
        """Of each frame, by digest."""
        return {frame.digest(): place for place, frame in enumerate(self.frames)}


class Paths(ArtworkSection):
    """The goal is a seed, or any recipe that :meth:`go_towards` is given."""

    def __init__(self, target: ArtworkTarget, lane: PreviewLane, thumbs: Thumbs, marks: Marks) -> None:
        super().__init__(self.tr("Path to another artwork"), target, unfolded=False)
        self._lane, self._thumbs, self._chance = lane, thumbs, random.Random()
        self._chosen: Recipe | None = None
        self._way: Way | None = None
        self._task: Task | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self.goal = NumberBox(0, SEEDS - 1, 0)
        self.dice = IconButton("dice", self.tr("Random goal"))
        self.words = muted(QLabel(self.tr("The artwork chosen")))
        self.by_seed = IconButton("reset", self.tr("Choose the goal by its seed again"))
        describe(self.goal, self.tr("Goal"), self.tr("The seed at the end of the path"))
        self.way = ValueSlider(self.tr("Way"), 0, 100, decimals=0, suffix=" %")
        self.way.slider.setToolTip(self.tr("How far on the way to the goal; double-click to go back to the start"))
        self.stations = [self._station(number, marks) for number in range(STATIONS)]
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        goal = strip(self.goal, self.dice, self.words, self.by_seed, spacing=2)
        self.add(self.tr("Goal"), goal)
        self.add(self.tr("Way"), self.way)
        self.add_wide(self._strip())
        self.goal.show_value(self._chance.randrange(10_000))
        self._connect()
        self._show_goal()

    def refresh(self) -> None:
        recipe = self.target.recipe
        if recipe is None:
            return
        if self._chosen and self._chosen.model != recipe.model:
            self._choose(None)
        place = self._way.places.get(recipe.digest()) if self._way else None
        if place is None:
            self._way = None  # the artwork has left it: another one begins here
            self._rest.start()
        self.way.show_value(place or 0)

    def go_towards(self, goal: Recipe) -> None:
        """This recipe at the end of the path."""
        if self.fold:
            self.fold.setChecked(True)
        self._choose(goal)

    def _connect(self) -> None:
        self.goal.edited.connect(lambda *_: self._choose(None))
        self.dice.clicked.connect(self._roll)
        self.by_seed.clicked.connect(lambda: self._choose(None))
        self.way.edited.connect(self._walk)
        self._rest.timeout.connect(self._lay)
        if self.fold:
            self.fold.toggled.connect(lambda _: self._rest.start())
        self._thumbs.serve(self._wishes)
        self._thumbs.drawn.connect(self._drawn)

    def _choose(self, goal: Recipe | None) -> None:
        """Another goal, by its seed when None: the artwork stays where it is, and the way starts there."""
        self._chosen, self._way = goal, None
        self._show_goal()
        self.way.show_value(0)
        self._rest.start()

    def _roll(self) -> None:
        self.goal.show_value(self._chance.randrange(SEEDS))
        self._choose(None)

    def _show_goal(self) -> None:
        self.goal.setVisible(self._chosen is None)
        self.dice.setVisible(self._chosen is None)
        self.words.setVisible(self._chosen is not None)
        self.by_seed.setVisible(self._chosen is not None)

    # The way

    def _goal_from(self, start: Recipe) -> Recipe:
        return self._chosen or at_seed(start, int(self.goal.value()))

    def _lay(self) -> None:
        """Ask the engine for the way, when things have settled and somebody looks."""
        start = self.target.recipe
        if start is None or self._way or self._task or not self.way.isVisible():
            return
        self._task = self._lane.submit(partial(_laid, start, self._goal_from(start)))
        self._task.done.connect(self._take_way)
        self._task.failed.connect(self._refused)
        self._task.finished.connect(self._ended)

    def _take_way(self, way: Way) -> None:
        if way.start != self.target.recipe or way.goal != self._goal_from(way.start):
            self._rest.start()
            return
        self._way = way
        for number, station in enumerate(self.stations):
            shown = way.frames[number * (FRAMES - 1) // (STATIONS - 1)]
            if station.recipe != shown:
                station.show_recipe(shown, self._thumbs.picture(shown))
        self._thumbs.stir()

    def _refused(self, error: DieloomError) -> None:
        self.failed.emit(str(error))

    def _ended(self) -> None:
        self._task = None

    def _walk(self, percent: float, gesture: str) -> None:
        way = self._way
        if way is None:
            self.way.show_value(0)  # still being laid
            return
        there = way.frames[round(percent)]
        self.target.edit_recipe(self.tr("Walk to another artwork"), lambda _: there, gesture)

    def _go_to(self, station: Recipe) -> None:
        self.target.edit_recipe(self.tr("Walk to another artwork"), lambda _: station)

    # The stations

    def _strip(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(1)
        for station in self.stations:
            if line.count():
                line.addStretch(1)
            line.addWidget(station)
        return box

    def _station(self, number: int, marks: Marks) -> ThumbButton:
        percent = round(100 * number / (STATIONS - 1))
        name = self.tr("{0} % of the way").format(percent)
        station = ThumbButton(name, self.tr("Go to {0} % of the way").format(percent), THUMB_PX, marks)
        station.taken.connect(self._go_to)
        return station

    def _wishes(self) -> Iterator[Recipe]:
        for station in self.stations:
            if station.isVisible() and station.recipe and not station.ready:
                yield station.recipe

    def _drawn(self, recipe: Recipe, picture: QImage) -> None:
        for station in self.stations:
            if station.recipe == recipe:
                station.show_picture(picture)


def _laid(start: Recipe, goal: Recipe, artist: Artist, progress: Progress) -> Way:
    """In the engine's thread. The ends are the recipes themselves, with all that can still be edited in them."""
    frames = artist.path([start, goal], FRAMES)
    return Way(start, goal, (start, *frames[1:-1], goal))
