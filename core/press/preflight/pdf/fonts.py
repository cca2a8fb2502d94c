"""Every font has to travel with the file (ISO 15930-7, 6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Stream

from core.compose.placed.objects import get, text, word
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.job import PdfJob, pages_of


def check_fonts(job: PdfJob) -> Iterator[Finding]:
    told: set[str] = set()
    for page in pages_of(job):
        for font in page.used.fonts:
            name = text(get(font, "BaseFont") or get(font, "Name") or "without a name")
            if not embedded(font) and name not in told:
                told.add(name)
                yield found("font-not-embedded", f"The font {name} is not in the file.", None, page.number)


def embedded(font: Any) -> bool:
    """Whether a font's outlines are in the file; those of Type 3 are by nature."""
    kind = word(get(font, "Subtype"))
    if kind == "Type3":
        return True
    if kind == "Type0":
        below = get(font, "DescendantFonts")
        font = below[0] if isinstance(below, Array) and len(below) else None
    descriptor = get(font, "FontDescriptor")
    return any(isinstance(get(descriptor, key), Stream) for key in ("FontFile", "FontFile2", "FontFile3"))
