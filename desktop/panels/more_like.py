"""More like these: from what the person liked and disliked, a direction of their own, with a name and a slider."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from core.artwork.recipe import Recipe
from core.jobs import Progress
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.controls import TextField
from desktop.panels.icons import IconButton, WordButton
from desktop.panels.marks import Marks
from desktop.panels.sections import muted
from desktop.panels.target import ArtworkTarget

if TYPE_CHECKING:
    from core.artwork.artist import Artist

NAME_LENGTH = 60

Search = Callable[["Artist", Progress], object]


class MoreLikeThese(ArtworkSection):
    """Learns from the marks of the model in hand. ``search_by`` runs a search that saves directions of that model."""

    def __init__(self, target: ArtworkTarget, marks: Marks, search_by: Callable[[Search, str], object]) -> None:
        super().__init__(self.tr("More like these"), target, unfolded=False)
        self._marks, self._search_by = marks, search_by
        self.forget = self.add_button(IconButton("reset", self.tr("Forget all likes and dislikes")))
        self.words = muted(QLabel())
        self.name = TextField(self.tr("Name of the direction"), NAME_LENGTH)
        self.name.setPlaceholderText(self.tr("such as “calmer”"))
        tip = self.tr("Find the way from what you dislike to what you like; it joins the directions as a slider")
        self.learn = WordButton("path", self.tr("Make a direction"), tip)
        self.add_wide(self.words)
        self.add(self.tr("Name"), self.name)
        self.add_wide(self.learn)
        self.forget.clicked.connect(marks.clear)
        self.name.returnPressed.connect(self.learn.click)
        self.learn.clicked.connect(self._learn)
        marks.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        liked, disliked = self._sets()
        if liked or disliked:
            self.words.setText(self.tr("Liked: {0}. Disliked: {1}.").format(len(liked), len(disliked)))
        else:
            self.words.setText(self.tr("Mark variations and seeds: L what you like, D what you do not."))
        self.learn.setEnabled(bool(liked))
        self.forget.setEnabled(bool(liked or disliked))

    def _sets(self) -> tuple[list[Recipe], list[Recipe]]:
        """Of the model in hand: those of another say nothing about it."""
        model = self.target.recipe.model if self.target.recipe else None
        liked, disliked = self._marks.marked("like"), self._marks.marked("dislike")
        return [each for each in liked if each.model == model], [each for each in disliked if each.model == model]

    def _learn(self) -> None:
        recipe, (liked, disliked) = self.target.recipe, self._sets()
        if recipe and liked:
            name = self.name.text().strip() or self.tr("More like these")
            self._search_by(partial(_learned, name, liked, disliked, recipe.model), self.tr("Learning what you like…"))
            self.name.clear()


def _learned(
    name: str, liked: list[Recipe], disliked: list[Recipe], model: str, artist: Artist, progress: Progress
) -> object:
    """In the engine's thread; raises DieloomError and Cancelled."""
    return artist.learn_direction(name, liked, disliked, progress, model=model)
