"""The layer that the style dock works on: the selected artwork or picture, else the first artwork of the design."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.document.edits import find, with_layers
from core.document.model import ArtworkLayer, Design, ImageLayer
from core.document.styling import Styled
from desktop.session import Session


class StyleTarget(QObject):
    """Follows document and selection. ``changed`` comes whenever the layer may look different, or is another one."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        session.changed.connect(self._tell)
        session.selection_changed.connect(self._tell)

    @property
    def layer(self) -> Styled | None:
        selected = find(self._session.design, self._session.selected)
        if isinstance(selected, ArtworkLayer | ImageLayer):
            return selected
        layers = self._session.design.layers
        for kind in (ArtworkLayer, ImageLayer):
            for each in layers:
                if isinstance(each, kind):
                    return each
        return None

    @property
    def free(self) -> bool:
        """Whether there is a layer and it may be edited."""
        return self.layer is not None and not self.layer.locked

    def edit(self, text: str, change: Callable[[Styled], Styled], gesture: str = "") -> None:
        """One undo step on the layer, if it is free."""
        layer = self.layer
        if layer is None or layer.locked:
            return
        made = change(layer)

        def edited(design: Design) -> Design:
            return with_layers(design, [made if each.id == made.id else each for each in design.layers])

        self._session.edit(text, edited, gesture or None)

    def _tell(self) -> None:
        self.changed.emit()
