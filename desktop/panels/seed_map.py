"""The section with the seed map: it keeps the plane of seeds supplied with thumbnails and its moves in the recipe."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu

from core.artwork.recipe import Recipe
from core.document.seed_map import at_seed, nearest, wandered
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.icons import IconButton, icon
from desktop.panels.marks import Marks
from desktop.panels.sections import muted
from desktop.panels.seed_plane import ZOOM, SeedPlane
from desktop.panels.target import ArtworkTarget
from desktop.panels.thumbs import Thumbs


class SeedMap(ArtworkSection):
    """Thumbnails are what the layer would be at each seed, with its directions, styles and truncation."""

    goal_chosen = Signal(object)  # Recipe to walk towards

    def __init__(self, target: ArtworkTarget, thumbs: Thumbs, marks: Marks) -> None:
        super().__init__(self.tr("Seed map"), target)
        self._thumbs, self._marks = thumbs, marks
        self._base: Recipe | None = None  # all of the recipe but its place
        self._fresh: set[int] = set()  # seeds whose thumbnails are those of the base
        self.snap = self.add_button(IconButton("crosshair", self.tr("Go to the nearest seed (Home)")))
        self.wider = self.add_button(IconButton("zoom-out", self.tr("Show more seeds")))
        self.closer = self.add_button(IconButton("zoom-in", self.tr("Show seeds larger")))
        self.plane, self.words = SeedPlane(marks), muted(QLabel())
        self.add_wide(self.plane)
        self.add_wide(self.words)
        self._connect()
        thumbs.serve(self._wishes)

    def refresh(self) -> None:
        recipe = self.target.recipe
        base = _base_of(recipe) if recipe else None
        if base != self._base:
            if not (base and self._base and base.model == self._base.model):
                self.plane.forget_pictures()  # else the old ones stand in until they are drawn again
            self._base = base
            self._fresh.clear()
        self.plane.show_place(recipe)
        self.words.setText(self._place(recipe) if recipe else "")
        self.snap.setEnabled(recipe is not None and (recipe.between != (0.0, 0.0) or recipe.start is not None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._thumbs.stir()

    def _place(self, recipe: Recipe) -> str:
        if recipe.start is not None:
            return self.tr("A latent that was found takes the seed's place; a move here goes back to seed {0}.").format(
                recipe.seed
            )
        x, y = recipe.between
        if (x, y) == (0.0, 0.0):
            return self.tr("Seed {0}").format(recipe.seed)
        return self.tr("Seed {0}, {1:.2f} to the right, {2:.2f} down").format(recipe.seed, x, y)

    def _connect(self) -> None:
        self.plane.moved.connect(self._move)
        self.plane.visited.connect(self._visit)
        self.plane.snapped.connect(self._snap)
        self.plane.zoomed.connect(self._thumbs.stir)
        self.plane.menu_asked.connect(lambda recipe, where: self.menu_of(recipe).popup(where))
        self.snap.clicked.connect(self._snap)
        self.wider.clicked.connect(lambda: self.plane.zoom(1 / ZOOM))
        self.closer.clicked.connect(lambda: self.plane.zoom(ZOOM))
        self._thumbs.drawn.connect(self._take)
        if self.fold:
            self.fold.toggled.connect(self._thumbs.stir)

    def _move(self, start: Recipe, across: float, down: float, gesture: str) -> None:
        there = wandered(start, across, down)
        place = {name: getattr(there, name) for name in ("seed", "between", "start", "psi", "cutoff")}
        self.target.edit_fields(self.tr("Wander over the seed map"), gesture, **place)

    def _visit(self, seed: int) -> None:
        self.target.edit_recipe(self.tr("Go to seed"), lambda recipe: at_seed(recipe, seed))

    def _snap(self) -> None:
        self.target.edit_recipe(self.tr("Go to nearest seed"), nearest)

    def menu_of(self, recipe: Recipe) -> QMenu:
        """What can be done with a seed of the map."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go = menu.addAction(icon("crosshair"), self.tr("&Go to seed {0}").format(recipe.seed))
        go.triggered.connect(lambda: self._visit(recipe.seed))
        way = menu.addAction(icon("path"), self.tr("&Walk towards seed {0}").format(recipe.seed))
        way.triggered.connect(lambda: self.goal_chosen.emit(recipe))
        menu.addSeparator()
        self._marks.fill_menu(menu, recipe)
        return menu

    def _wishes(self) -> Iterator[Recipe]:
        if self._base is None or not self.plane.isVisible():
            return
        for seed in self.plane.seeds():
            if seed not in self._fresh:
                yield at_seed(self._base, seed)

    def _take(self, recipe: Recipe, picture: QImage) -> None:
        if self._base is not None and _base_of(recipe) == self._base:
            self._fresh.add(recipe.seed)
            self.plane.show_picture(recipe.seed, picture)


def _base_of(recipe: Recipe) -> Recipe:
    return at_seed(recipe, 0)
