"""PDFs made by hand: a sound PDF/X-4 of one page, and whatever is done to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from core.colour.profiles import load_profile
from core.press.preflight import Finding, preflight_pdf
from core.press.presets import Limits

BLEED, SIZE = 8.504, 283.465  # 3 mm, 100 mm in points
TRIM = [20, 20, 20 + SIZE, 20 + SIZE]
BLEED_BOX = [20 - BLEED, 20 - BLEED, 20 + SIZE + BLEED, 20 + SIZE + BLEED]
MEDIA = [0, 0, 40 + SIZE, 40 + SIZE]
GROUND = b"0.2 0 0 0 k 11 11 301 301 re f\n"  # beyond the bleed
Change = Callable[[Pdf], Any]


def pdf(content: bytes = b"", change: Change | None = None, ground: bytes = GROUND, **saving: Any) -> bytes:
    """A PDF/X-4 with a light ground that bleeds, ``content`` on it (points, from the page's corner), and a change."""
    made = Pdf.new()
    page = made.add_blank_page(page_size=(MEDIA[2], MEDIA[3])).obj
    page.TrimBox, page.BleedBox = Array(TRIM), Array(BLEED_BOX)
    page.Resources = Dictionary(
        ColorSpace=Dictionary(), ExtGState=Dictionary(), Font=Dictionary(), XObject=Dictionary()
    )
    page.Contents = made.make_stream(ground + content)
    profile = Stream(made, load_profile().data)
    profile.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String("FOGRA39"),
        DestOutputProfile=made.make_indirect(profile),
    )
    made.Root.OutputIntents = Array([made.make_indirect(intent)])
    made.docinfo.Title, made.docinfo.Trapped = String("Page"), Name("/False")
    made.docinfo.GTS_PDFXVersion = String("PDF/X-4")
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")
        xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"
        xmp["dc:title"], xmp["pdf:Trapped"] = "Page", "False"
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = "2026-01-01T00:00:00+00:00"
        xmp["xmpMM:DocumentID"] = "uuid:0"
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out, **{"force_version": "1.6", **saving})
    return out.getvalue()


def found(
    content: bytes = b"", change: Change | None = None, limits: Limits | None = None, **how: Any
) -> list[Finding]:
    return preflight_pdf(pdf(content, change, **how), limits or Limits())


def codes(*given: Any, **how: Any) -> set[str]:
    return {each.code for each in found(*given, **how)}


def page_of(made: Pdf) -> Any:
    return made.pages[0].obj


def resource(kind: str, name: str, value: Any) -> Change:
    """Puts something among the page's resources."""

    def change(made: Pdf) -> None:
        given = value(made) if callable(value) else value
        page_of(made).Resources[f"/{kind}"][f"/{name}"] = given

    return change


def state(**entries: Any) -> Change:
    """A graphics state called G."""
    return resource("ExtGState", "G", Dictionary({f"/{key}": value for key, value in entries.items()}))


def separation(name: str, tint: tuple[float, ...] = (0, 0, 0, 1), alternate: Any = Name.DeviceCMYK) -> Array:
    """A named ink, mixed of ``tint`` at its full strength."""
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0.0] * len(tint)), C1=Array(list(tint)), N=1)
    return Array([Name.Separation, Name(f"/{name}"), alternate, function])


def image(width: int, height: int, space: Any = Name.DeviceGray, bits: int = 8, **entries: Any) -> Callable[[Pdf], Any]:
    plates = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}.get(str(space), 1)

    def make(made: Pdf) -> Any:
        stream = made.make_stream(bytes(width * height * plates * bits // 8))
        stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, width, height
        stream.ColorSpace, stream.BitsPerComponent = space, bits
        for key, value in entries.items():
            stream[f"/{key}"] = value
        return stream

    return make


def font(made: Pdf) -> Any:
    """Helvetica, which is not embedded."""
    return made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
