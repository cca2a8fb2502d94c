"""A blank as JSON for other programs: lines by type, panels, the fold tree, sizes, and the template it comes from.

All lengths in mm, y up, seen on the printed side; angles in degrees, counter-clockwise. Closed, a child turns by
``angle`` about its axis (right-handed, from the axis's first point to its second), which lies ``lift`` mm towards the
printed side of the parent's middle: a fold beyond a right angle crushes the crease. ``walls`` are the pairs of panels
between whose inner faces the inside is measured.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.dieline.fold import crushed
from core.dieline.outline import Fold, Outline, Panel
from core.dieline.schema import TemplateFile
from core.files import write_bytes
from core.geometry import Line, Point, Segment

DIGITS = 6  # of a millimetre: a nanometre
FINE = 0.01  # mm that a panel's polygon may stray from its arcs


def write_json(outline: Outline, path: Path, file: TemplateFile | None = None) -> None:
    """Write the blank, with the template when given; raises DieloomError when the file cannot be saved."""
    write_bytes(path, json.dumps(json_of(outline, file), indent=1, ensure_ascii=False).encode() + b"\n")


def json_of(outline: Outline, file: TemplateFile | None = None) -> dict[str, Any]:
    """The blank as values that JSON knows."""
    read = {spec.name: spec.read for spec in file.panels} if file is not None else {}
    facts: dict[str, Any] = {
        "code": outline.code,
        "title": outline.title,
        "parameters": {name: _number(value) for name, value in outline.parameters},
        "caliper": outline.caliper,
        "blank": {"width": _number(outline.blank.width), "height": _number(outline.blank.height)},
        "inside": {
            name: _number(value) for name, value in zip(("length", "width", "height"), outline.inside, strict=True)
        },
        "lines": lines_of(outline),
        "panels": {panel.name: _panel(panel, read.get(panel.name, 0)) for panel in outline.panels},
        "root": outline.root,
        "folds": [_fold(fold, outline.caliper) for fold in outline.folds],
        "joins": [{"flap": join.flap, "mate": join.mate, "face": join.face} for join in outline.joins],
        "walls": [list(pair) for pair in outline.walls],
        "uncut": [list(pair) for pair in outline.uncut],
        "bends": {
            panel.name: {"along": panel.bend.along, "angle": panel.bend.angle_deg}
            for panel in outline.panels
            if panel.bend is not None
        },
        "bleed": outline.bleed,
        "grain": outline.grain,
    }
    if file is not None:
        facts["template"] = file.model_dump(mode="json", exclude_defaults=True)
    return facts


def lines_of(outline: Outline) -> list[dict[str, Any]]:
    """The lines of each type."""
    by_type: dict[str, list[dict[str, Any]]] = {}
    for line in outline.lines:
        by_type.setdefault(line.type.value, []).append(segment_of(line.segment))
    return [{"type": type_, "segments": segments} for type_, segments in by_type.items()]


def segment_of(segment: Segment) -> dict[str, Any]:
    """A line by its ends; an arc by its circle and its ends."""
    ends = {"start": _point(segment.start), "end": _point(segment.end)}
    if isinstance(segment, Line):
        return {"kind": "line", **ends}
    circle = {"centre": _point(segment.centre), "radius": _number(segment.radius)}
    turn = {"start_deg": _number(segment.start_deg), "sweep_deg": _number(segment.sweep_deg)}
    return {"kind": "arc", **circle, **turn, **ends}


def _panel(panel: Panel, read: int) -> dict[str, Any]:
    return {
        "role": panel.role.value,
        "read": read,
        "width": _number(panel.width),
        "height": _number(panel.height),
        "polygon": [_point(point) for point in panel.polygon(FINE)],
        "boundary": [segment_of(segment) for segment in panel.boundary],
    }


def _fold(fold: Fold, caliper: float) -> dict[str, Any]:
    return {
        "parent": fold.parent,
        "child": fold.child,
        "axis": [_point(fold.axis.start), _point(fold.axis.end)],
        "curve": [_point(point) for point in fold.curve],
        "angle": _number(fold.angle_deg),
        "lift": _number(crushed(fold.angle_deg, caliper)),
        "order": fold.order,
    }


def _point(point: Point) -> list[float]:
    return [_number(point.x), _number(point.y)]


def _number(value: float) -> float:
    return round(value, DIGITS) + 0.0
