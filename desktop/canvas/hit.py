"""Which layer lies under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from core.compose.placing import Face, Place
from core.document.model import Design, Layer
from core.errors import DieloomError
from core.geometry import Point
from desktop.canvas.painter import path_of


def layer_at(design: Design, face: Face, point: Point) -> Layer | None:
    """The topmost visible, unlocked layer of this face whose box and printing region hold the page's point."""
    for layer in reversed(design.layers):
        if layer.visible and not layer.locked and layer.place.side == face.side:
            place = placed(layer, face)
            if place is not None and _holds(place, point):
                return layer
    return None


def placed(layer: Layer, face: Face) -> Place | None:
    """The layer's place; None on a panel that this dieline lacks."""
    try:
        return face.place(layer.place)
    except DieloomError:
        return None


def _holds(place: Place, point: Point) -> bool:
    x, y = place.matrix.inverse().apply(point)
    spill = place.spill
    inside = -spill <= x <= place.width + spill and -spill <= y <= place.height + spill
    return inside and path_of(place.region).contains(QPointF(*point))
