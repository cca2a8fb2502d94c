"""What the plates are asked to do: white that overprints, registration colour and RGB."""

from __future__ import annotations

from collections.abc import Iterator

from core.colour.convert import ink_to_cmyk
from core.colour.inks import Rgb, Spot
from core.compose.drawlist import FillPath, StrokePath
from core.compose.paints import is_white
from core.document.model import CmykPaint, Paint, RgbPaint
from core.press.preflight.findings import Finding, found
from core.press.preflight.fixes import paints_of, setting
from core.press.preflight.job import Job, Printed, called, seen
from core.press.preflight.marks import Mark

REGISTRATION = 3.8
"""Of all process inks together, from which a colour is meant for marks on every plate."""


def check_white(job: Job) -> Iterator[Finding]:
    """White or bare board that is set to overprint: it would vanish."""
    for layer, page, marks in job.printed():
        asked = bool(getattr(layer, "overprint", False))
        if any(overprints_white(mark) for mark in marks) or (asked and _wanted_white(marks)):
            text = f"{called(layer)} is white and set to overprint, which would leave nothing of it."
            fix = setting(layer, "Knock it out", "改为镂空", overprint=False) if hasattr(layer, "overprint") else None
            yield found("white-overprint", text, seen(marks), page.number, layer.id, fix)


def check_registration(job: Job) -> Iterator[Finding]:
    """Paints with all process inks full: for marks, not for artwork."""
    for layer, page, marks in job.printed():
        paints = {name: CmykPaint(k=1) for name, paint in paints_of(layer).items() if is_registration(paint)}
        if paints:
            text = f"{called(layer)} has all four inks full, which is for marks and will not dry."
            fix = setting(layer, "Print it in 100 % black", "改为 100% 黑", **paints)
            yield found("registration-colour", text, seen(marks), page.number, layer.id, fix)


def check_rgb(job: Job) -> Iterator[Finding]:
    """Paints in RGB, which the profile separates, whatever it makes of them."""
    for layer, page, marks in job.printed():
        separated = {
            name: _separated(paint, job) for name, paint in paints_of(layer).items() if isinstance(paint, RgbPaint)
        }
        if separated:
            text = f"{called(layer)} has a colour in RGB; the profile {job.condition.profile.description} separates it."
            fix = setting(layer, "Keep it as process inks", "转为印刷四色", **separated)
            yield found("rgb-converted", text, seen(marks), page.number, layer.id, fix)


def overprints_white(mark: Mark) -> bool:
    """Whether a mark would lay down nothing and leave what is under it: finishes overprint by their nature."""
    op = mark.op
    return isinstance(op, FillPath | StrokePath) and op.overprint and not mark.finish and is_white(op.ink)


def is_registration(paint: Paint) -> bool:
    return isinstance(paint, CmykPaint) and paint.c + paint.m + paint.y + paint.k >= REGISTRATION


def _wanted_white(marks: list[Mark]) -> bool:
    inks = [mark.op.ink for mark in marks if isinstance(mark.op, FillPath | StrokePath) and not mark.finish]
    return any(is_white(ink) for ink in inks)


def _separated(paint: RgbPaint, job: Job) -> CmykPaint:
    mixed = ink_to_cmyk(Rgb.of_hex(paint.hex), job.condition)
    c, m, y, k = (round(value, 4) for value in (mixed.c, mixed.m, mixed.y, mixed.k))
    return CmykPaint(c=c, m=m, y=y, k=k)


def spots_of(page: Printed) -> list[Spot]:
    """Every spot that a page prints, as it is mixed there, without the lines of the die."""
    drawn = [mark.op for mark in page.marks if not mark.technical]
    return [op.ink for op in drawn if isinstance(op, FillPath | StrokePath) and isinstance(op.ink, Spot)]
