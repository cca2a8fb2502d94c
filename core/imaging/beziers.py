"""Few smooth curves through many points: least-squares cubic Beziers between the corners of a closed outline.

P. J. Schneider, "An Algorithm for Automatically Fitting Digitized Curves", Graphics Gems (1990).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from core.imaging.contours import Points
from core.jobs import Progress

_ARM_PX = 5.0  # how far the outline is looked along to either side of a corner
_TURN = np.cos(np.deg2rad(50.0))  # sharper turns are corners
_CUT_PX = 2.0  # how far from a corner a contour may leave its sides
_SMOOTH = 8  # points to either side that a direction is taken over
_REFITS = 3
_AXES = (1.0, 0.0), (0.0, 1.0)
_LONGEST = 1 << 15  # points that are looked at between two looks at the progress, or fitted by one curve

Reals = NDArray[np.float64]
Way = Points | None
"""The unit vector that a curve sets out by; None where it is free, at a corner."""


@dataclass(frozen=True)
class Outline:
    """A closed outline: where it starts, then pieces of one point (a line's end) or three (a cubic's)."""

    start: tuple[float, float]
    pieces: tuple[Points, ...]

    def data(self, scale: tuple[float, float] = (1.0, 1.0), digits: int = 2) -> str:
        """SVG path data, coordinates multiplied by ``scale``."""
        return "".join(self.words(scale, digits))

    def words(self, scale: tuple[float, float] = (1.0, 1.0), digits: int = 2) -> Iterator[str]:
        """The same piece by piece."""

        def pair(x: float, y: float) -> str:
            return f"{_number(x * scale[0], digits)} {_number(y * scale[1], digits)}"

        yield f"M{pair(*self.start)}"
        for piece in self.pieces:
            yield ("L" if len(piece) == 1 else "C") + " ".join(pair(*point) for point in piece)
        yield "Z"


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def area(points: Points) -> float:
    """What a closed polygon encloses, px²; positive where it runs clockwise as it is seen."""
    x, y = points.T
    round_ = x[-1] * y[0] - x[0] * y[-1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]) + round_) / 2


def fit(points: Points, tolerance_px: float, progress: Progress) -> Outline:
    """A closed outline that leaves none of ``points`` farther off than about ``tolerance_px``; raises Cancelled."""
    points, sharp = _sharpened(points, progress)
    corners = np.flatnonzero(sharp)
    length = len(points)
    # A long outline without corners is cut anyway: to try one curve on all of it takes seconds.
    cuts = range(0, length, _LONGEST) if length > _LONGEST else ()
    joints = sorted({*corners.tolist(), *_apart(points, int(corners[0]) if len(corners) else 0), *cuts})
    pieces: list[Points] = []
    for start, end in zip(joints, [*joints[1:], joints[0] + length], strict=True):
        progress.check()
        run, last = points[np.arange(start, end + 1) % length], end % length
        if sharp[start] and sharp[last] and _off_chord(run) <= tolerance_px:
            pieces.append(run[-1:])
            continue
        out = None if sharp[start] else _way(points, start)
        back = None if sharp[last] else -_way(points, last)
        pieces += _fitted(run, out, back, tolerance_px, progress)
    x, y = points[joints[0]]
    return Outline((float(x), float(y)), tuple(pieces))


def _apart(points: Points, first: int) -> tuple[int, int]:
    """A point and the farthest from it, or nearly: what a loop without corners is cut at."""
    every = -(-len(points) // _LONGEST)
    return first, every * int(np.argmax(((points[::every] - points[first]) ** 2).sum(1)))


def _sharpened(points: Points, progress: Progress) -> tuple[Points, NDArray[np.bool_]]:
    """The outline with its corners where its sides would meet, and which points they are: a contour cuts corners."""
    count, some = len(points), points[np.arange(min(len(points), _LONGEST) + 1) % len(points)]
    step = float(np.median(np.hypot(*np.diff(some, axis=0).T)))
    reach, near = round(_ARM_PX / max(step, 1e-3)), round(_CUT_PX / max(step, 1e-3))
    sharp, kept, points = np.zeros(count, bool), np.ones(count, bool), points.copy()
    if count < 4 * reach:
        return points, sharp
    for corner in _corners(points, reach, progress):
        progress.check()
        around = (corner + np.arange(1 - near, near)) % count
        if sharp[around].any() or not kept[around].all():
            continue
        sharp[corner] = True
        meeting = _meeting(
            points[corner - np.arange(near, reach + 1)], points[(corner + np.arange(near, reach + 1)) % count]
        )
        if meeting is not None and np.hypot(*(meeting - points[corner])) <= 2 * _CUT_PX:
            points[corner] = meeting
            kept[around] = False
            kept[corner] = True
    if kept.all():
        return points, sharp
    left = []
    for first in range(0, count, _LONGEST):
        progress.check()
        part = slice(first, first + _LONGEST)
        left.append(points[part][kept[part]])
    return np.concatenate(left), sharp[kept]


def _corners(points: Points, reach: int, progress: Progress) -> NDArray[np.intp]:
    """The points that the outline turns sharply at, the sharpest of each neighbourhood, the sharpest first."""
    found, turns = [], []
    for first in range(0, len(points), _LONGEST):
        progress.check()
        count = min(_LONGEST, len(points) - first)
        around = points[np.arange(first - 2 * reach, first + count + 2 * reach) % len(points)]
        ways = around[reach:] - around[:-reach]
        ahead, behind = ways[reach:], ways[:-reach]
        lengths = np.hypot(*ahead.T) * np.hypot(*behind.T)
        cosine = (ahead * behind).sum(1) / np.maximum(lengths, 1e-12)
        lowest = np.min([cosine[shift : shift + count] for shift in range(2 * reach + 1)], axis=0)
        own = cosine[reach : reach + count]
        here = np.flatnonzero((own < _TURN) & (own <= lowest))
        found.append(here + first)
        turns.append(own[here])
    return np.concatenate(found)[np.argsort(np.concatenate(turns), kind="stable")]


def _meeting(one: Points, other: Points) -> Points | None:
    """Where the lines through two sides meet."""
    first, second = one[0] - one[-1], other[0] - other[-1]
    cross = first[0] * second[1] - first[1] * second[0]
    if abs(cross) < 0.1 * np.hypot(*first) * np.hypot(*second):
        return None
    between = other[0] - one[0]
    return np.asarray(one[0] + first * (between[0] * second[1] - between[1] * second[0]) / cross)


def _off_chord(run: Points) -> float:
    along = run[-1] - run[0]
    length = np.hypot(*along)
    if length < 1e-9:
        return float(np.hypot(*(run - run[0]).T).max())
    return float(np.abs((run - run[0]) @ np.array([-along[1], along[0]])).max() / length)


def _way(points: Points, at: int, closed: bool = True) -> Points:
    """The direction past a point, over so many that the stair of pixels does not show."""
    count = len(points)
    if closed:
        reach = min(_SMOOTH, max(1, count // 8))
        way = points[(at + reach) % count] - points[at - reach]
    else:
        reach = min(_SMOOTH, at, count - 1 - at)
        way = points[at + reach] - points[at - reach]
    length = np.hypot(*way)
    return np.asarray(way / length) if length > 1e-12 else np.array([1.0, 0.0])


def _fitted(run: Points, out: Way, back: Way, tolerance: float, progress: Progress) -> list[Points]:
    """Cubics along a run of points."""
    done: list[Points] = []
    waiting = [(run, out, back)]
    while waiting:
        progress.check()
        part, out, back = waiting.pop()
        curve, off = _one(part, out, back, tolerance)
        if off <= tolerance or len(part) <= 3:
            done.append(curve[1:])
            continue
        # In halves, where Schneider cuts at the worst point: between corners this makes fewer, evener pieces.
        half = len(part) // 2
        middle = _way(part, half, closed=False)
        waiting.append((part[half:], middle, back))
        waiting.append((part[: half + 1], out, -middle))
    return done


def _one(part: Points, out: Way, back: Way, tolerance: float) -> tuple[Points, float]:
    """The best cubic, and how far off the farthest of the points is."""
    at = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(part, axis=0).T))])
    length = max(float(at[-1]), 1e-12)
    at /= length
    best: tuple[Points, float] | None = None
    for turn in range(_REFITS):
        weights = _bernstein(at)
        curve = _least_squares(part, weights, out, back, length)
        away = weights @ curve - part
        found = (curve, float(np.sqrt((away**2).sum(1).max())))
        best = found if best is None or found[1] < best[1] else best
        if best[1] <= tolerance or found[1] > 3 * tolerance + 1 or turn == _REFITS - 1:
            break
        at = _nearer(curve, away, at)
    assert best is not None
    return best


def _bernstein(at: Reals) -> Reals:
    """[N, 4]: how much each control point counts."""
    back, weights = 1 - at, np.empty((len(at), 4))
    weights[:, 0], weights[:, 3] = back**3, at**3
    weights[:, 1], weights[:, 2] = 3 * at * back**2, 3 * at**2 * back
    return weights


def _least_squares(part: Points, weights: Reals, out: Way, back: Way, length: float) -> Points:
    """The control points for given places along the curve; each lies on its way where there is one."""
    first, last = part[0], part[-1]
    # The normal equations of two to four unknowns: how far each arm goes along its way, or along both axes. In numbers
    # of Python's own: NumPy takes several times as long for so few.
    ways = [_AXES if way is None else (tuple(way.tolist()),) for way in (out, back)]
    unknowns = [(arm, way) for arm in (0, 1) for way in ways[arm]]
    local = part - first
    inner, pull, (x, y) = (weights.T @ weights).tolist(), (weights.T @ local).tolist(), local[-1].tolist()
    matrix, right = [], []
    for arm, way in unknowns:
        mine, held = inner[arm + 1], inner[arm + 1][2] + inner[arm + 1][3]
        matrix.append([mine[other + 1] * (way[0] * along[0] + way[1] * along[1]) for other, along in unknowns])
        right.append(way[0] * (pull[arm + 1][0] - held * x) + way[1] * (pull[arm + 1][1] - held * y))
    ridge = 1e-9 * (1 + sum(matrix[place][place] for place in range(len(matrix))))
    for place, row in enumerate(matrix):
        row[place] += ridge
    found = _solved(matrix, right)
    arms = [[0.0, 0.0], [0.0, 0.0]]
    for far, (arm, way) in zip(found, unknowns, strict=True):
        arms[arm][0] += far * way[0]
        arms[arm][1] += far * way[1]
    one, other = np.array(arms)
    astray = max(hypot(*arms[0]), hypot(*arms[1])) > length
    if astray or (out is not None and found[0] <= 1e-3 * length) or (back is not None and found[-1] <= 1e-3 * length):
        # Schneider's way out: neither loops nor spikes.
        along = (last - first) / 3
        third = np.hypot(*along)
        one = along if out is None else out * third
        other = -along if back is None else back * third
    return np.array([first, first + one, last + other, last])


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """``matrix`` x = ``right`` by elimination, both used up; positive definite: no rows need to change places."""
    count = len(right)
    for place in range(count):
        for below in range(place + 1, count):
            share = matrix[below][place] / matrix[place][place]
            for column in range(place, count):
                matrix[below][column] -= share * matrix[place][column]
            right[below] -= share * right[place]
    for place in reversed(range(count)):
        for column in range(place + 1, count):
            right[place] -= matrix[place][column] * right[column]
        right[place] /= matrix[place][place]
    return right


def _nearer(curve: Points, away: Points, at: Reals) -> Reals:
    """A step of Newton's towards the place on the curve that is nearest to each point."""
    first = 3 * np.diff(curve, axis=0)
    second = 2 * np.diff(first, axis=0)
    back = (1 - at)[:, None]
    on = at[:, None]
    speed = back**2 * first[0] + 2 * on * back * first[1] + on**2 * first[2]
    bend = back * second[0] + on * second[1]
    slope = (speed**2).sum(1) + (away * bend).sum(1)
    step = np.divide((away * speed).sum(1), slope, out=np.zeros_like(at), where=np.abs(slope) > 1e-12)
    return np.maximum.accumulate(np.clip(at - step, 0.0, 1.0))


def outlines(loops: list[Points], tolerance_px: float, least_px: float, progress: Progress) -> Iterator[Outline]:
    """Each contour that encloses at least ``least_px`` square pixels, fitted; raises Cancelled."""
    for number, loop in enumerate(loops):
        progress.report(number / len(loops))
        if len(loop) >= 3 and abs(area(loop)) >= least_px:
            yield fit(loop, tolerance_px, progress)
