"""Does artwork that reaches the knife run on beyond it, so that a cut that strays shows no bare board?

Points along the knife, a millimetre apart, are asked: is the layer here, and is it still there where the bleed ends?
Only where print may go on is judged: not towards another panel, nor into a glue area. Artwork is held to the bleed
that its file states. A file that states less than the printer wants, as labels do, is warned of; artwork that goes on
for less than a millimetre is at fault whatever its file states.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from core.document.model import ImageLayer, Layer, Placement, ShapeLayer, TextLayer
from core.geometry import Box
from core.press.preflight.findings import Finding, Fix, found
from core.press.preflight.fixes import designing, placing
from core.press.preflight.job import Job, Printed, called, turned
from core.press.preflight.marks import Mark, area_of

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST = 1.0  # mm of bleed that are needed whatever a file states: as far as a knife strays
REACH = 0.5  # mm; what ends so near to the knife was meant to reach it
_STEP = 1.0  # mm between points along the knife
_COUNTS = 3  # neighbouring points that make a fault: at the end of an edge one or two may look past the corner
_SLACK = 0.1  # mm that the bleed may be short
_SIDEWAYS = math.radians(45)  # a band that crosses the knife slantwise goes on slantwise


@dataclass(frozen=True)
class Knife:
    """Points just inside the knife, and for each the places where the bleed ends: straight out and to both sides."""

    inner: Reals
    outer: tuple[Reals, Reals, Reals]
    judged: Flags

    def missing(self, covers: Callable[[Reals], Flags]) -> Flags:
        """Where something reaches the knife and ends before the bleed does; ``covers`` says which points it covers."""
        reaches = covers(self.inner) & self.judged
        ends = np.zeros(len(reaches), np.bool_)
        ends[reaches] = ~np.any([covers(outer[reaches]) for outer in self.outer], axis=0)
        return _runs(ends, _COUNTS)


def check_bleed(job: Job) -> Iterator[Finding]:
    """The design's own bleed, and every layer that is cut off before it."""
    limit = job.limits.bleed
    if max(job.bleed, job.outline.bleed) <= _SLACK:
        return  # a garment is printed, not cut
    more = designing(f"Give it {limit:g} mm of bleed", f"将出血设为 {limit:g} mm", bleed=limit)
    if job.bleed < limit - _SLACK and any(layer.visible for layer in job.document.design.layers):
        yield found("bleed-small", f"The design has {job.bleed:g} mm of bleed; {limit:g} mm are wanted.", fix=more)
    wanted = needed(job.bleed, limit)
    if wanted <= _SLACK:
        return
    knives = {page.number: _knife_of(page, wanted) for page in job.pages}
    for layer, page, marks in job.printed():
        job.progress.check()
        where = _short(layer, marks, knives[page.number])
        if where is not None:
            text = f"{called(layer)} ends less than {wanted:g} mm beyond the cut."
            fix = more if job.bleed < wanted else extended(layer, page, wanted)
            yield found("bleed-missing", text, where, page.number, layer.id, fix)


def needed(stated: float, limit: float) -> float:
    """How far artwork has to go on beyond the cut, mm, in a file that states its bleed, for a printer's limit."""
    return min(limit, max(stated, LEAST))


def knife(blank: Polygon, allowed: BaseGeometry, bleed: float) -> Knife:
    """The points of a knife that are asked about ``bleed`` mm of bleed; print may go on in what is ``allowed``."""
    rings = [blank.exterior, *blank.interiors]
    points, normals = (np.concatenate(each) for each in zip(*map(_along, rings), strict=True))
    reach = bleed - _SLACK
    straight = points + normals * reach
    sideways = [points + _turned(normals, sign * _SIDEWAYS) * reach * math.sqrt(2) for sign in (1, -1)]
    judged = shapely.contains_xy(allowed, straight) & ~shapely.contains_xy(blank, straight)
    return Knife(points - normals * REACH, (straight, sideways[0], sideways[1]), judged)


def _knife_of(page: Printed, bleed: float) -> Knife:
    return knife(page.blank, turned(area_of(page.face.regions.whole), page.face.view), bleed)


def extended(layer: Layer, page: Printed, bleed: float) -> Fix | None:
    """The box of a layer moved out over the knife on those sides where it ends at its panel's edge; none where it is
    turned, rounded, or a picture that is to be seen whole."""
    place, words = layer.place, (f"Extend it by {bleed:g} mm of bleed", f"延伸 {bleed:g} mm 出血")
    whole = isinstance(layer, ImageLayer) and layer.fit == "contain"
    shaped = isinstance(layer, ShapeLayer) and (layer.shape != "rectangle" or layer.radius > 0)
    if place.rotation or whole or shaped or place.width is None or place.height is None:
        return None
    _, width, height = page.face.frame(place.panel)
    if _fills(place, width, height) and not (isinstance(layer, ShapeLayer) and layer.stroke is not None):
        return placing(layer, *words, x=0.0, y=0.0, width=None, height=None)
    box = Box(place.x, place.y, place.x + place.width, place.y + place.height)
    near = REACH + bleed
    grown = Box(
        -bleed if abs(box.x0) <= near else box.x0,
        -bleed if abs(box.y0) <= near else box.y0,
        width + bleed if abs(box.x1 - width) <= near else box.x1,
        height + bleed if abs(box.y1 - height) <= near else box.y1,
    )
    if grown == box:
        return None
    return placing(layer, *words, x=grown.x0, y=grown.y0, width=grown.width, height=grown.height)


def _short(layer: Layer, marks: list[Mark], knife: Knife) -> Box | None:
    """Around the points where a layer ends too soon beyond the knife; None where it does not."""
    if isinstance(layer, TextLayer) or layer.kind == "barcode" or not marks:
        return None
    area = shapely.union_all([mark.area for mark in marks if not mark.technical])
    shapely.prepare(area)

    def covers(points: Reals) -> Flags:
        return np.asarray(shapely.contains_xy(area, points), np.bool_)

    missing = knife.missing(covers)
    return Box(*shapely.MultiPoint(knife.inner[missing]).bounds) if missing.any() else None


def _runs(flags: Flags, least: int) -> Flags:
    """The flags in rows of at least so many."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    kept = np.zeros_like(flags)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        kept[start:end] = end - start >= least
    return kept


def _along(ring: shapely.LinearRing) -> tuple[Reals, Reals]:
    """Points along a ring of the blank and their normals out of it: to the right of a ring that has it on its left."""
    at = np.arange(_STEP / 2, ring.length, _STEP)
    points = shapely.get_coordinates(shapely.line_interpolate_point(ring, at))
    before, after = (
        shapely.get_coordinates(shapely.line_interpolate_point(ring, np.clip(at + step, 0, ring.length)))
        for step in (-0.05, 0.05)
    )
    along = after - before
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    return points, np.stack([along[:, 1], -along[:, 0]], axis=1)


def _turned(vectors: Reals, angle: float) -> Reals:
    cos, sin = math.cos(angle), math.sin(angle)
    return np.stack([cos * vectors[:, 0] - sin * vectors[:, 1], sin * vectors[:, 0] + cos * vectors[:, 1]], axis=1)


def _fills(place: Placement, width: float, height: float) -> bool:
    """Whether a box is that of its panel, give or take what reaches the edge."""
    w, h = place.width or width, place.height or height
    return max(abs(place.x), abs(place.y), abs(place.x + w - width), abs(place.y + h - height)) <= REACH
