"""SVG as Illustrator, Inkscape and CorelDRAW write it: strokes of every shape, placed, in mm.

Groups and classes give names; scripts, text and pictures are left out and said; what is hidden stays hidden.
"""

from __future__ import annotations

import re

from core.dieline.intake.drawing import MOST_DEPTH, MOST_STROKES, UNITS, Drawing, Sketch, Source
from core.dieline.intake.names import known
from core.dieline.intake.svg_shapes import length, numbers, pieces_of, transform_of
from core.dieline.intake.svg_style import Look, Sheet
from core.dieline.intake.svg_xml import Node, Page, parse
from core.errors import DieloomError
from core.geometry import Affine, Line

SHAPES = ("path", "line", "polyline", "polygon", "rect", "circle", "ellipse")
GROUPS = ("svg", "g", "a", "switch")
LEFT_OUT = {
    "script": "script",
    "text": "text",
    "image": "picture",
    "foreignObject": "foreign object",
    "animate": "animation",
    "set": "animation",
    "animateTransform": "animation",
    "animateMotion": "animation",
}
ILLUSTRATOR, OLD_INKSCAPE = 72.0, 90.0  # px an inch, where others have 96
_AUTOMATIC = re.compile(
    r"^(g|group|svg|layer|path|rect|use|surface|clip|page|calque|ebene|livello|capa|图层)?[-_ ]*\d*([-_.]\d+)*$",
    re.IGNORECASE,
)


def read_svg(data: bytes, name: str, unit: str | None = None) -> Drawing:
    """The strokes in mm, y up; raises DieloomError that names the line."""
    page = parse(data, name)
    for filled in (False, True):
        reader = _Reader(page, name, filled=filled)
        stated = reader.read(unit)
        if not reader.sketch.empty:
            break
    return reader.sketch.drawing("SVG", stated)


