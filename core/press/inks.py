"""Inks as reportlab's colours: process numbers untouched, sRGB through the profile, a Separation for each spot.

A plate is known by its name alone, so one name has to mean one ink in the whole file (ISO 32000-1, 8.6.6.4; PDF/X-4
asks for the same alternate and tint function everywhere).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportlab.lib.colors import CMYKColor, CMYKColorSep

from core.colour.condition import PrintingCondition
from core.colour.convert import ink_to_cmyk
from core.colour.inks import RESERVED_NAMES, Cmyk, Ink, Rgb, Spot
from core.errors import DieloomError

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONGEST = 127
_REGISTRATION = "Registration"
_DECIMALS = 4  # a 25th of an 8-bit step, and no exponent that a PostScript function would not read


class PressInks:
    """Hands out the colours of one file and keeps its spots apart."""

    def __init__(self, condition: PrintingCondition, names: Mapping[str, str] | None = None) -> None:
        self._condition = condition
        self._names = dict(names or {})
        self._spots: dict[str, Cmyk] = {}

    def colour(self, ink: Ink) -> CMYKColor:
        """The colour that prints ``ink``; raises DieloomError when a spot's name stands for another ink already."""
        match ink:
            case Cmyk():
                return _process(ink)
            case Rgb():
                return _process(ink_to_cmyk(ink, self._condition))
            case Spot():
                return self._separation(ink)

    @property
    def plates(self) -> dict[str, str]:
        """The true plate name of each name that reportlab was given.

        Reportlab uses the name as an object's key too and spoils letters beyond Latin-1, hence the stand-ins.
        """
        return {_stand_in(i): name for i, name in enumerate(self._spots)} | {_REGISTRATION: "All"}

    @staticmethod
    def registration() -> CMYKColor:
        """Full ink on every plate, for marks only."""
        return CMYKColorSep(1, 1, 1, 1, spotName=_REGISTRATION)

    def _separation(self, spot: Spot) -> CMYKColor:
        name = self._names.get(spot.name, spot.name)
        if name.lower() in RESERVED_NAMES:
            raise DieloomError(f"A spot ink cannot be called {name}.", "Give it a name that no process plate has.")
        if not _writable(name):
            raise DieloomError(f"A spot ink cannot be called {name!r}.", "Use a short name of visible letters.")
        known = self._spots.setdefault(name, spot.alternate)
        if known != spot.alternate:
            raise DieloomError(
                f"Two different inks are called {name}, so they would share one plate.",
                "Rename one of them, or give both the same colour.",
            )
        a = spot.alternate
        key = _stand_in(list(self._spots).index(name))
        c, m, y, k = (round(value, _DECIMALS) for value in (a.c, a.m, a.y, a.k))
        return CMYKColorSep(c, m, y, k, spotName=key, density=spot.tint)


class ProofInks(PressInks):
    """Everything in process inks, spots by their alternates: for a proof that an office printer can print."""

    def colour(self, ink: Ink) -> CMYKColor:
        return _process(ink_to_cmyk(ink, self._condition))


def _writable(name: str) -> bool:
    """A PDF name cannot hold NUL nor more than 127 bytes (ISO 32000-1, 7.3.5, annex C); no plate is called nothing."""
    return bool(name.strip()) and _CONTROL.search(name) is None and len(name.encode()) <= _LONGEST


def _stand_in(index: int) -> str:
    return f"Spot{index}"


def _process(ink: Cmyk) -> CMYKColor:
    return CMYKColor(ink.c, ink.m, ink.y, ink.k)
