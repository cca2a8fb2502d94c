"""The first principal directions of the latent space as labelled sliders."""

from __future__ import annotations

from core.artwork.recipe import Move, Recipe
from core.document.recipe_edits import COARSE, FINE, MIDDLE, move_along, with_move, without_moves
from core.errors import DieloomError
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.direction_row import DirectionRow, Layers
from desktop.panels.icons import IconButton
from desktop.panels.models import facts_of
from desktop.panels.target import ArtworkTarget

COUNT = 8


class Directions(ArtworkSection):
    """Rows for the directions that the model knows, at most eight: beyond them changes are hard to tell apart."""

    def __init__(self, target: ArtworkTarget) -> None:
        super().__init__(self.tr("Directions"), target)
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

    def refresh(self) -> None:
        recipe = self._target.recipe
        for number, row in enumerate(self.rows):
            row.setVisible(number < _count(recipe))
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


def _count(recipe: Recipe | None) -> int:
    """How many directions the model knows; none are known of one that cannot be read."""
    try:
        return facts_of(recipe.model).directions if recipe else 0
    except DieloomError:
        return 0
