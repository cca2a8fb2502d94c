"""Using a model for the artwork: one undo step, after its file has been looked at; a bad file changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.artwork.recipe import Recipe
from core.document.edits import changed
from core.document.model import ArtworkLayer
from core.document.model_choice import with_model
from core.document.seed_map import at_seed
from core.errors import DieloomError
from desktop import insert
from desktop.models.book import Known, ModelBook
from desktop.panels.target import ArtworkTarget
from desktop.session import Session


class UseModel(QObject):
    """Acts on the selected artwork layer, else on the first; without any it adds one."""

    used = Signal(str)  # the model
    refused = Signal(str, object)  # the model, DieloomError
    browser_asked = Signal()

    def __init__(
        self,
        session: Session,
        book: ModelBook,
        side: Callable[[], str] = lambda: "outside",
        parent: QObject | None = None,
    ) -> None:
        """``side`` tells on which side of the board a new artwork layer goes."""
        super().__init__(parent)
        self.book = book
        self._session, self._side = session, side
        self._target = ArtworkTarget(session, self)
        self._wanted = ""

    @property
    def current(self) -> str:
        """The model that the artwork is drawn with; empty when there is no artwork."""
        return self._target.recipe.model if self._target.recipe else ""

    def use(self, model: str, seed: int | None = None) -> None:
        """Draw the artwork with this model, and with this seed if there is one; the last one asked for wins."""
        self._wanted = model
        self.book.learn(model, partial(self._take, model, seed))

    def _take(self, model: str, seed: int | None, known: Known) -> None:
        if model != self._wanted:
            return  # another was asked for while this one was read
        if isinstance(known, DieloomError):
            self.refused.emit(model, known)
            return
        layer = self._target.layer
        if layer is not None and layer.locked:
            self.refused.emit(
                model,
                DieloomError(self.tr("The artwork layer is locked."), self.tr("Unlock it in the layers panel first.")),
            )
            return

        def drawn(recipe: Recipe) -> Recipe:
            own = [info.name for info in self.book.directions(model) if info.method == "own"]
            moved = with_model(recipe, model, known.config, own)
            return moved if seed is None else at_seed(moved, seed)

        if layer is None:
            self._add(drawn)
        else:
            self._target.edit_recipe(self.tr("Choose model"), drawn)
        self.book.remember(model)
        self.used.emit(model)

    def _add(self, drawn: Callable[[Recipe], Recipe]) -> None:
        artwork = insert.artwork(self._side())
        assert isinstance(artwork, ArtworkLayer)
        artwork = changed(artwork, recipe=drawn(artwork.recipe))
        design = insert.on_top(self._session.design, artwork)
        self._session.replace(self.tr("Insert artwork"), self._session.document.with_design(design))
        self._session.select(design.layers[-1].id)
