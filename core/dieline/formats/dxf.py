"""DXF (AutoCAD 2000) through ezdxf: one layer for each line type, true arcs, millimetres, the viewing side stated."""

from __future__ import annotations

import io
import math
from pathlib import Path

from ezdxf.document import Drawing
from ezdxf.filemanagement import new
from ezdxf.layouts.layout import Modelspace

from core.dieline.chains import Chain, chains, is_closed
from core.dieline.formats.seen import seen_from
from core.dieline.outline import LineType, Outline, Side
from core.files import write_bytes
from core.geometry import Arc, Line

# Layer name and AutoCAD colour index of each line type.
LAYERS: dict[LineType, tuple[str, int]] = {
    LineType.CUT: ("CUT", 1),
    LineType.CREASE: ("CREASE", 3),
    LineType.REVERSE_CREASE: ("REVERSE_CREASE", 4),
    LineType.PERFORATION: ("PERFORATION", 30),
    LineType.HALF_CUT: ("HALF_CUT", 6),
    LineType.CUT_CREASE: ("CUT_CREASE", 5),
    LineType.SLIT: ("SLIT", 2),
    LineType.BLEED: ("BLEED", 140),
    LineType.GLUE: ("GLUE", 40),
    LineType.VARNISH_FREE: ("VARNISH_FREE", 42),
    LineType.WINDOW: ("WINDOW", 200),
}
NOTE_LAYER = "NOTE"
MILLIMETRES = 4  # $INSUNITS
METRIC = 1  # $MEASUREMENT


def write_dxf(outline: Outline, path: Path, *, side: Side = "outside") -> None:
    """Write the die as seen from ``side``; raises DieloomError when the file cannot be saved."""
    drawing, text = dxf_of(outline, side), io.StringIO()
    drawing.write(text)
    write_bytes(path, text.getvalue().encode(drawing.output_encoding, errors="dxfreplace"))


def dxf_of(outline: Outline, side: Side = "outside") -> Drawing:
    """The drawing; a note below the blank (never plotted) says which side is seen."""
    drawing = new("R2000", setup=["linetypes"], units=MILLIMETRES)
    drawing.header["$MEASUREMENT"] = METRIC
    model = drawing.modelspace()
    for type_, chain in chains(seen_from(outline, side)):
        name, colour = LAYERS[type_]
        if name not in drawing.layers:
            drawing.layers.add(name, color=colour)
        _draw(model, chain, name)
    drawing.layers.add(NOTE_LAYER, color=8).dxf.plot = 0
    note = f"{outline.code}. Seen from the {side}. Caliper {outline.caliper:g} mm. All lengths in mm."
    model.add_text(note, height=4, dxfattribs={"layer": NOTE_LAYER, "insert": (outline.blank.x0, outline.blank.y0 - 8)})
    return drawing


def _draw(model: Modelspace, chain: Chain, layer: str) -> None:
    attributes = {"layer": layer}
    if len(chain) > 1:
        points = [(*segment.start, _bulge(segment)) for segment in chain]
        closed = is_closed(chain)
        if not closed:
            points.append((*chain[-1].end, 0.0))
        model.add_lwpolyline(points, format="xyb", close=closed, dxfattribs=attributes)
    elif isinstance(chain[0], Line):
        model.add_line(chain[0].start, chain[0].end, dxfattribs=attributes)
    else:
        low, high = sorted((chain[0].start_deg, chain[0].start_deg + chain[0].sweep_deg))
        model.add_arc(chain[0].centre, chain[0].radius, low, high, dxfattribs=attributes)


def _bulge(segment: Line | Arc) -> float:
    """A polyline's arc: the tangent of a quarter of the angle it turns through."""
    return math.tan(math.radians(segment.sweep_deg) / 4) if isinstance(segment, Arc) else 0.0
