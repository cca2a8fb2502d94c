"""PDF, and AI files that hold one: the stroked paths of the first page with their spots and layers, in mm.

Curves come back as arcs where they were arcs. Text, pictures and fills are artwork, not lines of a die.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name, Pdf

from core.dieline.intake.curves import Bezier
from core.dieline.intake.drawing import MOST_DEPTH, MOST_STROKES, UNITS, Drawing, Sketch, Source
from core.dieline.intake.pdf_content import Instructions, Layer, Paint, layer_of, paint_of
from core.errors import DieloomError
from core.geometry import Affine, Line, Point

STROKES = {"S": False, "s": True, "B": False, "B*": False, "b": True, "b*": True}  # does it close the path?
FILLS = ("f", "F", "f*")
TEXTS, PICTURES = ("Tj", "TJ", "'", '"'), ("INLINE IMAGE", "sh")
DEVICE = {"G": 1, "RG": 3, "K": 4}
_SLIPS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)

BLACK, NO_LAYER = Paint(), Layer()

Piece = Line | Bezier


def read_pdf(path: Path, unit: str | None = None) -> Drawing:
    """The first page's strokes in mm, y up; raises DieloomError that says where."""
    try:
        with Pdf.open(path) as pdf:
            _refuse_damage(pdf, path.name)
            return _read(pdf, path.name, unit)
    except pikepdf.PasswordError as error:
        raise DieloomError(f"{path.name} needs a password.", "Save it without one.") from error
    except (pikepdf.PdfError, OSError, *_SLIPS) as error:
        what = " ".join(str(error).rpartition(path.name)[2].split())[:200].strip(" :.")
        raise DieloomError(f"{path.name} is not a sound PDF: {what}.", "Export it again.") from error


def _refuse_damage(pdf: Pdf, name: str) -> None:
    warnings = pdf.get_warnings()
    if warnings:
        what = " ".join(str(warnings[0]).rpartition(name)[2].split())[:200].strip(" :.")
        raise DieloomError(f"{name} is damaged or cut short ({what}).", "Export it again.")
    if not len(pdf.pages):
        raise DieloomError(f"{name} has no page.", "Export it again.")


def _read(pdf: Pdf, name: str, unit: str | None) -> Drawing:
    page = pdf.pages[0]
    sketch = Sketch(name)
    if len(pdf.pages) > 1:
        sketch.note(f"The file has {len(pdf.pages)} pages; the first is read.")
    points = UNITS[unit or "pt"] * float(page.obj.get("/UserUnit", 1))
    x0, y0, *_ = (float(value) for value in page.mediabox)
    turned = Affine.rotation(-float(page.obj.get("/Rotate", 0)))
    map_ = turned @ Affine.scaling(points) @ Affine.translation(-x0, -y0)
    for filled in (False, True):
        reader = _Reader(sketch, Instructions(pdf, name), filled=filled)
        reader.read(page.obj.get("/Contents", pikepdf.Array()), page.obj.get("/Resources", {}), _State(map_), ())
        if not sketch.empty:
            break
        sketch = _filled_sketch(name)
    return sketch.drawing("PDF", unit or "pt")


def _filled_sketch(name: str) -> Sketch:
    sketch = Sketch(name)
    sketch.note("Nothing has a stroke; the outlines of filled shapes are taken.")
    return sketch


@dataclass(frozen=True)
class _State:
    """The graphics state, as far as a line of the die depends on it."""

    map: Affine
    space: Any = None
    paint: Paint = BLACK
    fill_space: Any = None
    fill: Paint = BLACK
    dashed: bool = False
    layer: Layer = NO_LAYER


