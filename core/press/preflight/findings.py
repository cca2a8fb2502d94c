"""What preflight says: a finding names what is wrong, how much, where, which layer is at fault, and offers to mend it.

Codes are stable names; :mod:`core.press.preflight.codes` lists them with their usual severity, which a printer's
preset may change or switch off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from core.dieline.words import Words
from core.document.document import Document
from core.geometry import Box
from core.press.preflight.codes import CODES
from core.press.presets import Limits

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the worst on."""


@dataclass(frozen=True)
class Fix:
    """A way to mend a finding: what it does, in words, and the pure change of the document that does it.

    ``apply`` is made of module-level functions, so that a finding survives the way out of a child process.
    """

    label: Words
    apply: Callable[[Document], Document]


@dataclass(frozen=True)
class Finding:
    """One fault, or one thing worth knowing.

    ``where`` is in mm on the page: for documents in the coordinates of its DrawPage, for PDFs from the lower left
    corner of the trim (of the page, where it has no trim). ``page`` counts from 0; of a document, 0 is the outside and
    1 the inside. ``layer`` is the id of the design layer at fault.
    """

    code: str
    severity: Severity
    text: str
    where: Box | None = None
    page: int = 0
    layer: str | None = None
    fix: Fix | None = None


def found(
    code: str, text: str, where: Box | None = None, page: int = 0, layer: str | None = None, fix: Fix | None = None
) -> Finding:
    """A finding at the code's usual severity."""
    return Finding(code, CODES[code].severity, text, where, page, layer, fix)


def settled(findings: Iterable[Finding], limits: Limits) -> list[Finding]:
    """The findings as severe as the printer takes them, the worst first; without those that are switched off."""
    kept = [each for each in map(lambda finding: _judged(finding, limits), findings) if each is not None]
    return sorted(kept, key=lambda finding: (SEVERITIES.index(finding.severity), finding.page))


def summary(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many errors, warnings and notes there are."""
    found = list(findings)
    return {severity: sum(each.severity == severity for each in found) for severity in SEVERITIES}


def first(findings: Iterator[Finding], most: int) -> Iterator[Finding]:
    """At most so many findings of a kind: the hundredth picture that is too coarse tells nobody anything."""
    for _, finding in zip(range(most), findings, strict=False):
        yield finding


def _judged(finding: Finding, limits: Limits) -> Finding | None:
    wanted = limits.severities.get(finding.code, finding.severity)
    return None if wanted == "off" else replace(finding, severity=wanted)
