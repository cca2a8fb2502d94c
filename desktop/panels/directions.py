"""The first principal directions of the latent space as labelled sliders."""

from __future__ import annotations

from core.artwork.recipe import Move
from core.document.recipe_edits import COARSE, FINE, MIDDLE, move_along, with_move, without_moves
from desktop.panels.direction_row import DirectionRow, Layers
from desktop.panels.icons import IconButton
from desktop.panels.sections import Section
from desktop.panels.target import ArtworkTarget

COUNT = 8


class Directions(Section):
    """Rows for the directions that the model knows, at most eight: beyond them changes are hard to tell apart."""

    def __init__(self, target: ArtworkTarget) -> None:
        super().__init__(self.tr("Directions"))
        self.reset = self.add_button(IconButton("reset", self.tr("Reset all directions that are not locked")))
        self._target = target
        ranges = self._ranges()
        self.rows = [
            DirectionRow(f"pc{number}", self.tr("Direction {0}").format(number), ranges)
            for number in range(1, COUNT + 1)
        ]
        for row in self.rows:
            self.add_wide(row)
            row.edited.connect(self._move)
        self.reset.clicked.connect(self.reset_all)

    def show_count(self, count: int) -> None:
        """How many directions the model knows."""
        for number, row in enumerate(self.rows):
            row.setVisible(number < count)

    def refresh(self) -> None:
        recipe = self._target.recipe
        for row in self.rows:
            row.show_move(move_along(recipe, row.direction) if recipe else None)

    def free(self) -> list[str]:
        """The directions in view that are not locked."""
        return [row.direction for row in self.rows if not row.locked and not row.isHidden()]

    def reset_all(self) -> None:
        """All directions but the locked ones back to zero."""
        locked = {row.direction for row in self.rows if row.locked}
        self._target.edit_recipe(self.tr("Reset directions"), lambda recipe: without_moves(recipe, locked))

    def _move(self, move: Move, gesture: str) -> None:
        self._target.edit_recipe(self.tr("Move along a direction"), lambda recipe: with_move(recipe, move), gesture)

    def _ranges(self) -> list[tuple[str, str, Layers]]:
        return [
            (self.tr("All", "layers"), self.tr("All layers"), None),
            (self.tr("C", "coarse layers"), self.tr("Coarse layers: layout"), COARSE),
            (self.tr("M", "middle layers"), self.tr("Middle layers: shapes"), MIDDLE),
            (self.tr("F", "fine layers"), self.tr("Fine layers: colour and finish"), FINE),
        ]
