"""The ends of lines: which meet, which are loose, and what a loose one was meant to meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely

from core.dieline.intake.measure import crossings, meeting, moved
from core.geometry import Line, Point, Segment
from core.geometry.nearest import nearest

ON = 0.002  # mm within which a point lies on a line
SAME = 1e-6  # mm within which ends are one
ONE = 0.01  # mm; a segment whose ends are closer comes back to itself


class Ends:
    """The ends of segments: which meet, and which are loose."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = list(segments)
        self._at = [[segment.start, segment.end] for segment in segments]
        points = [shapely.Point(point) for pair in self._at for point in pair]
        self._tree = shapely.STRtree(points)
        self._boxes = shapely.STRtree(
            shapely.box(*np.array([each.bounds for each in segments], float).reshape(-1, 4).T)
        )
        self._loose = self._alone(points)

    def _alone(self, points: list[shapely.Point]) -> list[bool]:
        """Which ends meet no other; a whole circle meets itself."""
        one, other = self._tree.query(points, predicate="dwithin", distance=SAME)
        loose = np.ones(len(points), bool)
        loose[one[one != other]] = False
        for i, segment in enumerate(self._segments):
            if segment.start.distance(segment.end) < ONE:
                loose[2 * i : 2 * i + 2] = False
        return [bool(each) for each in loose]

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

    def go_on(self, numbers: Iterable[int], reach: float) -> list[float]:
        """Lead loose ends of straight segments on to the next line; how far each was led."""
        led = []
        for k in (k for i in numbers for k in (2 * i, 2 * i + 1)):
            if self._loose[k] and (place := self._ahead(k, reach)) is not None:
                led.append(place.distance(self._point(k)))
                self._at[k // 2][k % 2] = place
                self._loose[k] = False
        return led

    def _ahead(self, k: int, reach: float) -> Point | None:
        """The first place where the segment meets another when it goes on as it runs, within reach."""
        segment, point = self._segments[k // 2], self._point(k)
        if not isinstance(segment, Line) or segment.length < reach:
            return None
        back = segment.start if k % 2 else segment.end
        length = back.distance(point)
        step = Point((point.x - back.x) / length * reach, (point.y - back.y) / length * reach)
        way = Line(point, Point(point.x + step.x, point.y + step.y))
        places = [
            place
            for n in self._boxes.query(shapely.box(*way.bounds.grown(ON)))
            if n != k // 2
            for place in crossings(way, self._segments[n])
            if nearest(way, place)[0] < ON and nearest(self._segments[n], place)[0] < ON
        ]
        return min(places, key=point.distance) if places else None

    def _point(self, k: int) -> Point:
        return self._at[k // 2][k % 2]

    def _near(self, k: int, reach: float) -> list[int]:
        """Other ends within reach, nearest first; not the other end of the same segment."""
        point = self._point(k)
        found = self._tree.query(shapely.Point(point), predicate="dwithin", distance=reach)
        others = [int(n) for n in found if n // 2 != k // 2]
        return sorted(others, key=lambda n: self._point(n).distance(point))

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
