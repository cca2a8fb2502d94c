"""Paths from outside the house: SVG path data and glyph outlines."""

from __future__ import annotations

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path

from core.errors import DieloomError
from core.geometry import Close, CurveTo, LineTo, MoveTo, Path, Point
from core.geometry.path import Command

FARTHEST = 10_000.0
"""mm from a box's corner, as for the box itself: beyond it numbers are no pack's, and some no PDF's."""


class PathPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Collects what is drawn with it; quadratic curves become cubic ones."""

    def __init__(self) -> None:
        super().__init__(None)
        self.commands: list[Command] = []

    @property
    def path(self) -> Path:
        return Path(tuple(self.commands))

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.commands.append(MoveTo(Point(*point)))

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.commands.append(LineTo(Point(*point)))

    def _curveToOne(self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]) -> None:
        self.commands.append(CurveTo(Point(*first), Point(*second), Point(*end)))

    def _closePath(self) -> None:
        self.commands.append(Close())


def svg_path(data: str) -> Path:
    """The path of SVG path data, coordinates as they stand; raises DieloomError for data that is no path."""
    pen = PathPen()
    try:
        parse_path(data, pen)
    except (ValueError, TypeError, IndexError, AssertionError, OverflowError, ZeroDivisionError) as error:
        raise _unreadable(data) from error
    path = pen.path
    # Not finite is beyond as well: no comparison holds for NaN.
    if not path.commands or not all(abs(value) <= FARTHEST for point in path.points() for value in point):
        raise _unreadable(data)
    return path


def _unreadable(data: str) -> DieloomError:
    return DieloomError(
        f"The SVG path {data[:40]!r} cannot be drawn.", f"Begin it with M and keep within {FARTHEST:g} mm."
    )
