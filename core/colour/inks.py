"""What a shape is printed with: process inks, an sRGB colour to be separated, or a spot ink."""

from __future__ import annotations

from dataclasses import dataclass

RESERVED_NAMES = frozenset({"cyan", "magenta", "yellow", "black", "all", "none"})
"""What no spot may be called, in lower case: the process plates, every plate, no plate (ISO 32000-1, 8.6.6.4)."""


@dataclass(frozen=True)
class Cmyk:
    """Process inks, 0 to 1 each, exact on the plates."""

    c: float = 0.0
    m: float = 0.0
    y: float = 0.0
    k: float = 0.0


@dataclass(frozen=True)
class Rgb:
    """An sRGB colour, 0 to 1 each; the press converts it through the output profile."""

    r: float
    g: float
    b: float

    @staticmethod
    def of_hex(code: str) -> Rgb:
        """From ``#rrggbb``."""
        red, green, blue = bytes.fromhex(code[1:])
        return Rgb(red / 255, green / 255, blue / 255)


@dataclass(frozen=True)
class Spot:
    """A plate of its own; ``alternate``, or ``lab`` (CIE L*a*b*, D50) where it is known, stands for 100 % of it."""

    name: str
    alternate: Cmyk
    tint: float = 1.0
    lab: tuple[float, float, float] | None = None


REGISTRATION = Spot("All", Cmyk(1, 1, 1, 1))
"""Full ink on every plate, for marks only (ISO 32000-1, 8.6.6.4)."""


Ink = Cmyk | Rgb | Spot
