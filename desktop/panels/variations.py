"""Eight neighbours of the artwork, as far away as the person wants them; a click takes one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from core.artwork.recipe import Recipe
from core.document.recipe_edits import nearby
from core.gan.direction_files import DirectionInfo
from desktop.panels.icons import IconButton
from desktop.panels.marks import Marks
from desktop.panels.sections import Section
from desktop.panels.sliders import ValueSlider
from desktop.panels.thumb_button import ThumbButton
from desktop.panels.thumbs import Thumbs

COUNT, COLUMNS = 8, 4
THUMB_PX = 62
SPREAD, LARGEST = 1.0, 3.0  # standard deviations along each direction: another pattern, of the same kin


class Variations(Section):
    """``chosen`` carries the recipe of the neighbour that was clicked."""

    chosen = Signal(object)
    goal_chosen = Signal(object)  # one to walk towards

    def __init__(
        self,
        thumbs: Thumbs,
        marks: Marks,
        make_recipe: Callable[[], tuple[Recipe, Sequence[str | DirectionInfo]] | None],
    ) -> None:
        """``make_recipe`` gives the artwork as it is now, and the directions that may be changed."""
        super().__init__(self.tr("Variations"), folds=True)
        self.again = self.add_button(IconButton("dice", self.tr("Suggest variations")))
        self._thumbs, self._make_recipe = thumbs, make_recipe
        self._chance = random.Random()
        self._seed = 0.0
        self.strength = ValueSlider(self.tr("Strength of variations"), 0, LARGEST, default=SPREAD)
        self.strength.show_value(SPREAD)
        self.strength.slider.setToolTip(
            self.tr("How far the variations may go, in standard deviations along each direction that is not locked")
        )
        self.buttons = [self._button(number, marks) for number in range(COUNT)]
        self.grid = QWidget()
        cells = QGridLayout(self.grid)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(4)
        for number, button in enumerate(self.buttons):
            cells.addWidget(button, number // COLUMNS, number % COLUMNS, Qt.AlignmentFlag.AlignCenter)
        self.add(self.tr("Strength"), self.strength)
        self.add_wide(self.grid)
        self.grid.hide()
        self.again.clicked.connect(self.suggest)
        self.strength.edited.connect(lambda *_: self._spread_again())
        thumbs.serve(self._wishes)
        thumbs.drawn.connect(self._drawn)

    def suggest(self) -> None:
        """Eight new neighbours; those still under way are given up."""
        self._seed = self._chance.random()
        self._spread()

    def _spread(self) -> None:
        """Neighbours by the same chance as before: another strength moves them nearer or farther."""
        made = self._make_recipe()
        if made is None:
            return
        recipe, directions = made
        chance = random.Random(self._seed)
        for button in self.buttons:
            button.show_recipe(nearby(recipe, directions, self.strength.value(), chance))
        self.grid.show()
        if self.fold:
            self.fold.setChecked(True)
        self._thumbs.hurry(self._wishes)

    def _spread_again(self) -> None:
        if not self.grid.isHidden():
            self._spread()

    def _wishes(self) -> Iterator[Recipe]:
        for button in self.buttons:
            if button.recipe and not button.ready and button.isVisible():
                yield button.recipe

    def _drawn(self, recipe: Recipe, picture: QImage) -> None:
        for button in self.buttons:
            if button.recipe == recipe:
                button.show_picture(picture)

    def _button(self, number: int, marks: Marks) -> ThumbButton:
        name = self.tr("Variation {0}").format(number + 1)
        button = ThumbButton(name, self.tr("Take this variation"), THUMB_PX, marks)
        button.taken.connect(self.chosen)
        button.goal_chosen.connect(self.goal_chosen)
        return button
