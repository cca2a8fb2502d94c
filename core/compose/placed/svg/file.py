"""One SVG file while it is read: its elements by id, what its style sheets say, how much may still come, and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from core.compose.placed.svg.gradients import Blend, blend
from core.compose.placed.svg.shapes import View
from core.dieline.intake.svg_shapes import transform_of
from core.dieline.intake.svg_style import Sheet
from core.dieline.intake.svg_xml import Node, parse
from core.errors import DieloomError
from core.geometry import Affine

SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")

NAME = "The SVG"
MOST_VISITED = 100_000
MOST_COMMANDS = 1_000_000
DEEPEST = 60  # groups within each other; every device walks them by recursion

_INHERITED = {
    "fill": "#000000",
    "fill-rule": "nonzero",
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-opacity": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "paint-order": "normal",
    "clip-rule": "nonzero",
    "color": "#000000",
    "visibility": "visible",
    "font-family": "",
    "font-size": "16",
    "font-weight": "400",
    "font-style": "normal",
    "letter-spacing": "normal",
    "text-anchor": "start",
    "white-space": "normal",
    "marker": "none",
    "marker-start": "none",
    "marker-mid": "none",
    "marker-end": "none",
}
_OWN = {
    "opacity": "1",
    "display": "inline",
    "clip-path": "none",
    "mask": "none",
    "mask-type": "luminance",
    "filter": "none",
    "transform": "none",
    "transform-origin": "",
    "overflow": "hidden",
    "vector-effect": "none",
    "mix-blend-mode": "normal",
    "stop-color": "#000000",
    "stop-opacity": "1",
}
INITIAL: Mapping[str, str] = {**_INHERITED, **_OWN}

_LEFT_OUT = {
    "filter": "Shadows and blurs are no vectors; place them as a picture.",
    "soft mask": "Expand it, or place that part as a picture.",
    "pattern": "Expand it to shapes.",
    "marker": "Convert arrowheads to outlines.",
    "foreign object": "Draw it as SVG.",
    "text on a path": "Convert it to outlines in the program that drew it.",
    "clip of too many shapes": "Unite its shapes in the program that drew it.",
    "clip by text": "Convert the text to outlines in the program that drew it.",
    "picture": "Only embedded PNG, JPEG, TIFF and WebP pictures are drawn; place it as a picture of its own.",
}
_CHANGED = {
    "text": "Fonts of this machine set it; convert it to outlines in the program that drew it.",
    "font that is not on this machine": "Another stands in; convert the text to outlines in the program that drew it.",
    "rule of a style sheet": "Selectors by element, class and id are followed alone; export with plain attributes.",
    "turning point": "It is taken for the corner; export with plain transforms.",
    "blend mode": "It is drawn over what is under it; blend in the program that drew it.",
    "line of too many dashes": "It is drawn solid.",
    "colour that is not known": "It is drawn black; use CSS colours.",
}


_UNITS = re.compile(r"(\d)(?:px|deg)\b")  # as style sheets write a transform
_ORIGIN = re.compile(r"^\s*(-?[\d.]+)(?:px)?[\s,]+(-?[\d.]+)(?:px)?\s*$")


class At(NamedTuple):
    """Where the reader is: the map from user units to mm (y up), the style of the parent, the viewport, the elements
    that are being used, and how many elements are around this one.
    """

    map: Affine
    style: Mapping[str, str]
    view: View
    uses: tuple[Node, ...] = ()
    depth: int = 0


class SvgFile:
    """Raises DieloomError for what is no SVG, or declares entities."""

    def __init__(self, data: bytes) -> None:
        self.root = parse(data, NAME).root
        self.by_id = {node.attributes["id"]: node for node in self.root.walk() if "id" in node.attributes}
        texts = (node.text for node in self.root.walk() if node.tag == "style")
        self._sheet = Sheet(texts, INITIAL.keys())
        self._blends: dict[int, Blend] = {}
        self._told: Counter[str] = Counter()
        if self._sheet.unread:
            self._told["rule of a style sheet"] = self._sheet.unread
        self._visited = self._commands = 0

    def style(self, node: Node, parent: Mapping[str, str]) -> dict[str, str]:
        """Every property of the element: its own, inherited, or initial."""
        own = self._sheet.declared(node)
        if "inherit" in own.values():
            own = {key: parent[key] if value == "inherit" else value for key, value in own.items()}
        return {**parent, **_OWN, **own}

    def transform(self, style: Mapping[str, str]) -> Affine:
        """The map of an element's transform, an attribute's or a style's; raises ValueError."""
        text = style["transform"]
        if text in ("none", ""):
            return Affine()
        map_ = transform_of(_UNITS.sub(r"\1", text))
        origin = _ORIGIN.match(style["transform-origin"])
        if origin is None:
            if style["transform-origin"]:
                self.tell("turning point")
            return map_
        x, y = float(origin[1]), float(origin[2])
        return Affine.translation(x, y) @ map_ @ Affine.translation(-x, -y)

    def blend(self, node: Node) -> Blend:
        """A gradient element, read once; raises ValueError."""
        if id(node) not in self._blends:
            self._blends[id(node)] = blend(node, self.by_id, lambda stop: self.style(stop, INITIAL))
        return self._blends[id(node)]

    def visit(self, node: Node, at: At) -> None:
        """Count an element; raises DieloomError for too many, or too many within each other."""
        self._visited += 1
        if self._visited > MOST_VISITED:
            raise self.error(node, "is drawn after too many others")
        if at.depth > DEEPEST:
            raise self.error(node, f"lies within more than {DEEPEST} groups")

    def count(self, node: Node, commands: int) -> None:
        """Count the pieces of a path; raises DieloomError for too many."""
        self._commands += commands
        if self._commands > MOST_COMMANDS:
            raise self.error(node, f"takes the drawing beyond {MOST_COMMANDS} points")

    def tell(self, what: str) -> None:
        """Count something that a person should know of."""
        self._told[what] += 1

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not shown as its program would show it, and what to do."""
        return tuple(_note(what, count) for what, count in sorted(self._told.items()))

    def error(self, node: Node, what: str) -> DieloomError:
        """A message that names the element."""
        where = f"{NAME}: line {node.line}, <{node.tag}>"
        return DieloomError(f"{where} {what}.", "Draw this element again, or expand it, and export anew.")


def _note(what: str, count: int) -> str:
    if what in _CHANGED:
        return f"Shown otherwise: {count} × {what}. {_CHANGED[what]}"
    return f"Left out: {count} × {what}. {_LEFT_OUT.get(what, '')}".strip()
