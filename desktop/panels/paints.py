"""Paints as a screen shows them, and one kind of paint turned into another that prints nearly alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor

from core.colour.convert import ink_to_cmyk, ink_to_srgb
from core.colour.inks import Ink
from core.compose.paints import Inks
from core.document.model import CmykPaint, Paint, RgbPaint, SpotColour, SpotPaint
from core.errors import DieloomError

UNKNOWN = QColor("#808080")  # a spot that the design lacks


def screen_colour(paint: Paint, spots: Sequence[SpotColour] = ()) -> QColor:
    """The paint's sRGB look through the output profile."""
    ink = _ink(paint, spots)
    return QColor.fromRgbF(*ink_to_srgb(ink)) if ink else UNKNOWN


def brand_colours(spots: Sequence[SpotColour]) -> tuple[str, ...]:
    """The design's spot inks that are seen as colours, as #rrggbb; what varnish or foil is for has none."""
    inks = [spot.name for spot in spots if spot.use == "colour"]
    return tuple(dict.fromkeys(screen_colour(SpotPaint(name=name), spots).name() for name in inks))


def as_cmyk(paint: Paint, spots: Sequence[SpotColour] = ()) -> CmykPaint:
    """Whole percents of the inks that print the paint; solid black when it is unknown."""
    if isinstance(paint, CmykPaint):
        return paint
    ink = _ink(paint, spots)
    if ink is None:
        return CmykPaint(k=1)
    inks = ink_to_cmyk(ink)
    return CmykPaint(c=round(inks.c, 2), m=round(inks.m, 2), y=round(inks.y, 2), k=round(inks.k, 2))


def as_rgb(paint: Paint, spots: Sequence[SpotColour] = ()) -> RgbPaint:
    return RgbPaint(hex=screen_colour(paint, spots).name())


def as_spot(paint: Paint, spots: Sequence[SpotColour]) -> Paint:
    """The first spot of the design; the paint itself where there is none."""
    return SpotPaint(name=spots[0].name) if spots else paint


def _ink(paint: Paint, spots: Sequence[SpotColour]) -> Ink | None:
    try:
        return Inks(spots, {}).of(paint)
    except DieloomError:
        return None
