"""The file as a whole: its kind, what it says about itself, and what no press can use in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Stream

from core.compose.placed.objects import SLIPS, box, filters, get, items, text, word
from core.geometry import Box
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.job import MOST_PAGES, PDFX_VERSION, PdfJob, Sheet, pages_of
from core.press.preflight.pdf.opening import reason

_VERSIONS = {"PDF/X-4": "1.6", "PDF/X-1a:2003": "1.4", "PDF/X-3:2003": "1.4", "PDF/X-1a:2001": "1.3"}
_PASSIVE = frozenset(["GoTo", "URI", "Named", ""])  # where a reader goes; nothing runs
_MOST_OBJECTS = 200_000
_DC, _XMP, _PDF = (
    "{http://purl.org/dc/elements/1.1/}",
    "{http://ns.adobe.com/xap/1.0/}",
    "{http://ns.adobe.com/pdf/1.3/}",
)
_MM = "{http://ns.adobe.com/xap/1.0/mm/}"
_ALIKE = {"Title": f"{_DC}title", "Creator": f"{_XMP}CreatorTool", "Producer": f"{_PDF}Producer"}
_WANTED = {
    "the date of creation": f"{_XMP}CreateDate",
    "the date of change": f"{_XMP}ModifyDate",
    "a document ID": f"{_MM}DocumentID",
}


def check_damage(job: PdfJob) -> Iterator[Finding]:
    """What had to be guessed to read the file at all."""
    warnings = job.pdf.get_warnings()
    if warnings:
        more = f", and {len(warnings) - 1} more" if len(warnings) > 1 else ""
        yield found("pdf-damaged", f"The file had to be repaired to be read: {reason(Exception(warnings[0]))}{more}.")


def check_version(job: PdfJob) -> Iterator[Finding]:
    """The version of PDF that its standard is built on."""
    version = max(job.pdf.pdf_version, word(get(job.root, "Version")) or "0")
    most = next((most for name, most in _VERSIONS.items() if job.standard.startswith(name)), None)
    if most is not None and (version > most or (most == "1.6" and version != most)):
        yield found("pdf-version", f"The file is PDF {version}; {job.standard} is built on {most}.")
    elif most is None and version >= "2":
        yield found("pdf-version", f"The file is PDF {version}, which few presses take.")


def check_standard(job: PdfJob) -> Iterator[Finding]:
    """Whether it claims a PDF/X at all, and says so with one voice."""
    if not job.standard:
        yield found("pdf-standard", "The file does not say that it is a PDF/X.")
        return
    inside, outside = (job.xmp or {}).get(PDFX_VERSION), text(job.info.get("GTS_PDFXVersion", ""))
    if inside and outside and inside != outside:
        yield found("pdf-metadata", f"The file is {outside} in its Info and {inside} in its XMP.")


def check_metadata(job: PdfJob) -> Iterator[Finding]:
    """Info and XMP, which have to be there and to agree (ISO 15930-7, 6.7)."""
    if not job.standard:
        return
    if get(job.pdf.trailer, "ID") is None:
        yield found("pdf-metadata", "The file has no ID.")
    if job.xmp is None:
        if not job.standard.startswith("PDF/X-1a") and not job.standard.startswith("PDF/X-3"):
            yield found("pdf-metadata", "The file has no XMP metadata that can be read.")
        return
    for key, name in _ALIKE.items():
        here, there = text(job.info.get(key, "")), job.xmp.get(name, "")[:200].strip()
        if here and there and here != " ".join(there.split(" ")):
            yield found("pdf-metadata", f"The {key.lower()} is “{here}” in Info and “{there}” in XMP.")
    if job.standard.startswith("PDF/X-4"):
        missing = [words for words, key in _WANTED.items() if not job.xmp.get(key)]
        if missing:
            yield found("pdf-metadata", f"The XMP metadata lack {', '.join(missing)}.")


def check_trapped(job: PdfJob) -> Iterator[Finding]:
    """Every PDF/X says whether it is trapped (ISO 15930-7, 6.6)."""
    inside = (job.xmp or {}).get(f"{_PDF}Trapped", "")
    value = word(job.info.get("Trapped")) or inside
    if job.standard and value not in ("True", "False"):
        yield found("pdf-trapped", f"The file says “{value}” of its trapping; True or False is wanted.")
    elif value in ("True", "False") and inside and inside != value:
        yield found("pdf-trapped", f"The file is trapped by its Info ({value}) and not by its XMP ({inside}), or so.")
    elif job.standard and not word(job.info.get("Trapped")):
        yield found("pdf-trapped", "The file's Info does not say whether it is trapped.")


def check_encryption(job: PdfJob) -> Iterator[Finding]:
    if job.pdf.is_encrypted:
        yield found("pdf-encrypted", "The file is encrypted, which presses refuse.")


def check_streams(job: PdfJob) -> Iterator[Finding]:
    """Compression that PDF/X does not take, and data outside of the file."""
    lzw = external = 0
    for _, each in zip(range(_MOST_OBJECTS), job.pdf.objects, strict=False):
        if isinstance(each, Stream):
            lzw += any(name in ("LZWDecode", "LZW") for name in filters(each))
            external += get(each, "F") is not None
    if lzw:
        yield found("pdf-compression", f"{lzw} streams are compressed by LZW, which PDF/X does not take.")
    if external:
        yield found("pdf-compression", f"{external} streams have their data in other files.")


def check_scripts(job: PdfJob) -> Iterator[Finding]:
    """Scripts, and actions that do more than turn pages."""
    names = get(job.root, "Names", "JavaScript")
    kinds = {"JavaScript"} if names is not None else set()
    kinds |= _actions(get(job.root, "OpenAction"), get(job.root, "AA"))
    for page in pages_of(job):
        kinds |= _actions(get(page.obj, "AA"))
        for note in _annotations(page):
            kinds |= _actions(get(note, "A"), get(note, "AA"))
    if kinds:
        yield found("pdf-script", f"The file holds actions: {', '.join(sorted(kinds))}.")


def check_annotations(job: PdfJob) -> Iterator[Finding]:
    """Comments, links and fields on what is printed (ISO 15930-7, 6.13)."""
    for page in pages_of(job):
        area = page.boxes["Bleed"] or page.final
        for note in _annotations(page):
            where = _rect(note)
            kind = word(get(note, "Subtype"))
            if kind in ("PrinterMark", "TrapNet", "Popup") or where is None or area is None:
                continue
            shared = where.shared(area)
            if shared.width >= 0 and shared.height >= 0:
                text = f"There is an annotation ({kind or 'of no kind'}) on what is printed."
                yield found("pdf-annotation", text, page.told(where), page.number)


def check_extras(job: PdfJob) -> Iterator[Finding]:
    """Forms, files within the file, and more pages than are looked into."""
    form = get(job.root, "AcroForm")
    if get(form, "XFA") is not None:
        yield found("pdf-form", "The file is an XFA form.")
    elif form is not None and isinstance(fields := get(form, "Fields"), Array) and len(fields):
        yield found("pdf-form", f"The file is a form with {len(fields)} fields.")
    if get(job.root, "Names", "EmbeddedFiles") is not None or get(job.root, "Collection") is not None:
        yield found("pdf-attachment", "The file carries other files.")
    count = len(job.pdf.pages)
    if not count:
        yield found("pdf-pages", "The file has no page.")
    if count > MOST_PAGES:
        yield found("pdf-unseen", f"The file has {count} pages; the first {MOST_PAGES} were looked into.")


def _actions(*given: Any) -> set[str]:
    """The kinds of actions that run something."""
    kinds = set()
    for each in given:
        action = word(get(each, "S"))
        if action not in _PASSIVE:
            kinds.add(action)
        if isinstance(each, Dictionary) and get(each, "S") is None:  # a table of triggers
            kinds |= {kind for inner in each.values() if (kind := word(get(inner, "S"))) not in _PASSIVE}
    return kinds


def _annotations(page: Sheet) -> list[Any]:
    notes = get(page.obj, "Annots")
    return items(notes)[:5000] if isinstance(notes, Array) else []


def _rect(note: Any) -> Box | None:
    try:
        return box(get(note, "Rect"))
    except SLIPS:
        return None
