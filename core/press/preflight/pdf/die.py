"""The die that a page brings along: by its processing steps (ISO 19593-1), or by the names of its inks.

PDF/X-1a has no layers, and many programs write none: names are all there is. Those of all printers' presets that come
with the program are known, and what the trade uses beside them.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from core.colour.inks import Ink, Spot
from core.compose.drawlist import FillPath, Op, StrokePath
from core.dieline.formats import presets
from core.dieline.outline import LineType
from core.press.preflight.marks import Mark, marks_of
from core.press.preflight.spots import plain

Part = Literal["any", "cut", "glue", "bleed"]

_CUTS = (
    "Dieline",
    "Die line",
    "Die",
    "Die cut",
    "CutContour",
    "Thru-cut",
    "Kiss cut",
    "Cutting",
    "Stanze",
    "Stanzkontur",
)
_OTHERS = ("Creasing", "Fold", "Score", "Perforation", "Gluing", "Rill", "Rillung", "Technical")
_SNAP = 0.01  # mm within which lines of a cut meet
_APART = 5.0  # mm between points of bleed lines
_SCRAP = 0.2  # of the largest pack; what is smaller falls out of it
_SMALLEST = 100.0  # mm2
_CUTTING = (LineType.CUT, LineType.WINDOW, LineType.SLIT)


def is_die(ink: Ink, part: Part = "any") -> bool:
    """Whether an ink is called like a line or an area of the die, or like a part of it."""
    return isinstance(ink, Spot) and plain(ink.name) in _names()[part]


def cuts(ops: Sequence[Op]) -> list[Polygon]:
    """What the cutting lines of a page enclose: the outer contour of each pack, without scraps. Empty where they
    enclose nothing."""
    lines = _lines(ops, "Cutting", "cut")
    if not lines:
        return []
    noded = shapely.set_precision(shapely.union_all(lines), _SNAP)
    faces = shapely.union_all(list(shapely.get_parts(shapely.polygonize([noded]))))
    packs = [Polygon(part.exterior) for part in shapely.get_parts(faces) if isinstance(part, Polygon)]
    largest = max((pack.area for pack in packs), default=0.0)
    return [orient(pack) for pack in packs if pack.area > max(_SCRAP * largest, _SMALLEST)]


def bleed_beyond(blanks: BaseGeometry, ops: Sequence[Op]) -> float | None:
    """How far the bleed lines of a page lie beyond its packs, mm, for the most part; None where it has no such lines.

    Where packs are near to each other, and at glue flaps, lines are nearer; at corners they are farther away.
    """
    lines = [shapely.segmentize(line, _APART) for line in _lines(ops, "Bleed", "bleed")]
    if not lines:
        return None
    shapely.prepare(blanks)
    return float(np.median(shapely.distance(blanks, shapely.points(shapely.get_coordinates(lines)))))


def glue_areas(ops: Sequence[Op]) -> BaseGeometry:
    """What a page fills to say that it is glued."""
    marks = [mark for mark in marks_of(ops) if isinstance(mark.op, FillPath)]
    return shapely.union_all([mark.area for mark in marks if _step(mark) == "Gluing" or _is_glue(mark)])


def _lines(ops: Sequence[Op], step: str, part: Part) -> list[shapely.LineString]:
    return [
        shapely.LineString(outline)
        for mark in marks_of(ops)
        if isinstance(mark.op, StrokePath) and (_step(mark) == step or is_die(mark.op.ink, part))
        for outline in mark.op.path.flattened()
        if len(set(outline)) > 1
    ]


def _is_glue(mark: Mark) -> bool:
    return isinstance(mark.op, FillPath) and is_die(mark.op.ink, "glue")


def _step(mark: Mark) -> str | None:
    return mark.tag.step.type if mark.tag is not None and mark.tag.step is not None else None


@functools.cache
def _names() -> dict[Part, frozenset[str]]:
    pens = [pen for preset in _presets() for pen in preset.lines.items()]
    cut = {plain(pen.spot) for type_, pen in pens if type_ in _CUTTING} | {plain(name) for name in _CUTS}
    glue = {plain(pen.spot) for type_, pen in pens if type_ is LineType.GLUE} | {"GLUING"}
    bleed = {plain(pen.spot) for type_, pen in pens if type_ is LineType.BLEED} | {"BLEED"}
    every = {plain(pen.spot) for _, pen in pens} | {plain(name) for name in _OTHERS} | cut | glue | bleed
    return {"any": frozenset(every), "cut": frozenset(cut), "glue": frozenset(glue), "bleed": frozenset(bleed)}


def _presets() -> list[presets.Preset]:
    """Those that come with the program: a person's own change while it runs."""
    return [presets.load(name) for name in presets.names() if not presets.is_own(name)]
