"""SVG as drawing operations: what Illustrator, Inkscape, Figma and CorelDRAW write of SVG 1.1 and 2, as vectors.

Strokes stay strokes, groups stay groups, and clips stay clips. What a press cannot have as vectors, or what would need
a font, is left out and said. Nothing is fetched and no script runs; a file that calls in another is refused, because
the other would be missing on the plate.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote_to_bytes

from core.compose.drawlist import DrawImage, Group, Op, PdfImage
from core.compose.placed.svg.clips import box_of, clips
from core.compose.placed.svg.file import INITIAL, SHAPES, At, SvgFile
from core.compose.placed.svg.pens import faded, opacity, painted
from core.compose.placed.svg.shapes import PX, View, fitted, shape, user, view_box
from core.compose.placed.svg.text import letters
from core.dieline.intake.svg_xml import Node
from core.errors import DieloomError
from core.geometry import Affine, Box, Path
from core.pictures import images

FARTHEST = 100_000.0  # mm
_GROUPS = ("g", "a", "switch")
_LEFT_OUT = {
    "script": "script",
    "foreignObject": "foreign object",
    "animate": "animation",
    "animateTransform": "animation",
    "animateMotion": "animation",
    "set": "animation",
}
_SILENT = {  # what draws nothing where it stands
    *("defs", "symbol", "clipPath", "mask", "pattern", "marker", "filter", "linearGradient", "radialGradient"),
    *("style", "title", "desc", "metadata", "view", "cursor", "font", "font-face", "color-profile", "solidcolor"),
    *("meshgradient", "hatch", "namedview", "stop"),
}
_UNSIZED = (300.0, 150.0)  # px; what CSS 2, 10.3.2, gives a drawing that states nothing


@dataclass(frozen=True)
class PlacedSvg:
    """A drawing in mm, y up, its lower left corner at the origin; ``notes`` say what of it is not shown."""

    box: Box
    ops: tuple[Op, ...]
    notes: tuple[str, ...]


def read_svg(data: bytes) -> PlacedSvg:
    """The drawing at the size that the file states (96 px an inch); raises DieloomError that names the line.

    Fills and strokes in ``device-cmyk()`` or ``icc-color()`` of four inks are process inks as they stand, all others
    sRGB. Pictures within the file are named by its hash and their place among its pictures (:func:`picture`).
    """
    file = SvgFile(data)
    reader = _Reader(file, hashlib.sha256(data).hexdigest())
    box, ops = reader.read()
    return PlacedSvg(box, tuple(ops), file.notes)


def picture(data: bytes, number: int) -> bytes:
    """The bytes of an embedded picture of an SVG by its number; raises DieloomError."""
    nodes = _pictures(SvgFile(data).root)
    found = _embedded(nodes[number].attributes.get("href", "")) if number < len(nodes) else None
    if found is None:
        raise DieloomError("A picture of the placed SVG is missing or damaged.", "Export the SVG again.")
    return found


class _Reader:
    def __init__(self, file: SvgFile, asset: str) -> None:
        self._file, self._asset = file, asset
        self._numbers = {id(node): number for number, node in enumerate(_pictures(file.root))}

    def read(self) -> tuple[Box, list[Op]]:
        root = self._file.root
        try:
            width, height, inner, view = _page(root)
            style = self._file.style(root, INITIAL)
        except (ValueError, ArithmeticError) as error:
            raise self._file.error(root, f"makes no sense: {error}") from error
        to_mm = Affine(PX, 0, 0, -PX, 0, height * PX)
        at = At(to_mm @ inner, style, view)
        ops = faded(self._children(root, at), opacity(style["opacity"]))
        return Box(0, 0, width * PX, height * PX), ops

    def _children(self, node: Node, at: At) -> list[Op]:
        return [op for child in node.children for op in self._node(child, at)]

    def _node(self, node: Node, parent: At) -> list[Op]:
        self._file.visit(node, parent)
        if node.tag in _LEFT_OUT:
            self._file.tell(_LEFT_OUT[node.tag])
            return []
        if node.tag not in (*SHAPES, *_GROUPS, "use", "svg", "image", "text"):
            if node.tag and node.tag not in _SILENT:
                self._file.tell(f"{node.tag} element")
            return []
        try:
            style = self._file.style(node, parent.style)
            map_ = parent.map @ self._file.transform(style)
            if style["display"] == "none" or not abs(map_.determinant) > 1e-15:
                return []
            at = parent._replace(map=map_, style=style, depth=parent.depth + 1)
            return self._shown(node, at, self._drawn(node, at))
        except (ValueError, ArithmeticError) as error:
            raise self._file.error(node, f"makes no sense: {str(error)[:120]}") from error

    def _drawn(self, node: Node, at: At) -> list[Op]:
        match node.tag:
            case "use":
                return self._use(node, at)
            case "svg":
                return self._viewport(node, node, at)
            case "switch":
                return self._node(chosen, at) if (chosen := _chosen(node)) is not None else []
            case "g" | "a":
                return self._children(node, at)
            case "text":
                return letters(self._file, node, at)
        if at.style["visibility"] != "visible":
            return []
        return self._image(node, at) if node.tag == "image" else self._shape(node, at)

    def _shown(self, node: Node, at: At, ops: list[Op]) -> list[Op]:
        """The operations of an element under its own clips, mask and opacity."""
        style = at.style
        if style["filter"] != "none":
            self._file.tell("filter")
        if style["mix-blend-mode"] != "normal":
            self._file.tell("blend mode")
        ops = faded(ops, opacity(style["opacity"]))
        for clip in clips(self._file, style, at, partial(box_of, ops, at.map)):
            ops = _clipped(ops, clip)
        return ops

    def _shape(self, node: Node, at: At) -> list[Op]:
        path = shape(node.tag, node.attributes, at.view)
        if not path.commands:
            return []
        self._file.count(node, len(path.commands))
        if not all(abs(value) <= FARTHEST for point in path.points() for value in at.map.apply(point)):
            raise ValueError("it leads to no place")
        return painted(self._file, path, at, at.style)

    def _use(self, node: Node, at: At) -> list[Op]:
        target = self._local(node)
        if target is None:
            return []
        if any(target is each for each in at.uses):
            raise ValueError("it uses a drawing within itself")
        x, y = (user(node.attributes.get(key, "0"), at.view[i]) for i, key in enumerate("xy"))
        moved = at._replace(map=at.map @ Affine.translation(x, y), uses=(*at.uses, target))
        if target.tag not in ("symbol", "svg"):
            return self._node(target, moved)
        self._file.visit(target, moved)
        moved = moved._replace(style=self._file.style(target, at.style), depth=at.depth + 1)
        if moved.style["display"] == "none":
            return []
        return self._viewport(target, node, moved)

    def _local(self, node: Node) -> Node | None:
        """The element of this file that another refers to; raises DieloomError for one of another file."""
        href = node.attributes.get("href", "").strip()
        if href and not href.startswith("#"):
            raise self._file.error(node, f"calls in another file ({href[:40]}), which is not read")
        return self._file.by_id.get(href[1:])

    def _viewport(self, node: Node, sized: Node, at: At) -> list[Op]:
        """A drawing within the drawing: an svg element, or a symbol at the size of what uses it."""
        own = node.attributes if sized.tag == "use" else {}
        place = sized.attributes

        def side(key: str, whole: float) -> float:
            text = place.get(key, own.get(key, "100%"))
            return user("100%" if text == "auto" else text, whole)

        view = (side("width", at.view[0]), side("height", at.view[1]))
        if min(view) <= 0:
            return []
        if sized.tag != "use":
            x, y = (user(place.get(key, "0"), at.view[i]) for i, key in enumerate("xy"))
            at = at._replace(map=at.map @ Affine.translation(x, y))
        box = view_box(node.attributes.get("viewBox", ""))
        inner = Affine() if box is None else fitted(box, view, node.attributes.get("preserveAspectRatio", ""))
        ops = self._children(node, at._replace(map=at.map @ inner, view=view if box is None else box[2:]))
        if at.style["overflow"] in ("visible", "auto"):
            return ops
        return _clipped(ops, Path.rectangle(Box(0, 0, *view)).transformed(at.map))

    def _image(self, node: Node, at: At) -> list[Op]:
        href = node.attributes.get("href", "").strip()
        if href and not href.startswith(("data:", "#")):
            raise self._file.error(node, f"calls in another file ({href[:40]}), which is not read")
        data = _embedded(href)
        if data is None:
            self._file.tell("picture")
            return []
        across, down = images.size(data)
        x, y = (user(node.attributes.get(key, "0"), at.view[i]) for i, key in enumerate("xy"))
        keys = (("width", across), ("height", down))
        view = [
            natural if node.attributes.get(key, "auto") == "auto" else user(node.attributes[key], at.view[i])
            for i, (key, natural) in enumerate(keys)
        ]
        if min(view) <= 0:
            return []
        frame = at.map @ Affine.translation(x, y)
        fit = fitted((0, 0, across, down), (view[0], view[1]), node.attributes.get("preserveAspectRatio", ""))
        matrix = frame @ fit @ Affine(across, 0, 0, -down, 0, down)
        if not all(abs(value) <= FARTHEST for value in matrix):
            raise ValueError("it leads to no place")
        drawn = DrawImage(PdfImage(self._asset, self._numbers[id(node)]), matrix)
        return _clipped([drawn], Path.rectangle(Box(0, 0, view[0], view[1])).transformed(frame))


def _page(root: Node) -> tuple[float, float, Affine, View]:
    """Width and height of the drawing in px, the map from its user units to px (y down), and its viewport."""
    box = view_box(root.attributes.get("viewBox", ""))
    sides = [_side(root.attributes, key) for key in ("width", "height")]
    if box is not None:
        ratio = box[2] / box[3]
        width, height = sides
        if width is None:
            width = box[2] if height is None else height * ratio
        if height is None:
            height = width / ratio
        inner = fitted(box, (width, height), root.attributes.get("preserveAspectRatio", ""))
        view: View = (box[2], box[3])
    else:
        width, height = (side or usual for side, usual in zip(sides, _UNSIZED, strict=True))
        inner, view = Affine(), (width, height)
    if not max(width, height) * PX <= FARTHEST:
        raise ValueError("its size is no pack's")
    return width, height, inner, view


def _side(attributes: Mapping[str, str], key: str) -> float | None:
    """Width or height in px; None where it is left to what holds the drawing."""
    text = attributes.get(key, "auto").strip()
    if text == "auto" or text.endswith("%"):
        return None
    value = user(text, 0.0)
    return value if value > 0 else None


def _chosen(node: Node) -> Node | None:
    """The first child of a switch that needs nothing that only one program has."""
    plain = (each for each in node.children if each.tag and each.tag != "foreignObject")
    return next((each for each in plain if "requiredExtensions" not in each.attributes), None)


def _clipped(ops: list[Op], clip: Path) -> list[Op]:
    return [Group(tuple(ops), clip=clip)] if ops and clip.commands else []


def _pictures(root: Node) -> list[Node]:
    return [node for node in root.walk() if node.tag == "image"]


def _embedded(href: str) -> bytes | None:
    """The bytes of a data URL (RFC 2397) that is a picture of a kind that is read."""
    head, comma, body = href.partition(",")
    if not comma or not head.startswith("data:image/"):
        return None
    try:
        raw = unquote_to_bytes(body)
        data = base64.b64decode(raw) if head.endswith(";base64") else raw
    except (binascii.Error, ValueError):
        return None
    return data if images.ending(data) != "bin" else None
