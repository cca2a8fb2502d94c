"""What a page puts on the plates: too much ink, and artwork that is cut off before its bleed ends."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from core.compose.drawlist import StrokePath
from core.compose.placed.pdf import PlacedPage
from core.geometry import Box
from core.press.plates import separate
from core.press.plates.coverage import over_limit
from core.press.preflight.bleed import Flags, Reals, knife
from core.press.preflight.findings import Finding, found
from core.press.preflight.marks import Mark, marks_of
from core.press.preflight.pdf.content import Content
from core.units import MM_PER_INCH

_PLATE_PX = 6_000_000  # of one plate
_EDGE_PPI = 72.0
_TRACE = 4  # of 255: ink that is seen
_EDGE = 0.5  # mm
_SNAP = 0.01  # mm within which lines of a cut meet


def check_ink_limit(page: Content) -> Iterator[Finding]:
    """Total coverage, from the plates of the page."""
    if page.heavy:
        yield found("pdf-unseen", "The pictures are too large to have their ink measured.", None, page.number)
        return
    limits = page.limits
    for over in over_limit(
        page.page,
        page.pixels,
        page.condition,
        limit=limits.ink,
        limit_all=limits.ink_all,
        area_mm2=limits.ink_area,
        ppi=_ppi(page.read.bleed),
        progress=page.progress,
    )[:20]:
        text = f"{over.peak:.0f} % of ink on {over.area_mm2:.0f} mm²; {over.limit:.0f} % is the limit."
        yield found("ink-limit", text, page.told(over.box), page.number)


def check_bleed(page: Content) -> Iterator[Finding]:
    """Artwork that reaches the cut, or the trim of a page that has none, and ends before the bleed does."""
    wanted = page.limits.bleed
    if page.heavy or wanted <= 0 or not _room(page.read, wanted):
        return
    blank = cut_contour(page)
    box = Box(*blank.bounds).grown(wanted)
    found_plates = separate(
        page.page, page.pixels, page.condition, _ppi(box), box=box, technical=False, progress=page.progress
    )
    inked: Flags = np.any(found_plates.inks > _TRACE, axis=2)

    def covers(points: Reals) -> Flags:
        pixel = MM_PER_INCH / found_plates.ppi
        columns = ((points[:, 0] - box.x0) / pixel).astype(np.intp).clip(0, inked.shape[1] - 1)
        rows = ((box.y1 - points[:, 1]) / pixel).astype(np.intp).clip(0, inked.shape[0] - 1)
        inside: Flags = inked[rows, columns]
        return inside

    # Half a millimetre less than is wanted: a pixel at the end of the bleed is only partly covered.
    edge = knife(blank, blank.buffer(wanted) - glue_areas(page).buffer(2 * wanted), wanted - _EDGE)
    missing = edge.missing(covers)
    if missing.any():
        text = f"Artwork reaches the cut and ends before {wanted:g} mm of bleed."
        yield found("bleed-missing", text, page.told(Box(*shapely.MultiPoint(edge.inner[missing]).bounds)), page.number)


def cut_contour(page: Content) -> Polygon:
    """The outermost cut of the page's cutting layer (ISO 19593-1), where its lines close; the trim otherwise."""
    lines = [
        shapely.LineString(outline)
        for mark in marks_of(page.read.ops)
        if _step_of(mark) == "Cutting" and isinstance(mark.op, StrokePath)
        for outline in mark.op.path.flattened()
        if len(set(outline)) > 1
    ]
    noded = shapely.set_precision(shapely.union_all(lines), _SNAP) if lines else shapely.MultiLineString()
    faces = shapely.union_all(list(shapely.get_parts(shapely.polygonize([noded])))) if lines else noded
    largest = max(shapely.get_parts(faces), key=lambda part: part.area, default=None)
    trim = shapely.box(*page.read.trim)
    if not isinstance(largest, Polygon) or largest.area < trim.area / 20:
        return orient(trim)
    return orient(Polygon(largest.exterior))


def glue_areas(page: Content) -> BaseGeometry:
    """What the page's gluing layer fills."""
    return shapely.union_all([mark.area for mark in marks_of(page.read.ops) if _step_of(mark) == "Gluing"])


def _ppi(box: Box) -> float:
    """As fine as limits are measured, or as many pixels as are quick to make."""
    area = max(box.width * box.height, 1.0)
    return max(1.0, min(_EDGE_PPI, MM_PER_INCH * math.sqrt(_PLATE_PX / area)))


def _room(read: PlacedPage, wanted: float) -> bool:
    trim, bleed = read.trim, read.bleed.grown(0.05)
    wide = trim.grown(wanted)
    return bleed.x0 <= wide.x0 and bleed.y0 <= wide.y0 and bleed.x1 >= wide.x1 and bleed.y1 >= wide.y1


def _step_of(mark: Mark) -> str | None:
    return mark.tag.step.type if mark.tag is not None and mark.tag.step is not None else None
