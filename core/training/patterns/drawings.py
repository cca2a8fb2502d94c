"""Small SVG drawings as flat shapes: a tile of a repeating pattern, or a motif to scatter.

The part of SVG 1.1 that such files use: paths, rectangles, circles, ellipses and polygons in plain colours, filled and
stroked, in groups that pass their attributes on. A drawing with anything else (gradients, transforms, clips) is refused
and not drawn half.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pathops
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path.parser import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from PIL import ImageColor

_UNITS = 4096.0  # a drawing's size while its strokes are outlined: Skia's curves stray by up to a quarter of a unit
_FINE = 6  # samples down a pixel
_BEND = 8  # pieces of a curve
_DEEPEST = 32  # groups in groups
_FARTHEST = 100.0  # drawing's sizes from its corner
_SHAPES = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "line"}
_SILENT = {"svg", "g", "defs", "title", "desc", "metadata"}
_PASSED_ON = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule", "fill-opacity")
_REFUSED = {"transform", "clip-path", "mask", "filter", "class", "style", "stroke-dasharray", "stroke-opacity"}
_CAPS = {"butt": pathops.LineCap.BUTT_CAP, "round": pathops.LineCap.ROUND_CAP, "square": pathops.LineCap.SQUARE_CAP}
_JOINS = {
    "miter": pathops.LineJoin.MITER_JOIN,
    "round": pathops.LineJoin.ROUND_JOIN,
    "bevel": pathops.LineJoin.BEVEL_JOIN,
}

Outline = list[tuple[float, float]]


class Undrawable(Exception):
    """Why a file is left out."""


@dataclass(frozen=True)
class Shape:
    """Closed outlines in shares of the drawing's size, turning once about what is inside, in one sRGB colour."""

    outlines: list[Outline]
    colour: tuple[int, int, int]
    opacity: float = 1.0

    def cover(self, width: int, height: int) -> np.ndarray:
        """How much of each pixel it covers, float32 [height, width] in 0..1: exact along rows, sampled across them."""
        rows = height * _FINE
        start = np.concatenate([np.array(outline) for outline in self.outlines]) * (width, rows)
        end = np.concatenate([np.roll(np.array(outline), -1, 0) for outline in self.outlines]) * (width, rows)
        (x, y), (x2, y2) = start.T, end.T
        first = np.ceil(np.minimum(y, y2) - 0.5).clip(0, rows).astype(int)
        last = np.ceil(np.maximum(y, y2) - 0.5).clip(0, rows).astype(int)
        edge = np.repeat(np.arange(len(x)), last - first)
        row = np.arange(len(edge)) - np.repeat(np.cumsum(last - first) - last, last - first)
        crossing = x[edge] + (row + 0.5 - y[edge]) * ((x2 - x)[edge] / (y2 - y)[edge])
        crossing, way = crossing.clip(0.0, width), np.sign((y2 - y)[edge])
        column = np.floor(crossing).astype(int)
        steps = np.zeros((rows, width + 2))
        np.add.at(steps, (row, column), way * (column + 1 - crossing))
        np.add.at(steps, (row, column + 1), way * (crossing - column))
        inside = np.abs(np.cumsum(steps, 1)[:, :width]).clip(0.0, 1.0)
        return np.asarray(inside.reshape(height, _FINE, width).mean(1) * self.opacity, dtype=np.float32)


