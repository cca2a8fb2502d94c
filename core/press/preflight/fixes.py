"""Changes that mend findings: small pure functions of a document, and the words that offer them."""

from __future__ import annotations

from functools import partial
from typing import Any

from core.dieline.words import Words
from core.document.document import Document
from core.document.edits import changed, find, with_layer, with_layers
from core.document.model import CmykPaint, Layer, Paint, SpotPaint
from core.press.preflight.findings import Fix

PAINTS = ("paint", "fill", "stroke", "ground")
"""The fields of layers that hold a paint."""


def setting(layer: Layer, en: str, zh: str, **fields: Any) -> Fix:
    """Sets fields of a layer."""
    return Fix(Words(en=en, zh=zh), partial(_set, layer.id, fields))


def placing(layer: Layer, en: str, zh: str, **fields: Any) -> Fix:
    """Sets fields of a layer's placement."""
    return setting(layer, en, zh, place=changed(layer.place, **fields))


def designing(en: str, zh: str, **fields: Any) -> Fix:
    """Sets fields of the design."""
    return Fix(Words(en=en, zh=zh), partial(_design, fields))


def renaming(old: str, new: str) -> Fix:
    """Gives a spot colour another name, and its paints with it."""
    return Fix(Words(en=f"Rename the ink to “{new}”", zh=f"将专色改名为“{new}”"), partial(rename_spot, old, new))


def joining(old: str, kept: str) -> Fix:
    """Prints what one spot colour printed with another, and drops the first."""
    return Fix(Words(en=f"Print it with “{kept}”", zh=f"改用“{kept}”印刷"), partial(join_spot, old, kept))


def rename_spot(old: str, new: str, document: Document) -> Document:
    design = document.design
    spots = tuple(changed(spot, name=new) if spot.name == old else spot for spot in design.spots)
    return _repainted(document.with_design(design.model_copy(update={"spots": spots})), old, new)


def join_spot(old: str, kept: str, document: Document) -> Document:
    design = document.design
    spots = tuple(spot for spot in design.spots if spot.name != old)
    return _repainted(document.with_design(design.model_copy(update={"spots": spots})), old, kept)


def paints_of(layer: Layer) -> dict[str, Paint]:
    """The paints of a layer by the fields that hold them."""
    found = {name: getattr(layer, name, None) for name in PAINTS}
    return {name: paint for name, paint in found.items() if paint is not None}


def reduced(paint: CmykPaint, limit: float) -> CmykPaint:
    """The same black with less of the other inks, so that all together keep ``limit`` percent."""
    colour = paint.c + paint.m + paint.y
    room = max(0.0, limit / 100 - paint.k)
    scale = min(1.0, room / colour) if colour else 1.0
    c, m, y = (round(value * scale - 0.0005, 3) for value in (paint.c, paint.m, paint.y))
    return CmykPaint(c=max(c, 0), m=max(m, 0), y=max(y, 0), k=paint.k)


def _set(layer_id: str, fields: dict[str, Any], document: Document) -> Document:
    if find(document.design, layer_id) is None:  # gone since it was found
        return document
    return document.with_design(with_layer(document.design, layer_id, **fields))


def _design(fields: dict[str, Any], document: Document) -> Document:
    return document.with_design(changed(document.design, **fields))


def _repainted(document: Document, old: str, new: str) -> Document:
    layers = [changed(layer, **_paints(layer, old, new)) for layer in document.design.layers]
    return document.with_design(with_layers(document.design, layers))


def _paints(layer: Layer, old: str, new: str) -> dict[str, Paint]:
    return {
        name: changed(paint, name=new)
        for name, paint in paints_of(layer).items()
        if isinstance(paint, SpotPaint) and paint.name == old
    }
