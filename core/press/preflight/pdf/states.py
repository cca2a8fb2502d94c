"""What a PDF/X must not have in its graphics states and objects: curves, halftones, unknown blend modes, PostScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array

from core.compose.placed.objects import get, items, word
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.job import PdfJob, pages_of

BLEND_MODES = frozenset(
    """
    Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference
    Exclusion Hue Saturation Color Luminosity
    """.split()  # noqa: SIM905
)
"""ISO 32000-1, tables 136 and 137."""


def check_states(job: PdfJob) -> Iterator[Finding]:
    for page in pages_of(job):
        for state in page.used.states:
            problem = _curve(state)
            if problem:
                yield found("transfer-curve", f"The page sets {problem}.", None, page.number)
            for mode in _modes(state):
                if mode not in BLEND_MODES:
                    yield found(
                        "blend-mode", f"The page blends by “{mode}”, which is no blend mode.", None, page.number
                    )


def check_objects(job: PdfJob) -> Iterator[Finding]:
    """PostScript, OPI and pictures with alternates: what prints is then not what is seen."""
    for page in pages_of(job):
        used = page.used
        drawn = (*used.forms, *used.images, *used.others)
        if any(word(get(each, "Subtype")) == "PS" or word(get(each, "Subtype2")) == "PS" for each in drawn):
            yield found("pdf-postscript", "The page runs PostScript.", None, page.number)
        if any(get(each, "OPI") is not None for each in drawn):
            yield found("pdf-postscript", "The page stands for pictures in other files (OPI).", None, page.number)
        if any(get(each, "Ref") is not None for each in used.forms):
            yield found("pdf-postscript", "The page stands for a page of another file.", None, page.number)
        if any(get(each, "Alternates") is not None for each in used.images):
            yield found("pdf-postscript", "The page has pictures with alternates.", None, page.number)


def check_unseen(job: PdfJob) -> Iterator[Finding]:
    """What was damaged or too large to be looked at."""
    for page in pages_of(job):
        if page.used.unseen:
            yield found("pdf-unseen", f"Not looked at: {page.used.unseen[0]}.", None, page.number)


def _curve(state: Any) -> str | None:
    for key in ("TR", "TR2"):
        value = get(state, key)
        if value is not None and word(value) != "Default":
            return "a transfer curve"
    halftone = get(state, "HT")
    if halftone is not None and word(halftone) != "Default":
        return "a halftone"
    return None


def _modes(state: Any) -> list[str]:
    """The blend modes of a state; in a list, the first that is known is taken (ISO 32000-1, 11.6.3)."""
    value = get(state, "BM")
    if value is None:
        return []
    if isinstance(value, Array):
        names = [word(each) for each in items(value)]
        return [] if any(name in BLEND_MODES for name in names) else names[:1]
    return [word(value)]
