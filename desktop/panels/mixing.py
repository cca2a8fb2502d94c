"""Style mixing: other seeds blended into some layers of the artwork, one over the other."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.artwork.recipe import Recipe, StyleMix
from core.document.edits import changed
from core.document.mixes import alone, mixed_in, seed_mixes, swapped, with_mix, without_mix
from core.document.recipe_edits import SEEDS
from desktop.models.book import ModelBook
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.icons import IconButton
from desktop.panels.mixing_row import MixingRow
from desktop.panels.sections import muted
from desktop.panels.target import ArtworkTarget
from desktop.panels.thumbs import Thumbs

FIRST_WEIGHT = 0.5
MOST = 12  # rows


class Mixing(ArtworkSection):
    """A row for every mix that comes from a seed; a reference picture's mix is the style dock's."""

    def __init__(self, target: ArtworkTarget, thumbs: Thumbs, book: ModelBook) -> None:
        super().__init__(self.tr("Style mixing"), target)
        self._thumbs, self._book, self._chance = thumbs, book, random.Random()
        self.add_ = self.add_button(IconButton("add", self.tr("Mix in another seed")))
        self.rows: list[MixingRow] = []
        self.hint = muted(QLabel(self.tr("Blend another seed's shapes or colours into this one.")))
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.add_wide(self.hint)
        self.add_wide(self._list)
        self.add_.clicked.connect(self.add_mix)
        thumbs.serve(self._wishes)
        thumbs.drawn.connect(self._drawn)
        book.learned.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        recipe = self.target.recipe
        places = seed_mixes(recipe)[:MOST] if recipe else []
        while len(self.rows) < len(places):
            self._add_row()
        for number, each in enumerate(self.rows):
            each.setVisible(number < len(places))
        self.hint.setVisible(not places)
        self._list.setVisible(bool(places))
        self.add_.setEnabled(len(places) < MOST)
        facts = self._book.facts(recipe.model) if recipe and places else None
        for each, place in zip(self.rows, places, strict=False):
            assert recipe
            each.range.show_count(facts.config.w_layers if facts else None)
            self._show(each, recipe, recipe.mix[place])
            each.up.setEnabled(place != places[0])
            each.down.setEnabled(place != places[-1])

    def add_mix(self) -> None:
        """Another seed by chance, half of it in all layers, which shows with any model."""
        mix = StyleMix(seed=self._chance.randrange(SEEDS), weight=FIRST_WEIGHT)
        self.target.edit_recipe(self.tr("Mix in a seed"), lambda recipe: mixed_in(recipe, mix))
        if self.fold:
            self.fold.setChecked(True)

    def _show(self, each: MixingRow, recipe: Recipe, mix: StyleMix) -> None:
        each.show_mix(mix)
        shown = alone(recipe, mix.seed or 0)
        if each.thumb.recipe != shown:
            each.thumb.show_recipe(shown, self._thumbs.picture(shown))

    def _add_row(self) -> None:
        number = len(self.rows)
        made = MixingRow(number + 1)
        made.edited.connect(partial(self._edit, number))
        made.rolled.connect(partial(self._roll, number))
        made.remove_asked.connect(partial(self._remove, number))
        made.move_asked.connect(partial(self._move, number))
        self.rows.append(made)
        self._column.addWidget(made)

    def _place(self, number: int) -> int:
        """In the recipe's own list, which holds the styles of reference pictures too."""
        assert self.target.recipe
        return seed_mixes(self.target.recipe)[number]

    def _edit(self, number: int, mix: StyleMix, gesture: str) -> None:
        place = self._place(number)
        self.target.edit_recipe(self.tr("Change style mixing"), lambda recipe: with_mix(recipe, place, mix), gesture)

    def _roll(self, number: int) -> None:
        place = self._place(number)
        seed = self._chance.randrange(SEEDS)

        def rolled(recipe: Recipe) -> Recipe:
            return with_mix(recipe, place, changed(recipe.mix[place], seed=seed))

        self.target.edit_recipe(self.tr("Roll a seed to mix in"), rolled)

    def _remove(self, number: int) -> None:
        place = self._place(number)
        self.target.edit_recipe(self.tr("Remove style"), lambda recipe: without_mix(recipe, place))

    def _move(self, number: int, step: int) -> None:
        place, other = self._place(number), self._place(number + step)
        self.target.edit_recipe(self.tr("Reorder styles"), lambda recipe: swapped(recipe, place, other))

    def _wishes(self) -> Iterator[Recipe]:
        for each in self.rows:
            if each.isVisible() and each.thumb.recipe and not each.thumb.ready:
                yield each.thumb.recipe

    def _drawn(self, recipe: Recipe, picture: QImage) -> None:
        for each in self.rows:
            if each.thumb.recipe == recipe:
                each.thumb.show_picture(picture)
