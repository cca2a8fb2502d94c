"""Inks as the file names them: process numbers untouched, sRGB through the profile, a plate for each spot.

A plate is known by its name alone, so one name has to mean one ink in the whole file (ISO 32000-1, 8.6.6.4; PDF/X-4
asks for the same alternate and tint function everywhere).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from core.colour.condition import PrintingCondition
from core.colour.convert import ink_to_cmyk
from core.colour.inks import REGISTRATION, RESERVED_NAMES, Cmyk, Ink, Rgb, Spot
from core.errors import DieloomError

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONGEST = 127
_PROCESS = {"Cyan": "c", "Magenta": "m", "Yellow": "y", "Black": "k"}


class PressInks:
    """Hands out the inks of one file and keeps its spots apart; without ``lab``, alternates are process inks only."""

    def __init__(
        self, condition: PrintingCondition, names: Mapping[str, str] | None = None, *, lab: bool = True
    ) -> None:
        self._condition, self._lab = condition, lab
        self._names = dict(names or {})
        self._spots: dict[str, Spot] = {}

    def of(self, ink: Ink) -> Cmyk | Spot | None:
        """What prints ``ink``, None for what prints nothing; raises DieloomError when a spot's name stands for another
        ink already.

        Placed files may name every plate, none, or one of the process inks as if it were a spot.
        """
        match ink:
            case Cmyk():
                return ink
            case Rgb():
                return ink_to_cmyk(ink, self._condition)
            case Spot(name=REGISTRATION.name, tint=tint):
                return replace(REGISTRATION, tint=tint)
            case Spot(name=name, tint=tint) if name in _PROCESS:
                return Cmyk(**{_PROCESS[name]: tint})
            case Spot(name="None"):
                return None
            case Spot():
                return self.plate(ink)

    def plate(self, spot: Spot) -> Spot:
        """A spot by the printer's name for it; raises DieloomError."""
        name = self._names.get(spot.name, spot.name)
        if name.lower() in RESERVED_NAMES:
            raise DieloomError(f"A spot ink cannot be called {name}.", "Give it a name that no process plate has.")
        if not _writable(name):
            raise DieloomError(f"A spot ink cannot be called {name!r}.", "Use a short name of visible letters.")
        plate = replace(spot, name=name, tint=1.0, lab=spot.lab if self._lab else None)
        if self._spots.setdefault(name, plate) != plate:
            raise DieloomError(
                f"Two different inks are called {name}, so they would share one plate.",
                "Rename one of them, or give both the same colour.",
            )
        return replace(plate, tint=spot.tint)


class ProofInks(PressInks):
    """Everything in process inks, spots by their alternates: for a proof that an office printer can print."""

    def of(self, ink: Ink) -> Cmyk | None:
        found = super().of(ink)
        return None if found is None else ink_to_cmyk(found, self._condition)

    def plate(self, spot: Spot) -> Spot:
        return spot


def _writable(name: str) -> bool:
    """A PDF name cannot hold NUL nor more than 127 bytes (ISO 32000-1, 7.3.5, annex C); no plate is called nothing."""
    return bool(name.strip()) and _CONTROL.search(name) is None and len(name.encode()) <= _LONGEST
