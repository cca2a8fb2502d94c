"""Faults in PDFs of other programs: each is found in a page made to have it, and none in a sound one."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, StreamDecodeLevel, String

from core.press.presets import Limits
from tests.press.preflight.pages import (
    GROUND,
    Change,
    codes,
    font,
    found,
    image,
    page_of,
    pdf,
    resource,
    separation,
    state,
)

FONT = resource("Font", "F", font)


def text(size: float, ink: bytes = b"0 0 0 1 k", before: bytes = b"") -> bytes:
    return b"%s q %s BT /F %g Tf 100 100 Td (Word) Tj ET Q" % (before, ink, size)


def both(*changes: Change) -> Change:
    return lambda made: [change(made) for change in changes]


def test_a_sound_page_has_nothing_to_say() -> None:
    assert found(b"0 0 0 1 k 100 100 50 50 re f 1 w 100 200 m 150 200 l S") == []


# What it draws


def test_thin_lines() -> None:
    [line] = found(b"0 0 0 1 K 0.1 w 100 100 m 150 100 l S 0.1 w 100 110 m 150 110 l S")
    assert line.code == "line-thin"
    assert "2 lines" in line.text
    assert line.where is not None
    assert line.where.x0 == pytest.approx((100 - 20) * 25.4 / 72, abs=0.1)
    assert "line-thin" in codes(b"1 1 0 0 K 0.35 w 100 100 m 150 100 l S")
    assert "line-thin" not in codes(b"0 0 0 1 K 0.35 w 100 100 m 150 100 l S")


@pytest.mark.parametrize(
    ("size", "ink", "code"),
    [
        (4, b"0 0 0 1 k", "text-small"),
        (7, b"0 1 1 0 k", "text-many-inks"),
        (5, b"0 0 0 0 k", "text-reversed"),
        (12, b"0.5 0.4 0.4 1 k", "rich-black-text"),
    ],
)
def test_text(size: float, ink: bytes, code: str) -> None:
    assert code in codes(text(size, ink), FONT)
    assert code not in codes(text(30, ink), FONT)


def test_white_that_overprints() -> None:
    assert "white-overprint" in codes(b"/G gs 0 0 0 0 k 100 100 50 50 re f", state(op=True, OP=True, OPM=1))
    assert "white-overprint" not in codes(b"/G gs 0 0 0 1 k 100 100 50 50 re f", state(op=True, OP=True, OPM=1))
    white = text(20, b"0 0 0 0 k", b"/G gs")
    assert "white-overprint" in codes(white, both(FONT, state(op=True, OP=True, OPM=1)))


def test_registration_colour() -> None:
    everything = resource("ColorSpace", "All", separation("All", (1, 1, 1, 1)))
    assert "registration-colour" in codes(b"/All cs 1 scn 100 100 50 50 re f", everything)
    assert "registration-colour" not in codes(b"/All cs 1 scn 1 1 5 5 re f", everything)  # a mark beside the bleed
    assert "registration-colour" in codes(b"1 1 1 1 k 100 100 50 50 re f")


def test_too_much_ink() -> None:
    [over] = found(b"1 1 0.8 0.5 k 100 100 50 50 re f")
    assert over.code == "ink-limit"
    assert "330 % of ink" in over.text
    assert over.where is not None
    assert over.where.width == pytest.approx(50 * 25.4 / 72, abs=1)
    assert codes(b"1 1 0.8 0.5 k 100 100 50 50 re f", limits=Limits(ink=340, ink_all=340)) == set()
    assert codes(b"1 1 0.8 0.5 k 100 100 5 5 re f") == set()  # too little to matter


def test_ink_of_pictures() -> None:
    heavy = image(200, 200, Name.DeviceCMYK, Decode=Array([1, 0] * 4))  # all samples are 0: full ink
    assert "ink-limit" in codes(b"q 50 0 0 50 100 100 cm /I Do Q", resource("XObject", "I", heavy))


@pytest.mark.parametrize(
    ("pixels", "code"),
    [
        (60, "resolution-low"),
        (104, "resolution-doubtful"),  # 149.8 ppi
        (130, "resolution-doubtful"),
        (156, None),  # 224.6 ppi
        (250, None),
    ],
)
def test_resolution(pixels: int, code: str | None) -> None:
    placed = codes(b"q 50 0 0 50 100 100 cm /I Do Q", resource("XObject", "I", image(pixels, pixels)))
    assert placed == ({code} if code else set())


def test_bleed() -> None:
    assert "bleed-missing" in codes(ground=b"0.2 0 0 0 k 20 20 283.465 283.465 re f\n")
    assert "bleed-missing" in codes(ground=b"0.2 0 0 0 k 100 11 213 301 re f 20 20 90 283 re f\n")
    assert "bleed-missing" not in codes(ground=b"0.2 0 0 0 k 100 100 50 50 re f\n")
    assert "bleed-small" in codes(change=lambda made: page_of(made).__setitem__("/BleedBox", page_of(made).TrimBox))
    assert "bleed-small" not in codes(limits=Limits(bleed=2))


def _bleeding(mm: float) -> Change:
    def change(made: Pdf) -> None:
        x0, y0, x1, y1 = (float(value) for value in page_of(made).TrimBox)
        by = mm * 72 / 25.4
        page_of(made).BleedBox = Array([x0 - by, y0 - by, x1 + by, y1 + by])

    return change


def test_less_bleed_than_wanted_is_doubtful_and_none_is_a_fault() -> None:
    """Artwork is held to the bleed that its file states, and to a millimetre at least."""

    def bleeds(stated: float, drawn: float) -> set[tuple[str, str]]:
        by = drawn * 72 / 25.4
        ground = b"0.2 0 0 0 k %f %f %f %f re f\n" % (20 - by, 20 - by, 283.465 + 2 * by, 283.465 + 2 * by)
        return {(each.code, each.severity) for each in found(change=_bleeding(stated), ground=ground)}

    small, missing = ("bleed-small", "warning"), ("bleed-missing", "error")
    assert bleeds(3, 3) == set()
    assert bleeds(3, 2) == {missing}
    assert bleeds(2, 2) == {small}
    assert bleeds(2, 0) == {small, missing}
    assert bleeds(0, 0) == {small, missing}
    assert bleeds(0, -10) == {small}  # nothing reaches the cut


def test_what_is_see_through() -> None:
    assert found(b"/G gs 0 1 0 0 k 100 100 50 50 re f", state(ca=0.5))[0].code == "transparency"


# Colours


def profiled(count: int) -> Any:
    def make(made: Pdf) -> Array:
        stream = made.make_stream(b"")
        stream.N = count
        return Array([Name.ICCBased, stream])

    return make


LAB = Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])


def test_rgb_in_all_its_places() -> None:
    assert codes(b"1 0 0 RG 1 w 100 100 m 150 150 l S") == {"rgb"}
    assert "rgb" in codes(b"/DeviceRGB cs 1 0 0 sc 100 100 50 50 re f")
    assert "rgb" in codes(b"q 50 0 0 50 100 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \x00\x00\x00 EI Q")
    palette = Array([Name.Indexed, Name.DeviceRGB, 0, String("\0\0\0")])
    assert "rgb" in codes(b"q 9 0 0 9 90 90 cm /I Do Q", resource("XObject", "I", image(99, 99, palette)))

    def form(made: Pdf) -> Any:
        stream = made.make_stream(b"1 0 0 rg 0 0 9 9 re f")
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        return stream

    assert "rgb" in codes(b"/X Do", resource("XObject", "X", form))
    assert "rgb" not in codes(b"", resource("XObject", "X", form))  # what is not drawn is not printed


def test_rgb_is_told_where_it_is_drawn() -> None:
    [rgb] = found(b"1 0 0 rg 100 100 50 50 re f")
    assert rgb.code == "rgb"
    assert rgb.where is not None
    assert rgb.where.x0 == pytest.approx((100 - 20) * 25.4 / 72, abs=0.1)
    assert rgb.where.width == pytest.approx(50 * 25.4 / 72, abs=0.1)


def test_what_is_said_of_many_pages_is_said_once() -> None:
    def pages(made: Pdf) -> None:
        for _ in range(3):
            made.pages.append(made.pages[0])
        for page in made.pages:
            del page.obj["/TrimBox"]

    trims = [each for each in found(change=pages) if each.code == "box-trim"]
    assert [each.text for each in trims] == ["The page has no TrimBox: nobody knows where it is cut (on 4 pages)."]


def test_rgb_within_a_shading_and_a_tiling() -> None:
    blend = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]), Function=blend)
    assert "rgb" in codes(b"/S sh", lambda made: page_of(made).Resources.__setitem__("/Shading", Dictionary(S=shading)))

    def tiling(made: Pdf) -> None:
        cell = made.make_stream(b"1 0 0 rg 0 0 5 5 re f")
        for key, value in {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 9, "YStep": 9}.items():
            cell[f"/{key}"] = value
        cell.BBox, cell.Resources = Array([0, 0, 5, 5]), Dictionary()
        page_of(made).Resources.Pattern = Dictionary(P=cell)

    assert "rgb" in codes(b"/Pattern cs /P scn 100 100 50 50 re f", tiling)


def test_colours_with_profiles() -> None:
    assert "colour-managed" in codes(b"/L cs 50 20 20 sc 100 100 50 50 re f", resource("ColorSpace", "L", LAB))
    for count in (1, 3, 4):
        change = resource("ColorSpace", "P", profiled(count))
        assert "colour-managed" in codes(b"/P cs 100 100 50 50 re f", change)


def test_names_of_inks() -> None:
    def inks(*names: str, **how: Any) -> tuple[bytes, Change]:
        changes = [resource("ColorSpace", f"S{i}", separation(name, **how)) for i, name in enumerate(names)]
        drawn = b" ".join(b"/S%d cs 1 scn %d 100 9 9 re f" % (i, 50 + 20 * i) for i in range(len(names)))
        return drawn, both(*changes)

    assert "spot-collision" in codes(*inks("PANTONE#20185#20C".replace("#20", " "), "Pantone 185 CVC"))
    assert "spot-collision" in codes(*inks("black"))
    assert "spot-collision" not in codes(*inks("Gold", "Silver", "Black"))
    assert "rgb" in codes(*inks("Gold", tint=(1, 0, 0), alternate=Name.DeviceRGB))


def test_one_ink_in_two_mixtures() -> None:
    def twins(second: tuple[float, ...]) -> Change:
        one = resource("ColorSpace", "A", separation("Gold", (0, 0.3, 1, 0)))
        return both(one, resource("ColorSpace", "B", separation("Gold", second)))

    drawn = b"/A cs 1 scn 50 50 9 9 re f /B cs 1 scn 70 50 9 9 re f"
    assert "spot-two-ways" in codes(drawn, twins((0, 0.6, 1, 0)))
    assert "spot-two-ways" not in codes(drawn, twins((0, 0.3, 1, 0)))


# The file


def _root(key: str, value: Any) -> Change:
    return lambda made: made.Root.__setitem__(f"/{key}", value(made) if callable(value) else value)


def _page(key: str, value: Any) -> Change:
    return lambda made: page_of(made).__setitem__(f"/{key}", value)


def _twice(made: Pdf) -> None:
    made.Root.OutputIntents.append(made.Root.OutputIntents[0])


def _three(made: Pdf) -> None:
    made.Root.OutputIntents[0].DestOutputProfile.N = 3


def _link(made: Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("calc.exe"))
    rect = Array([100, 100, 150, 150])
    page_of(made).Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action)])


def _step(group: str, kind: str | None) -> Change:
    def change(made: Pdf) -> None:
        step = Dictionary(GTS_ProcStepsGroup=Name(f"/{group}"))
        if kind:
            step.GTS_ProcStepsType = Name(f"/{kind}")
        layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Die"), GTS_Metadata=step))
        made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))

    return change


def _no_claim(made: Pdf) -> None:
    del made.docinfo["/GTS_PDFXVersion"], made.Root.Metadata


FAULTS: dict[str, tuple[str, Change]] = {
    "no MediaBox": ("pdf-damaged", lambda made: page_of(made).__delitem__("/MediaBox")),
    "a box of words": ("box-order", _page("TrimBox", Array([Name.a, Name.b, Name.c, Name.d]))),
    "a page of kilometres": ("box-order", _page("MediaBox", Array([0, 0, 9e7, 9e7]))),
    "a narrow crop": ("box-crop", _page("CropBox", Array([100, 100, 150, 150]))),
    "two intents": ("intent-many", _twice),
    "an intent of three inks": ("intent-profile", _three),
    "another intent": ("intent-missing", lambda made: made.Root.OutputIntents[0].__setitem__("/S", Name.GTS_PDFA1)),
    "a form": ("pdf-form", _root("AcroForm", Dictionary(XFA=String("x")))),
    "fields": ("pdf-form", _root("AcroForm", Dictionary(Fields=Array([Dictionary()])))),
    "files": ("pdf-attachment", _root("Names", Dictionary(EmbeddedFiles=Dictionary()))),
    "scripts by name": ("pdf-script", _root("Names", Dictionary(JavaScript=Dictionary()))),
    "an action of a page": ("pdf-script", _page("AA", Dictionary(O=Dictionary(S=Name.SubmitForm)))),
    "a link that runs": ("pdf-script", _link),
    "a link on the print": ("pdf-annotation", _link),
    "no claim": ("pdf-standard", _no_claim),
    "two claims": ("pdf-metadata", lambda made: made.docinfo.__setitem__("/GTS_PDFXVersion", String("PDF/X-3:2003"))),
    "XMP that is none": ("pdf-metadata", _root("Metadata", lambda made: made.make_stream(b"<x"))),
    "an unknown group": ("step-unknown", _step("Stacking", "Cutting")),
    "a type too many": ("step-unknown", _step("White", "Cutting")),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_the_file(name: str) -> None:
    code, change = FAULTS[name]
    assert code in codes(change=change)


@pytest.mark.parametrize(
    "step", [("Structural", "Cutting"), ("White", None), ("ACME_Own", None), ("Structural", "ACME_x")]
)
def test_steps_that_are_known(step: tuple[str, str | None]) -> None:
    assert codes(change=_step(*step)) == set()


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"TR2": Name.Identity}, "transfer-curve"),
        ({"HT": Dictionary(HalftoneType=1)}, "transfer-curve"),
        ({"BM": Array([Name.Glow, Name.Shine])}, "blend-mode"),
    ],
)
def test_states(entries: dict[str, Any], code: str) -> None:
    assert code in codes(b"/G gs", state(**entries))
    assert code not in codes(b"", state(**entries))


def test_states_that_change_nothing() -> None:
    assert codes(b"/G gs", state(TR2=Name.Default, HT=Name.Default, BM=Array([Name.Glow, Name.Normal]))) == set()


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"OPI": Dictionary()}, "pdf-postscript"),
        ({"Alternates": Array([])}, "pdf-postscript"),
        ({"Height": 300}, "picture-damaged"),
        ({"Width": -1}, "picture-damaged"),
    ],
)
def test_objects(entries: dict[str, Any], code: str) -> None:
    change = resource("XObject", "I", image(250, 250, **entries))
    assert code in codes(b"q 50 0 0 50 100 100 cm /I Do Q", change)


def test_pictures_of_16_bits() -> None:
    assert "picture-deep" in codes(
        b"q 50 0 0 50 100 100 cm /I Do Q", resource("XObject", "I", image(250, 250, bits=16))
    )


def test_lzw_and_data_elsewhere() -> None:
    def lzw(made: Pdf) -> None:
        stream = made.make_stream(b"")
        stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
        made.Root.Extra = stream

    assert "pdf-compression" in codes(change=lzw, stream_decode_level=StreamDecodeLevel.none, compress_streams=False)
    assert "pdf-compression" in codes(change=_root("Extra", lambda made: _external(made)))


def _external(made: Pdf) -> Any:
    stream = made.make_stream(b"")
    stream.F = String("elsewhere.bin")
    return stream


def test_limits_of_the_printer() -> None:
    small = text(4)
    assert found(small, FONT, limits=Limits(severities={"text-small": "off", "font-not-embedded": "off"})) == []
    assert pdf() != pdf(ground=GROUND * 2)
