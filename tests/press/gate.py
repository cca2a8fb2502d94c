"""The gate that every exported PDF passes: programs we did not write, asked what is wrong with a file.

No free program knows all of PDF/X-4, so several look at it, each through its own eyes: qpdf (syntax), poppler (what a
reader sees), pdf_oxide (PDF/X-4), pikepdf's PDF/A validator on a shadow copy without what PDF/A cannot have, and
assertions on qpdf's JSON for what none of them checks. ``test_gate.py`` proves with broken files that it bites.
"""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdf_oxide
import pikepdf
from pikepdf import pdfa

from tests.programs import need

STRUCTURAL_TYPES = frozenset(
    """
    Cutting PartialCutting ReversePartialCutting Creasing ReverseCreasing CuttingCreasing ReverseCuttingCreasing
    PartialCuttingCreasing ReversePartialCuttingCreasing Drilling Gluing FoilStamping ColdFoilStamping Embossing
    Debossing Perforating Bleed VarnishFree InkFree InkVarnishFree Folding Punching Stapling
    """.split()  # noqa: SIM905  # thirty quoted words are no easier to read
)
POSITION_TYPES = frozenset(["Hologram", "Barcode", "ContentArea", "CodingMarking", "Imprinting"])
UNTYPED_GROUPS = frozenset(["Dimensions", "Braille", "Legend", "White", "Varnish"])

# What the PDF/A validator does not know about or forbids, and PDF/X-4 allows: its rule, and words of its message.
_PDFX_MAY = (
    ("pikepdf:optional-content", "optional content"),
    ("pikepdf:schema-Properties", "marked-content property lists"),
    ("pikepdf:colour-space", "/Separation colour spaces"),
    ("ISO_19005_2:6.2.4.2-2", "overprint mode 1"),
    ("ISO_19005_2:6.6.2.3.1-1", "pdfxid"),
    ("ISO_19005_2:6.6.2.3.1-1", "pdf:Trapped"),
)


def faults(path: Path) -> list[str]:
    """Everything that anybody finds wrong, as ``who: what``; empty for a good file."""
    found = [*_syntax(path)]
    if not found:
        found += [*_reader(path), *_fonts(path), *_pdfx(path), *_shadow_pdfa(path), *_agreement(path), *_pictures(path)]
        found += _objects(path)
    return found


def _run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([need(program), *map(str, arguments)], capture_output=True, text=True, check=False)


def _syntax(path: Path) -> Iterator[str]:
    checked = _run("qpdf", "--check", path)
    if checked.returncode:
        yield f"qpdf: {checked.stdout} {checked.stderr}"


def _reader(path: Path) -> Iterator[str]:
    answer = _run("pdfinfo", "-box", path)
    if answer.returncode or answer.stderr:
        yield f"pdfinfo: {answer.stderr}"
    if "PDF subtype:    PDF/X-4" not in answer.stdout:
        yield "pdfinfo: not a PDF/X-4"


def _fonts(path: Path) -> Iterator[str]:
    for line in _run("pdffonts", path).stdout.splitlines()[2:]:
        if line.split()[-5] != "yes":
            yield f"pdffonts: not embedded: {line}"


def _pdfx(path: Path) -> Iterator[str]:
    try:
        report = pdf_oxide.PdfDocument(str(path)).validate_pdf_x("4")
    except RuntimeError as error:
        yield f"pdf_oxide: {error}"
        return
    for problem in (*report["errors"], *report["warnings"]):
        yield f"pdf_oxide: {problem}"


def _shadow_pdfa(path: Path) -> Iterator[str]:
    """PDF/A-2b and PDF/X-4 agree on fonts, colour against the intent, transfer functions, scripts, annotations."""
    with pikepdf.open(path) as pdf:
        header = pdf.pdf_version
        if "/OCProperties" in pdf.Root:
            del pdf.Root.OCProperties
        if "/Metadata" in pdf.Root:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
                xmp["pdfaid:part"], xmp["pdfaid:conformance"] = "2", "B"
        for intent in pdf.Root.get("/OutputIntents", []):
            intent.S = pikepdf.Name("/GTS_PDFA1")
        shadow = io.BytesIO()
        pdf.save(shadow, force_version=header)
    shadow.seek(0)
    for finding in pdfa.validate_written(shadow, "2b").findings:
        if not any(finding.rule == rule and words in finding.message for rule, words in _PDFX_MAY):
            yield f"pdfa: {finding}"


def _agreement(path: Path) -> Iterator[str]:
    """Info and XMP say the same (ISO 15930-7, 6.7)."""
    with pikepdf.open(path) as pdf, pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        pairs = {
            "Title": xmp.get("dc:title"),
            "Creator": xmp.get("xmp:CreatorTool"),
            "Producer": xmp.get("pdf:Producer"),
            "Trapped": f"/{xmp.get('pdf:Trapped')}",
        }
        for key, value in pairs.items():
            if str(pdf.docinfo.get(f"/{key}")) != value:
                yield f"metadata: {key} is {pdf.docinfo.get(f'/{key}')} in Info and {value} in XMP"
        wanted = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:RenditionClass")
        yield from (f"metadata: XMP lacks {key}" for key in wanted if not xmp.get(key))


def _pictures(path: Path) -> Iterator[str]:
    """Every picture has all its pixels: readers show what there is of one that is cut off and say nothing."""
    with pikepdf.open(path) as pdf:
        pictures = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Width")]
        for item in pictures:
            plates = 4 if item.ColorSpace == "/DeviceCMYK" else 1
            if len(item.read_bytes()) != item.Width * item.Height * plates:
                yield f"pictures: {item.objgen} is not {item.Width} x {item.Height} x {plates} bytes"