@dataclass(frozen=True)
class Drawing:
    """``width`` and ``height`` in the file's units; ``ground`` is true when its first shape fills it: a tile."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    ground: bool

    def trimmed(self) -> Drawing:
        """Without the empty margin round its shapes."""
        points = np.concatenate([np.array(outline) for shape in self.shapes for outline in shape.outlines])
        low, high = points.min(0).clip(0.0, 1.0), points.max(0).clip(0.0, 1.0)
        size = np.maximum(high - low, 1e-6)

        def moved(outline: Outline) -> Outline:
            return [((x - low[0]) / size[0], (y - low[1]) / size[1]) for x, y in outline]

        shapes = (replace(shape, outlines=[moved(outline) for outline in shape.outlines]) for shape in self.shapes)
        return Drawing(self.width * float(size[0]), self.height * float(size[1]), tuple(shapes), self.ground)


def read_drawing(data: bytes) -> Drawing:
    """Raises Undrawable."""
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, LookupError, ValueError) as error:  # the latter two for encodings
        raise Undrawable("no SVG") from error
    x, y, width, height = _view(root)
    if root.tag.rpartition("}")[2] != "svg" or not (width > 0 and height > 0):
        raise Undrawable("no SVG with a size")
    shapes: list[Shape] = []
    _gather(root, {}, (x, y, width, height), shapes, _DEEPEST)
    if not shapes:
        raise Undrawable("nothing is drawn")
    ground = _fills(shapes[0])
    return Drawing(width, height, tuple(shapes), ground)


def _view(root: ET.Element) -> tuple[float, float, float, float]:
    numbers = [float(each) for each in re.findall(r"-?\d+\.?\d*", root.get("viewBox", ""))]
    if len(numbers) == 4:
        return numbers[0], numbers[1], numbers[2], numbers[3]
    try:
        return 0.0, 0.0, float(root.get("width", "0")), float(root.get("height", "0"))
    except ValueError as error:
        raise Undrawable("a size with a unit") from error


def _gather(
    element: ET.Element,
    above: Mapping[str, str],
    view: tuple[float, float, float, float],
    found: list[Shape],
    levels: int,
) -> None:
    if levels == 0:
        raise Undrawable("groups in groups without end")
    tag = str(element.tag).rpartition("}")[2]
    if tag == "defs" and len(element) == 0:
        return
    if tag not in _SHAPES | _SILENT or _REFUSED & set(element.attrib):
        raise Undrawable(f"{tag} with {', '.join(sorted(_REFUSED & set(element.attrib)))}".removesuffix(" with "))
    state = {**above, **{key: element.attrib[key] for key in _PASSED_ON if key in element.attrib}}
    if tag in _SHAPES:
        found += _drawn(element, state, view)
    elif element.get("opacity", "1") != "1":
        raise Undrawable("a group that is seen through")
    for child in element:
        if tag not in ("title", "desc", "metadata", "defs") and isinstance(child.tag, str):
            _gather(child, state, view, found, levels - 1)


def _drawn(element: ET.Element, state: Mapping[str, str], view: tuple[float, float, float, float]) -> list[Shape]:
    """The fill and the stroke of one element."""
    x, y, width, height = view
    scale = _UNITS / max(width, height)
    shapes = []
    builder = PathBuilder()
    try:
        builder.add_path_from_element(element)
        for key in ("fill", "stroke"):
            colour = _colour(state.get(key, "black" if key == "fill" else "none"))
            if colour is None:
                continue
            even = key == "fill" and state.get("fill-rule") == "evenodd"
            path = pathops.Path(fillType=pathops.FillType.EVEN_ODD if even else pathops.FillType.WINDING)
            for data in builder.paths:
                pen = TransformPen(path.getPen(glyphSet=None), (scale, 0, 0, scale, -x * scale, -y * scale))
                parse_path(data, pen)
            if key == "stroke":
                cap, join = state.get("stroke-linecap", "butt"), state.get("stroke-linejoin", "miter")
                path.stroke(float(state.get("stroke-width", "1")) * scale, _CAPS[cap], _JOINS[join], 4.0)
            path.simplify(fix_winding=True)
            flat = _Flat()
            path.draw(flat)
            shares = [[(px / (width * scale), py / (height * scale)) for px, py in line] for line in flat.outlines]
            if not all(abs(value) < _FARTHEST for line in shares for point in line for value in point):
                raise Undrawable("it leads to no place")
            fade = float(element.get("opacity", "1")) * float(state.get("fill-opacity", "1") if key == "fill" else "1")
            if shares:
                shapes.append(Shape(shares, colour, fade))
    except (pathops.PathOpsError, ValueError, KeyError, IndexError, TypeError) as error:
        raise Undrawable(f"{type(error).__name__}: {error}") from error
    return shapes


def _colour(text: str) -> tuple[int, int, int] | None:
    """None for none; raises Undrawable for what is no plain colour."""
    if text == "none":
        return None
    try:
        red, green, blue = ImageColor.getrgb(text)[:3]
    except ValueError as error:
        raise Undrawable("a paint that is no plain colour") from error
    return red, green, blue


def _fills(shape: Shape) -> bool:
    xs, ys = zip(*(point for outline in shape.outlines for point in outline), strict=True)
    whole = len(shape.outlines) == 1 and len(shape.outlines[0]) <= 5
    return whole and min(*xs, *ys) < 1e-3 and max(xs) > 1 - 1e-3 and max(ys) > 1 - 1e-3


class _Flat(BasePen):  # type: ignore[misc]
    """Curves as straight pieces."""

    def __init__(self) -> None:
        super().__init__(None)
        self.outlines: list[Outline] = []

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.outlines.append([point])

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.outlines[-1].append(point)

    def _curveToOne(self, a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:
        start = self.outlines[-1][-1]
        for step in range(1, _BEND + 1):
            t, s = step / _BEND, 1.0 - step / _BEND
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            x, y = (sum(w * p[k] for w, p in zip(weights, (start, a, b, c), strict=True)) for k in (0, 1))
            self.outlines[-1].append((x, y))
