"""Placed drawings: what of the file is not shown as its own program shows it, thin lines, RGB, registration colour."""

from __future__ import annotations

from collections.abc import Iterator

from core.colour.inks import Cmyk, Rgb
from core.compose.drawlist import FillPath, StrokePath
from core.compose.placed.artwork import read_artwork
from core.document.model import VectorLayer
from core.press.preflight.findings import Finding, found
from core.press.preflight.inks import REGISTRATION
from core.press.preflight.job import Job, called, seen
from core.press.preflight.lines import thickness, thinnest
from core.press.preflight.marks import Mark

_MOST = 5  # notes on one drawing


def check_placed(job: Job) -> Iterator[Finding]:
    """What the reader of placed files has to say."""
    for layer, page, marks in job.printed():
        if isinstance(layer, VectorLayer):
            for note in read_artwork(job.document.assets[layer.asset], layer.page).notes[:_MOST]:
                yield found("placed-differs", f"{called(layer)}: {note}", seen(marks), page.number, layer.id)


def check_placed_inks(job: Job) -> Iterator[Finding]:
    """The colours that drawings bring along."""
    for layer, page, marks in job.printed():
        if not isinstance(layer, VectorLayer):
            continue
        inked = [mark for mark in marks if isinstance(mark.op, FillPath | StrokePath)]
        coloured = [mark for mark in inked if isinstance(_ink(mark), Rgb)]
        if coloured:
            text = (
                f"{called(layer)} has colours in RGB; the profile {job.condition.profile.description} separates them."
            )
            yield found("rgb-converted", text, seen(coloured), page.number, layer.id)
        full = [mark for mark in inked if _full(mark)]
        if full:
            text = f"{called(layer)} has all four inks full, which is for marks and will not dry."
            yield found("registration-colour", text, seen(full), page.number, layer.id)


def check_placed_lines(job: Job) -> Iterator[Finding]:
    """The thinnest strokes of drawings, at the size that they are placed."""
    for layer, page, marks in job.printed():
        strokes = [mark for mark in marks if isinstance(layer, VectorLayer) and isinstance(mark.op, StrokePath)]
        thin = [mark for mark in strokes if (thickness(mark) or 0) < 0.999 * thinnest(mark, job.limits, job.condition)]
        if thin:
            worst = min(thin, key=lambda mark: thickness(mark) or 0)
            least = thinnest(worst, job.limits, job.condition)
            text = (
                f"{called(layer)} has lines down to {thickness(worst):.3g} mm at its size; {least:.3g} mm are wanted."
            )
            yield found("line-thin", text, seen(thin), page.number, layer.id)


def _ink(mark: Mark) -> object:
    return mark.op.ink if isinstance(mark.op, FillPath | StrokePath) else None


def _full(mark: Mark) -> bool:
    ink = _ink(mark)
    return isinstance(ink, Cmyk) and ink.c + ink.m + ink.y + ink.k >= REGISTRATION
