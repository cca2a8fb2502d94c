"""DXF of any version through ezdxf: lines, arcs, polylines with bulges, ellipses and splines, blocks exploded.

Only what lies flat in model space is a die. What is switched off, written or hatched is left out and said.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from ezdxf import colors
from ezdxf.document import Drawing as Dxf
from ezdxf.entities.dxfgfx import DXFGraphic
from ezdxf.filemanagement import readfile
from ezdxf.lldxf.const import DXFError
from ezdxf.lldxf.encoding import decode_dxf_unicode
from ezdxf.math import BSpline, Vec3
from ezdxf.upright import upright

from core.dieline.intake.curves import Bezier, Ellipse, Polyline
from core.dieline.intake.drawing import MOST_DEPTH, MOST_STROKES, NOTHING, UNITS, Drawing, Sketch, Source, WrongSize
from core.dieline.intake.dxf_scan import Scan, scan
from core.errors import DieloomError
from core.geometry import Affine, Arc, Point

# $INSUNITS to the units of this program; what is missing there cannot be a dieline's.
INSUNITS = {1: "in", 2: "ft", 4: "mm", 5: "cm", 6: "m"}
MOST_DEGREE, MOST_CONTROLS = 11, 4000  # of a spline
MOST_PLACED = 20_000  # blocks and entities of blocks
INCHES_BELOW = 48.0  # units; drawings that call themselves imperial and are smaller are in inches
WRONG_UNIT = "The file states lengths in {}, which no die of this size has; they are taken as mm."
NO_UNIT = "The file states no unit; its lengths are taken as {}."
CLOSE = 0.001  # mm that a spline's samples may stray
TILT = 1e-6
# What ezdxf raises on files that are sound as text and senseless as drawings.
_SLIPS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    StopIteration,
)

logging.getLogger("ezdxf").setLevel(logging.ERROR)


def read_dxf(path: Path, data: bytes, unit: str | None = None) -> Drawing:
    """The model space in mm; raises DieloomError that names the line or entity."""
    found = scan(data, path.name)
    dxf = _load(path)
    if unit:
        return _read(dxf, path.name, unit)
    stated = _stated(dxf, found)
    if stated:
        try:
            return _read(dxf, path.name, stated)
        except WrongSize as error:
            # Many programs write the unit of their own template, whatever was drawn.
            if stated == "mm":
                raise
            with contextlib.suppress(WrongSize):
                return _read(dxf, path.name, "mm", WRONG_UNIT.format(stated))
            raise error from None
    drawing = _read(dxf, path.name, "mm", NO_UNIT.format("mm"))
    small = max(drawing.bounds.width, drawing.bounds.height) < INCHES_BELOW
    imperial = "$MEASUREMENT" in found.states and dxf.header.get("$MEASUREMENT", 1) == 0
    return _read(dxf, path.name, "in", NO_UNIT.format("inches")) if imperial and small else drawing


def _read(dxf: Dxf, name: str, unit: str, note: str = "") -> Drawing:
    sketch = Sketch(name)
    if note:
        sketch.note(note)
    _Reader(dxf, sketch, Affine.scaling(UNITS[unit])).read(dxf.modelspace(), 0)
    return sketch.drawing("DXF", unit)


def _stated(dxf: Dxf, found: Scan) -> str:
    """The unit that the header or a comment states; empty when neither does."""
    number = dxf.header.get("$INSUNITS", 0) if "$INSUNITS" in found.states else 0
    return INSUNITS.get(number, found.unit)


def _load(path: Path) -> Dxf:
    try:
        dxf = readfile(path)
        dxf.modelspace()  # a file may lack it
        return dxf
    except (DXFError, OSError, UnicodeError, *_SLIPS) as error:
        what = " ".join(str(error).split())[:200] or type(error).__name__
        raise DieloomError(f"{path.name} is not a sound DXF file: {what}.", "Save it as DXF 2000 again.") from error


class _Reader:
    def __init__(self, dxf: Dxf, sketch: Sketch, scale: Affine) -> None:
        self._dxf, self._sketch, self._scale = dxf, sketch, scale
        self._placed = 0

    def read(self, entities: Iterable[DXFGraphic], depth: int, within: Source | None = None) -> None:
        for entity in entities:
            if depth:
                self._count()
            try:
                self._entity(entity, depth, within)
            except _SLIPS as error:
                what = f"{self._sketch.name}: {entity.dxftype()} #{entity.dxf.get('handle', '?')} makes no sense"
                raise DieloomError(f"{what} ({' '.join(str(error).split())[:120]}).", "Draw it again.") from error

    def _count(self) -> None:
        self._placed += 1
        if self._placed > MOST_PLACED:
            raise DieloomError(f"{self._sketch.name} places its blocks too often.", "Explode the blocks first.")

    def _entity(self, entity: DXFGraphic, depth: int, within: Source | None) -> None:
        kind = entity.dxftype()
        if not self._shown(entity):
            self._sketch.leave_out("entity on a hidden layer")
        elif kind == "INSERT":
            self._insert(entity, depth, within)
        elif kind not in _KINDS:
            self._sketch.leave_out(kind)
        else:
            if "extrusion" in entity.DXFATTRIBS and entity.dxf.hasattr("extrusion"):
                upright(entity)  # what was drawn from below, seen from above
                if math.hypot(*entity.dxf.extrusion.vec2) > TILT:
                    self._sketch.leave_out(f"{kind} askew in space")
                    return
            _KINDS[kind](self, entity, self._source(entity, within))

    def _shown(self, entity: DXFGraphic) -> bool:
        layer = self._layer(entity)
        return not entity.dxf.get("invisible", 0) and (layer is None or not (layer.is_off() or layer.is_frozen()))

    def _layer(self, entity: DXFGraphic) -> Any:
        name = entity.dxf.get("layer", "0")
        return self._dxf.layers.get(name) if name in self._dxf.layers else None

    def _insert(self, entity: Any, depth: int, within: Source | None) -> None:
        if depth >= MOST_DEPTH:
            raise DieloomError(
                f"{self._sketch.name}: block {entity.dxf.name} is nested too deep.", "Explode the blocks first."
            )
        source = self._source(entity, within)
        for one in entity.multi_insert() if entity.mcount > 1 else (entity,):
            self._count()  # even of a block that holds nothing
            self.read(one.virtual_entities(), depth + 1, source)

    def _source(self, entity: DXFGraphic, within: Source | None) -> Source:
        """Layer, colour and line type; what a block leaves open is its placing's."""
        layer, colour, dash = entity.dxf.get("layer", "0"), entity.dxf.get("color", 256), entity.dxf.get("linetype", "")
        if within is not None and layer == "0":
            layer, colour, dash = within.layer, 0 if colour == 256 else colour, dash or "BYBLOCK"
        shade = within.colour if within is not None and colour == 0 else self._shade(entity, colour)
        dashed = within.dashed if within is not None and dash.upper() == "BYBLOCK" else self._dashed(entity, dash)
        return Source(layer=decode_dxf_unicode(layer), colour=shade, dashed=dashed)

    def _shade(self, entity: DXFGraphic, colour: int) -> str:
        layer = self._layer(entity)
        if entity.rgb is not None:
            red, green, blue = entity.rgb
        else:
            index = abs(layer.color) if colour == 256 and layer is not None else colour
            # Colour 7 is black on paper and white on a black screen.
            red, green, blue = colors.aci2rgb(index) if 1 <= index <= 255 and index != 7 else (0, 0, 0)
        return f"#{red:02x}{green:02x}{blue:02x}"

    def _dashed(self, entity: DXFGraphic, dash: str) -> bool:
        if dash.upper() in ("", "BYLAYER"):
            layer = self._layer(entity)
            dash = layer.dxf.get("linetype", "") if layer is not None else ""
        return dash.upper() not in ("", "BYLAYER", "BYBLOCK", "CONTINUOUS")

    def _at(self, x: float, y: float, z: float = 0.0) -> Point:
        if abs(z) > NOTHING:
            self._sketch.note("Some lines lie above or below the plane; they are taken as seen from above.")
        return self._scale.apply((x, y))

    def _line(self, entity: Any, source: Source) -> None:
        self._sketch.line(self._at(*entity.dxf.start), self._at(*entity.dxf.end), source)

    def _arc(self, entity: Any, source: Source) -> None:
        start, end = (entity.dxf.start_angle, entity.dxf.end_angle) if entity.dxftype() == "ARC" else (0.0, 360.0)
        sweep = (end - start) % 360 or 360.0
        radius = entity.dxf.radius * self._scale.a
        if radius <= 0:
            raise ValueError("its radius is not more than 0")
        self._sketch.arc(Arc(self._at(*entity.dxf.center), radius, start, sweep), source)

    def _ellipse(self, entity: Any, source: Source) -> None:
        start, end = entity.dxf.start_param, entity.dxf.end_param
        sweep = (end - start) % math.tau
        whole = math.tau if sweep < 1e-9 else sweep
        major, minor = entity.dxf.major_axis, entity.minor_axis
        curve = Ellipse(
            Point(entity.dxf.center.x, entity.dxf.center.y),
            Point(major.x, major.y),
            Point(minor.x, minor.y),
            start,
            whole,
        )
        self._sketch.curve(curve.transformed(self._scale), source)

    def _spline(self, entity: Any, source: Source) -> None:
        if entity.dxf.degree > MOST_DEGREE or len(entity.control_points) > MOST_CONTROLS:
            raise ValueError(f"a spline of degree {entity.dxf.degree} with {len(entity.control_points)} points")
        spline = entity.construction_tool()
        if spline.degree == 3 and not spline.is_rational and spline.is_clamped:
            for part in spline.bezier_decomposition():
                self._sketch.curve(Bezier(*(self._at(*point) for point in part)), source)
        else:
            points = _samples(spline, CLOSE / self._scale.a)
            self._sketch.curve(Polyline(tuple(self._at(*point) for point in points)), source)

    def _polyline(self, entity: Any, source: Source) -> None:
        if entity.dxftype() == "POLYLINE" and (entity.is_poly_face_mesh or entity.is_polygon_mesh):
            self._sketch.leave_out("MESH")
            return
        if len(entity) > MOST_STROKES:
            raise ValueError(f"it has {len(entity)} corners")
        for part in entity.virtual_entities():
            upright(part)
            (self._line if part.dxftype() == "LINE" else self._arc)(part, source)


def _samples(spline: BSpline, close: float) -> list[Vec3]:
    """Points of a curve that chords follow within ``close``, where all its control points shape it: a closed spline
    often has knots before and after, between which nothing is drawn."""
    knots, degree = spline.knots(), spline.degree
    ends = knots[degree], knots[-degree - 1]
    stops = sorted({knot for knot in knots if ends[0] <= knot <= ends[1]})
    steps = 4
    while (len(stops) - 1) * steps <= MOST_STROKES:
        places = np.concatenate([np.linspace(*pair, steps, endpoint=False) for pair in itertools.pairwise(stops)])
        points = list(spline.points([*places.tolist(), ends[1]]))
        missed = (a.lerp(c).distance(b) for a, b, c in zip(points[::2], points[1::2], points[2::2], strict=False))
        if max(missed, default=math.inf) <= close:
            return points
        steps *= 2
    raise ValueError("it has too many turns")


_KINDS = {
    "LINE": _Reader._line,
    "ARC": _Reader._arc,
    "CIRCLE": _Reader._arc,
    "ELLIPSE": _Reader._ellipse,
    "SPLINE": _Reader._spline,
    "LWPOLYLINE": _Reader._polyline,
    "POLYLINE": _Reader._polyline,
}
