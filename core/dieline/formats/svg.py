"""SVG 1.1 at 1:1 in millimetres: a group for each line type (Illustrator and Inkscape show them as layers)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from core.dieline.chains import Chain, chains, is_closed
from core.dieline.formats.seen import seen_from
from core.dieline.outline import LineType, Outline, Side
from core.files import write_bytes
from core.geometry import Arc, Line, Point

NAMESPACE = "http://www.w3.org/2000/svg"
INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"
STROKE = 0.25  # mm
MARGIN = 1.0  # mm around the blank, so that strokes on its edge show whole

COLOURS: dict[LineType, str] = {
    LineType.CUT: "#e6007e",
    LineType.CREASE: "#009640",
    LineType.REVERSE_CREASE: "#00a19a",
    LineType.PERFORATION: "#f39200",
    LineType.HALF_CUT: "#951b81",
    LineType.CUT_CREASE: "#1d71b8",
    LineType.SLIT: "#be1622",
    LineType.BLEED: "#36a9e1",
    LineType.GLUE: "#b17f4a",
    LineType.VARNISH_FREE: "#7d4e24",
    LineType.WINDOW: "#662483",
}
DASHES: dict[LineType, str] = {
    LineType.CREASE: "3 1.5",
    LineType.REVERSE_CREASE: "3 1 0.6 1",
    LineType.PERFORATION: "2 2",
    LineType.CUT_CREASE: "4 2",
    LineType.GLUE: "1 1",
    LineType.VARNISH_FREE: "1 1",
}


def write_svg(outline: Outline, path: Path, *, side: Side = "outside") -> None:
    """Write the die as seen from ``side``; raises DieloomError when the file cannot be saved."""
    write_bytes(path, ET.tostring(svg_of(outline, side), encoding="utf-8", xml_declaration=True))


def svg_of(outline: Outline, side: Side = "outside") -> ET.Element:
    """The drawing as an element tree."""
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("inkscape", INKSCAPE)
    sheet = outline.blank.grown(MARGIN)
    size = {"width": f"{_number(sheet.width)}mm", "height": f"{_number(sheet.height)}mm"}
    box = " ".join(map(_number, (sheet.x0, -sheet.y1, sheet.width, sheet.height)))
    root = ET.Element(f"{{{NAMESPACE}}}svg", {**size, "viewBox": box, "version": "1.1"})
    ET.SubElement(root, f"{{{NAMESPACE}}}title").text = f"{outline.code}, seen from the {side}"
    groups: dict[LineType, ET.Element] = {}
    for type_, chain in chains(seen_from(outline, side)):
        group = groups[type_] if type_ in groups else groups.setdefault(type_, _group(root, type_))
        ET.SubElement(group, f"{{{NAMESPACE}}}path", {"d": _path_data(chain)})
    return root


def _group(root: ET.Element, type_: LineType) -> ET.Element:
    style = {"fill": "none", "stroke": COLOURS[type_], "stroke-width": str(STROKE), "stroke-linejoin": "round"}
    if type_ in DASHES:
        style["stroke-dasharray"] = DASHES[type_]
    layer = {"id": type_.value, f"{{{INKSCAPE}}}label": type_.value, f"{{{INKSCAPE}}}groupmode": "layer"}
    return ET.SubElement(root, f"{{{NAMESPACE}}}g", {**layer, **style})


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
