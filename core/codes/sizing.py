"""Which size of a code fits a place."""

from __future__ import annotations

import math

from core.codes.names import Symbology
from core.codes.rules import rule
from core.codes.symbols import Level, encode

_STEP = 0.001  # mm


def fits(
    symbology: Symbology, data: str, width: float, height: float, *, text: bool = True, level: Level = "M"
) -> float | None:
    """The largest module, in mm, with which the code and its quiet zone fit a box of ``width`` by ``height`` mm.

    Bars have their usual height. It is from the range that the trade allows, in steps of a micrometre; None where even
    the smallest is too large. Raises DieloomError for data that cannot be encoded.
    """
    allowed = rule(symbology)

    def suits(step: int) -> bool:
        symbol = encode(symbology, data, module=step * _STEP, text=text, level=level)
        left, right, bottom, top = symbol.quiet
        return symbol.width + left + right <= width + 1e-9 and symbol.height + bottom + top <= height + 1e-9

    low, high = math.ceil(allowed.smallest / _STEP - 1e-6), math.floor(allowed.largest / _STEP + 1e-6)
    if not suits(low):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if suits(middle) else (low, middle - 1)
    return round(low * _STEP, 3)
