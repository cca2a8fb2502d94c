"""Dashed lines that another program drew dash by dash: each row of dashes is one line again."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from core.dieline.outline import DieLine, LineType
from core.geometry import Line, Point

DASHED = (
    LineType.CREASE,
    LineType.REVERSE_CREASE,
    LineType.CUT_CREASE,
    LineType.PERFORATION,
    LineType.HALF_CUT,
)
FEWEST = 4  # dashes in a row
WIDEST = 8.0  # mm of a gap
EVEN = 1.6  # the widest gap of a row in terms of its usual one
ROW = 0.02  # mm by which dashes of a row may lie beside each other
ANGLE = 0.1  # degrees

Row = tuple[LineType, int, int]


def joined(lines: Sequence[DieLine]) -> tuple[list[DieLine], int]:
    """The lines with rows of dashes as one line each, and how many dashes that took."""
    rows: dict[Row, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.type in DASHED and isinstance(line.segment, Line):
            rows[_row(line.type, line.segment)].append(i)
    gone: set[int] = set()
    whole: list[DieLine] = []
    for (type_, _, _), members in rows.items():
        if len(members) >= FEWEST:
            for run in _runs([lines[i].segment for i in members]):
                gone.update(members[k] for k in run)
                whole.append(DieLine(type_, _span([lines[members[k]].segment for k in run])))
    return [*(line for i, line in enumerate(lines) if i not in gone), *whole], len(gone)


def _row(type_: LineType, line: Line) -> Row:
    """What all dashes of one endless line share: direction and distance from the origin, coarsely."""
    degrees = math.degrees(math.atan2(line.end.y - line.start.y, line.end.x - line.start.x)) % 180
    turn = round(degrees / ANGLE) % round(180 / ANGLE)
    angle = math.radians(turn * ANGLE)
    x, y = (line.start.x + line.end.x) / 2, (line.start.y + line.end.y) / 2
    return type_, turn, round((x * math.sin(angle) - y * math.cos(angle)) / (5 * ROW))


def _runs(segments: Sequence[object]) -> list[list[int]]:
    """Which segments make rows with even gaps, by number."""
    dashes = [segment for segment in segments if isinstance(segment, Line)]
    first = max(dashes, key=lambda dash: dash.length)
    ux, uy = (first.end.x - first.start.x) / first.length, (first.end.y - first.start.y) / first.length
    spans = [sorted(p.x * ux + p.y * uy for p in (dash.start, dash.end)) for dash in dashes]
    order = sorted(range(len(dashes)), key=lambda k: spans[k][0])
    runs: list[list[int]] = [[order[0]]]
    for k, following in itertools.pairwise(order):
        gap = spans[following][0] - spans[k][1]
        if ROW < gap <= WIDEST:
            runs[-1].append(following)
        else:
            runs.append([following])
    return [run for run in runs if len(run) >= FEWEST and _even([spans[k] for k in run])]


def _even(spans: Sequence[Sequence[float]]) -> bool:
    """True for gaps about as wide as each other, and dashes about as long but for the last of a row."""
    gaps = [following[0] - span[1] for span, following in itertools.pairwise(spans)]
    lengths = [span[1] - span[0] for span in spans[1:-1]]
    return max(gaps) <= EVEN * float(np.median(gaps)) and max(lengths) <= EVEN * float(np.median(lengths))


def _span(dashes: Sequence[object]) -> Line:
    ends = [point for dash in dashes if isinstance(dash, Line) for point in (dash.start, dash.end)]
    low: Point = min(ends)
    far = max(ends, key=low.distance)
    return Line(max(ends, key=far.distance), far)
