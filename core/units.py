"""Lengths are millimetres everywhere except in `press` (points) and where an image is (pixels)."""

from __future__ import annotations

MM_PER_INCH = 25.4
POINTS_PER_MM = 72.0 / MM_PER_INCH


def pixels_at(length: float, ppi: float) -> int:
    """Whole pixels, at least one, that cover ``length`` mm at ``ppi``."""
    return max(1, round(length / MM_PER_INCH * ppi))
