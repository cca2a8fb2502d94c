"""Outlines worked out by Skia's path operations (BSD): what pens leave, and areas of several shapes as one.

Skia works in single precision: 1e-7 of the coordinates, which is far below what a plate shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import pathops
from shapely import STRtree, linestrings

from core.compose.drawlist import Cap, Join
from core.compose.pens import PathPen
from core.geometry import Affine, Close, CurveTo, LineTo, MoveTo, Path

Rule = Literal["nonzero", "evenodd"]

MOST_CROSSINGS = 2_000
_UNITS = 10_000.0
_ROUGH, _SAMPLE = 0.1, 48

_CAPS = {"butt": pathops.LineCap.BUTT_CAP, "round": pathops.LineCap.ROUND_CAP, "square": pathops.LineCap.SQUARE_CAP}
_JOINS = {
    "mitre": pathops.LineJoin.MITER_JOIN,
    "round": pathops.LineJoin.ROUND_JOIN,
    "bevel": pathops.LineJoin.BEVEL_JOIN,
}
_RULES = {"nonzero": pathops.FillType.WINDING, "evenodd": pathops.FillType.EVEN_ODD}


def area(shapes: Iterable[tuple[Path, Rule]]) -> Path:
    """What any of the shapes covers, as a path for the nonzero rule; raises ValueError where Skia finds no answer, or
    would not in any useful time.
    """
    found = list(shapes)
    if len(found) == 1 and found[0][1] == "nonzero":
        return found[0][0]
    if _crossings([path for path, _ in found]) > MOST_CROSSINGS:
        raise ValueError("its outlines cross too often")
    scale = _scale([path for path, _ in found])
    try:
        return _ours(_united([_by_winding(path, rule, scale) for path, rule in found]), scale)
    except pathops.PathOpsError as error:
        raise ValueError("its outline cannot be followed") from error


def overlap(one: Path, other: Path) -> Path:
    """What both of two paths for the nonzero rule cover; raises ValueError where Skia finds no answer."""
    scale = _scale([one, other])
    first, second = (_skia(path, "nonzero", scale) for path in (one, other))
    try:
        return _ours(pathops.op(first, second, pathops.PathOp.INTERSECTION), scale)
    except pathops.PathOpsError as error:
        raise ValueError("its outline cannot be followed") from error


def _by_winding(path: Path, rule: Rule, scale: float) -> pathops.Path:
    skia = _skia(path, rule, scale)
    return skia if rule == "nonzero" else pathops.op(pathops.Path(), skia, pathops.PathOp.UNION)


def _united(paths: Sequence[pathops.Path]) -> pathops.Path:
    """Half with half: Skia's builder for many paths at once loses some, and one by one takes long."""
    if len(paths) < 2:
        return paths[0] if paths else pathops.Path()
    first, second = _united(paths[: len(paths) // 2]), _united(paths[len(paths) // 2 :])
    (x0, y0, x1, y1), (u0, v0, u1, v1) = first.bounds, second.bounds
    if x1 < u0 or u1 < x0 or y1 < v0 or v1 < y0:
        first.addPath(second)
        return first
    return pathops.op(first, second, pathops.PathOp.UNION)


def pen_area(
    path: Path, width: float, *, cap: Cap, join: Join, mitre: float, dash: tuple[float, ...], phase: float
) -> Path:
    """What a pen leaves, for the nonzero rule; ``dash`` has an even number of lengths and begins ``phase`` along."""
    scale = _scale([path])
    skia = _skia(path, "nonzero", scale)
    lengths = [length * scale for length in dash] or None
    try:
        skia.stroke(width * scale, _CAPS[cap], _JOINS[join], mitre, lengths, phase * scale)
        skia.convertConicsToQuads()
        return _ours(skia, scale)
    except pathops.PathOpsError as error:
        raise ValueError("its stroke cannot be followed") from error


def _crossings(paths: Iterable[Path]) -> float:
    """About how often the outlines cross, by a sample of their pieces: Skia's time grows faster than that."""
    rings = [np.array(outline) for path in paths for outline in path.flattened(_ROUGH) if len(outline) > 1]
    if not rings:
        return 0.0
    ends = np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for ring in rings])
    pieces = np.asarray(linestrings(ends))
    sample = pieces[:: max(1, len(pieces) // _SAMPLE)]
    meetings = STRtree(pieces).query(sample, predicate="crosses")
    return float(meetings.shape[1] / len(sample) * len(pieces) / 2)


def _scale(paths: Iterable[Path]) -> float:
    """What makes the paths as large as Skia likes them: its curves stray by up to a quarter of a unit."""
    size = max((abs(value) for path in paths for point in path.points() for value in point), default=0.0)
    return _UNITS / size if size > 0 else 1.0


def _skia(path: Path, rule: Rule, scale: float) -> pathops.Path:
    found = pathops.Path(fillType=_RULES[rule])
    for command in path.transformed(Affine.scaling(scale)).commands:
        match command:
            case MoveTo(end):
                found.moveTo(*end)
            case LineTo(end):
                found.lineTo(*end)
            case CurveTo(first, second, end):
                found.cubicTo(*first, *second, *end)
            case Close():
                found.close()
    return found


def _ours(path: pathops.Path, scale: float) -> Path:
    pen = PathPen()
    path.draw(pen)
    return pen.path.transformed(Affine.scaling(1 / scale))
