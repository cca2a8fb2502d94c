"""Outlines worked out by Skia's path operations (BSD): what pens leave, and areas of several shapes as one.

Skia works in single precision: 1e-7 of the coordinates, which is far below what a plate shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import pathops

from core.compose.drawlist import Cap, Join
from core.compose.pens import PathPen
from core.geometry import Close, CurveTo, LineTo, MoveTo, Path

Rule = Literal["nonzero", "evenodd"]

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
    try:
        builder = pathops.OpBuilder()
        for path, rule in found:
            simple = _skia(path, rule)
            simple.simplify()  # evenodd becomes nonzero, which adding to a builder alone does not do
            builder.add(simple, pathops.PathOp.UNION)
        return _ours(builder.resolve())
    except pathops.PathOpsError as error:
        raise ValueError("its outline cannot be followed") from error


def overlap(one: Path, other: Path) -> Path:
    """What both of two paths for the nonzero rule cover; raises ValueError where Skia finds no answer."""
    try:
        return _ours(pathops.op(_skia(one, "nonzero"), _skia(other, "nonzero"), pathops.PathOp.INTERSECTION))
    except pathops.PathOpsError as error:
        raise ValueError("its outline cannot be followed") from error


def pen_area(
    path: Path, width: float, *, cap: Cap, join: Join, mitre: float, dash: tuple[float, ...], phase: float
) -> Path:
    """What a pen leaves, for the nonzero rule; ``dash`` has an even number of lengths and begins ``phase`` along."""
    skia = _skia(path, "nonzero")
    try:
        skia.stroke(width, _CAPS[cap], _JOINS[join], mitre, list(dash) or None, phase)
        skia.convertConicsToQuads()
        return _ours(skia)
    except pathops.PathOpsError as error:
        raise ValueError("its stroke cannot be followed") from error


def _skia(path: Path, rule: Rule) -> pathops.Path:
    found = pathops.Path(fillType=_RULES[rule])
    for command in path.commands:
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


def _ours(path: pathops.Path) -> Path:
    pen = PathPen()
    path.draw(pen)
    return pen.path
