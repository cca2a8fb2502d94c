"""What a page puts on the plates: too much ink, and artwork that is cut off before its bleed ends."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
import shapely
from shapely.geometry.polygon import orient

from core.colour.convert import ink_to_cmyk
from core.colour.inks import Cmyk, Ink, Spot
from core.compose.drawlist import FillPath, StrokePath
from core.compose.placed.pdf import PlacedPage
from core.geometry import Box
from core.press.plates import separate
from core.press.plates.coverage import over_limit
from core.press.preflight.bleed import Flags, Reals, knife, needed
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.boxes import SHORT
from core.press.preflight.pdf.content import Content
from core.press.preflight.pdf.die import bleed_beyond, glue_areas, is_die
from core.units import MM_PER_INCH

_PLATE_PX = 6_000_000  # of one plate
_EDGE_PPI = 72.0
_TRACE = 4  # of 255: ink that is seen
_EDGE = 0.5  # mm
_UNSURE = 10  # mm without bleed that count where nobody says where the cut is: a die may leave the trim in a curve


def check_ink_limit(page: Content) -> Iterator[Finding]:
    """Total coverage, from the plates of the page."""
    if page.heavy:
        yield found("pdf-unseen", "The pictures are too large to have their ink measured.", None, page.number)
        return
    limits = page.limits
    if lightly_inked(page):
        return
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


def lightly_inked(page: Content) -> bool:
    """Whether no ink of a page is too much by itself, and none is laid on another: then no plates have to be made."""
    inks: set[Ink] = set()
    for mark in page.marks:
        if not isinstance(mark.op, FillPath | StrokePath) or mark.op.overprint or mark.opacity < 1 or mark.finish:
            return False
        inks.add(mark.op.ink)
    return all(_total(ink, page) <= page.limits.ink for ink in inks)


def check_bleed(page: Content) -> Iterator[Finding]:
    """Artwork that reaches the cut, or the trim of a page that has none, and ends before the bleed does that the page
    states: by its boxes, or by the bleed lines of the packs on a sheet.
    """
    limit, packs = page.limits.bleed, page.packs
    if page.heavy or limit <= 0:
        return
    blanks = packs or [orient(shapely.box(*page.read.trim))]
    whole = shapely.union_all(blanks)
    stated, lines = _room(page.read), bleed_beyond(whole, page.read.ops)
    if lines is not None and lines < limit - SHORT <= stated:
        text = f"There are {lines:.1f} mm of bleed beyond the cut; {limit:g} mm are wanted."
        yield found("bleed-small", text, page.told(Box(*whole.bounds)), page.number)
    wanted = needed(stated if lines is None else min(stated, lines), limit)
    if wanted <= _EDGE:
        return
    allowed = whole.buffer(wanted) - glue_areas(page.read.ops).buffer(2 * wanted) - whole
    covers = _inked(page, Box(*whole.bounds).grown(wanted))
    for blank in blanks:
        # Half a millimetre less than is wanted: a pixel at the end of the bleed is only partly covered.
        edge = knife(blank, allowed, wanted - _EDGE)
        missing = edge.missing(covers)
        if np.count_nonzero(missing) >= (1 if packs else _UNSURE):
            text = f"Artwork reaches the cut and ends before {wanted:.3g} mm of bleed."
            where = page.told(Box(*shapely.MultiPoint(edge.inner[missing]).bounds))
            yield found("bleed-missing", text, where, page.number)


def _inked(page: Content, box: Box) -> Callable[[Reals], Flags]:
    """Says of points in ``box`` whether there is ink, the lines of a die left out."""
    plates = separate(
        page.page, page.pixels, page.condition, _ppi(box), box=box, technical=False, progress=page.progress
    )
    printed = [number for number, name in enumerate(plates.names) if not is_die(Spot(name, Cmyk()))]
    inked: Flags = np.any(plates.inks[:, :, printed] > _TRACE, axis=2)

    def covers(points: Reals) -> Flags:
        pixel = MM_PER_INCH / plates.ppi
        columns = ((points[:, 0] - box.x0) / pixel).astype(np.intp).clip(0, inked.shape[1] - 1)
        rows = ((box.y1 - points[:, 1]) / pixel).astype(np.intp).clip(0, inked.shape[0] - 1)
        inside: Flags = inked[rows, columns]
        return inside

    return covers


def _ppi(box: Box) -> float:
    """As fine as limits are measured, or as many pixels as are quick to make."""
    area = max(box.width * box.height, 1.0)
    return max(1.0, min(_EDGE_PPI, MM_PER_INCH * math.sqrt(_PLATE_PX / area)))


def _room(read: PlacedPage) -> float:
    """How far the bleed box goes beyond the trim, mm."""
    trim, bleed = read.trim, read.bleed
    return min(trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1)


def _total(ink: Ink, page: Content) -> float:
    if isinstance(ink, Spot):
        return 100 * ink.tint
    mixed = ink_to_cmyk(ink, page.condition)
    return 100 * (mixed.c + mixed.m + mixed.y + mixed.k)
