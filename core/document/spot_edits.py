"""Changes of a design's spot inks, which the paints of its layers follow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from core.document.edits import changed, with_layers
from core.document.model import CmykPaint, Design, Layer, SpotColour, SpotPaint
from core.values import Value


def spot_named(design: Design, name: str | None) -> SpotColour | None:
    return next((spot for spot in design.spots if spot.name == name), None)


def with_spot(design: Design, spot: SpotColour) -> Design:
    """``spot`` after the others."""
    return changed(design, spots=(*design.spots, spot))


def fresh_name(design: Design, stem: str) -> str:
    """``stem`` itself, or ``stem 2``, ``stem 3``... where an ink, in any spelling, has it."""
    taken = {spot.name.casefold() for spot in design.spots}
    names = (stem if number == 1 else f"{stem} {number}" for number in count(1))
    return next(name for name in names if name.casefold() not in taken)


def changed_spot(design: Design, name: str, /, **fields: Any) -> Design:
    """The fields of one ink set; where its name is among them, what is painted with it follows.

    Raises pydantic's ValidationError for a value out of range.
    """
    spots = tuple(changed(spot, **fields) if spot.name == name else spot for spot in design.spots)
    renamed = fields.get("name", name)
    with_spots = changed(design, spots=spots)
    return with_spots if renamed == name else _repainted(with_spots, name, lambda paint: changed(paint, name=renamed))


def without_spot(design: Design, name: str) -> Design:
    """The ink gone; what was painted with it is painted with the process inks that stood for it."""
    gone = spot_named(design, name)
    if gone is None:
        return design
    rest = changed(design, spots=tuple(spot for spot in design.spots if spot.name != name))
    return _repainted(rest, name, lambda paint: tinted(gone.alternate, paint.tint))


def tinted(paint: CmykPaint, tint: float) -> CmykPaint:
    return CmykPaint(c=paint.c * tint, m=paint.m * tint, y=paint.y * tint, k=paint.k * tint)


def painted_with(design: Design, name: str) -> list[str]:
    """The ids of the layers that use an ink."""
    return [layer.id for layer in design.layers if _uses(layer, name)]


def _repainted(design: Design, name: str, paint: Callable[[SpotPaint], Value]) -> Design:
    layers = [changed(each, **_paints(each, name, paint)) if _uses(each, name) else each for each in design.layers]
    return with_layers(design, layers)


def _paints(layer: Layer, name: str, paint: Callable[[SpotPaint], Value]) -> dict[str, Value]:
    mine = {key: value for key, value in layer if isinstance(value, SpotPaint) and value.name == name}
    return {key: paint(value) for key, value in mine.items()}


def _uses(layer: Layer, name: str) -> bool:
    return any(isinstance(value, SpotPaint) and value.name == name for _, value in layer)
