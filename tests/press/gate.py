"""The gate that every exported PDF passes: programs we did not write, asked what is wrong with a file.

No free program knows all of PDF/X-4, so several look at it, each through its own eyes: qpdf (syntax), poppler (what a
reader sees), pdf_oxide (PDF/X-4), pikepdf's PDF/A validator on a shadow copy without what PDF/A cannot have, and
assertions on qpdf's JSON for what none of them checks. ``test_gate.py`` proves with broken files that it bites.

PDF/X-1a:2003 is judged as PDF/A-1b, which forbids transparency and layers as well, and by pdf_oxide as if it were of
2001, the only one that it knows.
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

from core.press.presets import Standard
from core.press.settings import STANDARDS
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

HEADERS: dict[Standard, str] = {"x4": "1.6", "x1a": "1.4"}
_PDFA: dict[Standard, str] = {"x4": "2b", "x1a": "1b"}

# What the PDF/A validator does not know about or forbids, and PDF/X allows: its rule, and words of its message.
_PDFX_MAY = (
    ("pikepdf:optional-content", "optional content"),
    ("pikepdf:schema-Properties", "marked-content property lists"),
    ("pikepdf:colour-space", "/Separation colour spaces"),
    ("pikepdf:colour-space", "/DeviceN colour spaces"),
    ("ISO_19005_2:6.2.4.2-2", "overprint mode 1"),
    ("ISO_19005_2:6.6.2.3.1-1", "pdfxid"),
    ("ISO_19005_2:6.6.2.3.1-1", "pdf:Trapped"),
    ("ISO_19005_1:6.7.9-2", "pdf:Trapped"),
    ("pikepdf:overprint-mode", "overprint mode 1"),
)


def faults(path: Path, standard: Standard = "x4") -> list[str]:
    """Everything that anybody finds wrong, as ``who: what``; empty for a good file."""
    found = [*_syntax(path)]
    if not found:
        found += [*_reader(path, standard), *_fonts(path), *_pdfx(path, standard), *_shadow_pdfa(path, standard)]
        found += [*_agreement(path), *_pictures(path), *_objects(path, standard)]
    return found


def _run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([need(program), *map(str, arguments)], capture_output=True, text=True, check=False)


def _syntax(path: Path) -> Iterator[str]:
    checked = _run("qpdf", "--check", path)
    if checked.returncode:
        yield f"qpdf: {checked.stdout} {checked.stderr}"


def _reader(path: Path, standard: Standard) -> Iterator[str]:
    answer = _run("pdfinfo", "-box", path)
    if answer.returncode or answer.stderr:
        yield f"pdfinfo: {answer.stderr}"
    if f"PDF subtype:    {STANDARDS[standard]}\n" not in answer.stdout:
        yield f"pdfinfo: not a {STANDARDS[standard]}"


def _fonts(path: Path) -> Iterator[str]:
    for line in _run("pdffonts", path).stdout.splitlines()[2:]:
        if line.split()[-5] != "yes":
            yield f"pdffonts: not embedded: {line}"


def _pdfx(path: Path, standard: Standard) -> Iterator[str]:
    try:
        document = pdf_oxide.PdfDocument(str(path)) if standard == "x4" else _as_of_2001(path)
        report = document.validate_pdf_x("4" if standard == "x4" else "1a_2001")
    except RuntimeError as error:
        yield f"pdf_oxide: {error}"
        return
    for problem in (*report["errors"], *report["warnings"]):
        yield f"pdf_oxide: {problem}"


def _as_of_2001(path: Path) -> pdf_oxide.PdfDocument:
    """With the conformance that PDF/X-1a had beside its version, and what else it is known by."""
    shadow = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.docinfo.GTS_PDFXConformance = pikepdf.String("PDF/X-1a:2001")
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")
            xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-1a:2001"
        pdf.save(shadow)
    return pdf_oxide.PdfDocument.from_bytes(shadow.getvalue())


def _shadow_pdfa(path: Path, standard: Standard) -> Iterator[str]:
    """PDF/A and PDF/X agree on fonts, colour against the intent, transfer functions, scripts, annotations."""
    level = _PDFA[standard]
    with pikepdf.open(path) as pdf:
        header = pdf.pdf_version
        if "/OCProperties" in pdf.Root and standard == "x4":
            del pdf.Root.OCProperties
        if "/Metadata" in pdf.Root:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
                xmp["pdfaid:part"], xmp["pdfaid:conformance"] = level[0], "B"
        for intent in pdf.Root.get("/OutputIntents", []):
            intent.S = pikepdf.Name("/GTS_PDFA1")
        shadow = io.BytesIO()
        pdf.save(shadow, force_version=header)
    shadow.seek(0)
    for finding in pdfa.validate_written(shadow, level).findings:
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
            plates = _channels(item.ColorSpace)
            if len(item.read_bytes()) != item.Width * item.Height * plates:
                yield f"pictures: {item.objgen} is not {item.Width} x {item.Height} x {plates} bytes"


def _channels(space: pikepdf.Object) -> int:
    if isinstance(space, pikepdf.Array):
        return len(space[1]) if space[0] == pikepdf.Name.DeviceN else 1
    return 4 if space == pikepdf.Name.DeviceCMYK else 1


def _objects(path: Path, standard: Standard) -> Iterator[str]:
    answer = json.loads(_run("qpdf", "--json", path).stdout)
    head, objects = answer["qpdf"]
    trailer = objects["trailer"]["value"]
    resolved = _Objects(objects)
    root = resolved(trailer["/Root"])
    if head["pdfversion"] != HEADERS[standard]:
        yield f"json: header {head['pdfversion']}, {STANDARDS[standard]} is built on {HEADERS[standard]}"
    if "/Encrypt" in trailer or "/ID" not in trailer:
        yield "json: encrypted or without an ID"
    yield from _trapped(resolved(trailer["/Info"]))
    yield from _layers(resolved, root)
    yield from _pages(resolved, objects)
    yield from _colours(resolved, objects, standard)
    yield from _intents(resolved, root)
    if standard == "x1a":
        yield from _opaque(resolved, objects, root)
        if b"/ObjStm" in path.read_bytes():
            yield "file: object streams"


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


def _colours(resolved: _Objects, objects: dict[str, Any], standard: Standard) -> Iterator[str]:
    plates: dict[str, Any] = {}
    forbidden = {"/CalRGB", "/CalGray", "/DeviceRGB", *(("/ICCBased", "/Lab") if standard == "x1a" else ())}
    for entry in objects.values():
        for value in _walk(entry):
            if isinstance(value, list) and value and value[0] in forbidden:
                yield f"json: a colour space {value[0]}"
            if isinstance(value, dict) and value.get("/Filter") in ("/LZWDecode", "/DCTDecode", "/JPXDecode"):
                yield f"json: a stream with {value['/Filter']}"
            if isinstance(value, list) and value and value[0] == "/DeviceN" and value[2] != "/DeviceCMYK":
                yield f"json: the spots {value[1]} fall back to {value[2]}"
            if isinstance(value, list) and len(value) == 4 and value[0] == "/Separation":
                alternate, tint = resolved(value[2]), resolved(value[3])
                if alternate != "/DeviceCMYK" and not (standard == "x4" and alternate[0] == "/Lab"):
                    yield f"json: the spot {value[1]} falls back to {alternate}"
                if plates.setdefault(value[1], (alternate, tint)) != (alternate, tint):
                    yield f"json: the spot {value[1]} has two tint functions"


def _opaque(resolved: _Objects, objects: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    """ISO 15930-4: no transparency, no layers, nothing that PDF 1.4 did not have."""
    if "/OCProperties" in root:
        yield "json: layers"
    for entry in objects.values():
        for value in filter(lambda each: isinstance(each, dict), _walk(entry)):
            if resolved(value.get("/Group", {})).get("/S") == "/Transparency":
                yield "json: a transparency group"
            if value.get("/SMask", "/None") != "/None":
                yield "json: a soft mask"
            if any(value.get(key, 1) != 1 for key in ("/ca", "/CA")) or value.get("/BM", "/Normal") != "/Normal":
                yield "json: opacity or a blend mode"


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
