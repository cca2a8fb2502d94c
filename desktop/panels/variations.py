"""Eight neighbours of the artwork, drawn one after another between more urgent requests; a click takes one."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from core.artwork.recipe import Recipe
from core.document.recipe_edits import nearby
from core.jobs import Progress
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import Section
from desktop.workers.images import image_of
from desktop.workers.preview import PreviewLane
from desktop.workers.task import Task

if TYPE_CHECKING:
    from core.artwork.artist import Artist

COUNT, COLUMNS = 8, 4
THUMB_PX = 54
SPREAD = 1.0  # standard deviations along each direction: another pattern, of the same kin


class Variations(Section):
    """``chosen`` carries the recipe of the neighbour that was clicked."""

    chosen = Signal(object)

    def __init__(self, lane: PreviewLane, make_recipe: Callable[[], tuple[Recipe, list[str]] | None]) -> None:
        """``make_recipe`` gives the artwork as it is now, and the directions that may be changed."""
        super().__init__(self.tr("Variations"))
        self.again = self.add_button(IconButton("dice", self.tr("Suggest variations")))
        self._lane, self._make_recipe = lane, make_recipe
        self._chance = random.Random()
        self._task: Task | None = None
        self._recipes: list[Recipe] = []
        self.buttons = [self._button(number) for number in range(COUNT)]
        self.grid = QWidget()
        cells = QGridLayout(self.grid)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(4)
        for number, button in enumerate(self.buttons):
            cells.addWidget(button, number // COLUMNS, number % COLUMNS, Qt.AlignmentFlag.AlignCenter)
        self.add_wide(self.grid)
        self.grid.hide()
        self.again.clicked.connect(self.suggest)

    def suggest(self) -> None:
        """Eight new neighbours; those still under way are given up."""
        made = self._make_recipe()
        if made is None:
            return
        recipe, directions = made
        self._recipes = [nearby(recipe, directions, SPREAD, self._chance) for _ in self.buttons]
        for button in self.buttons:
            button.setIcon(QIcon())
            button.setEnabled(False)
        self.grid.show()
        if self._task:
            self._task.cancel()
        self._draw(0)

    def _draw(self, number: int) -> None:
        """Ask for one picture; the next is asked for when it is there, so that edits never wait for all of them."""
        self._task = self._lane.submit(partial(_tile, self._recipes[number]))
        self._task.done.connect(self._drawn)

    def _drawn(self, drawn: tuple[Recipe, QImage]) -> None:
        recipe, tile = drawn
        if recipe not in self._recipes:
            return  # of a suggestion that another one replaced
        number = self._recipes.index(recipe)
        picture = tile.scaled(2 * THUMB_PX, 2 * THUMB_PX, Qt.AspectRatioMode.KeepAspectRatio)
        self.buttons[number].setIcon(QIcon(QPixmap.fromImage(picture)))
        self.buttons[number].setEnabled(True)
        if number + 1 < COUNT:
            self._draw(number + 1)

    def _button(self, number: int) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setStyleSheet("padding: 0")
        button.setIconSize(QSize(THUMB_PX, THUMB_PX))
        button.setFixedSize(THUMB_PX + 6, THUMB_PX + 6)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(button, self.tr("Variation {0}").format(number + 1), self.tr("Take this variation"))
        button.clicked.connect(lambda: self.chosen.emit(self._recipes[number]))
        return button


def _tile(recipe: Recipe, artist: Artist, progress: Progress) -> tuple[Recipe, QImage]:
    return recipe, image_of(artist.tile(recipe, draft=True, progress=progress))
