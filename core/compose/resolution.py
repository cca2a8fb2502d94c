"""How fine a placed picture is: its pixels to the inch of the size that it is printed at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from core.artwork.edits import Edit, enlargement
from core.geometry import Affine
from core.units import MM_PER_INCH

Size = tuple[int, int]
"""Pixels across and down."""


def effective_ppi(matrix: Affine, size: Size) -> float:
    """Pixels to an inch where ``matrix`` places a picture of so many pixels, the lesser of both directions; infinite
    for one without area.

    They are whole: a picture made for a limit has part of a pixel less than its place, and is not sent back for that.
    """
    across, up = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    ppi = min(px / (mm / MM_PER_INCH) if mm > 0 else math.inf for px, mm in zip(size, (across, up), strict=True))
    return float(round(ppi)) if math.isfinite(ppi) else ppi


def developed_size(size: Size, edits: Sequence[Edit]) -> Size:
    """A picture's pixels after its edits."""
    factor = enlargement(edits)
    return size[0] * factor, size[1] * factor


def missing_factor(ppi: float, wanted: float) -> Literal[2, 4] | None:
    """How many times as many pixels a side bring a picture to what is wanted, or nearest to it; None for a picture
    that is fine enough."""
    if ppi >= wanted:
        return None
    return 2 if 2 * ppi >= wanted else 4
