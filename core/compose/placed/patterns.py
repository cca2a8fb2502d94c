"""Areas filled with a pattern (ISO 32000-1, 8.7): a cell that repeats, or a blend."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any

from core.compose.drawlist import Group, Op
from core.compose.placed.clips import Wrap
from core.compose.placed.objects import SLIPS, box, get, identity, matrix, number, product, real, unpacked
from core.compose.placed.run import Run
from core.compose.placed.shadings import shading_ops
from core.compose.placed.state import Paint, State
from core.geometry import Affine, Box, Path

MOST_CELLS = 20_000
"""Of a pattern, and of patterns within its cells all together."""

MOST_CONTENT = 64 * 2**20


def pattern_ops(run: Run, paint: Paint, area: Path) -> list[Op]:
    """The pattern within ``area`` (nonzero); nothing, and a note, for one that makes no sense."""
    if not area.commands:
        return []
    bounds = area.bounds.shared(run.visible)
    if bounds.width < 0 or bounds.height < 0:
        return []
    try:
        placed = product(run.frame.base, matrix(get(paint.pattern, "Matrix")))
        if int(real(paint.pattern, "PatternType", 1)) == 2:
            ops = shading_ops(run, get(paint.pattern, "Shading"), placed, bounds, background=True)
        else:
            ops = _tiles(run, paint, placed, bounds)
    except SLIPS:
        run.note("pattern", "A pattern is damaged and left out", area.bounds)
        return []
    return [Group(tuple(ops), clip=area)] if ops else []


def _tiles(run: Run, paint: Paint, placed: Affine, bounds: Box) -> list[Op]:
    cell = box(get(paint.pattern, "BBox"))
    across, up = (abs(number(get(paint.pattern, key))) for key in ("XStep", "YStep"))
    wanted = Path.rectangle(bounds).transformed(placed.inverse()).bounds
    columns = _steps(wanted.x0, wanted.x1, cell.x0, cell.x1, across)
    rows = _steps(wanted.y0, wanted.y1, cell.y0, cell.y1, up)
    repeats = len(columns) * len(rows) * run.frame.repeats
    if repeats > MOST_CELLS:
        run.note("pattern", f"A pattern of more than {MOST_CELLS} repeats is left out", bounds)
        return []
    drawn = _cell(run, paint, placed, cell, repeats)
    if not drawn:
        return []
    origin = placed.apply((0, 0))
    found: list[Op] = []
    for row, column in itertools.product(rows, columns):
        to = placed.apply((column * across, row * up))
        moved = Affine.translation(to.x - origin.x, to.y - origin.y)
        found.append(Group(drawn, matrix=None if row == column == 0 else moved))
    return found


def _steps(low: float, high: float, start: float, end: float, step: float) -> range:
    """Which repeats of start to end touch low to high; raises ZeroDivisionError for those that do not move on."""
    return range(math.ceil((low - end) / step), math.floor((high - start) / step) + 1)


def _cell(run: Run, paint: Paint, placed: Affine, cell: Box, repeats: int) -> tuple[Op, ...]:
    """One repeat at its own place, within its box."""
    key = identity(paint.pattern), placed, paint.inks, run.frame.repeats
    known = run.reading.cells
    if key not in known:
        known[key] = _drawn(run, paint, placed, cell, repeats)
    return known[key]


def _drawn(run: Run, paint: Paint, placed: Affine, cell: Box, repeats: int) -> tuple[Op, ...]:
    pattern: Any = paint.pattern
    key = identity(pattern)
    if not run.deeper(key):
        return ()
    uncoloured = int(real(pattern, "PaintType", 1)) == 2
    inside = replace(paint, pattern=None)
    state = State(placed, clips=(Wrap(Path.rectangle(cell).transformed(placed)),))
    if uncoloured:
        state.fill = state.stroke = inside
    frame = run.frame.within(get(pattern, "Resources"), placed, key[0] if key else 0, key)
    frame = replace(frame, coloured=not uncoloured, repeats=repeats)
    canvas = run.canvas.part()
    run.play(run.reading, canvas, frame, state, unpacked(pattern, MOST_CONTENT))
    return canvas.ops
