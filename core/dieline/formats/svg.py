"""SVG 1.1 at 1:1 in millimetres: a group for each line type (Illustrator and Inkscape show them as layers)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from core.dieline.chains import Chain, chains, is_closed
from core.dieline.formats.presets import Pen, Preset, standard
from core.dieline.formats.seen import seen_from
from core.dieline.outline import Outline, Side
from core.files import write_bytes
from core.geometry import Arc, Line, Point

NAMESPACE = "http://www.w3.org/2000/svg"
INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"
STROKE = 0.25  # mm
MARGIN = 1.0  # mm around the blank, so that strokes on its edge show whole
_NOT_IN_ID = re.compile(r"[^\w.-]")


def write_svg(outline: Outline, path: Path, *, side: Side = "outside", preset: Preset | None = None) -> None:
    """Write the die as seen from ``side``; raises DieloomError when the file cannot be saved."""
    write_bytes(path, ET.tostring(svg_of(outline, side, preset), encoding="utf-8", xml_declaration=True))


def svg_of(outline: Outline, side: Side = "outside", preset: Preset | None = None) -> ET.Element:
    """The drawing as an element tree; line types that share a name share a group."""
    names = preset or standard()
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("inkscape", INKSCAPE)
    sheet = outline.blank.grown(MARGIN)
    size = {"width": f"{_number(sheet.width)}mm", "height": f"{_number(sheet.height)}mm"}
    box = " ".join(map(_number, (sheet.x0, -sheet.y1, sheet.width, sheet.height)))
    root = ET.Element(f"{{{NAMESPACE}}}svg", {**size, "viewBox": box, "version": "1.1"})
    ET.SubElement(root, f"{{{NAMESPACE}}}title").text = f"{outline.code}, seen from the {side}"
    groups: dict[str, ET.Element] = {}
    for type_, chain in chains(seen_from(outline, side)):
        pen = names[type_]
        group = groups[pen.group] if pen.group in groups else groups.setdefault(pen.group, _group(root, pen))
        ET.SubElement(group, f"{{{NAMESPACE}}}path", {"d": _path_data(chain)})
    return root


def _group(root: ET.Element, pen: Pen) -> ET.Element:
    style = {"fill": "none", "stroke": pen.colour, "stroke-width": str(STROKE), "stroke-linejoin": "round"}
    if pen.dash:
        style["stroke-dasharray"] = " ".join(map(_number, pen.dash))
    layer = {"id": _NOT_IN_ID.sub("_", pen.group), f"{{{INKSCAPE}}}label": pen.group}
    return ET.SubElement(root, f"{{{NAMESPACE}}}g", {**layer, f"{{{INKSCAPE}}}groupmode": "layer", **style})


def _path_data(chain: Chain) -> str:
    words = [f"M {_point(chain[0].start)}"]
    for segment in chain:
        if isinstance(segment, Line):
            words.append(f"L {_point(segment.end)}")
        else:
            words += [_arc(half) for half in _halves(segment)]
    return " ".join([*words, "Z"] if is_closed(chain) else words)


def _halves(arc: Arc) -> list[Arc]:
    """Arcs of half a turn at most: SVG cannot tell a longer one's ends apart near the full circle."""
    if abs(arc.sweep_deg) <= 180:
        return [arc]
    half = arc.sweep_deg / 2
    return [Arc(arc.centre, arc.radius, arc.start_deg, half), Arc(arc.centre, arc.radius, arc.start_deg + half, half)]


def _arc(arc: Arc) -> str:
    # y points down in SVG, so a counter-clockwise arc is one of negative angle direction: sweep flag 0.
    radius = _number(arc.radius)
    return f"A {radius} {radius} 0 0 {int(arc.sweep_deg < 0)} {_point(arc.end)}"


def _point(point: Point) -> str:
    return f"{_number(point.x)} {_number(-point.y)}"


def _number(value: float) -> str:
    return f"{round(value, 5) + 0.0:.5f}".rstrip("0").rstrip(".")