def _objects(path: Path) -> Iterator[str]:
    answer = json.loads(_run("qpdf", "--json", path).stdout)
    head, objects = answer["qpdf"]
    trailer = objects["trailer"]["value"]
    resolved = _Objects(objects)
    root = resolved(trailer["/Root"])
    if head["pdfversion"] != "1.6":
        yield f"json: header {head['pdfversion']}, PDF/X-4 is built on 1.6"
    if "/Encrypt" in trailer or "/ID" not in trailer:
        yield "json: encrypted or without an ID"
    yield from _trapped(resolved(trailer["/Info"]))
    yield from _layers(resolved, root)
    yield from _pages(resolved, objects)
    yield from _colours(resolved, objects)
    yield from _intents(resolved, root)


class _Objects:
    """Follows references in qpdf's JSON."""

    def __init__(self, objects: dict[str, Any]) -> None:
        self._objects = objects

    def __call__(self, value: Any) -> Any:
        while isinstance(value, str) and value.endswith(" R") and value.count(" ") == 2:
            entry = self._objects.get(f"obj:{value}", {})
            value = entry.get("value", entry.get("stream", {}).get("dict"))
        return value


def _trapped(info: dict[str, Any]) -> Iterator[str]:
    if info.get("/Trapped") not in ("/True", "/False"):
        yield f"json: Trapped is {info.get('/Trapped')}"


def _layers(resolved: _Objects, root: dict[str, Any]) -> Iterator[str]:
    if "/OCProperties" not in root:
        return
    properties = resolved(root["/OCProperties"])
    default = resolved(properties.get("/D"))
    if default is None:
        yield "json: OCProperties without a default configuration"
        return
    if "/AS" in default or "/Configs" in properties:
        yield "json: layers switch by themselves (AS) or have other configurations"
    if set(_flat(resolved(default.get("/Order", [])))) != set(properties["/OCGs"]):
        yield "json: Order does not list every layer"
    for reference in properties["/OCGs"]:
        yield from _layer(resolved, resolved(reference))


def _layer(resolved: _Objects, layer: dict[str, Any]) -> Iterator[str]:
    if not layer.get("/Name", "u:")[2:]:
        yield "json: a layer without a name"
    step = resolved(layer.get("/GTS_Metadata"))
    if step is None:
        return
    group, kind = step.get("/GTS_ProcStepsGroup", "")[1:], step.get("/GTS_ProcStepsType", "/")[1:]
    typed = {"Structural": STRUCTURAL_TYPES, "Positions": POSITION_TYPES}
    if group in typed:
        if kind not in typed[group]:
            yield f"json: {kind or 'no type'} is no processing step of {group}"
    elif group not in UNTYPED_GROUPS or kind:
        yield f"json: {group}/{kind} is no processing step"


def _pages(resolved: _Objects, objects: dict[str, Any]) -> Iterator[str]:
    for name, entry in objects.items():
        page = entry.get("value")
        if isinstance(page, dict) and page.get("/Type") == "/Page":
            boxes = {key: resolved(page.get(f"/{key}Box")) for key in ("Media", "Bleed", "Trim", "Art", "Crop")}
            yield from (f"json: {name}: {fault}" for fault in _boxes(boxes))
            if "/Annots" in page:
                yield f"json: {name}: annotations"
            yield from _blending(resolved, page)


def _boxes(boxes: dict[str, list[float] | None]) -> Iterator[str]:
    media, bleed, trim = boxes["Media"], boxes["Bleed"], boxes["Trim"]
    if media is None or trim is None or boxes["Art"] is not None:
        yield "needs a MediaBox, and a TrimBox but no ArtBox"
        return
    if not _inside(trim, bleed or media) or not _inside(bleed or trim, media):
        yield "TrimBox, BleedBox and MediaBox do not lie within each other"


def _inside(inner: list[float], outer: list[float]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _blending(resolved: _Objects, page: dict[str, Any]) -> Iterator[str]:
    group = resolved(page.get("/Group"))
    if group is not None and group.get("/CS") != "/DeviceCMYK":
        yield f"json: a page blends in {group.get('/CS')}"


def _colours(resolved: _Objects, objects: dict[str, Any]) -> Iterator[str]:
    plates: dict[str, Any] = {}
    for entry in objects.values():
        for value in _walk(entry):
            if isinstance(value, list) and value and value[0] in ("/CalRGB", "/CalGray", "/DeviceRGB"):
                yield f"json: a colour space {value[0]}"
            if isinstance(value, dict) and value.get("/Filter") in ("/LZWDecode", "/DCTDecode"):
                yield f"json: a stream with {value['/Filter']}"
            if isinstance(value, list) and len(value) == 4 and value[0] == "/Separation":
                if value[2] != "/DeviceCMYK":
                    yield f"json: the spot {value[1]} falls back to {value[2]}"
                if plates.setdefault(value[1], value[2:]) != value[2:]:
                    yield f"json: the spot {value[1]} has two tint functions"


def _intents(resolved: _Objects, root: dict[str, Any]) -> Iterator[str]:
    intents = [resolved(each) for each in resolved(root.get("/OutputIntents")) or []]
    kinds = [intent.get("/S") for intent in intents]
    if kinds != ["/GTS_PDFX"]:
        yield f"json: output intents {kinds}, one GTS_PDFX is wanted"
    for intent in intents:
        if not intent.get("/OutputConditionIdentifier") or not intent.get("/DestOutputProfile"):
            yield "json: the output intent lacks its condition or its profile"


def _walk(value: Any) -> Iterator[Any]:
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _walk(inner)


def _flat(items: list[Any]) -> Iterator[Any]:
    for item in items:
        yield from _flat(item) if isinstance(item, list) else (item,)
