"""Trim marks and register targets: thin lines on every plate."""

from __future__ import annotations

from collections.abc import Iterable

from core.colour.inks import REGISTRATION
from core.compose.drawlist import StrokePath
from core.compose.technical import QUARTER_POINT
from core.geometry import Box, Path, Point


def on_every_plate(path: Path) -> StrokePath:
    return StrokePath(path, REGISTRATION, QUARTER_POINT)


def trim_marks(trim: Box, bleed: Box, offset: float, length: float) -> Path:
    """Two lines at each corner that point at the trim, beginning ``offset`` mm outside the bleed."""
    outer = bleed.grown(offset)
    marks = []
    for x in (trim.x0, trim.x1):
        marks.append(Path.line(Point(x, outer.y0), Point(x, outer.y0 - length)))
        marks.append(Path.line(Point(x, outer.y1), Point(x, outer.y1 + length)))
    for y in (trim.y0, trim.y1):
        marks.append(Path.line(Point(outer.x0, y), Point(outer.x0 - length, y)))
        marks.append(Path.line(Point(outer.x1, y), Point(outer.x1 + length, y)))
    return Path.joined(marks)


def register_targets(bleed: Box, offset: float, length: float) -> Path:
    """A crossed circle in the middle of each side."""
    middle, ring = bleed.centre, bleed.grown(offset + length / 2)
    places = ((middle.x, ring.y0), (middle.x, ring.y1), (ring.x0, middle.y), (ring.x1, middle.y))
    return targets((Point(x, y) for x, y in places), length)


def targets(places: Iterable[Point], size: float) -> Path:
    """Crossed circles of ``size`` mm."""
    half, ring = size / 2, size / 4
    drawn = []
    for x, y in places:
        drawn.append(Path.line(Point(x - half, y), Point(x + half, y)))
        drawn.append(Path.line(Point(x, y - half), Point(x, y + half)))
        drawn.append(Path.ellipse(Box(x - ring, y - ring, x + ring, y + ring)))
    return Path.joined(drawn)
