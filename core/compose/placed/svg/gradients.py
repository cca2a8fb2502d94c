"""Gradients of SVG (SVG 2, 13.2) as sources of the drawing, placed under the shape that they fill."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from core.colour.inks import Cmyk, Rgb
from core.compose.drawlist import DrawImage, Gradient
from core.compose.placed.svg.paint import Colour, paint
from core.compose.placed.svg.shapes import View, user
from core.dieline.intake.svg_shapes import transform_of
from core.dieline.intake.svg_xml import Node
from core.geometry import Affine, Box, Path

TAGS = ("linearGradient", "radialGradient")
MOST_REPEATS = 64
_MOST_REPEATED = 256  # stops; a blend of more is not repeated
_MOST_LINKS = 16  # gradients that take their stops from others

Stop = tuple[float, Cmyk | Rgb, float]
Declared = Callable[[Node], Mapping[str, str]]


@dataclass(frozen=True)
class Blend:
    """A gradient element with what it takes from others: attributes, and stops in rising order."""

    kind: Literal["linear", "radial"]
    attributes: Mapping[str, str]
    stops: tuple[Stop, ...]

    @property
    def of_box(self) -> bool:
        """Whether its numbers are shares of the filled shape's box."""
        return self.attributes.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox"


def blend(node: Node, by_id: Mapping[str, Node], declared: Declared) -> Blend:
    """Raises ValueError for an element that makes no sense."""
    chain_ = list(_linked(node, by_id))
    attributes: dict[str, str] = {}
    for each in reversed(chain_):
        # What is stated for a gradient of the other kind has no meaning here, and does no harm.
        attributes |= each.attributes
    holder = next((each for each in chain_ if _stops_of(each)), node)
    stops: list[Stop] = []
    for stop in _stops_of(holder):
        place = max(_share(stop.attributes.get("offset", "0")), stops[-1][0] if stops else 0.0)
        colour = _stop_colour(declared(stop))
        stops.append((place, colour.ink, colour.alpha))
    return Blend("linear" if node.tag == "linearGradient" else "radial", attributes, tuple(stops))


def placed(found: Blend, shape: Box, cover: Box, map_: Affine, view: View) -> DrawImage | Colour | None:
    """The gradient on a parallelogram over ``cover`` (mm), or the one colour that it comes to; None for nothing.

    ``shape`` is the box of the path, and ``map_`` leads from its coordinates to the drawing's. Raises ValueError.
    """
    if not found.stops:
        return None
    points = _points(found, view)
    space = (
        map_
        @ (_of_box(shape) if found.of_box else Affine())
        @ transform_of(found.attributes.get("gradientTransform", ""))
    )
    last = Colour(*found.stops[-1][1:])
    if len(found.stops) == 1 or _is_flat(points):
        return last
    if abs(space.determinant) < 1e-12:
        return None
    # A square in the gradient's own coordinates, so that circles stay circles and right angles right.
    box = _bounds(cover, space.inverse())
    side = max(box.width, box.height)
    if side == 0:
        return None
    corner = (box.x0, box.y0) if found.kind == "linear" else (box.x0, box.y0, 0.0)
    inner = [(value - start) / side for value, start in zip(points, corner * 2, strict=True)]
    spread = found.attributes.get("spreadMethod", "pad")
    source = Gradient(found.kind, tuple(inner), found.stops)
    if spread in ("repeat", "reflect") and len(found.stops) <= _MOST_REPEATED:
        source = _repeated(source, mirrored=spread == "reflect")
    return DrawImage(source, space @ Affine.translation(box.x0, box.y0) @ Affine.scaling(side))


def _linked(node: Node, by_id: Mapping[str, Node]) -> Iterator[Node]:
    """The gradient and those that it refers to, the nearest first."""
    seen: list[Node] = []
    found: Node | None = node
    while found is not None and found.tag in TAGS and len(seen) < _MOST_LINKS and found not in seen:
        yield found
        seen.append(found)
        found = by_id.get(found.attributes.get("href", "").removeprefix("#"))


