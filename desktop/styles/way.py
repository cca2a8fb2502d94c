"""In which ways a layer takes references."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """Carried over, painted over, or grown anew."""

    COLOURS = "colours"
    PAINTING = "painting"
    GROWING = "growing"
