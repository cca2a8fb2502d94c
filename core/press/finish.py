"""Turns reportlab's file into PDF/X-4 (ISO 15930-7:2010) with ISO 19593-1 processing steps.

Reportlab cannot write output intents, optional content, transparency groups or metadata that agrees with itself;
pikepdf adds them. Pictures are only named here, as dictionaries that say which raster belongs in their place;
:mod:`core.press.splice` writes them.
"""

from __future__ import annotations

import io
import re
import uuid
from datetime import UTC, datetime
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from pikepdf.models.metadata import encode_pdf_date

from core.colour.profiles import ICC_REGISTRY, OutputProfile
from core.compose.drawlist import LayerTag, ProcessingStep
from core.geometry import Box
from core.press.settings import PdfInfo
from core.press.sheet import Leaf, Sheet, group_name, layer_name, raster_name
from core.units import POINTS_PER_MM

STANDARD = "PDF/X-4"
RASTER = "/DieloomRaster"  # marks the places of rasters between this step and the next
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_PDFXID = "http://www.npes.org/pdfx/ns/id/"


def finish(base: bytes, sheet: Sheet, profile: OutputProfile, info: PdfInfo, plates: dict[str, str]) -> bytes:
    """The finished file, still without its pictures; ``plates`` gives spots their true names."""
    with Pdf.open(io.BytesIO(base)) as pdf:
        _name_plates(pdf, plates)
        _add_resources(pdf, sheet)
        _fold_groups(pdf, sheet)
        for page, leaf in zip(pdf.pages, sheet.pages, strict=True):
            _set_boxes(page, leaf)
        _set_output_intent(pdf, profile)
        _set_metadata(pdf, info)
        _drop(pdf.Root, "/Outlines", "/PageMode", "/Lang")
        out = io.BytesIO()
        # Classic cross-references: the next step adds to the table.
        pdf.save(
            out,
            force_version="1.6",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def _name_plates(pdf: Pdf, plates: dict[str, str]) -> None:
    for item in pdf.objects:
        if isinstance(item, Array) and len(item) == 4 and item[0] == Name.Separation:
            item[1] = Name("/" + plates[str(item[1])[1:]])


def _add_resources(pdf: Pdf, sheet: Sheet) -> None:
    """Say on each leaf what its names mean, and drop what reportlab adds without need."""
    rasters = _add_places(pdf, sheet)
    layers = _add_layers(pdf, sheet.layers) if sheet.layers else []
    for page, leaf in zip(pdf.pages, sheet.leaves, strict=True):
        resources = page.obj.Resources
        if leaf.rasters:
            resources.XObject = Dictionary({f"/{raster_name(n)}": rasters[n] for n in sorted(leaf.rasters)})
        if leaf.layers:
            resources.Properties = Dictionary({f"/{layer_name(n)}": layers[n] for n in sorted(leaf.layers)})
        _drop(resources, "/ProcSet", *(() if resources.get("/Font") else ("/Font",)))
        _drop(page.obj, "/Trans", "/Rotate")


def _drop(dictionary: pikepdf.Object, *keys: str) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def _add_places(pdf: Pdf, sheet: Sheet) -> list[Dictionary]:
    places = [pdf.make_indirect(Dictionary({RASTER: number})) for number in range(len(sheet.rasters))]
    for place, raster in zip(places, sheet.rasters, strict=True):
        if raster.mask is not None:
            place.SMask = places[sheet.raster(raster.mask)]
    return places


def _fold_groups(pdf: Pdf, sheet: Sheet) -> None:
    """Make transparency groups of the leaves that are no pages, and take those off the page tree."""
    pages = list(pdf.pages)
    groups = {i: _group(pdf, pages[i], leaf) for i, leaf in enumerate(sheet.leaves) if leaf.kind == "group"}
    for i, leaf in enumerate(sheet.leaves):
        resources = groups[i].Resources if i in groups else pages[i].obj.Resources
        if leaf.groups:
            named = {f"/{group_name(n)}": groups[n] for n in sorted(leaf.groups)}
            resources.XObject = Dictionary({**dict(resources.get("/XObject", {})), **named})
        if i not in groups and (leaf.groups or any(sheet.rasters[n].mask for n in leaf.rasters)):
            pages[i].obj.Group = _blending()
    for i in sorted(groups, reverse=True):
        del pdf.pages[i]


def _group(pdf: Pdf, page: pikepdf.Page, leaf: Leaf) -> Stream:
    """A form that is drawn in its caller's coordinates (mm)."""
    form = Stream(pdf, page.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([round(value, 4) for value in leaf.media])
    form.Resources = page.obj.Resources
    form.Group = _blending()
    return pdf.make_indirect(form)


def _blending() -> Dictionary:
    return Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)


def _set_boxes(page: pikepdf.Page, leaf: Leaf) -> None:
    for key, box in (("/MediaBox", leaf.media), ("/BleedBox", leaf.bleed), ("/TrimBox", leaf.trim)):
        page.obj[key] = _points(box.moved(-leaf.media.x0, -leaf.media.y0))


def _points(box: Box) -> Array:
    return Array([round(value * POINTS_PER_MM, 4) for value in box])


def _add_layers(pdf: Pdf, tags: list[LayerTag]) -> list[Dictionary]:
    """Optional content groups, all of them on and in the default configuration's order."""
    layers = [pdf.make_indirect(_layer(tag)) for tag in tags]
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(layers), D=Dictionary(Name=String("Layers"), Order=Array(layers), ON=Array(layers))
    )
    return layers


