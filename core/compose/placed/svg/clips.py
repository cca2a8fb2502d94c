"""Clips of SVG as paths (CSS Masking 1, 5 and 6); so are masks that are shapes in plain white, as Figma writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce

from core.colour.inks import Rgb
from core.compose.drawlist import DrawImage, FillPath, Group, Op, StrokePath
from core.compose.placed.outlines import Rule, area
from core.compose.placed.svg.file import SHAPES, At, SvgFile
from core.compose.placed.svg.paint import Colour, Reference, paint
from core.compose.placed.svg.shapes import extent, shape, user
from core.dieline.intake.svg_xml import Node
from core.geometry import Affine, Box, Path

_MOST_CLIPS = 8  # each clipped by the next
_MOST_SHAPES = 500  # in one of them

Wanted = Callable[[Node, Mapping[str, str]], bool]


class NoClip(Exception):
    """A clip or mask that no path is equal to; the word for what it is."""


def clips(file: SvgFile, style: Mapping[str, str], at: At, box: Callable[[], Box | None]) -> list[Path]:
    """The paths in mm that clip an element, each for the nonzero rule; an empty path shows nothing.

    ``box`` gives the element's own box in user units. Raises ValueError.
    """
    found: list[Path] = []
    node = _target(file, style["clip-path"], "clipPath")
    while node is not None and len(found) < _MOST_CLIPS:
        own = file.style(node, at.style)
        try:
            found.append(_clip(file, node, at, box() if _of_box(node, "clipPathUnits") else None))
        except NoClip as reason:
            file.tell(str(reason))
        node = _target(file, own["clip-path"], "clipPath")
    mask = _target(file, style["mask"], "mask")
    if mask is not None:
        try:
            found.append(_mask(file, mask, at, box() if _of_box(mask, "maskContentUnits") else None))
        except NoClip as reason:
            file.tell(str(reason))
    return found


def _target(file: SvgFile, text: str, tag: str) -> Node | None:
    reference = paint(text, "#000000") if text.startswith("url(") else None
    node = file.by_id.get(reference.id) if isinstance(reference, Reference) else None
    return node if node is not None and node.tag == tag else None


def _of_box(node: Node, key: str) -> bool:
    return node.attributes.get(key) == "objectBoundingBox"


def _inner(file: SvgFile, at: At, style: Mapping[str, str], box: Box | None) -> At:
    """Where the content of a clip or mask lies."""
    of_box = Affine() if box is None else Affine(box.width, 0, 0, box.height, box.x0, box.y0)
    return at._replace(map=at.map @ of_box @ file.transform(style), style=style, depth=at.depth + 1)


def _clip(file: SvgFile, node: Node, at: At, box: Box | None) -> Path:
    inner = _inner(file, at, file.style(node, at.style), box)
    return _joined(_areas(file, node, inner, "clip-rule", lambda _node, _style: True))


def _mask(file: SvgFile, node: Node, at: At, box: Box | None) -> Path:
    style = file.style(node, at.style)
    by_alpha = style["mask-type"] == "alpha"

    def plain(each: Node, look: Mapping[str, str]) -> bool:
        """Raises NoClip for what lets some of the light through."""
        colour = paint(look["fill"], look["color"])
        if colour is None and look["stroke"] == "none":
            return False
        opaque = float(look["opacity"]) == float(look["fill-opacity"]) == 1 and look["stroke"] == "none"
        white = isinstance(colour, Colour) and colour.alpha == 1 and (by_alpha or colour.ink == Rgb(1, 1, 1))
        if not (opaque and white) or any(look[key] != "none" for key in ("filter", "mask", "clip-path")):
            raise NoClip("soft mask")
        return True

    inner = _inner(file, at, style, box)
    return _joined(_areas(file, node, inner, "fill-rule", plain))


def _joined(shapes: Iterable[tuple[Path, Rule]]) -> Path:
    found = list(shapes)
    if len(found) > _MOST_SHAPES:
        raise NoClip("clip of too many shapes")
    return area(found)


def _areas(file: SvgFile, parent: Node, at: At, rule: str, wanted: Wanted) -> Iterator[tuple[Path, Rule]]:
    """The shapes within a clip or mask, in mm, with their fill rules."""
    for node in parent.children:
        file.visit(node, at)
        style = file.style(node, at.style)
        if style["display"] == "none" or style["visibility"] != "visible":
            continue
        map_ = at.map @ file.transform(style)
        inner = at._replace(map=map_, style=style, depth=at.depth + 1)
        if node.tag in SHAPES and wanted(node, style):
            path = shape(node.tag, node.attributes, at.view)
            file.count(node, len(path.commands))
            yield path.transformed(map_), "evenodd" if style[rule] == "evenodd" else "nonzero"
        elif node.tag == "g":
            yield from _areas(file, node, inner, rule, wanted)
        elif node.tag == "use":
            x, y = (user(node.attributes.get(key, "0"), at.view[i]) for i, key in enumerate("xy"))
            target = file.by_id.get(node.attributes.get("href", "").removeprefix("#"))
            if target is not None:
                moved = inner._replace(map=map_ @ Affine.translation(x, y))
                yield from _areas(file, Node("g", {}, node.line, [target]), moved, rule, wanted)
        elif node.tag == "text":
            raise NoClip("clip by text")
        elif node.tag == "image":
            raise NoClip("soft mask")


def box_of(ops: Iterable[Op], map_: Affine) -> Box | None:
    """The box of what is drawn, without its pens, in the user units that ``map_`` leads from; None for nothing."""
    back = map_.inverse()
    boxes = [extent(path.transformed(back)) for path in _outlines(ops, Affine())]
    return reduce(Box.union, boxes) if boxes else None


def _outlines(ops: Iterable[Op], map_: Affine) -> Iterator[Path]:
    for op in ops:
        match op:
            case FillPath(path) | StrokePath(path):
                yield path.transformed(map_)
            case DrawImage(_, matrix):
                yield Path.rectangle(Box(0, 0, 1, 1)).transformed(map_ @ matrix)
            case Group((DrawImage(),), Path() as clip):
                yield clip.transformed(map_)
            case Group(inner, matrix=matrix):
                yield from _outlines(inner, map_ if matrix is None else map_ @ matrix)
