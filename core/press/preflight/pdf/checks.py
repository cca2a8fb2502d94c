"""Preflight of a PDF: a table of checks, each a function of the job. None of them trusts the file."""

from __future__ import annotations

from pathlib import Path

from core.compose.placed.objects import SLIPS
from core.jobs import Progress
from core.press.preflight.findings import Finding, found, settled
from core.press.preflight.pdf import boxes, colours, file, fonts, images, intents, layers, states
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

MOST_OF_A_KIND = 200


def preflight_pdf(source: Path | bytes, limits: Limits, progress: Progress | None = None) -> list[Finding]:
    """What a prepress department would send this file back for, the worst first.

    Raises DieloomError for a file that is no PDF, needs a password or is past saving, and Cancelled.
    """
    progress = progress or Progress()
    with opened(source) as pdf:
        job = PdfJob(pdf, limits, progress)
        findings: list[Finding] = []
        for done, (name, check) in enumerate(CHECKS.items()):
            progress.report(done / len(CHECKS), name)
            findings += _tried(name, check, job)
    return settled(findings, limits)


def _tried(name: str, check: PdfCheck, job: PdfJob) -> list[Finding]:
    """What a check finds; that it could not be made is a finding, too."""
    kept: list[Finding] = []
    try:
        for finding in check(job):
            kept.append(finding)
            if len(kept) >= MOST_OF_A_KIND:
                break
    except (*SLIPS, MemoryError) as error:
        kept.append(found("pdf-damaged", f"{name} could not be judged: {reason(error)}."))
    return kept
