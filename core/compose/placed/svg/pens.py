"""What a shape of SVG is filled and stroked with, as drawing operations (SVG 2, chapter 13)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from core.compose.drawlist import Cap, DrawImage, FillPath, Group, Join, Op, StrokePath
from core.compose.placed.outlines import Rule, area, pen_area
from core.compose.placed.svg import gradients
from core.compose.placed.svg.file import At, SvgFile
from core.compose.placed.svg.paint import Colour, Reference, paint
from core.compose.placed.svg.shapes import PX, View, extent, user
from core.geometry import Affine, Path

_MOST_DASHES = 20_000
_CAPS: Mapping[str, Cap] = {"round": "round", "square": "square"}
_JOINS: Mapping[str, Join] = {"round": "round", "bevel": "bevel"}


@dataclass(frozen=True)
class Pen:
    """A stroke's pen, in user units."""

    width: float
    cap: Cap
    join: Join
    mitre: float
    dash: tuple[float, ...]
    phase: float

    def area(self, path: Path) -> Path:
        return pen_area(
            path, self.width, cap=self.cap, join=self.join, mitre=self.mitre, dash=self.dash, phase=self.phase
        )


@dataclass(frozen=True)
class Blended:
    """A gradient for a shape: its box is that of the shape itself, in its user units, for its stroke too."""

    blend: gradients.Blend
    path: Path
    map: Affine


Source = Colour | Blended | None


def painted(file: SvgFile, path: Path, at: At, style: Mapping[str, str]) -> list[Op]:
    """The fill and the stroke of a path in user units, in the order in which they lie; raises ValueError."""
    filled = _filled(file, path, at, style)
    inked = _stroked(file, path, at, style)
    order = style["paint-order"].split()
    under = order[:1] == ["stroke"] or order[:2] == ["markers", "stroke"]
    return [*inked, *filled] if under else [*filled, *inked]


def opacity(text: str) -> float:
    """A number or a percentage, 0 to 1; raises ValueError."""
    text = text.strip()
    value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if math.isnan(value):
        raise ValueError("its opacity is no number")
    return max(0.0, min(1.0, value))


def faded(ops: list[Op], share: float) -> list[Op]:
    """The operations as one, at an opacity."""
    if share == 1 or not ops:
        return ops
    return [Group(tuple(ops), opacity=share)] if share > 0 else []


def _filled(file: SvgFile, path: Path, at: At, style: Mapping[str, str]) -> list[Op]:
    if len(set(path.points())) < 3 or min(path.bounds.width, path.bounds.height) == 0:
        return []  # A line has no inside, but a PDF fills it a pixel wide (ISO 32000-1, 8.5.3.3.1).
    rule: Rule = "evenodd" if style["fill-rule"] == "evenodd" else "nonzero"
    source = _source(file, style["fill"], path, at, style)
    return faded(_covered(path, rule, source, at), opacity(style["fill-opacity"]))


def _stroked(file: SvgFile, path: Path, at: At, style: Mapping[str, str]) -> list[Op]:
    source = _source(file, style["stroke"], path, at, style)
    if source is None:
        return []
    pen = _pen(file, path, at.view, style)
    if pen.width <= 0:
        return []
    if any(style[key] != "none" for key in ("marker", "marker-start", "marker-mid", "marker-end")):
        file.tell("marker")
    plain = isinstance(source, Colour) and (pen.phase == 0 or not pen.dash)
    if style["vector-effect"] == "non-scaling-stroke":
        # The pen is in px of the whole drawing, whatever places the shape.
        path, at = path.transformed(Affine.scaling(1 / PX) @ at.map), at._replace(map=Affine.scaling(PX))
    if plain and isinstance(source, Colour):
        ops = _pen_stroke(path, pen, source, at.map)
    else:
        ops = _covered(pen.area(path), "nonzero", source, at)
    return faded(ops, opacity(style["stroke-opacity"]))


def _pen_stroke(path: Path, pen: Pen, colour: Colour, map_: Affine) -> list[Op]:
    """A stroke as one: a map that leaves its pen round makes it larger; any other is a group's."""
    a, b, c, d = map_[:4]
    scale = math.sqrt(abs(map_.determinant))
    square = scale * scale
    round_ = abs(a * c + b * d) < 1e-6 * square and abs(a * a + b * b - c * c - d * d) < 1e-6 * square
    placed = path.transformed(map_ if round_ else Affine.scaling(scale))
    dash = tuple(length * scale for length in pen.dash)
    stroke = StrokePath(placed, colour.ink, pen.width * scale, dash, False, pen.cap, pen.join, pen.mitre)
    op: Op = stroke if round_ else Group((stroke,), matrix=map_ @ Affine.scaling(1 / scale))
    return faded([op], colour.alpha)


def _covered(path: Path, rule: Rule, source: Source, at: At) -> list[Op]:
    """An area in user units with what fills it."""
    match source:
        case None:
            return []
        case Colour(ink, alpha):
            return faded([FillPath(path.transformed(at.map), ink, rule)], alpha)
    clip = area([(path.transformed(at.map), rule)])
    if not clip.commands:
        return []
    drawn = gradients.placed(source.blend, extent(source.path), extent(clip), source.map, at.view)
    if isinstance(drawn, DrawImage):
        return [Group((drawn,), clip=clip)]
    return _covered(path, rule, drawn, at)


def _source(file: SvgFile, text: str, path: Path, at: At, style: Mapping[str, str]) -> Source:
    try:
        found = paint(text, style["color"])
    except ValueError:
        file.tell("colour that is not known")
        found = paint("#000000", "#000000")
    if not isinstance(found, Reference):
        return found
    server = file.by_id.get(found.id)
    if server is not None and server.tag in gradients.TAGS:
        return Blended(file.blend(server), path, at.map)
    if server is not None:
        file.tell("pattern")
    return _source(file, found.fallback, path, at, style)


def _pen(file: SvgFile, path: Path, view: View, style: Mapping[str, str]) -> Pen:
    diagonal = math.hypot(*view) / math.sqrt(2)
    words = style["stroke-dasharray"].replace(",", " ").split()
    dash = () if words in ([], ["none"]) else tuple(user(word, diagonal) for word in words)
    if any(length < 0 for length in dash) or not any(dash):
        dash = ()
    if dash and _length(path) / sum(dash) * len(dash) > _MOST_DASHES:
        file.tell("line of too many dashes")
        dash = ()
    return Pen(
        user(style["stroke-width"], diagonal),
        _CAPS.get(style["stroke-linecap"], "butt"),
        _JOINS.get(style["stroke-linejoin"], "mitre"),
        max(1.0, float(style["stroke-miterlimit"])),
        dash if len(dash) % 2 == 0 else dash * 2,
        user(style["stroke-dashoffset"], diagonal),
    )


def _length(path: Path) -> float:
    """At least the length of the path: that of its control polygon."""
    points = path.points()
    return sum(start.distance(end) for start, end in pairwise(points))
