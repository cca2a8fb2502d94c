"""Outlines worked out by Skia's path operations (BSD): what pens leave, and areas of several shapes as one.

Skia works in single precision: 1e-7 of the coordinates, which is far below what a plate shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import pathops

from core.compose.drawlist import Cap, Join
from core.compose.pens import PathPen
from core.geometry import Affine, Close, CurveTo, LineTo, MoveTo, Path

Rule = Literal["nonzero", "evenodd"]

_UNITS = 10_000.0

_CAPS = {"butt": pathops.LineCap.BUTT_CAP, "round": pathops.LineCap.ROUND_CAP, "square": pathops.LineCap.SQUARE_CAP}
_JOINS = {
    "mitre": pathops.LineJoin.MITER_JOIN,
    "round": pathops.LineJoin.ROUND_JOIN,
    "bevel": pathops.LineJoin.BEVEL_JOIN,
}
_RULES = {"nonzero": pathops.FillType.WINDING, "evenodd": pathops.FillType.EVEN_ODD}


def area(shapes: Iterable[tuple[Path, Rule]]) -> Path:
    """What any of the shapes covers, as a path for the nonzero rule; raises ValueError where Skia finds no answer."""
    found = list(shapes)
    if len(found) == 1 and found[0][1] == "nonzero":
        return found[0][0]
    scale = _scale([path for path, _ in found])
    try:
        # One by one: Skia's builder for many paths at once loses some.
        whole = pathops.Path()
        for path, rule in found:
            whole = pathops.op(whole, _skia(path, rule, scale), pathops.PathOp.UNION)
        return _ours(whole, scale)
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
