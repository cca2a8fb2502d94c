"""White, varnish, foil and the rest: plates that are for more than colour, where they make no sense."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from core.colour.inks import Spot
from core.compose.drawlist import FillPath, StrokePath
from core.press.preflight.findings import Finding, found
from core.press.preflight.job import Job, Printed
from core.press.preflight.marks import Mark, box_of

_WANT_ART = {"white": "White", "varnish": "Varnish"}
_LEAST = 0.9  # of a plate, that lies alone


def check_finishes(job: Job) -> Iterator[Finding]:
    """White or varnish that is nearly all on bare board: was the artwork forgotten?"""
    uses = {spot.name: _WANT_ART[spot.use] for spot in job.document.design.spots if spot.use in _WANT_ART}
    for page in job.pages:
        for name, use in uses.items():
            plate = [mark for mark in page.marks if mark.finish and _name(mark) == name]
            if not plate:
                continue
            finish, art = shapely.union_all([mark.area for mark in plate]), _art(page, set(uses))
            alone = finish - art
            if alone.area > _LEAST * finish.area:
                text = f"{use} in “{name}” has nothing printed with it on {alone.area:.0f} mm²."
                yield found("finish-alone", text, box_of(alone), page.number, plate[0].layer)


def _art(page: Printed, finishes: set[str]) -> shapely.Geometry:
    marks = [mark for mark in page.marks if not mark.technical and _name(mark) not in finishes]
    return shapely.union_all([mark.area for mark in marks if mark.box is not None])


def _name(mark: Mark) -> str | None:
    ink = mark.op.ink if isinstance(mark.op, FillPath | StrokePath) else None
    return ink.name if isinstance(ink, Spot) else None
