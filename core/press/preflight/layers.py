"""Layers that print nothing, that are see-through, or that cannot be drawn; and the die that all of it is on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.compose.compose import compose
from core.compose.drawlist import AssetImage, DrawImage, Drawing, FillPath, StrokePath
from core.compose.paints import is_white
from core.compose.technical import TechnicalInks
from core.compose.text import missing_fonts
from core.dieline.checks import check as check_outline
from core.dieline.outline import Outline
from core.document import edits
from core.document.document import Document
from core.document.model import Layer, TextLayer
from core.errors import DieloomError
from core.geometry import Box
from core.press.preflight.findings import Finding, Fix, found
from core.press.preflight.fixes import setting
from core.press.preflight.job import Job, called, seen
from core.press.preflight.marks import Mark
from core.press.preflight.safe import beside

_AROUND = 5.0  # mm shown about a place of the die
_FLAT = ("panels", "contour", "knives", "gaps", "creases", "tree")  # checks without which no die can be made


def drawn(document: Document, outline: Outline, technical: TechnicalInks) -> tuple[Document, Drawing, list[Finding]]:
    """The drawing of a document without the layers that cannot be drawn, which become findings.

    Gives the document that was drawn, too. Raises DieloomError where it is not a layer that is at fault.
    """
    try:
        return document, compose(document, outline, technical), []
    except DieloomError as whole:
        findings, kept = [], []
        for layer in document.design.layers:
            problem = _problem(document, layer, outline, technical)
            if problem is None:
                kept.append(layer)
            else:
                text = f"{called(layer)}: {problem}"
                findings.append(found("layer-broken", text, page=int(layer.place.side == "inside"), layer=layer.id))
        if not findings:
            raise whole from None
        rest = document.with_design(edits.with_layers(document.design, kept))
        return rest, compose(rest, outline, technical), findings


def check_silent(job: Job) -> Iterator[Finding]:
    """Layers that leave nothing on the board: hidden, empty, clear, or without a paint."""
    for layer in job.document.design.layers:
        side = int(layer.place.side == "inside")
        page = job.page_of(layer)
        if not layer.visible:
            yield found("layer-hidden", f"{called(layer)} is hidden and not printed.", None, side, layer.id)
        elif page is not None and _silent(layer, marks := page.of(layer.id)) and not beside(job, layer, page, marks):
            yield found("layer-empty", f"{called(layer)} prints nothing.", None, side, layer.id)


def check_transparency(job: Job) -> Iterator[Finding]:
    """What is see-through: PDF/X-4 keeps it, PDF/X-1a has to flatten the page."""
    flattened = job.preset.press.standard == "x1a"
    for layer, page, marks in job.printed():
        if 0 < layer.opacity < 1:
            what = f"is {layer.opacity:.0%} opaque"
        elif any(_soft(job, mark) for mark in marks):
            what = "has soft or clear parts"
        else:
            continue
        text = f"{called(layer)} {what}" + ("; PDF/X-1a flattens the page to a picture." if flattened else ".")
        yield found("transparency", text, seen(marks), page.number, layer.id)


def check_die(job: Job) -> Iterator[Finding]:
    """What a die maker would say about the blank."""
    for problem in check_outline(job.outline):
        code = "dieline-flat" if problem.check in _FLAT else "dieline-closed"
        where = None if problem.place is None else Box(*problem.place, *problem.place).grown(_AROUND)
        yield found(code, problem.message, where)


def check_fonts(job: Job) -> Iterator[Finding]:
    """Text whose font this machine lacks."""
    missing = set(missing_fonts(job.document.design))
    for layer, page, marks in job.printed():
        if isinstance(layer, TextLayer) and layer.font in missing:
            text = f"{called(layer)}: the font {layer.font} is not on this machine; another stands in for it."
            yield found("font-missing", text, seen(marks), page.number, layer.id, _bundled_font(layer))


def _bundled_font(layer: TextLayer) -> Fix:
    return setting(layer, "Use the program's own font", "使用自带字体", font=None)


def _problem(document: Document, layer: Layer, outline: Outline, technical: TechnicalInks) -> str | None:
    alone = document.with_design(edits.with_layers(document.design, [layer]))
    try:
        compose(alone, outline, technical)
    except DieloomError as error:
        return str(error).removeprefix(f"Layer {layer.name or layer.id!r}: ")
    return None


def _silent(layer: Layer, marks: list[Mark]) -> bool:
    def bare(mark: Mark) -> bool:
        return mark.box is None or (isinstance(mark.op, FillPath | StrokePath) and _no_tint(mark))

    return layer.opacity == 0 or all(bare(mark) for mark in marks)


def _no_tint(mark: Mark) -> bool:
    """A spot's tint of 0 lays nothing down; white in process inks knocks out what is under it, and so is seen."""
    ink = mark.op.ink if isinstance(mark.op, FillPath | StrokePath) else None
    return hasattr(ink, "tint") and ink is not None and is_white(ink)


def _soft(job: Job, mark: Mark) -> bool:
    if not isinstance(mark.op, DrawImage) or not isinstance(mark.op.source, AssetImage):
        return False
    try:
        alpha = job.pixels.image(mark.op.source, 256)[:, :, 3]
    except DieloomError:
        return False
    return bool(np.any(alpha < 255))
