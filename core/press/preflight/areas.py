"""Ink where glue must hold, and varnish where it must not be."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from core.colour.inks import Spot
from core.compose.drawlist import FillPath, StrokePath
from core.compose.paints import is_white
from core.dieline.contour import FINE
from core.dieline.outline import LineType
from core.geometry import Box
from core.press.preflight.findings import Finding, found
from core.press.preflight.job import Job, Printed, called, turned
from core.press.preflight.marks import Mark, area_of, box_of

_COUNTS = 0.5  # mm2 of ink on a glue area


def check_glue(job: Job) -> Iterator[Finding]:
    """Layers that print on a glue area: glue holds on bare board only."""
    for layer, page, marks in job.printed():
        glue = turned(area_of(page.face.regions.glue), page.face.view)
        shared = _shared(marks, glue)
        if shared.area > _COUNTS:
            text = f"{called(layer)} prints on {shared.area:.0f} mm² of a glue area, where glue does not hold on ink."
            yield found("on-glue", text, box_of(shared), page.number, layer.id)


def check_varnish_free(job: Job) -> Iterator[Finding]:
    """Varnish on areas that the template keeps free of it."""
    varnishes = {spot.name for spot in job.document.design.spots if spot.use == "varnish"}
    for layer, page, marks in job.printed():
        if page.page.side == "inside" or not varnishes:
            continue
        varnished = [mark for mark in marks if _ink_name(mark) in varnishes]
        shared = _shared(varnished, varnish_free(page))
        if shared.area > _COUNTS:
            text = f"{called(layer)} puts varnish on {shared.area:.0f} mm² that are to stay free of it."
            yield found("on-varnish-free", text, box_of(shared), page.number, layer.id)


def varnish_free(page: Printed) -> BaseGeometry:
    """The areas within the template's varnish-free lines, which close on themselves or on the knife."""
    lines = [line.segment.flattened(FINE) for line in page.face.outline.lines_of(LineType.VARNISH_FREE)]
    if not lines:
        return shapely.Polygon()
    edges = shapely.union_all([*(shapely.LineString(line) for line in lines)])
    return turned(shapely.union_all(list(shapely.get_parts(shapely.polygonize([edges])))), page.face.view)


def _shared(marks: list[Mark], area: BaseGeometry) -> BaseGeometry:
    """What some marks print of an area."""
    if area.is_empty:
        return area
    near = Box(*area.bounds)
    inked = [
        mark.area_in(near) & area
        for mark in marks
        if not mark.technical and mark.box is not None and not _bare(mark) and mark.box.meets(near)
    ]
    return shapely.union_all(inked)


def _bare(mark: Mark) -> bool:
    return isinstance(mark.op, FillPath | StrokePath) and is_white(mark.op.ink)


def _ink_name(mark: Mark) -> str | None:
    ink = mark.op.ink if isinstance(mark.op, FillPath | StrokePath) else None
    return ink.name if isinstance(ink, Spot) else None
