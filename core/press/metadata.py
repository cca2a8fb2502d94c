"""What a print file says about itself: its output intent, and Info and XMP that agree.

PDF/X-4 is ISO 15930-7:2010, PDF/X-1a:2003 is ISO 15930-4:2003. The latter knows its version by Info alone, and has no
GTS_PDFXConformance any more, which only PDF/X-1a:2001 had beside the version "PDF/X-1:2001".
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from pikepdf.models.metadata import encode_pdf_date

from core.colour.profiles import ICC_REGISTRY, OutputProfile
from core.press.presets import Standard
from core.press.settings import STANDARDS, PdfInfo

_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_PDFXID = "http://www.npes.org/pdfx/ns/id/"


def set_output_intent(pdf: Pdf, profile: OutputProfile) -> None:
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


def set_metadata(pdf: Pdf, info: PdfInfo, standard: Standard) -> None:
    """Info and XMP from the same values, as PDF/X-4 wants them (6.7)."""
    moment = (info.created or datetime.now(UTC)).replace(microsecond=0)
    # What XML cannot hold would leave XMP and Info at odds.
    title = _UNWRITABLE.sub(" ", info.title or "").strip() or "Untitled"
    document_id = info.document_id or str(uuid.uuid4())
    _set_info(pdf, title, info.creator, moment, standard)
    if info.actual_size:
        pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        if standard == "x4":
            xmp.register_xml_namespace(_PDFXID, "pdfxid")
            xmp[f"{{{_PDFXID}}}GTS_PDFXVersion"] = STANDARDS[standard]
        for key, value in _xmp_fields(title, info.creator, moment, document_id).items():
            xmp[key] = value


def _set_info(pdf: Pdf, title: str, creator: str, moment: datetime, standard: Standard) -> None:
    date = String(encode_pdf_date(moment))
    pdf.docinfo.Title, pdf.docinfo.Creator, pdf.docinfo.Producer = String(title), String(creator), String(creator)
    pdf.docinfo.CreationDate, pdf.docinfo.ModDate = date, date
    pdf.docinfo.Trapped = Name("/False")
    # Not asked for by ISO 15930-7, but several readers know the standard by it.
    pdf.docinfo.GTS_PDFXVersion = String(STANDARDS[standard])


def _xmp_fields(title: str, creator: str, moment: datetime, document_id: str) -> dict[str, Any]:
    date = moment.isoformat()
    return {
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
