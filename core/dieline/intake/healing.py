"""Drawings as people make them: lines drawn twice, ends that nearly meet. Mended, and every mending said.

What is sound stays exactly as it is: only ends that meet nothing are moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from core.dieline.intake.measure import meeting, moved, nearest
from core.dieline.outline import DieLine, LineType
from core.dieline.overlay import covered, part_of, subtracted
from core.errors import DieloomError
from core.geometry import Line, Point, Segment

TOLERANCE = 0.2  # mm by which ends may miss each other
TINY = 0.01  # mm; shorter lines are dropped, closer ends are one
ON = 0.002  # mm within which a point lies on a line
DOUBLE = 0.01  # mm by which a line drawn twice may lie beside the first
MOST_LINES = 20_000
MOST_PAIRS = 500_000

FOLDING = (LineType.CREASE, LineType.REVERSE_CREASE, LineType.CUT_CREASE)
BOUNDING = (LineType.CUT, LineType.SLIT, *FOLDING)  # what panels end at

# Which of two lines on each other stays: the one that goes deeper.
DEEPEST = (
    LineType.CUT,
    LineType.SLIT,
    LineType.CUT_CREASE,
    LineType.PERFORATION,
    LineType.HALF_CUT,
    LineType.REVERSE_CREASE,
    LineType.CREASE,
)


@dataclass(frozen=True)
class Healed:
    """Lines whose ends meet, and what was done to them."""

    lines: tuple[DieLine, ...]
    notes: tuple[str, ...]


def heal(lines: Sequence[DieLine], tolerance: float = TOLERANCE) -> Healed:
    """Mend the lines that make panels; raises DieloomError for more than a die can have."""
    if len(lines) > MOST_LINES:
        raise DieloomError(
            f"{len(lines)} lines of the die are more than {MOST_LINES}.",
            "Leave out the layers that are artwork.",
        )
    long = [line for line in lines if line.segment.length >= TINY]
    single, doubled = _single(long)
    met, gaps = _closed(single, tolerance)
    notes: list[str] = []
    if len(long) < len(lines):
        notes.append(f"Dropped {len(lines) - len(long)} lines shorter than {TINY:g} mm.")
    if doubled:
        notes.append(f"Removed {doubled} lines, or parts of lines, that were drawn twice.")
    if gaps:
        notes.append(f"Closed {len(gaps)} gaps of up to {max(gaps):.3f} mm.")
    return Healed(tuple(met), tuple(notes))


def pairs(segments: Sequence[Segment], reach: float) -> Iterable[tuple[int, int]]:
    """The segments whose boxes come within ``reach`` of each other, each pair once, the lower number first."""
    boxes = np.array([segment.bounds for segment in segments], float).reshape(-1, 4)
    boxes += np.array([-reach, -reach, reach, reach]) / 2
    shapes = shapely.box(*boxes.T)
    tree, found = shapely.STRtree(shapes), 0
    for first in range(0, len(shapes), 256):
        near: NDArray[np.int64] = tree.query(shapes[first : first + 256], predicate="intersects")
        found += near.shape[1]
        if found > MOST_PAIRS:
            raise DieloomError("The lines of the die cross too often to be one.", "Leave out hatches and artwork.")
        for i, j in near.T.tolist():
            if first + i < j:
                yield first + i, j


def _single(lines: Sequence[DieLine]) -> tuple[list[DieLine], int]:
    """The lines without what lies on another, and how many lost something."""
    rank = {type_: i for i, type_ in enumerate(DEEPEST)}
    order = sorted(range(len(lines)), key=lambda i: (rank.get(lines[i].type, 99), -lines[i].segment.length, i))
    ordered = [lines[i] for i in order]
    over: dict[int, list[int]] = {}
    for i, j in pairs([line.segment for line in ordered], DOUBLE):
        over.setdefault(j, []).append(i)
    kept: list[tuple[int, DieLine]] = []
    doubled = 0
    for j, line in enumerate(ordered):
        taken = [stretch for i in over.get(j, ()) if (stretch := covered(line.segment, ordered[i].segment, DOUBLE))]
        if not taken:
            kept.append((order[j], line))
            continue
        doubled += 1
        length = line.segment.length
        for a, b in subtracted((0.0, 1.0), taken):
            if (b - a) * length >= TINY:
                kept.append((order[j], replace(line, segment=part_of(line.segment, a, b))))
    kept.sort(key=lambda item: item[0])
    return [line for _, line in kept], doubled


def _closed(lines: Sequence[DieLine], tolerance: float) -> tuple[list[DieLine], list[float]]:
    """The lines with loose ends led to what they nearly meet, and how far each was led.

    Only lines that bound panels: the dashes of a perforation are meant to end.
    """
    bounding = [line for line in lines if line.type in BOUNDING]
    if not bounding:
        return list(lines), []
    ends = _Ends([line.segment for line in bounding])
    gaps = ends.close(tolerance)
    met = [
        replace(line, segment=segment)
        for line, segment in zip(bounding, ends.segments(), strict=True)
        if segment.length > ON  # both ends of a short line may have been led to one place
    ]
    return [*met, *(line for line in lines if line.type not in BOUNDING)], gaps


class _Ends:
    """The ends of segments: which meet, and which are loose."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = list(segments)
        self._at = [[segment.start, segment.end] for segment in segments]
        points = [point for pair in self._at for point in pair]
        self._tree = shapely.STRtree([shapely.Point(point) for point in points])
        self._boxes = shapely.STRtree(
            shapely.box(*np.array([each.bounds for each in segments], float).reshape(-1, 4).T)
        )
        self._loose = [self._is_loose(k) for k in range(len(points))]

    def segments(self) -> list[Segment]:
        """As they are by now; those whose ends did not move are the ones that came."""
        pairs_ = zip(self._segments, self._at, strict=True)
        return [
            each if (each.start, each.end) == (start, end) else moved(each, start, end) for each, (start, end) in pairs_
        ]

    def close(self, tolerance: float) -> list[float]:
        gaps = []
        for k in range(len(self._loose)):
            if self._loose[k]:
                before = self._point(k)
                if self._to_end(k, tolerance) or self._to_side(k, tolerance):
                    gap = before.distance(self._point(k))
                    if gap > ON:
                        gaps.append(gap)
        return gaps

    def _point(self, k: int) -> Point:
        return self._at[k // 2][k % 2]

    def _near(self, k: int, reach: float) -> list[int]:
        """Other ends within reach, nearest first; not the other end of the same segment."""
        point = self._point(k)
        found = self._tree.query(shapely.Point(point), predicate="dwithin", distance=reach)
        others = [int(n) for n in found if n // 2 != k // 2]
        return sorted(others, key=lambda n: self._point(n).distance(point))

    def _is_loose(self, k: int) -> bool:
        segment = self._segments[k // 2]
        if segment.start.distance(segment.end) < TINY:  # a whole circle meets itself
            return False
        return not any(self._point(n).distance(self._point(k)) <= 1e-6 for n in self._near(k, 1e-5))

    def _to_end(self, k: int, tolerance: float) -> bool:
        """Lead a loose end to another end."""
        others = self._near(k, tolerance)
        if not others:
            return False
        n = others[0]
        corner = self._corner(k, n, tolerance) if self._loose[n] else None
        if corner is not None:
            self._at[n // 2][n % 2] = corner
        self._at[k // 2][k % 2] = corner or self._point(n)
        self._loose[k] = self._loose[n] = False
        return True

    def _corner(self, k: int, n: int, tolerance: float) -> Point | None:
        """Where two straight lines would have met, had they been drawn to their corner."""
        one, other = self._segments[k // 2], self._segments[n // 2]
        if not (isinstance(one, Line) and isinstance(other, Line)):
            return None
        point = meeting(one, other)
        if point is None or max(point.distance(self._point(k)), point.distance(self._point(n))) > 2 * tolerance:
            return None
        return point

    def _to_side(self, k: int, tolerance: float) -> bool:
        """Lead a loose end onto a line that it nearly reaches; one that lies on a line stays."""
        point = self._point(k)
        x, y = point
        around = shapely.box(x - tolerance, y - tolerance, x + tolerance, y + tolerance)
        others = [int(n) for n in self._boxes.query(around) if n != k // 2]
        sides = [(*nearest(self._segments[n], point), n) for n in others]
        if not sides:
            return False
        gap, _, place, n = min(sides)
        if gap > tolerance:
            return False
        if gap > ON:
            self._at[k // 2][k % 2] = self._straight_on(k, n, tolerance) or place
        self._loose[k] = False
        return True

    def _straight_on(self, k: int, n: int, tolerance: float) -> Point | None:
        """Where the line meets the other when it goes on as it runs."""
        one, other = self._segments[k // 2], self._segments[n // 2]
        if not (isinstance(one, Line) and isinstance(other, Line)):
            return None
        point = meeting(one, other)
        if point is None or point.distance(self._point(k)) > 2 * tolerance:
            return None
        return point if nearest(other, point)[0] < ON else None
