"""The output intent: for which press the inks are meant (ISO 15930-7, 6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Stream

from core.compose.placed.objects import SLIPS, get, items, real, text, unpacked, word
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.job import PdfJob

_MOST_PROFILE = 64 * 2**20
_COLOURS = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}


def check_intents(job: PdfJob) -> Iterator[Finding]:
    """One output intent for a press, with its condition and its profile."""
    given = get(job.root, "OutputIntents")
    intents = [
        each for each in (items(given) if isinstance(given, Array) else []) if word(get(each, "S")) == "GTS_PDFX"
    ]
    if not intents:
        yield found("intent-missing", "The file does not say for which printing condition it is made.")
        return
    if len(intents) > 1:
        yield found("intent-many", f"The file is made for {len(intents)} printing conditions; one is wanted.")
    for intent in intents[:5]:
        condition = get(intent, "OutputConditionIdentifier")
        if condition is None or not text(condition):
            yield found("intent-profile", "The output intent does not name its printing condition.")
        problem = _profile(intent, job.standard)
        if problem:
            yield found("intent-profile", problem)


def _profile(intent: Any, standard: str) -> str | None:
    """What is wrong with an intent's profile; a registered condition needs none before PDF/X-4."""
    profile = get(intent, "DestOutputProfile")
    if profile is None:
        registered = text(get(intent, "RegistryName") or "")
        old = standard.startswith(("PDF/X-1a", "PDF/X-3"))
        return None if registered and old else "The output intent has no profile."
    if not isinstance(profile, Stream):
        return "The output intent's profile is no profile."
    try:
        data = unpacked(profile, _MOST_PROFILE)
    except SLIPS:
        return "The output intent's profile is damaged."
    if len(data) < 128 or data[36:40] != b"acsp":
        return "The output intent's profile is no ICC profile."
    if data[12:16] != b"prtr":
        return f"The output intent's profile is for a {_device(data[12:16])}, not for a press."
    plates = _COLOURS.get(data[16:20])
    if plates is not None and int(real(profile, "N", 0)) != plates:
        return f"The output intent's profile has {plates} inks and says {real(profile, 'N', 0):g}."
    if plates == 3:
        return "The output intent's profile is for RGB, not for inks."
    return None


def _device(kind: bytes) -> str:
    return {b"mntr": "screen", b"scnr": "camera or scanner", b"spac": "colour space"}.get(
        kind, "device of no known kind"
    )