class _Reader:
    def __init__(self, sketch: Sketch, instructions: Instructions, *, filled: bool) -> None:
        self._sketch, self._instructions, self._filled = sketch, instructions, filled
        self._pieces: list[Piece] = []
        self._start = self._at = Point(0.0, 0.0)
        self._forms = 0

    def read(self, contents: Any, resources: Any, state: _State, path: tuple[Any, ...]) -> None:
        """One content stream; forms that it calls are read in their place."""
        saved: list[_State] = []
        layers: list[Layer] = []
        for number, (operands, operator) in enumerate(self._instructions.of(contents), start=1):
            try:
                if operator == "q":
                    saved.append(state)
                elif operator == "Q":
                    state = replace(saved.pop(), layer=state.layer) if saved else state
                elif operator in ("BDC", "BMC"):
                    layers.append(state.layer)
                    state = replace(state, layer=_marked(operands, resources) or state.layer)
                elif operator == "EMC":
                    state = replace(state, layer=layers.pop()) if layers else state
                elif operator == "Do":
                    self._form(operands[0], resources, state, path)
                elif not self._draw(operator, operands, state):
                    state = _changed(state, operator, operands, resources)
            except _SLIPS as error:
                what = f"{self._sketch.name}: instruction {number} of its page ({operator[:12]}) makes no sense"
                raise DieloomError(f"{what} ({' '.join(str(error).split())[:120]}).", "Export it again.") from error

    def _form(self, name: Any, resources: Any, state: _State, path: tuple[Any, ...]) -> None:
        form = resources.get("/XObject", {}).get(str(name))
        if form is None or form.get("/Subtype") != Name.Form:
            self._sketch.leave_out("picture")
            return
        self._forms += 1
        if form.objgen in path or len(path) >= MOST_DEPTH or self._forms > MOST_STROKES // 10:
            raise DieloomError(f"{self._sketch.name} calls {name} within itself or too often.", "Export it again.")
        inner = _map(form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
        layer = layer_of(form.get("/OC")) if "/OC" in form else state.layer
        placed = replace(state, map=state.map @ inner, layer=layer)
        self.read(form, form.get("/Resources", resources), placed, (*path, form.objgen))

    def _draw(self, operator: str, operands: list[Any], state: _State) -> bool:
        """Build or paint a path; False when the operator does neither."""
        if operator in ("m", "l", "c", "v", "y", "re", "h"):
            self._build(operator, [float(value) for value in operands])
        elif operator in STROKES:
            if STROKES[operator]:
                self._close()
            self._stroke(state, state.paint)
        elif operator in FILLS:
            if self._filled:
                self._close()
                self._stroke(state, state.fill)
            else:
                self._sketch.leave_out("filled shape")
        elif operator in TEXTS:
            self._sketch.leave_out("text")
        elif operator in PICTURES:
            self._sketch.leave_out("picture")
        elif operator != "n":
            return False
        if operator in STROKES or operator in FILLS or operator == "n":
            self._pieces = []
        return True

    def _build(self, operator: str, given: list[float]) -> None:
        points = [Point(x, y) for x, y in zip(given[::2], given[1::2], strict=False)]
        match operator, points if len(given) % 2 == 0 else ():
            case "m", [to]:
                self._start = self._at = to
            case "l", [to]:
                self._add(Line(self._at, to))
            case "c", [first, second, to]:
                self._add(Bezier(self._at, first, second, to))
            case "v", [second, to]:
                self._add(Bezier(self._at, self._at, second, to))
            case "y", [first, to]:
                self._add(Bezier(self._at, first, to, to))
            case "re", [(x, y), (width, height)]:
                self._start = self._at = Point(x, y)
                for to in (Point(x + width, y), Point(x + width, y + height), Point(x, y + height)):
                    self._add(Line(self._at, to))
                self._close()
            case "h", []:
                self._close()
            case _:
                raise ValueError(f"it has {len(given)} numbers")

    def _add(self, piece: Piece) -> None:
        if len(self._pieces) > MOST_STROKES:
            raise DieloomError(f"{self._sketch.name} has a path of more than {MOST_STROKES} pieces.", "Simplify it.")
        self._pieces.append(piece)
        self._at = piece.end

    def _close(self) -> None:
        if self._at != self._start:
            self._add(Line(self._at, self._start))

    def _stroke(self, state: _State, paint: Paint) -> None:
        source = Source(state.layer.name, paint.spot, state.layer.step, paint.colour, state.dashed)
        for piece in self._pieces:
            moved = piece.transformed(state.map)
            if isinstance(moved, Line):
                self._sketch.line(moved.start, moved.end, source)
            else:
                self._sketch.curve(moved, source)


def _marked(operands: list[Any], resources: Any) -> Layer | None:
    if len(operands) < 2 or operands[0] != Name.OC:
        return None
    group = operands[1]
    if isinstance(group, Name):
        group = resources.get("/Properties", {}).get(str(group))
    return layer_of(group)


def _map(values: Iterable[Any]) -> Affine:
    a, b, c, d, e, f = (float(value) for value in values)
    return Affine(a, b, c, d, e, f)


def _changed(state: _State, operator: str, operands: list[Any], resources: Any) -> _State:
    """The state after an operator; those that say nothing of lines leave it."""
    if operator == "cm":
        return replace(state, map=state.map @ _map(operands))
    if operator == "d":
        return replace(state, dashed=any(float(value) > 0 for value in operands[0]))
    if operator in DEVICE:
        return replace(state, space=None, paint=paint_of(None, operands))
    if operator.upper() in DEVICE:
        return replace(state, fill_space=None, fill=paint_of(None, operands))
    if operator in ("CS", "cs"):
        space = resources.get("/ColorSpace", {}).get(str(operands[0]))
        paint = paint_of(space, ())
        return replace(state, space=space, paint=paint) if operator == "CS" else replace(state, fill_space=space)
    if operator in ("SC", "SCN"):
        return replace(state, paint=paint_of(state.space, operands))
    if operator in ("sc", "scn"):
        return replace(state, fill=paint_of(state.fill_space, operands))
    return state
