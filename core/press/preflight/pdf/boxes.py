"""Media, bleed and trim of every page (ISO 15930-7, 6.2), and whether there is bleed at all."""

from __future__ import annotations

from collections.abc import Iterator

from core.compose.placed.objects import get
from core.geometry import Box
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.job import PdfJob, Sheet, pages_of

_SLACK = 0.01  # units that boxes may stray
_LARGEST = 14_400.0  # ISO 32000-1, annex C
SHORT = 0.05  # mm of bleed that rounding may take


def check_boxes(job: PdfJob) -> Iterator[Finding]:
    for page in pages_of(job):
        for code, text in _problems(page):
            yield found(code, text, None, page.number)


def check_bleed_box(job: PdfJob) -> Iterator[Finding]:
    """How far the bleed box goes beyond the trim."""
    for page in pages_of(job):
        trim, bleed = page.boxes["Trim"], page.boxes["Bleed"] or page.boxes["Media"]
        if trim is None or bleed is None:
            continue
        room = min(trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1) * page.mm
        if room < job.limits.bleed - SHORT:
            text = f"There are {max(room, 0):.1f} mm of bleed beyond the trim; {job.limits.bleed:g} mm are wanted."
            yield found("bleed-small", text, page.told(trim), page.number)


def _problems(page: Sheet) -> Iterator[tuple[str, str]]:
    boxes = page.boxes
    media, trim, bleed, crop = boxes["Media"], boxes["Trim"], boxes["Bleed"], boxes["Crop"]
    for name in ("Trim", "Bleed", "Art"):
        if boxes[name] is None and get(page.obj, f"{name}Box") is not None:
            yield "box-order", f"The {name}Box is no box."
    if media is None:
        yield "box-order", "The page has no MediaBox."
        return
    if max(media.width, media.height) > _LARGEST:
        yield (
            "box-order",
            f"The page is {media.width * page.mm:.0f} x {media.height * page.mm:.0f} mm, which is too large.",
        )
    if trim is None and boxes["Art"] is None:
        yield "box-trim", "The page has no TrimBox: nobody knows where it is cut."
    elif trim is not None and boxes["Art"] is not None:
        yield "box-trim", "The page has a TrimBox and an ArtBox; one of them is wanted."
    final = trim or boxes["Art"]
    if final is not None and bleed is not None and not _within(final, bleed):
        yield "box-order", "The TrimBox reaches beyond the BleedBox."
    if not all(each is None or _within(each, media) for each in (final, bleed)):
        yield "box-order", "The TrimBox or the BleedBox reaches beyond the MediaBox."
    if crop is not None and not _within(bleed or final or media, crop):
        yield "box-crop", "The CropBox hides some of what is printed."


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner.x0 >= outer.x0 - _SLACK
        and inner.y0 >= outer.y0 - _SLACK
        and inner.x1 <= outer.x1 + _SLACK
        and inner.y1 <= outer.y1 + _SLACK
    )
