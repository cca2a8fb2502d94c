"""The artwork layer that a panel works on: the selected one, else the first of the design."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.artwork.recipe import Recipe
from core.document.edits import changed, find, with_layer
from core.document.model import ArtworkLayer
from desktop.session import Session


class ArtworkTarget(QObject):
    """Follows document and selection. ``changed`` comes whenever the layer may look different, or is another one."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        # Bound methods, here and wherever the source outlives the panel: Qt forgets them when the panel goes.
        session.changed.connect(self._tell)
        session.selection_changed.connect(self._tell)

    def _tell(self) -> None:
        self.changed.emit()

    @property
    def layer(self) -> ArtworkLayer | None:
        selected = find(self._session.design, self._session.selected)
        if isinstance(selected, ArtworkLayer):
            return selected
        return next((each for each in self._session.design.layers if isinstance(each, ArtworkLayer)), None)

    @property
    def recipe(self) -> Recipe | None:
        return self.layer.recipe if self.layer else None

    @property
    def free(self) -> bool:
        """Whether there is a layer and it may be edited."""
        return self.layer is not None and not self.layer.locked

    def edit_recipe(self, text: str, change: Callable[[Recipe], Recipe], gesture: str = "") -> None:
        """One undo step on the recipe; nothing happens without an artwork layer that is free."""
        if self.layer:
            self.edit(text, gesture, recipe=change(self.layer.recipe))

    def edit_fields(self, text: str, gesture: str = "", **fields: Any) -> None:
        """One undo step on fields of the recipe."""
        self.edit_recipe(text, lambda recipe: changed(recipe, **fields), gesture)

    def edit(self, text: str, gesture: str = "", **fields: Any) -> None:
        """One undo step on fields of the layer."""
        if self.layer and self.free:
            layer_id = self.layer.id
            self._session.edit(text, lambda design: with_layer(design, layer_id, **fields), gesture or None)
