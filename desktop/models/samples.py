"""A few pictures of a model by its first seeds; a click takes the model with that seed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from core.artwork.recipe import Recipe
from core.errors import DieloomError
from desktop.panels.controls import describe
from desktop.panels.thumbs import Thumbs

COUNT, COLUMNS = 8, 4
THUMB_PX = 92


class Samples(QWidget):
    """``chosen`` carries the seed of the picture that was clicked."""

    chosen = Signal(int)
    failed = Signal(str, object)  # the model, DieloomError: the engine cannot draw with it

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self._thumbs = thumbs
        self._model = ""
        self.buttons = [self._button(seed) for seed in range(1, COUNT + 1)]
        cells = QGridLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(4)
        for number, button in enumerate(self.buttons):
            cells.addWidget(button, number // COLUMNS, number % COLUMNS)
        cells.setColumnStretch(COLUMNS, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        thumbs.serve(self._wishes)
        thumbs.drawn.connect(self._take)
        thumbs.failed.connect(self._failed)

    def show_model(self, model: str) -> None:
        """Draw this model's pictures, those that are not kept; none without a model."""
        self._model = model
        for recipe, button in zip(self._recipes(), self.buttons, strict=True):
            self._show(button, self._thumbs.picture(recipe) if model else None)
        self._thumbs.hurry(self._wishes)

    def _recipes(self) -> list[Recipe]:
        return [Recipe(model=self._model or "none", seed=seed) for seed in range(1, COUNT + 1)]

    def _wishes(self) -> list[Recipe]:
        return self._recipes() if self._model and self.isVisible() else []

    def _take(self, recipe: Recipe, picture: QImage) -> None:
        if recipe in self._recipes():
            self._show(self.buttons[recipe.seed - 1], picture)

    def _failed(self, recipe: Recipe, error: DieloomError) -> None:
        if recipe.model == self._model:
            model, self._model = self._model, ""  # the other seeds would fail the same way
            self.failed.emit(model, error)

    def _show(self, button: QToolButton, picture: QImage | None) -> None:
        button.setIcon(QIcon(QPixmap.fromImage(picture)) if picture else QIcon())
        button.setEnabled(picture is not None)

    def _button(self, seed: int) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setStyleSheet("padding: 0")
        button.setIconSize(QSize(THUMB_PX, THUMB_PX))
        button.setFixedSize(THUMB_PX + 6, THUMB_PX + 6)
        describe(button, self.tr("Seed {0}").format(seed), self.tr("Use this model with seed {0}").format(seed))
        button.clicked.connect(lambda: self.chosen.emit(seed))
        return button