class _Reader:
    def __init__(self, page: Page, name: str, *, filled: bool) -> None:
        self.sketch = Sketch(name)
        self._page, self._filled = page, filled
        self._sheet = Sheet(node.text for node in page.root.walk() if node.tag == "style")
        self._by_id = {node.attributes["id"]: node for node in page.root.walk() if "id" in node.attributes}
        self._visited = 0
        if filled:
            self.sketch.note("Nothing has a stroke; the outlines of filled shapes are taken.")

    def read(self, unit: str | None) -> str:
        """Draw all, and give the unit that lengths were in."""
        root = self._page.root
        try:
            map_, stated = self._view(root, unit)
        except ValueError as error:
            raise self._error(root, str(error)) from error
        self._children(root, map_, self._sheet.look(root, Look()), (), 0)
        return stated

    def _view(self, root: Node, unit: str | None) -> tuple[Affine, str]:
        """From user units to mm, y up, and what a user unit is."""
        box = numbers(root.attributes.get("viewBox", ""))
        if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
            box = []
        if unit is not None:
            return Affine(a=UNITS[unit], d=-UNITS[unit]), unit
        sides = [self._side(root, key) for key in ("width", "height")]
        if box and all(mm is not None for mm, _ in sides):
            (across, unit_x), (down, _) = sides
            sx, sy = (across or 0) / box[2], (down or 0) / box[3]
            if "none" not in root.attributes.get("preserveAspectRatio", ""):
                sx = sy = min(sx, sy)
            if unit_x not in ("", "px"):
                return Affine(a=sx, d=-sy), unit_x
        else:
            sx = sy = self._px()
        self._say_px()
        return Affine(a=sx, d=-sy), "px"

    def _side(self, root: Node, key: str) -> tuple[float | None, str]:
        """Width or height in mm; None where it is none of its own."""
        text = root.attributes.get(key, "100%")
        value, unit = length(text) if text != "auto" else (100.0, "%")
        if unit == "%" or value <= 0:
            return None, unit
        if unit == "q":
            return value / 4, unit
        return value * (self._px() if unit in ("", "px") else UNITS[unit]), unit

    def _px(self) -> float:
        """One px in mm, by the program that wrote the file."""
        return 25.4 / self._px_an_inch()

    def _px_an_inch(self) -> float:
        version = numbers(self._page.root.attributes.get("inkscape:version", ""))
        if version and version[0] < 0.92:
            return OLD_INKSCAPE
        named = any("data-name" in node.attributes for node in self._page.root.walk())
        return ILLUSTRATOR if "Illustrator" in self._page.comments or named else 96.0

    def _say_px(self) -> None:
        self.sketch.note(f"The file states no unit; {self._px_an_inch():g} px are taken as an inch.")

    def _children(self, node: Node, map_: Affine, look: Look, path: tuple[Node, ...], uses: int) -> None:
        for child in node.children:
            self._node(child, map_, look, (*path, node), uses)

    def _node(self, node: Node, map_: Affine, parent: Look, path: tuple[Node, ...], uses: int) -> None:
        self._visited += 1
        if self._visited > 4 * MOST_STROKES:
            raise self._error(node, "uses drawings too often")
        if node.tag in LEFT_OUT:
            self.sketch.leave_out(LEFT_OUT[node.tag])
            return
        if node.tag not in SHAPES and node.tag not in GROUPS and node.tag != "use":
            return
        look = self._sheet.look(node, parent)
        if not look.shown:
            self.sketch.leave_out("hidden element")
            return
        try:
            placed = map_ @ transform_of(node.attributes.get("transform", ""))
            if node.tag == "use":
                self._use(node, placed, look, path, uses)
            elif node.tag in GROUPS:
                self._children(node, placed @ self._inner(node), look, path, uses)
            else:
                self._shape(node, placed, look, path)
        except (ValueError, ArithmeticError) as error:
            raise self._error(node, f"makes no sense: {str(error)[:120]}") from error

    def _inner(self, node: Node) -> Affine:
        """Where a drawing within the drawing lies."""
        if node.tag != "svg":
            return Affine()
        x, y = (length(node.attributes.get(key, "0"))[0] for key in ("x", "y"))
        return Affine.translation(x, y) @ self._fitted(node, node)

    def _fitted(self, node: Node, shown: Node) -> Affine:
        """From a view box to the middle of the width and height at which it is ``shown``."""
        if "viewBox" not in node.attributes:
            return Affine()
        box = numbers(node.attributes["viewBox"])
        (across, unit_x), (down, unit_y) = (length(shown.attributes.get(key, "0")) for key in ("width", "height"))
        if len(box) != 4 or min(*box[2:], across, down) <= 0 or {unit_x, unit_y} - {"", "px"}:
            self.sketch.note("A drawing within the drawing has a view box; its size may be off.")
            return Affine()
        sx, sy = across / box[2], down / box[3]
        if "none" not in node.attributes.get("preserveAspectRatio", ""):
            sx = sy = min(sx, sy)
        middle = Affine.translation((across - box[2] * sx) / 2, (down - box[3] * sy) / 2)
        return middle @ Affine.scaling(sx, sy) @ Affine.translation(-box[0], -box[1])

    def _use(self, node: Node, map_: Affine, look: Look, path: tuple[Node, ...], uses: int) -> None:
        target = self._by_id.get(node.attributes.get("href", "").removeprefix("#"))
        if target is None:
            self.sketch.leave_out("use of what is not there")
            return
        if any(target is each for each in path) or uses >= MOST_DEPTH:
            raise self._error(node, "uses a drawing within itself or too deep")
        x, y = (length(node.attributes.get(key, "0"))[0] for key in ("x", "y"))
        placed = map_ @ Affine.translation(x, y)
        if target.tag == "symbol":
            placed = placed @ self._fitted(target, node)
            self._children(target, placed, self._sheet.look(target, look), (*path, node), uses + 1)
        else:
            self._node(target, placed, look, (*path, node), uses + 1)

    def _shape(self, node: Node, map_: Affine, look: Look, path: tuple[Node, ...]) -> None:
        if not look.visible:
            self.sketch.leave_out("hidden element")
            return
        if not look.stroke and not (self._filled and look.filled):
            self.sketch.leave_out("shape without a stroke")
            return
        source = Source(layer=_layer(node, path), colour=look.stroke, dashed=look.dashed)
        for piece in pieces_of(node.tag, node.attributes):
            self._visited += 1  # a piece without a length is no stroke, and takes its time all the same
            if isinstance(piece, Line):
                moved = piece.transformed(map_)
                self.sketch.line(moved.start, moved.end, source)
            else:
                self.sketch.curve(piece.transformed(map_), source)

    def _error(self, node: Node, what: str) -> DieloomError:
        where = f"{self.sketch.name}: line {node.line}, <{node.tag}>"
        return DieloomError(f"{where} {what}.", "Draw this element again, or expand it.")


def _layer(node: Node, path: tuple[Node, ...]) -> str:
    """The name that says most: the innermost that the trade knows, else the innermost that a person gave."""
    given: list[str] = []
    for each in (node, *reversed(path)):
        own = each.attributes
        found = [own.get("inkscape:label"), own.get("data-name"), own.get("id"), *own.get("class", "").split()]
        words = [word for word in found if word]
        telling = next((word for word in words if known(word)), None)
        if telling is not None:
            return telling
        if each.tag in GROUPS and each is not path[0]:
            given += [word for word in words[:1] if not _AUTOMATIC.match(word)]
    return given[0] if given else ""
