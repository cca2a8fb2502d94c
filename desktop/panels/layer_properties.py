"""The lower half of the layers dock: fields for the selected layer, those of its kind and those of its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from core.document.edits import find, with_layer
from core.document.model import ImageLayer, Layer, VectorLayer
from desktop.panels.barcode_fields import BarcodeFields
from desktop.panels.layer_fields import ImageFields, ShapeFields, TextFields, picture_of
from desktop.panels.placement_fields import PlacementFields
from desktop.panels.sections import Column, Section, muted
from desktop.panels.sliders import ValueSlider
from desktop.panels.vector_fields import VectorFields, facts_of
from desktop.photo.developing import Developer
from desktop.photo.section import PhotoSection
from desktop.session import Session
from desktop.workers.background import Background


class LayerProperties(Column):
    """Follows the selection; a locked layer is shown but not edited."""

    picture_wanted = Signal()
    artwork_wanted = Signal()

    def __init__(self, session: Session, background: Background, developer: Developer) -> None:
        super().__init__()
        self._session, self._background = session, background
        self._shown: tuple[str, int] = ("", 0)  # the asset and its page whose facts are shown, or being read
        self.hint = muted(QLabel(self.tr("Select a layer to see what it is made of.")))
        self.opacity = ValueSlider(self.tr("Opacity"), 0, 100, decimals=0, default=100, suffix=" %")
        self.opacity_row = Section()
        self.opacity_row.add(self.tr("Opacity"), self.opacity)
        self.text, self.shape, self.image, self.place = TextFields(), ShapeFields(), ImageFields(), PlacementFields()
        self.barcode, self.vector = BarcodeFields(), VectorFields()
        self._by_kind: dict[str, Any] = {
            "text": self.text,
            "shape": self.shape,
            "image": self.image,
            "barcode": self.barcode,
            "vector": self.vector,
        }
        self.photo = PhotoSection(session, background, developer)
        fields = [self.opacity_row, *self._by_kind.values()]
        self._sections: list[Any] = [*fields, self.photo, self.place]
        self.fill([self.hint, *self._sections])
        self.opacity.edited.connect(lambda value, key: self._set(self.tr("Set opacity"), {"opacity": value / 100}, key))
        for fields in (*self._by_kind.values(), self.place):
            fields.edited.connect(self._set)
        self.image.replace_asked.connect(self.picture_wanted)
        # Once it is laid out: only then is it known where it is.
        self.photo.to_be_seen.connect(self.ensureWidgetVisible, Qt.ConnectionType.QueuedConnection)
        self.vector.replace_asked.connect(self.artwork_wanted)

    @property
    def layer(self) -> Layer | None:
        return find(self._session.design, self._session.selected)

    def refresh(self) -> None:
        layer = self.layer
        self.hint.setVisible(layer is None)
        mine = self._by_kind.get(layer.kind) if layer else None
        photo = self.photo if isinstance(layer, ImageLayer) else None
        for section in self._sections:
            section.setVisible(layer is not None and section in (self.opacity_row, self.place, mine, photo))
            section.setEnabled(layer is not None and not layer.locked)
        if layer is None:
            return
        self.opacity.show_value(layer.opacity * 100)
        self.place.show_layer(layer, self._session.design)
        if mine:
            mine.show_layer(layer, self._session.design)
        if isinstance(layer, ImageLayer):
            self._show_asset(layer.asset, 0, picture_of, self.image)
            self.photo.show_layer(layer)
        if isinstance(layer, VectorLayer):
            self._show_asset(layer.asset, layer.page, facts_of, self.vector)

    def _set(self, text: str, fields: dict[str, Any], gesture: str) -> None:
        layer = self.layer
        if layer is not None and not layer.locked:
            self._session.edit(text, lambda design: with_layer(design, layer.id, **fields), gesture or None)

    def _show_asset(
        self, asset: str, page: int, read: Callable[[bytes, int], Any], fields: ImageFields | VectorFields
    ) -> None:
        """Read the layer's file in the background, and show what it is unless another's is wanted by then."""
        data = self._session.document.assets.get(asset, b"")
        if (asset, page) == self._shown or not data:
            return
        self._shown = asset, page
        fields.show_reading(data)
        task = self._background.submit(lambda _: read(data, page))
        task.done.connect(lambda found: fields.show_found(found) if self._shown == (asset, page) else None)
        task.failed.connect(lambda error: fields.show_problem(error) if self._shown == (asset, page) else None)
