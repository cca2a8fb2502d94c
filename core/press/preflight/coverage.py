"""Total ink coverage, measured on the plates, and the layer that lays down too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from core.compose.hit import layers_at
from core.document.edits import find
from core.document.model import CmykPaint, Layer
from core.geometry import Box, Point
from core.press.plates.coverage import over_limit
from core.press.preflight.findings import Finding, Fix, found
from core.press.preflight.fixes import paints_of, reduced, setting
from core.press.preflight.inks import is_registration
from core.press.preflight.job import Job, Printed, called

_PROBES = 5  # points across and up at which a place is asked for its layers
_MOST = 20


def check_coverage(job: Job) -> Iterator[Finding]:
    """Places with more ink than the printer takes, over an area that is large enough to matter."""
    limits = job.limits
    for page in job.pages:
        places = over_limit(
            page.page,
            job.pixels,
            job.condition,
            limit=limits.ink,
            limit_all=limits.ink_all,
            area_mm2=limits.ink_area,
            progress=job.progress,
        )
        for over in places[:_MOST]:
            layer = _layer_at(job, page, over.box)
            who = called(layer) if layer is not None else "The page"
            most = f"{over.limit:.0f} % is the limit"
            text = f"{who} lays down {over.peak:.0f} % of ink on {over.area_mm2:.0f} mm²; {most}."
            fix = None if layer is None else less_ink(layer, limits.ink)
            yield found("ink-limit", text, over.box, page.number, layer.id if layer else None, fix)


def less_ink(layer: Layer, limit: float) -> Fix | None:
    """Typed inks reduced; artwork in RGB keeps a limit by itself, and the inks of pictures are the person's."""
    paints = {
        name: reduced(paint, limit)
        for name, paint in paints_of(layer).items()
        if isinstance(paint, CmykPaint) and not is_registration(paint) and _total(paint) > limit
    }
    if paints:
        return setting(layer, f"Reduce its inks to {limit:.0f} %", f"总墨量减至 {limit:.0f}%", **paints)
    return None


def _layer_at(job: Job, page: Printed, box: Box) -> Layer | None:
    """The layer that is on top in most of a place."""
    steps = [(number + 0.5) / _PROBES for number in range(_PROBES)]
    points = [Point(box.x0 + x * box.width, box.y0 + y * box.height) for x in steps for y in steps]
    tops = Counter(found[0] for point in points if (found := layers_at(page.page, point)))
    return find(job.document.design, tops.most_common(1)[0][0]) if tops else None


def _total(paint: CmykPaint) -> float:
    return 100 * (paint.c + paint.m + paint.y + paint.k)
