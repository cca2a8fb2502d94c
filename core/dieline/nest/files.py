"""A layout as files for die makers: the sheet's lower left corner is the origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.dieline.formats import cf2
from core.dieline.formats.dxf import write_dxf
from core.dieline.formats.presets import Preset
from core.dieline.formats.svg import write_svg
from core.dieline.nest.sheet import Layout
from core.dieline.outline import DieLine, Outline, Panel, PanelRole
from core.errors import DieloomError
from core.geometry import Affine, Line, Point

SUFFIXES = (".cf2", ".dxf", ".svg")


def write_layout(outline: Outline, layout: Layout, path: Path, *, preset: Preset | None = None) -> None:
    """Write the sheet as CF2, DXF or SVG by the name's suffix; raises DieloomError for another one or a full disk."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DieloomError(f"Cannot write {path.name}.", f"Use a name that ends in {', '.join(SUFFIXES)}.")
    if suffix == ".cf2":
        places = [cf2.Placement(place.x, place.y, place.turn_deg) for place in layout.placements]
        sheet = layout.sheet.width, layout.sheet.height
        cf2.write_cf2_layout(outline, places, sheet, path, preset=preset)
    elif suffix == ".dxf":
        write_dxf(sheet_outline(outline, layout), path, preset=preset)
    else:
        write_svg(sheet_outline(outline, layout), path, preset=preset)


def sheet_outline(outline: Outline, layout: Layout) -> Outline:
    """The layout as one die: the lines of every blank where it lies, and the sheet as the only panel."""
    sheet = layout.sheet
    lines = [
        DieLine(line.type, line.segment.transformed(place.matrix))
        for place in layout.placements
        for line in outline.lines
    ]
    corners = [Point(0, 0), Point(sheet.width, 0), Point(sheet.width, sheet.height), Point(0, sheet.height)]
    edges = _ring(corners)
    panel = Panel("sheet", PanelRole.PANEL, edges, Affine(), sheet.width, sheet.height)
    title = f"{outline.title}, {layout.count} on {sheet.width:g} x {sheet.height:g} mm"
    return replace(
        outline, title=title, lines=tuple(lines), panels=(panel,), root=panel.name, folds=(), joins=(), walls=()
    )


def _ring(corners: Sequence[Point]) -> tuple[Line, ...]:
    return tuple(Line(start, end) for start, end in zip(corners, (*corners[1:], corners[0]), strict=True))