def _layer(tag: LayerTag) -> Dictionary:
    layer = Dictionary(Type=Name.OCG, Name=String(tag.name))
    if tag.step is not None:
        layer.GTS_Metadata = _step(tag.step)
    return layer


def _step(step: ProcessingStep) -> Dictionary:
    """ISO 19593-1:2018, 6.3: what the layer is for, for machines."""
    metadata = Dictionary(GTS_ProcStepsGroup=Name(f"/{step.group}"))
    if step.type is not None:
        metadata.GTS_ProcStepsType = Name(f"/{step.type}")
    return metadata


def _set_output_intent(pdf: Pdf, profile: OutputProfile) -> None:
    icc = Stream(pdf, profile.data)
    icc.N, icc.Alternate = 4, Name.DeviceCMYK
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition or "Custom"),
        OutputCondition=String(profile.description),
        Info=String(profile.description),
        DestOutputProfile=pdf.make_indirect(icc),
    )
    if profile.condition:
        intent.RegistryName = String(ICC_REGISTRY)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _set_metadata(pdf: Pdf, info: PdfInfo) -> None:
    """Info and XMP from the same values, as PDF/X-4 wants them (6.7)."""
    moment = (info.created or datetime.now(UTC)).replace(microsecond=0)
    # What XML cannot hold would leave XMP and Info at odds.
    title = _UNWRITABLE.sub(" ", info.title or "").strip() or "Untitled"
    document_id = info.document_id or str(uuid.uuid4())
    _set_info(pdf, title, info.creator, moment)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(_PDFXID, "pdfxid")
        for key, value in _xmp_fields(title, info.creator, moment, document_id).items():
            xmp[key] = value


def _set_info(pdf: Pdf, title: str, creator: str, moment: datetime) -> None:
    _drop(pdf.docinfo, *map(str, pdf.docinfo.keys()))
    date = String(encode_pdf_date(moment))
    pdf.docinfo.Title, pdf.docinfo.Creator, pdf.docinfo.Producer = String(title), String(creator), String(creator)
    pdf.docinfo.CreationDate, pdf.docinfo.ModDate = date, date
    pdf.docinfo.Trapped = Name("/False")
    # Not asked for by ISO 15930-7, but several readers know the standard by it.
    pdf.docinfo.GTS_PDFXVersion = String(STANDARD)


def _xmp_fields(title: str, creator: str, moment: datetime, document_id: str) -> dict[str, Any]:
    date = moment.isoformat()
    return {
        f"{{{_PDFXID}}}GTS_PDFXVersion": STANDARD,
        "dc:title": title,
        "xmp:CreatorTool": creator,
        "xmp:CreateDate": date,
        "xmp:ModifyDate": date,
        "xmp:MetadataDate": date,
        "xmpMM:DocumentID": f"uuid:{document_id}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "pdf:Producer": creator,
        "pdf:Trapped": "False",
    }
