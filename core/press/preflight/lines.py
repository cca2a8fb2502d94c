"""Lines and slivers that a press cannot hold, or that two plates cannot keep on top of each other."""

from __future__ import annotations

import math
from collections.abc import Iterator

from core.colour.condition import PrintingCondition
from core.colour.convert import ink_to_cmyk
from core.colour.inks import Cmyk, Ink, Spot
from core.compose.drawlist import FillPath, StrokePath
from core.compose.paints import is_white
from core.document.model import ShapeLayer
from core.geometry import Path
from core.press.preflight.findings import Finding, Fix, found
from core.press.preflight.fixes import placing, setting
from core.press.preflight.job import Job, called
from core.press.preflight.marks import Mark
from core.press.presets import Limits

_TRACE = 0.02  # of an ink, that makes no plate of its own
_SLACK = 0.999


def check_lines(job: Job) -> Iterator[Finding]:
    """The thinnest stroke of every shape, and the thinnest filled one."""
    for layer, page, marks in job.printed():
        if not isinstance(layer, ShapeLayer):
            continue
        for mark in marks:
            width, least = thickness(mark), thinnest(mark, job.limits, job.condition)
            if width is not None and width < least * _SLACK:
                text = f"{called(layer)} is {width:.3g} mm thin; {least:.3g} mm are wanted {_why(mark, job)}."
                yield found("line-thin", text, mark.box, page.number, layer.id, _thicker(layer, mark, least))
                break


def thickness(mark: Mark) -> float | None:
    """How thin a stroke or a filled shape is, mm; None for what is neither."""
    match mark.op:
        case StrokePath(width=width):
            return width
        case FillPath(path=path):
            return _sliver(path)
        case _:
            return None


def thinnest(mark: Mark, limits: Limits, condition: PrintingCondition) -> float:
    """How thin it may be: one ink needs less than several, or than what is knocked out of others."""
    ink = mark.op.ink if isinstance(mark.op, FillPath | StrokePath) else Cmyk()
    alone = plates(ink, condition) == 1
    return limits.line if alone else limits.line_many


def plates(ink: Ink, condition: PrintingCondition) -> int:
    """How many plates print an ink; none for white."""
    if isinstance(ink, Spot):
        return int(ink.tint > 0)
    if is_white(ink):
        return 0
    mixed = ink_to_cmyk(ink, condition)
    return sum(value > _TRACE for value in (mixed.c, mixed.m, mixed.y, mixed.k))


def _sliver(path: Path) -> float | None:
    """The shorter side of the rectangle that has the area and the length of outline of a simple shape."""
    outlines = path.flattened()
    if len(outlines) != 1:
        return None
    ring = list(zip(outlines[0], [*outlines[0][1:], outlines[0][0]], strict=True))
    half = sum(one.distance(other) for one, other in ring) / 2
    area = abs(sum(one.x * other.y - other.x * one.y for one, other in ring)) / 2
    return (half - math.sqrt(max(half**2 - 4 * area, 0.0))) / 2


def _why(mark: Mark, job: Job) -> str:
    count = plates(mark.op.ink, job.condition) if isinstance(mark.op, FillPath | StrokePath) else 0
    return {0: "where it is knocked out", 1: "in one ink"}.get(count, f"in {count} inks")


def _thicker(layer: ShapeLayer, mark: Mark, least: float) -> Fix | None:
    words = (f"Make it {least:.3g} mm thick", f"加粗至 {least:.3g} mm")
    if isinstance(mark.op, StrokePath):
        return setting(layer, *words, stroke_width=least)
    place = layer.place
    if layer.shape == "path" or place.width is None or place.height is None:
        return None
    return placing(layer, *words, width=max(place.width, least), height=max(place.height, least))
