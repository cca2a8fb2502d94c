"""Text that is too small for how it is printed: in one ink, in several, or knocked out of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from core.colour.convert import ink_to_cmyk
from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import FillPath
from core.compose.paints import is_white
from core.document.model import CmykPaint, TextLayer
from core.press.preflight.findings import Finding, found
from core.press.preflight.fixes import setting
from core.press.preflight.job import Job, called, seen
from core.press.preflight.lines import plates
from core.press.preflight.marks import Mark
from core.press.presets import Limits

RICH_BELOW = 24.0
"""Points: text in rich black that is larger shows no fringe when the plates stray."""

_BLACKISH = 0.8  # of black ink, beside which other inks are there for depth and not for their colour
_MORE = 0.1  # of other inks together, that make a black rich

Kind = Literal["one", "many", "reversed"]


def check_text(job: Job) -> Iterator[Finding]:
    """The size of text, by how it is printed."""
    for layer, page, marks in job.printed():
        mark = next((each for each in marks if isinstance(each.op, FillPath)), None)
        if not isinstance(layer, TextLayer) or mark is None:
            continue
        kind = _kind(job, mark)
        code, least, words = _limit(kind, job.limits)
        if layer.size < least:
            text = f"{called(layer)} is {layer.size:g} pt {words}; {least:g} pt are the least."
            fix = setting(layer, f"Enlarge it to {least:g} pt", f"放大到 {least:g} pt", size=least)
            yield found(code, text, seen(marks), page.number, layer.id, fix)


def check_rich_black(job: Job) -> Iterator[Finding]:
    """Black text that is not black ink alone: its edges show colour as soon as one plate strays."""
    for layer, page, marks in job.printed():
        mark = next((each for each in marks if isinstance(each.op, FillPath)), None)
        if not isinstance(layer, TextLayer) or mark is None or layer.size >= RICH_BELOW:
            continue
        mixed = _mixed(job, mark)
        if mixed is not None and is_rich_black(mixed):
            total = 100 * (mixed.c + mixed.m + mixed.y + mixed.k)
            text = f"{called(layer)} is black in several inks, {total:.0f} % together; black ink alone stays sharp."
            fix = setting(layer, "Print it in 100 % black", "改为 100% 黑", paint=CmykPaint(k=1))
            yield found("rich-black-text", text, seen(marks), page.number, layer.id, fix)


def is_rich_black(ink: Cmyk) -> bool:
    """Whether black ink does the work and others deepen it."""
    return ink.k >= _BLACKISH and ink.c + ink.m + ink.y >= _MORE


def _kind(job: Job, mark: Mark) -> Kind:
    ink = mark.op.ink if isinstance(mark.op, FillPath) else Cmyk()
    if is_white(ink):
        return "reversed"
    return "one" if plates(ink, job.condition) <= 1 else "many"


def _limit(kind: Kind, limits: Limits) -> tuple[str, float, str]:
    return {
        "one": ("text-small", limits.text, "in one ink"),
        "many": ("text-many-inks", limits.text_many, "in several inks"),
        "reversed": ("text-reversed", limits.text_reversed, "and knocked out"),
    }[kind]


def _mixed(job: Job, mark: Mark) -> Cmyk | None:
    ink = mark.op.ink if isinstance(mark.op, FillPath) else None
    return None if ink is None or isinstance(ink, Spot) else ink_to_cmyk(ink, job.condition)
