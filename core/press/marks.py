"""Trim and register marks: thin lines on every plate, in the slug, never inside the bleed."""

from __future__ import annotations

from core.geometry import Box, Path, Point
from core.press.canvas import PressCanvas
from core.press.inks import PressInks
from core.press.sheet import Leaf
from core.units import POINTS_PER_MM

GAP, LENGTH, MARGIN = 1.0, 5.0, 1.0
SLUG = GAP + LENGTH + MARGIN
_RADIUS = LENGTH / 4
_WIDTH = 0.25 / POINTS_PER_MM


def draw_marks(canvas: PressCanvas, leaf: Leaf) -> None:
    """Corner marks that point at the trim, and a register target in the middle of each side."""
    canvas.saveState()
    canvas.setStrokeColor(PressInks.registration())
    canvas.setLineWidth(_WIDTH)
    canvas.outline(trim_marks(leaf.trim, leaf.bleed) + register_targets(leaf.bleed), stroke=True)
    canvas.restoreState()


def trim_marks(trim: Box, bleed: Box) -> Path:
    """Two lines at each corner of the trim, beginning a gap outside the bleed."""
    outer = bleed.grown(GAP)
    marks = Path()
    for x in (trim.x0, trim.x1):
        marks += Path.line(Point(x, outer.y0), Point(x, outer.y0 - LENGTH))
        marks += Path.line(Point(x, outer.y1), Point(x, outer.y1 + LENGTH))
    for y in (trim.y0, trim.y1):
        marks += Path.line(Point(outer.x0, y), Point(outer.x0 - LENGTH, y))
        marks += Path.line(Point(outer.x1, y), Point(outer.x1 + LENGTH, y))
    return marks


def register_targets(bleed: Box) -> Path:
    """A crossed circle in the middle of each side of the slug."""
    middle, ring = bleed.centre, bleed.grown(GAP + LENGTH / 2)
    targets = Path()
    for x, y in ((middle.x, ring.y0), (middle.x, ring.y1), (ring.x0, middle.y), (ring.x1, middle.y)):
        targets += Path.line(Point(x - LENGTH / 2, y), Point(x + LENGTH / 2, y))
        targets += Path.line(Point(x, y - LENGTH / 2), Point(x, y + LENGTH / 2))
        targets += Path.ellipse(Box(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS))
    return targets
