"""The shapes of SVG as paths in their own coordinates, and the view boxes that place one drawing in another.

SVG 2, chapters 8 to 10. What makes no sense raises ValueError; the reader says where it stands.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from fontTools.svgLib.path import parse_path

from core.compose.pens import PathPen
from core.dieline.intake.drawing import UNITS
from core.dieline.intake.svg_shapes import length, numbers
from core.geometry import Affine, Arc, Box, Line, Path, Point
from core.geometry.path import Close, CurveTo, LineTo, MoveTo
from core.units import MM_PER_INCH

PX = MM_PER_INCH / 96
"""One px in mm (CSS Values 3, 6.2)."""

MOST_LETTERS = 8_000_000  # of one path
_LARGEST_NUMBER = 1e9  # user units; far beyond, floating-point numbers lose their places

View = tuple[float, float]
"""Width and height of the viewport, user units: what percentages are of."""

_SHARE = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


def user(text: str, whole: float) -> float:
    """A length in user units; raises ValueError."""
    value, unit = length(text)
    if unit == "%":
        return value / 100 * whole
    if unit == "q":
        return value / 4 / PX
    return value * UNITS[unit] / PX if unit else value


def shape(tag: str, attributes: Mapping[str, str], view: View) -> Path:
    """The outline of a shape element, empty for one without a size; raises ValueError."""
    diagonal = math.hypot(*view) / math.sqrt(2)

    def number(key: str, whole: float) -> float:
        return user(attributes.get(key, "0"), whole)

    match tag:
        case "path":
            path = _path_data(attributes.get("d", ""))
        case "line":
            ends = [number(key, view[i % 2]) for i, key in enumerate(("x1", "y1", "x2", "y2"))]
            path = Path.line(Point(*ends[:2]), Point(*ends[2:]))
        case "polyline" | "polygon":
            path = _polygon(numbers(attributes.get("points", "")), closed=tag == "polygon")
        case "circle" | "ellipse":
            cx, cy = number("cx", view[0]), number("cy", view[1])
            rx, ry = _radii(attributes, view, ("r", "r") if tag == "circle" else ("rx", "ry"), diagonal)
            path = Path.ellipse(Box(cx - rx, cy - ry, cx + rx, cy + ry)) if min(rx, ry) > 0 else Path()
        case _:
            x, y = number("x", view[0]), number("y", view[1])
            width, height = number("width", view[0]), number("height", view[1])
            rx, ry = _radii(attributes, view, ("rx", "ry"), diagonal)
            box = Box(x, y, x + width, y + height)
            path = rectangle(box, rx, ry) if min(width, height) > 0 else Path()
    if not all(abs(value) < _LARGEST_NUMBER for point in path.points() for value in point):
        raise ValueError("it leads to no place")
    return path


def rectangle(box: Box, rx: float, ry: float) -> Path:
    """From the upper left corner (y down) on, clockwise, as SVG 2, 10.2, has it: dashes begin there."""
    x0, y0, x1, y1 = box
    rx, ry = min(rx, box.width / 2), min(ry, box.height / 2)
    if min(rx, ry) <= 0:
        return Path.rectangle(box)
    # In units of the radii the corners are round.
    left, right, low, high = x0 / rx, x1 / rx, y0 / ry, y1 / ry
    corners = [
        Arc(Point(right - 1, low + 1), 1, -90, 90),
        Arc(Point(right - 1, high - 1), 1, 0, 90),
        Arc(Point(left + 1, high - 1), 1, 90, 90),
        Arc(Point(left + 1, low + 1), 1, 180, 90),
    ]
    sides = [Line(corners[i - 1].end, arc.start) for i, arc in enumerate(corners)]
    pieces = [piece for pair in zip(sides, corners, strict=True) for piece in pair]
    return Path.of_segments(pieces, close=True).transformed(Affine.scaling(rx, ry))


def fitted(box: tuple[float, float, float, float], view: View, aspect: str) -> Affine:
    """From a view box (x, y, width, height) into a viewport at the origin, by preserveAspectRatio (SVG 2, 8.6)."""
    x, y, width, height = box
    sx, sy = view[0] / width, view[1] / height
    words = aspect.split() or ["xMidYMid"]
    align = words[0]
    if align == "none":
        return Affine.scaling(sx, sy) @ Affine.translation(-x, -y)
    scale = max(sx, sy) if "slice" in words else min(sx, sy)
    across, down = _SHARE.get(align[1:4], 0.5), _SHARE.get(align[5:8], 0.5)
    free = (view[0] - width * scale, view[1] - height * scale)
    return Affine(scale, 0, 0, scale, free[0] * across - x * scale, free[1] * down - y * scale)


def view_box(text: str) -> tuple[float, float, float, float] | None:
    """None for one that is not there or has no size."""
    found = numbers(text)
    if len(found) != 4 or min(found[2:]) <= 0 or max(map(abs, found)) > _LARGEST_NUMBER:
        return None
    return found[0], found[1], found[2], found[3]


def extent(path: Path) -> Box:
    """The tight box of a path, to a ten-thousandth of its size; raises ValueError for an empty one."""
    rough = path.bounds
    curved = any(isinstance(command, CurveTo) for command in path.commands)
    size = max(rough.width, rough.height)
    if not curved or size == 0:
        return rough
    return Box.around([point for outline in path.flattened(size * 1e-4) for point in outline])


def _radii(attributes: Mapping[str, str], view: View, keys: tuple[str, str], diagonal: float) -> tuple[float, float]:
    """The two radii; one that is not stated is as the other."""
    wholes = (diagonal, diagonal) if keys[0] == keys[1] else view
    given = [
        None if attributes.get(key, "auto") == "auto" else user(attributes[key], whole)
        for key, whole in zip(keys, wholes, strict=True)
    ]
    first, second = given
    rx = first if first is not None else second
    ry = second if second is not None else first
    return rx or 0.0, ry or 0.0


def _polygon(values: list[float], *, closed: bool) -> Path:
    points = [Point(x, y) for x, y in zip(values[::2], values[1::2], strict=False)]
    if not points:
        return Path()
    first, *rest = points
    return Path((MoveTo(first), *map(LineTo, rest), *([Close()] if closed else [])))


def _path_data(data: str) -> Path:
    if len(data) > MOST_LETTERS:
        raise ValueError(f"its path has more than {MOST_LETTERS} letters")
    if data.strip() in ("", "none"):
        return Path()
    pen = PathPen()
    try:
        # fontTools ends the numbers of an arc at blanks and commas only.
        parse_path(" ".join(data.split()), pen)
    except (IndexError, TypeError, AssertionError, OverflowError) as error:
        raise ValueError("its path is cut short") from error
    return pen.path
