"""Paths in paints: fills and strokes as operations, with what their inks do to the plates under them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from typing import Literal

from core.colour.inks import Cmyk, Ink, Spot
from core.compose.drawlist import FillPath, Group, Op, StrokePath
from core.compose.placed.clips import by_winding
from core.compose.placed.colours import Reach
from core.compose.placed.outlines import pen_area
from core.compose.placed.patterns import pattern_ops
from core.compose.placed.run import FARTHEST, Run
from core.compose.placed.state import Paint
from core.geometry import Path
from core.units import MM_PER_INCH

Rule = Literal["nonzero", "evenodd"]

HAIR = MM_PER_INCH / 2400
"""A line of no width is one dot of the device: that of a plate setter, mm."""

TRACE = 1e-4
"""So little of an ink that no plate shows it, yet not none: it knocks out what it overprints."""

_EVEN = 1e-6
_FLATTENED = 1e-9
_MOST_DASHES = 50_000  # around a box of the path's size


class Painter:
    """Paints with the colours of a run's state."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def paint(self, path: Path, fill: Rule | None, stroke: bool) -> None:
        """Fill, stroke or both; both are one object where they are translucent alike (11.7.4.4)."""
        state, box = self._run.state, path.bounds
        if max(map(abs, box)) > FARTHEST:
            self._run.note("far", "Something lies far off the page and is left out")
            return
        filled = self._fill(path, fill) if fill else []
        lined = self._stroke(path) if stroke else []
        if filled and lined and state.fill_alpha == state.stroke_alpha:
            self._run.emit([*filled, *lined], state.fill_alpha)
            return
        self._run.emit(filled, state.fill_alpha)
        self._run.emit(lined, state.stroke_alpha)

    def _fill(self, path: Path, rule: Rule) -> list[Op]:
        state = self._run.state
        if state.fill.pattern is not None:
            return pattern_ops(self._run, state.fill, by_winding(path) if rule == "evenodd" else path)
        self._tell(state.fill, path)
        inks = self._inks(state.fill, state.fill_overprint)
        return [FillPath(path, ink, rule, overprint) for ink, overprint in inks]

    def _stroke(self, path: Path) -> list[Op]:
        state = self._run.state
        m = state.ctm
        scale = math.sqrt(abs(m.determinant))
        if abs(m.determinant) <= _FLATTENED * (m.a**2 + m.b**2 + m.c**2 + m.d**2):
            return []  # a map that leaves the pen no width
        if state.width * scale < HAIR:
            self._run.note("hairline", "A line is as thin as a device can draw it", path.bounds)
        uneven = abs(m.a**2 + m.b**2 - m.c**2 - m.d**2) + abs(m.a * m.c + m.b * m.d) > _EVEN * scale**2
        if state.stroke.pattern is not None:
            return pattern_ops(self._run, state.stroke, self._outline(path, uneven, scale))
        self._tell(state.stroke, path)
        inks = self._inks(state.stroke, state.stroke_overprint)
        dash = dashes(state.dash, state.phase)
        if dash is None:
            outline = self._outline(path, uneven, scale)
            return [FillPath(outline, ink, overprint=overprint) for ink, overprint in inks]
        unit = 1.0 if uneven else scale
        drawn = path.transformed(m.inverse()) if uneven else path
        around = path.bounds.width + path.bounds.height
        if sum(dash) * scale * _MOST_DASHES < around:
            dash = ()  # so fine that it is grey to the eye and endless to a device
        width = min(max(state.width, HAIR / scale), FARTHEST / scale)
        pen = partial(StrokePath, drawn, cap=state.cap, join=state.join, mitre=max(state.mitre, 1.0))
        lengths = tuple(length * unit for length in dash)
        ops: list[Op] = [pen(ink, width * unit, lengths, overprint) for ink, overprint in inks]
        return [Group(tuple(ops), matrix=m)] if uneven and ops else ops

    def _outline(self, path: Path, uneven: bool, scale: float) -> Path:
        """The area that the pen leaves."""
        state = self._run.state
        drawn = path.transformed(state.ctm.inverse()) if uneven else path
        unit = 1.0 if uneven else scale
        outline = pen_area(
            drawn,
            min(max(state.width, HAIR / scale), FARTHEST / scale) * unit,
            cap=state.cap,
            join=state.join,
            mitre=state.mitre,
            dash=tuple(length * unit for length in state.dash),
            phase=state.phase * unit,
        )
        return outline.transformed(state.ctm) if uneven else outline

    def _tell(self, paint: Paint, path: Path) -> None:
        for code, text in paint.codes:
            self._run.note(code, text, path.bounds)

    def _inks(self, paint: Paint, overprint: bool) -> Iterator[tuple[Ink, bool]]:
        """The inks one after the other, and which overprint: all but the first lie on what that has knocked out."""
        reach = () if paint.sparse and self._run.state.mode == 1 else paint.reach
        for index, ink in enumerate(paint.inks):
            if index and not overprint and isinstance(ink, Spot) and ink.tint == 0:
                continue
            found = reaching(ink, reach) if overprint else ink
            yield self._run.reading.palette.ink(found), overprint or index > 0


def reaching(ink: Ink, plates: Reach) -> Ink:
    """A process ink that is none on none of these plates: an overprint takes a zero for a plate to be left alone."""
    if not isinstance(ink, Cmyk):
        return ink
    values = enumerate((ink.c, ink.m, ink.y, ink.k))
    return Cmyk(*(max(value, TRACE) if plate in plates else value for plate, value in values))


def dashes(lengths: tuple[float, ...], phase: float) -> tuple[float, ...] | None:
    """Lengths on and off from the start of a line, for a pattern that begins ``phase`` along its own; None for one that
    begins in a gap, which cannot be said so.
    """
    if not lengths or phase == 0:
        return lengths
    phase %= sum(lengths)
    index = 0
    while phase >= lengths[index] and index < len(lengths) - 1:
        phase -= lengths[index]
        index += 1
    if index % 2:
        return None
    turned = (lengths[index] - phase, *lengths[index + 1 :], *lengths[:index])
    # What has been run through of a length comes last, and joins its rest at the next turn.
    return (*turned, phase, 0.0) if phase else turned
