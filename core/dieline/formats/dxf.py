"""DXF through ezdxf: one layer for each line type, true arcs, millimetres, the viewing side stated.

AutoCAD 2000 by default; R12 for old die shops, which has no unit in its header, so that a note and a comment say it.
"""

from __future__ import annotations

import io
import logging
import math
import re
from pathlib import Path
from typing import Literal

from ezdxf.document import Drawing
from ezdxf.filemanagement import new
from ezdxf.layouts.layout import Modelspace

from core.dieline.chains import Chain, chains, is_closed
from core.dieline.formats.presets import Preset, standard
from core.dieline.formats.seen import seen_from
from core.dieline.outline import Outline, Side
from core.files import write_bytes
from core.geometry import Arc, Line

Version = Literal["R2000", "R12"]
NOTE_LAYER = "NOTE"
NO_UNIT, MILLIMETRES = 0, 4  # $INSUNITS
METRIC = 1  # $MEASUREMENT
UNIT_COMMENT = "All lengths in mm"
# It warns that R12 has no unit, which the note in the file makes up for.
logging.getLogger("ezdxf").setLevel(logging.ERROR)
_NOT_IN_R12 = re.compile(r"[^A-Z0-9$_-]")


def write_dxf(
    outline: Outline,
    path: Path,
    *,
    side: Side = "outside",
    version: Version = "R2000",
    preset: Preset | None = None,
) -> None:
    """Write the die as seen from ``side``; raises DieloomError when the file cannot be saved."""
    drawing, text = dxf_of(outline, side, version, preset), io.StringIO()
    text.write(f"999\n{UNIT_COMMENT}\n")
    drawing.write(text)
    write_bytes(path, text.getvalue().encode(drawing.output_encoding, errors="dxfreplace"))


def dxf_of(
    outline: Outline, side: Side = "outside", version: Version = "R2000", preset: Preset | None = None
) -> Drawing:
    """The drawing; a note below the blank (never plotted) says which side is seen."""
    names = preset or standard()
    drawing = new(version, setup=["linetypes"], units=NO_UNIT if version == "R12" else MILLIMETRES)
    drawing.header["$MEASUREMENT"] = METRIC
    model = drawing.modelspace()
    for type_, chain in chains(seen_from(outline, side)):
        layer = _layer(names[type_].layer, version)
        if layer not in drawing.layers:
            drawing.layers.add(layer, color=names[type_].aci)
        _draw(model, chain, layer, lightweight=version != "R12")
    drawing.layers.add(NOTE_LAYER, color=8).dxf.plot = 0
    note = f"{outline.code}. Seen from the {side}. Caliper {outline.caliper:g} mm. {UNIT_COMMENT}."
    model.add_text(note, height=4, dxfattribs={"layer": NOTE_LAYER, "insert": (outline.blank.x0, outline.blank.y0 - 8)})
    return drawing


def _layer(name: str, version: Version) -> str:
    """R12 knows capitals, digits and three signs, 31 of them at most."""
    return _NOT_IN_R12.sub("_", name.upper())[:31] if version == "R12" else name


def _draw(model: Modelspace, chain: Chain, layer: str, *, lightweight: bool) -> None:
    attributes = {"layer": layer}
    if len(chain) > 1:
        points = [(*segment.start, _bulge(segment)) for segment in chain]
        closed = is_closed(chain)
        if not closed:
            points.append((*chain[-1].end, 0.0))
        polyline = model.add_lwpolyline if lightweight else model.add_polyline2d
        polyline(points, format="xyb", close=closed, dxfattribs=attributes)
    elif isinstance(chain[0], Line):
        model.add_line(chain[0].start, chain[0].end, dxfattribs=attributes)
    elif abs(chain[0].sweep_deg) >= 360:
        model.add_circle(chain[0].centre, chain[0].radius, dxfattribs=attributes)
    else:
        low, high = sorted((chain[0].start_deg, chain[0].start_deg + chain[0].sweep_deg))
        model.add_arc(chain[0].centre, chain[0].radius, low, high, dxfattribs=attributes)


def _bulge(segment: Line | Arc) -> float:
    """A polyline's arc: the tangent of a quarter of the angle it turns through."""
    return math.tan(math.radians(segment.sweep_deg) / 4) if isinstance(segment, Arc) else 0.0
