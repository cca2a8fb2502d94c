"""Preflight of a PDF: a table of checks, each a function of the job. None of them trusts the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf

from core.compose.placed.objects import SLIPS
from core.compose.placed.pdf import MOST_BYTES, page_of
from core.errors import DieloomError
from core.jobs import Progress
from core.press.foreign import FilePixels, intended_condition
from core.press.preflight.findings import Finding, found, settled
from core.press.preflight.pdf import boxes, colours, drawn, file, fonts, images, inked, intents, layers, states
from core.press.preflight.pdf.content import Content, ContentCheck, Deadline, TooLong
from core.press.preflight.pdf.job import PdfCheck, PdfJob
from core.press.preflight.pdf.opening import opened, reason
from core.press.presets import Limits

CHECKS: dict[str, PdfCheck] = {
    "Damage": file.check_damage,
    "Version": file.check_version,
    "Standard": file.check_standard,
    "Metadata": file.check_metadata,
    "Trapping": file.check_trapped,
    "Encryption": file.check_encryption,
    "Streams": file.check_streams,
    "Scripts": file.check_scripts,
    "Annotations": file.check_annotations,
    "Forms and files": file.check_extras,
    "Boxes": boxes.check_boxes,
    "Bleed": boxes.check_bleed_box,
    "Output intent": intents.check_intents,
    "Layers": layers.check_layers,
    "Processing steps": layers.check_steps,
    "Colours": colours.check_colours,
    "Spots": colours.check_spots,
    "Blending": colours.check_blending,
    "Graphics states": states.check_states,
    "Objects": states.check_objects,
    "Fonts": fonts.check_fonts,
    "Pictures": images.check_images,
    "Unseen": states.check_unseen,
}

CONTENT_CHECKS: dict[str, ContentCheck] = {
    "Resolution": drawn.check_resolution,
    "Lines": drawn.check_lines,
    "Text": drawn.check_text,
    "Colours": drawn.check_colours,
    "Inks": drawn.check_inks,
    "Ink limit": inked.check_ink_limit,
    "Bleed": inked.check_bleed,
    "What was read": drawn.check_notes,
}

_PLACED = ("rgb", "colour-managed")  # what the structure knows of a page, and its content knows where
MOST_OF_A_KIND = 200
PATIENCE = 40.0
"""Seconds of work that the contents of a file may take: what is not read by then is told of. A sheet of 140 labels with
varnish takes a third of that."""

_STRUCTURE = 0.4  # share of the work that is done when only the contents are left


def preflight_pdf(source: Path | bytes, limits: Limits, progress: Progress | None = None) -> list[Finding]:
    """What a prepress department would send this file back for, the worst first.

    Raises DieloomError for a file that is no PDF, needs a password or is past saving, and Cancelled.
    """
    progress = progress or Progress()
    with opened(source) as pdf:
        job = PdfJob(pdf, limits, progress)
        findings: list[Finding] = []
        for done, (name, check) in enumerate(CHECKS.items()):
            progress.report(_STRUCTURE * done / len(CHECKS), name)
            findings += _tried(name, check(job))
        findings += _tried("Contents", _contents(source, pdf, job))
    return settled(_gathered(findings), limits)


def _gathered(findings: list[Finding]) -> list[Finding]:
    """What is said of whole pages, once for all of them; not at all where a place on the page is told, too."""
    placed = {(each.code, each.page) for each in findings if each.where is not None and each.code in _PLACED}
    findings = [each for each in findings if each.where is not None or (each.code, each.page) not in placed]
    pages: dict[tuple[str, str], list[int]] = {}
    for each in findings:
        if each.where is None:
            pages.setdefault((each.code, each.text), []).append(each.page)
    kept = []
    for each in findings:
        alike = sorted(set(pages.get((each.code, each.text), []))) if each.where is None else []
        if each.page != next(iter(alike), each.page):
            continue
        text = f"{each.text.removesuffix('.')} (on {len(alike)} pages)." if len(alike) > 1 else each.text
        kept.append(replace(each, text=text))
    return list(dict.fromkeys(kept))


def _contents(source: Path | bytes, pdf: pikepdf.Pdf, job: PdfJob) -> Iterator[Finding]:
    """Everything that needs the pages' contents to be played."""
    if isinstance(source, Path) and source.stat().st_size > MOST_BYTES:
        yield found("pdf-unseen", "The file is too large to have its contents judged.")
        return
    data = source.read_bytes() if isinstance(source, Path) else source
    digest, pixels = hashlib.sha256(data).hexdigest(), FilePixels(data)
    condition, patience = intended_condition(data), Deadline(job.progress, PATIENCE)
    for page in job.pages:
        job.progress.report(_STRUCTURE + (1 - _STRUCTURE) * page.number / len(job.pages), "Contents")
        try:
            patience.check()
            read = page_of(pdf, digest, page.number, patience)
            content = Content(page.number, read, pdf, pixels, job.limits, patience, condition)
            for name, check in CONTENT_CHECKS.items():
                yield from _tried(name, check(content), page.number)
        except DieloomError as error:
            yield found("pdf-unseen", f"Its content could not be judged: {error.message}", None, page.number)
        except TooLong:
            text = "From this page on contents were not judged: they take too long."
            yield found("pdf-unseen", text, None, page.number)
            return


def _tried(name: str, findings: Iterator[Finding], page: int = 0) -> list[Finding]:
    """What a check finds; that it could not be made is a finding, too."""
    kept: list[Finding] = []
    try:
        for _, finding in zip(range(MOST_OF_A_KIND), findings, strict=False):
            kept.append(finding)
    except (*SLIPS, DieloomError, MemoryError) as error:
        kept.append(found("pdf-damaged", f"{name} could not be judged: {reason(error)}.", None, page))
    return kept
