"""What the checks of a PDF look at: the file, its pages with their boxes, and what they use, made out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from core.compose.placed.objects import SLIPS, box, get, real, text, unpacked, word
from core.geometry import Box
from core.jobs import Progress
from core.press.preflight.findings import Finding
from core.press.preflight.pdf.usage import Used, inherited, used_by
from core.press.presets import Limits
from core.units import POINTS_PER_MM

MOST_PAGES = 500
"""Pages that are looked into; a file of more is told so."""

_MOST_XMP = 16 * 2**20


@dataclass(frozen=True)
class Sheet:
    """One page. Boxes are in its own units, as they stand in the file; None where missing or no box at all."""

    number: int
    obj: Any

    @cached_property
    def boxes(self) -> dict[str, Box | None]:
        """By ``Media``, ``Crop``, ``Bleed``, ``Trim`` and ``Art``."""
        return {name: self._box(f"{name}Box") for name in ("Media", "Crop", "Bleed", "Trim", "Art")}

    @cached_property
    def mm(self) -> float:
        """Millimetres to a unit of the page."""
        unit = real(self.obj, "UserUnit", 1.0)
        return (unit if 0 < unit < 1e5 else 1.0) / POINTS_PER_MM

    @property
    def final(self) -> Box | None:
        """The box that places are told from."""
        return self.boxes["Trim"] or self.boxes["Art"] or self.boxes["Media"]

    @cached_property
    def used(self) -> Used:
        return used_by(self.obj)

    def told(self, found: Box) -> Box:
        """A box of the page's units in mm from the lower left corner of the trim."""
        origin = self.final or Box(0, 0, 0, 0)
        moved = found.moved(-origin.x0, -origin.y0)
        return Box(*(value * self.mm for value in moved))

    def _box(self, key: str) -> Box | None:
        value = inherited(self.obj, key) if key in ("MediaBox", "CropBox") else get(self.obj, key)
        try:
            found = None if value is None else box(value)
        except SLIPS:
            return None
        return found if found is not None and found.width > 0 and found.height > 0 else None


@dataclass(frozen=True)
class PdfJob:
    """A PDF on its way to the press."""

    pdf: pikepdf.Pdf
    limits: Limits
    progress: Progress = field(default_factory=Progress)

    @property
    def root(self) -> Any:
        return self.pdf.Root

    @cached_property
    def pages(self) -> tuple[Sheet, ...]:
        return tuple(Sheet(number, page.obj) for number, page in zip(range(MOST_PAGES), self.pdf.pages, strict=False))

    @cached_property
    def info(self) -> dict[str, Any]:
        """The document information dictionary; empty where there is none."""
        info = get(self.pdf.trailer, "Info")
        if not isinstance(info, pikepdf.Dictionary):
            return {}
        return {str(key)[1:]: value for key, value in info.items()}

    @cached_property
    def xmp(self) -> dict[str, str] | None:
        """The metadata of the file by ``{namespace}name``; None where there are none, or none that can be read."""
        stream = get(self.root, "Metadata")
        if not isinstance(stream, pikepdf.Stream):
            return None
        try:
            unpacked(stream, _MOST_XMP)
            # Without entering it: entered, it would be written back.
            read = self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True)
            return {str(key): _said(value) for key, value in read.items()}
        except (SyntaxError, *SLIPS):  # lxml's errors are of the first kind
            return None

    @cached_property
    def standard(self) -> str:
        """The PDF/X that the file claims to be, such as ``PDF/X-4``; empty for none."""
        claim = (self.xmp or {}).get(PDFX_VERSION) or text(self.info.get("GTS_PDFXVersion", ""))
        conformance = text(self.info.get("GTS_PDFXConformance", ""))
        return conformance or claim if conformance.startswith("PDF/X") else claim


PDFX_VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"

PdfCheck = Callable[[PdfJob], Iterator[Finding]]


def pages_of(job: PdfJob) -> Iterator[Sheet]:
    """The pages, stopping where the job is cancelled."""
    for page in job.pages:
        job.progress.check()
        yield page


def name_of(value: Any) -> str:
    """A name or a string that can be shown, in quotation marks."""
    return f"“{word(value) or text(value)}”"


def _said(value: Any) -> str:
    if isinstance(value, list | set | tuple):
        return ", ".join(sorted(map(str, value)) if isinstance(value, set) else map(str, value))
    return str(value)
