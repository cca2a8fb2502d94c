"""The shapes of SVG as lines and curves in their own coordinates, and the transforms that place them.

The grammar of path data is fontTools' own; numbers that make no sense raise ValueError.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping

from fontTools.svgLib.path.parser import parse_path

from core.dieline.intake.curves import Bezier, Curve, Ellipse, svg_arc
from core.geometry import Affine, Line, Point

Piece = Line | Curve

MOST_PATH = 2_000_000  # letters of one shape
MOST_PIECES = 50_000  # of one path
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSFORM = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)\s*")
_LENGTH = re.compile(r"^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(mm|cm|in|pt|pc|px|q|%)?\s*$", re.IGNORECASE)

Pair = tuple[float, float]


def length(text: str) -> tuple[float, str]:
    """A length and its unit, "" where it has none; raises ValueError."""
    found = _LENGTH.match(text)
    if not found:
        raise ValueError(f'"{text[:20]}" is no length')
    return float(found[1]), (found[2] or "").lower()


def numbers(text: str) -> list[float]:
    return [float(word) for word in _NUMBER.findall(text)]


def transform_of(text: str) -> Affine:
    """The map of a transform attribute; raises ValueError."""
    map_, at, text = Affine(), 0, text.rstrip()
    while at < len(text):
        found = _TRANSFORM.match(text, at)
        if not found:
            raise ValueError(f'"{text[at : at + 20]}" is no transform')
        map_ = map_ @ _one(found[1], numbers(found[2]))
        at = found.end()
    return map_


def _one(word: str, given: list[float]) -> Affine:
    match word, given:
        case "matrix", [a, b, c, d, e, f]:
            return Affine(a, b, c, d, e, f)
        case "translate", [x] | [x, _]:
            return Affine.translation(x, given[1] if len(given) > 1 else 0.0)
        case "scale", [x] | [x, _]:
            return Affine.scaling(x, given[-1])
        case "rotate", [turn]:
            return Affine.rotation(turn)
        case "rotate", [turn, x, y]:
            return Affine.translation(x, y) @ Affine.rotation(turn) @ Affine.translation(-x, -y)
        case "skewX", [turn]:
            return Affine(c=math.tan(math.radians(turn)))
        case "skewY", [turn]:
            return Affine(b=math.tan(math.radians(turn)))
    raise ValueError(f"{word} has {len(given)} numbers")


def pieces_of(tag: str, attributes: Mapping[str, str]) -> Iterator[Piece]:
    """The pieces of one shape element; raises ValueError."""
    if max(len(attributes.get(key, "")) for key in ("d", "points")) > MOST_PATH:
        raise ValueError(f"it is drawn with more than {MOST_PATH} letters")
    if tag == "path":
        yield from _path(attributes.get("d", ""))
    elif tag == "line":
        x1, y1, x2, y2 = (_number(attributes, key) for key in ("x1", "y1", "x2", "y2"))
        yield Line(Point(x1, y1), Point(x2, y2))
    elif tag in ("polyline", "polygon"):
        yield from _polyline(numbers(attributes.get("points", "")), closed=tag == "polygon")
    elif tag == "rect":
        yield from _rectangle(attributes)
    elif tag in ("circle", "ellipse"):
        names = ("r", "r") if tag == "circle" else ("rx", "ry")
        cx, cy, rx, ry = (_number(attributes, key) for key in ("cx", "cy", *names))
        if min(rx, ry) > 0:
            yield Ellipse(Point(cx, cy), Point(rx, 0.0), Point(0.0, ry), 0.0, math.tau)


def _number(attributes: Mapping[str, str], key: str) -> float:
    value, unit = length(attributes.get(key, "0"))
    if unit not in ("", "px"):
        raise ValueError(f"{key} is in {unit}; lengths within the drawing must be in its own units")
    return value


def _polyline(values: list[float], *, closed: bool) -> Iterator[Piece]:
    points = [Point(x, y) for x, y in zip(values[::2], values[1::2], strict=False)]
    ring = [*points, points[0]] if closed and points else points
    for start, end in itertools.pairwise(ring):
        yield Line(start, end)


def _rectangle(attributes: Mapping[str, str]) -> Iterator[Piece]:
    x, y, width, height = (_number(attributes, key) for key in ("x", "y", "width", "height"))
    if width <= 0 or height <= 0:
        return
    given = {key: _number(attributes, key) for key in ("rx", "ry") if attributes.get(key, "auto") != "auto"}
    rx = min(given.get("rx", given.get("ry", 0.0)), width / 2)
    ry = min(given.get("ry", given.get("rx", 0.0)), height / 2)
    x1, y1 = x + width, y + height
    if min(rx, ry) <= 0:
        yield from _polyline([x, y, x1, y, x1, y1, x, y1], closed=True)
        return
    yield Line(Point(x + rx, y), Point(x1 - rx, y))
    yield Line(Point(x1, y + ry), Point(x1, y1 - ry))
    yield Line(Point(x1 - rx, y1), Point(x + rx, y1))
    yield Line(Point(x, y1 - ry), Point(x, y + ry))
    corners = ((x1 - rx, y + ry, -90), (x1 - rx, y1 - ry, 0), (x + rx, y1 - ry, 90), (x + rx, y + ry, 180))
    for cx, cy, start in corners:
        yield Ellipse(Point(cx, cy), Point(rx, 0.0), Point(0.0, ry), math.radians(start), math.pi / 2)


def _path(data: str) -> list[Piece]:
    pen = _Pen()
    try:
        # fontTools ends the numbers of an arc at blanks and commas only.
        parse_path(" ".join(data.split()), pen)
    except (IndexError, OverflowError) as error:
        raise ValueError("its path is cut short") from error
    return pen.pieces


class _Pen:
    """Takes what fontTools reads of a path."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._at = Point(0.0, 0.0)

    def _add(self, piece: Piece, to: Point) -> None:
        if len(self.pieces) >= MOST_PIECES:
            raise ValueError(f"its path has more than {MOST_PIECES} pieces")
        self.pieces.append(piece)
        self._at = to

    def moveTo(self, to: Pair) -> None:
        self._at = Point(*to)

    def lineTo(self, to: Pair) -> None:
        self._add(Line(self._at, Point(*to)), Point(*to))

    def curveTo(self, first: Pair, second: Pair, to: Pair) -> None:
        self._add(Bezier(self._at, Point(*first), Point(*second), Point(*to)), Point(*to))

    def qCurveTo(self, middle: Pair, to: Pair) -> None:
        (ax, ay), (mx, my), (bx, by) = self._at, middle, to
        first = (ax + 2 / 3 * (mx - ax), ay + 2 / 3 * (my - ay))
        self.curveTo(first, (bx + 2 / 3 * (mx - bx), by + 2 / 3 * (my - by)), to)

    def arcTo(self, rx: float, ry: float, turn: float, large: bool, sweep: bool, to: Pair) -> None:
        arc = svg_arc(self._at, Point(*to), (rx, ry), turn, large=large, positive=sweep)
        if arc is None:
            self.lineTo(to)
        else:
            self._add(arc, Point(*to))

    def closePath(self) -> None:
        """The way back to the start has been drawn."""

    def endPath(self) -> None:
        """Nothing more to draw."""
