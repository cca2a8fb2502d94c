"""Nest a blank on a sheet: the best of a grid, blocks, stacked rows and columns, and what shaking makes of those."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal

from shapely import Polygon
from shapely.affinity import translate

from core.dieline.contour import knife_area
from core.dieline.nest.blocks import best_blocks
from core.dieline.nest.fill import Floor
from core.dieline.nest.grid import best_grid
from core.dieline.nest.nofit import NoFit, turned
from core.dieline.nest.room import Middles, Room, exchange
from core.dieline.nest.rows import stacks
from core.dieline.nest.shake import shake
from core.dieline.nest.sheet import QUARTERS, Grain, Layout, Placement, Sheet
from core.dieline.outline import Outline
from core.errors import DieloomError
from core.geometry import Affine, Arc, Box, Point
from core.jobs import Progress

Turns = Literal["auto"] | tuple[int, ...]

_MOST = 20_000  # blanks on a sheet
_FEW = 600  # up to here single blanks are shifted about; beyond, rows leave next to nothing over
_WIDEST_GAP = 1000.0  # mm
_STEPS = (0.1, 0.2, 0.5, 1.0)  # mm between places on the raster: round, as the sizes of many blanks are
_COARSEST = 2.0
_ALONG = 1500  # steps along the sheet's longer side, at most
_ROUNDING = 1e-6
_SAME = 1e-4  # of its area by which a blank may differ from itself turned, and still count as symmetric


def nest(
    outline: Outline, sheet: Sheet, gap: float = 5.0, turns: Turns = "auto", progress: Progress | None = None
) -> Layout:
    """As many blanks as possible with ``gap`` mm between their knives, none beyond the sheet's usable part.

    With "auto", blanks keep to the grain: where sheet and blank say which way theirs runs, the two are laid parallel;
    where only the blank does, all blanks lie the same way or upside down; where it does not matter, any quarter turn
    goes. The same input gives the same layout. Raises DieloomError when not one blank fits, Cancelled when asked.
    """
    progress = progress or Progress()
    if not (math.isfinite(gap) and 0 <= gap <= _WIDEST_GAP):
        raise DieloomError(
            f"Blanks cannot lie {gap:g} mm apart.", f"Give a gap between 0 and {_WIDEST_GAP:g} mm; 5 mm is usual."
        )
    box = outline.blank  # exact, where the area has chords for arcs
    middle = box.centre
    area = translate(knife_area(outline), -middle.x, -middle.y)
    if not area.area:
        raise DieloomError(f"Nothing of {outline.code} is board.", "Check its panels and windows.")
    enough = _at_most(sheet, area, gap)
    if enough > _MOST:
        raise DieloomError(f"More than {_MOST} blanks may lie on this sheet.", "Take a smaller sheet or larger blanks.")
    best: Middles = ()
    grid_count = 0
    sets = allowed_turns(outline.grain, sheet.grain, turns)
    for i, allowed in enumerate(sets):
        step = progress.part(i / len(sets), (i + 1) / len(sets))
        nofit = NoFit(area, gap, step, curved=_curved(outline))
        room = Room(sheet.usable, box.width, box.height, _distinct(area, allowed), nofit)
        grid = best_grid(room, gap)
        grid_count = max(grid_count, len(grid))
        best = max(best, grid, _nested(room, grid, enough, step), key=len)
    if not best:
        raise DieloomError(
            f"A blank of {box.width:.1f} x {box.height:.1f} mm does not fit on this sheet.",
            f"There is room for {sheet.usable.width:g} x {sheet.usable.height:g} mm: take a larger sheet or pack.",
        )
    return Layout(sheet, gap, tuple(_placed(place, middle) for place in best), area.area, grid_count)


def allowed_turns(blank: Grain, sheet: Grain, turns: Turns = "auto") -> tuple[tuple[int, ...], ...]:
    """Sets of turns, of which one layout uses one; raises DieloomError for turns that are no quarter turns."""
    if turns != "auto":
        if not turns or any(turn not in QUARTERS for turn in turns):
            raise DieloomError("Blanks are turned by 0, 90, 180 or 270 degrees.", "Name at least one of these.")
        return (tuple(sorted(set(turns))),)
    along, across = (0, 180), (90, 270)
    if not blank:
        return (QUARTERS,)
    if not sheet:
        return (along, across)
    return (along if blank == sheet else across,)


def _nested(room: Room, grid: Middles, enough: int, progress: Progress) -> Middles:
    """The best layout found beyond the grid."""
    few = enough <= _FEW
    found: list[tuple[Room, list[Middles]]] = []
    for i, view in enumerate((room, room.exchange())):
        found.append((view, _rows(view, 0 if few else len(grid), progress.part(i * 0.2, i * 0.2 + 0.2))))
    blocks = best_blocks(room, room.nofit.gap, progress)
    best = max((blocks, *(_seen(view, rows) for view, each in found for rows in each)), key=_rank)
    for i, (view, each) in enumerate(found):
        if few and max(len(best), len(grid)) < enough:
            part = progress.part(0.4 + i * 0.3, 0.7 + i * 0.3)
            shaken = shake(
                Floor(view, _step(view.usable)), [_seen(view, grid), _seen(view, blocks), *each], enough, part
            )
            best = max(best, _seen(view, view.sound(shaken, part)), key=len)
    return best


def _rows(view: Room, least: int, progress: Progress) -> list[Middles]:
    """Layouts in rows that hold more than ``least``; if that is not 0, only such as hold more than all before."""
    sound: list[Middles] = []
    for rows in sorted(stacks(view, progress), key=len, reverse=True):
        if len(rows) > least:
            sound.append(view.sound(rows, progress))
            least = max(least, len(sound[-1])) if least else 0
    return sound


def _step(usable: Box) -> float:
    longer = max(usable.width, usable.height)
    return next((step for step in _STEPS if longer <= step * _ALONG), _COARSEST)


def _rank(places: Middles) -> tuple[int, float]:
    """More blanks are better, then a shorter layout."""
    return len(places), -max((max(place.x, place.y) for place in places), default=0.0)


def _seen(view: Room, places: Sequence[Placement]) -> Middles:
    """Places of a view of the sheet on the sheet itself, or the reverse."""
    return exchange(places) if view.exchanged else tuple(places)


def _at_most(sheet: Sheet, area: Polygon, gap: float) -> int:
    """More blanks cannot be: each takes itself and half the gap around it, which may reach beyond the sheet."""
    usable = sheet.usable.grown(gap / 2)
    return int(usable.width * usable.height / Polygon(area.exterior).buffer(gap / 2).area + _ROUNDING)


def _curved(outline: Outline) -> bool:
    return any(isinstance(segment, Arc) for panel in outline.panels for segment in panel.boundary)


def _distinct(area: Polygon, turns: Sequence[int]) -> tuple[int, ...]:
    """The turns that make a difference to this blank."""
    distinct: list[int] = []
    for turn in turns:
        here = turned(area, turn)
        others: Iterator[Polygon] = (turned(area, other) for other in distinct)
        if all(here.symmetric_difference(other).area > _SAME * area.area for other in others):
            distinct.append(turn)
    return tuple(distinct)


def _placed(place: Placement, middle: Point) -> Placement:
    """From the place of the box's middle to that of the outline's own origin."""
    away = Affine.rotation(place.turn_deg).apply(middle)
    return Placement(place.x - away.x, place.y - away.y, place.turn_deg)
