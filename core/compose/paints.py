"""From a layer's paint to the ink that prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.colour.inks import RESERVED_NAMES, Cmyk, Ink, Rgb, Spot
from core.compose.technical import TechnicalInks
from core.document.model import CmykPaint, Paint, RgbPaint, SpotColour, SpotPaint
from core.errors import DieloomError


class Inks:
    """The spots of one design, checked once; makes inks of paints, and remembers the spots of placed artwork."""

    def __init__(self, spots: Iterable[SpotColour], technical: TechnicalInks) -> None:
        """Raises DieloomError for a spot that is named twice or like a process or dieline ink."""
        self._spots: dict[str, Spot] = {}
        self._process: set[str] = set()
        self._placed: dict[str, Spot] = {}
        self._kept = {*RESERVED_NAMES, *(ink.spot.name.lower() for ink in technical.values())}
        taken = set(self._kept)
        for spot in spots:
            if spot.name.lower() in taken:
                raise DieloomError(
                    f"The spot colour {spot.name!r} has the name of another ink.",
                    "Process and dieline inks keep their names; give the spot colour another one.",
                )
            taken.add(spot.name.lower())
            self._spots[spot.name] = Spot(spot.name, _cmyk(spot.alternate), lab=spot.lab)
            if spot.process:
                self._process.add(spot.name)

    def of(self, paint: Paint) -> Ink:
        """Raises DieloomError for a spot that the design lacks."""
        match paint:
            case CmykPaint():
                return _cmyk(paint)
            case RgbPaint():
                return Rgb.of_hex(paint.hex)
            case SpotPaint():
                return self._tinted(paint)

    def of_placed(self, spot: Spot) -> Ink:
        """The ink that prints a spot of placed artwork: one definition for each plate.

        The design's own goes before that of the artwork, and the first artwork's before the others'. Capitals make no
        other plate, as within the design. Raises DieloomError for the name of a process or dieline ink.
        """
        name = spot.name.lower()
        if name in self._kept:
            raise DieloomError(
                f"The placed artwork has a spot colour called {spot.name!r}, the name of a process or dieline ink.",
                "Rename the spot colour, or take those lines out, in the program that the artwork comes from.",
            )
        own = next((each for each in self._spots if each.lower() == name), None)
        if own is not None:
            return self._tinted(SpotPaint(name=own, tint=spot.tint))
        return replace(self._placed.setdefault(name, spot), tint=spot.tint)

    def _tinted(self, paint: SpotPaint) -> Ink:
        spot = self._spots.get(paint.name)
        if spot is None:
            raise DieloomError(
                f"The design has no spot colour called {paint.name!r}.", "Add it to the design's spots or name another."
            )
        if spot.name in self._process:
            a = spot.alternate
            return Cmyk(*(value * paint.tint for value in (a.c, a.m, a.y, a.k)))
        return replace(spot, tint=paint.tint)


def _cmyk(paint: CmykPaint) -> Cmyk:
    return Cmyk(paint.c, paint.m, paint.y, paint.k)


def is_white(ink: Ink) -> bool:
    """Bare board: it must never overprint, or it vanishes."""
    return ink in (Cmyk(), Rgb(1, 1, 1)) or (isinstance(ink, Spot) and ink.tint == 0)


def is_solid_black(ink: Ink) -> bool:
    return ink == Cmyk(k=1)
