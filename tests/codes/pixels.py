"""Codes as pixels, for reading back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.codes import Symbol
from core.compose.coverage import coverage, edges_of
from core.geometry import Affine
from core.units import MM_PER_INCH


def picture(symbol: Symbol, ppi: float = 600, offset: float = 0.0) -> NDArray[np.uint8]:
    """[H, W] dark bars on light with the quiet zone and a millimetre more; moved by ``offset`` pixels off the grid."""
    scale = ppi / MM_PER_INCH
    left, right, bottom, top = (zone + 1 for zone in symbol.quiet)
    width, height = round((symbol.width + left + right) * scale), round((symbol.height + bottom + top) * scale)
    to_px = Affine(scale, 0, 0, -scale, left * scale + offset, (symbol.height + top) * scale + offset)
    covered = coverage(edges_of(symbol.bars.transformed(to_px).flattened()), width, height)
    return np.rint(255 * (1 - covered)).astype(np.uint8)