def _stops_of(node: Node) -> list[Node]:
    return [child for child in node.children if child.tag == "stop"]


def _stop_colour(style: Mapping[str, str]) -> Colour:
    opacity = _share(style.get("stop-opacity", "1"))
    colour = paint(style.get("stop-color", "#000"), style.get("color", "#000"))
    match colour:
        case Colour():
            return Colour(colour.ink, colour.alpha * opacity)
        case None:
            return Colour(Rgb(0, 0, 0), 0.0)
    raise ValueError("a stop of a gradient cannot be a gradient")


def _share(text: str) -> float:
    text = text.strip()
    value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    return max(0.0, min(1.0, value)) if math.isfinite(value) else 0.0


def _points(found: Blend, view: View) -> tuple[float, ...]:
    diagonal = math.hypot(*view) / math.sqrt(2)
    wholes = {"x": view[0], "y": view[1], "r": diagonal}

    def number(key: str, usual: str) -> float:
        whole = 1.0 if found.of_box else wholes[next(letter for letter in key if letter in wholes)]
        return user(found.attributes.get(key, usual), whole)

    if found.kind == "linear":
        return number("x1", "0%"), number("y1", "0%"), number("x2", "100%"), number("y2", "0%")
    cx, cy, r = number("cx", "50%"), number("cy", "50%"), number("r", "50%")
    fx = number("fx", "50%") if "fx" in found.attributes else cx
    fy = number("fy", "50%") if "fy" in found.attributes else cy
    return fx, fy, max(0.0, number("fr", "0%")), cx, cy, max(0.0, r)


def _is_flat(points: tuple[float, ...]) -> bool:
    """Whether it has no way to go, and is its last colour everywhere (SVG 2, 13.2.2, 13.2.3)."""
    return points[:2] == points[2:] if len(points) == 4 else points[5] == 0


def _of_box(box: Box) -> Affine:
    return Affine(box.width, 0, 0, box.height, box.x0, box.y0)


def _bounds(box: Box, by: Affine) -> Box:
    return Path.rectangle(box).transformed(by).bounds


def _repeated(source: Gradient, *, mirrored: bool) -> Gradient:
    """The same pattern over and over across the unit square, as one long gradient."""
    first, last = _span(source)
    whole, count = range(first, last), last - first
    turned = tuple((1 - place, ink, opacity) for place, ink, opacity in reversed(source.stops))
    runs = [(number, turned if mirrored and number % 2 else source.stops) for number in whole]
    # A run that does not begin at 0 or end at 1 holds its first and last colour to there.
    padded = [(number, ((0.0, *run[0][1:]), *run, (1.0, *run[-1][1:]))) for number, run in runs]
    stops = chain.from_iterable(
        (((number - first + place) / count, ink, opacity) for place, ink, opacity in run) for number, run in padded
    )
    half = len(source.points) // 2
    start, way = source.points[:half], [b - a for a, b in zip(source.points[:half], source.points[half:], strict=True)]
    ends = [tuple(a + step * number for a, step in zip(start, way, strict=True)) for number in (first, last)]
    return Gradient(source.kind, (*ends[0], *ends[1]), tuple(stops))


def _span(source: Gradient) -> tuple[int, int]:
    """From which to which repeat the unit square reaches."""
    corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
    if source.kind == "linear":
        x0, y0, x1, y1 = source.points
        dx, dy = x1 - x0, y1 - y0
        along = [((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy) for x, y in corners]
        first = math.floor(min(along))
    else:
        x0, y0, r0, x1, y1, r1 = source.points
        # A circle that grows by dr and moves by less reaches what is d away after d / (dr - moved) runs.
        growth = max((r1 - r0) - math.hypot(x1 - x0, y1 - y0), (r1 - r0) / MOST_REPEATS, 1e-9)
        along = [(math.hypot(x - x0, y - y0) - r0) / growth for x, y in corners]
        first = 0
    first = max(first, -MOST_REPEATS)
    return first, min(max(math.ceil(max(along)), first + 1), first + 2 * MOST_REPEATS)
