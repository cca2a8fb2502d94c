"""Changes of a Design as pure functions: each takes the value and gives the changed one.

Layers run from the bottom of the stack to its top; an index is a place in that order.
"""

from __future__ import annotations

from itertools import count
from typing import Any, TypeVar

from core.document.model import Design, Layer
from core.values import Value

V = TypeVar("V", bound=Value)


def changed(value: V, /, **fields: Any) -> V:
    """``value`` with these fields, validated; raises pydantic's ValidationError for a value out of range."""
    return type(value).model_validate({**dict(value), **fields})


def find(design: Design, layer_id: str | None) -> Layer | None:
    return next((layer for layer in design.layers if layer.id == layer_id), None)


def with_layer(design: Design, layer_id: str, /, **fields: Any) -> Design:
    """The fields of one layer set; the design itself when it has no such layer."""
    return with_layers(design, [changed(each, **fields) if each.id == layer_id else each for each in design.layers])


def with_layers(design: Design, layers: list[Layer]) -> Design:
    return design.model_copy(update={"layers": tuple(layers)})


def inserted(design: Design, layer: Layer, index: int | None = None) -> Design:
    """``layer`` at ``index``, on top when absent."""
    layers = list(design.layers)
    layers.insert(len(layers) if index is None else index, layer)
    return with_layers(design, layers)


def removed(design: Design, layer_id: str) -> Design:
    return with_layers(design, [layer for layer in design.layers if layer.id != layer_id])


def moved(design: Design, layer_id: str, index: int) -> Design:
    """The layer taken out and put back so that it ends up at ``index``."""
    layer = find(design, layer_id)
    return design if layer is None else inserted(removed(design, layer_id), layer, index)


def duplicated(design: Design, layer_id: str, name: str) -> tuple[Design, str]:
    """A copy called ``name`` right above the layer, and the copy's id; raises KeyError for an unknown id."""
    layer = find(design, layer_id)
    if layer is None:
        raise KeyError(layer_id)
    copy = changed(layer, id=fresh_id(design, layer.kind), name=name)
    return inserted(design, copy, design.layers.index(layer) + 1), copy.id


def fresh_id(design: Design, stem: str) -> str:
    """An id that no layer has: ``text-1``, ``text-2``..."""
    taken = {layer.id for layer in design.layers}
    return next(name for number in count(1) if (name := f"{stem}-{number}") not in taken)
