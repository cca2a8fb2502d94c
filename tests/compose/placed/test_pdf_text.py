"""Text becomes outlines: fonts of every kind, placed by every operator."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import encrypt
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import FillPath, Group, StrokePath
from core.compose.placed.pdf import PlacedPage
from core.geometry import Box
from core.units import POINTS_PER_MM
from tests.compose.placed.pages import codes, flat, form, read

MM = POINTS_PER_MM
EM = 1000
HORIZONTAL = Name("/Identity-H")
LATIN = Name.WinAnsiEncoding
# The square of each glyph, in thousandths of an em: what is drawn shows which glyph it was.
SQUARES = {".notdef": (0, 10), "A": (0, 500), "B": (100, 700), "Adieresis": (0, 300)}
CODES = {"A": 65, "B": 66, "Adieresis": 0xC4}


def squares(pen: Any, low: int, high: int) -> None:
    pen.moveTo((low, low))
    for corner in ((high, low), (high, high), (low, high)):
        pen.lineTo(corner)
    pen.closePath()


def sfnt(outlines: str) -> bytes:
    """A font of squares, TrueType or with CFF outlines."""
    builder = FontBuilder(EM, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(list(SQUARES))
    builder.setupCharacterMap({code: name for name, code in CODES.items()})
    if outlines == "glyf":
        glyphs = {}
        for name, ends in SQUARES.items():
            pen = TTGlyphPen(None)
            squares(pen, *ends)
            glyphs[name] = pen.glyph()
        builder.setupGlyf(glyphs)
    else:
        charstrings = {}
        for name, ends in SQUARES.items():
            pen = T2CharStringPen(800, None)
            squares(pen, *ends)
            charstrings[name] = pen.getCharString()
        builder.setupCFF("Squares", {}, charstrings, {})
    builder.setupHorizontalMetrics({name: (800, ends[0]) for name, ends in SQUARES.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def bare_cff() -> bytes:
    return TTFont(io.BytesIO(sfnt("CFF "))).reader["CFF "]


def type1() -> bytes:
    """A Type 1 program of squares, with an accented letter made of two parts."""

    def number(value: int) -> bytes:
        if -107 <= value <= 107:
            return bytes([value + 139])
        if value > 0:
            return bytes([(value - 108) // 256 + 247, (value - 108) % 256])
        return bytes([(-value - 108) // 256 + 251, (-value - 108) % 256])

    def square(low: int, high: int) -> bytes:
        side = number(high - low)
        back = number(low - high)
        lines = side + b"\x06" + side + b"\x07" + back + b"\x06"  # hlineto, vlineto, hlineto
        head = number(0) + number(800) + b"\x0d"  # hsbw
        return head + number(low) + number(low) + b"\x15" + lines + b"\x09\x0e"  # rmoveto, closepath, endchar

    programs = {name: square(*ends) for name, ends in SQUARES.items() if name != "Adieresis"}
    accented = b"".join(map(number, (0, 600, 0, 65, 66))) + b"\x0c\x06"  # seac: A, and B moved right by 600
    programs["Adieresis"] = number(0) + number(800) + b"\x0d" + accented
    entries = b""
    for name, program in programs.items():
        code = encrypt(b"\0\0\0\0" + program, 4330)[0]
        entries += f"/{name} {len(code)} RD ".encode() + code + b" ND\n"
    private = b"dup /Private 8 dict dup begin /lenIV 4 def /Subrs 0 array def\n"
    private += (
        f"2 index /CharStrings {len(programs)} dict dup begin\n".encode()
        + entries
        + b"end end\nmark currentfile closefile\n"
    )
    clear = b"%!PS-AdobeFont-1.0: Squares\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n/Encoding 256 array\n"
    clear += b"dup 65 /A put dup 66 /B put dup 8#304 /Adieresis put\nreadonly def\ncurrentfile eexec\n"
    return clear + encrypt(b"\0\0\0\0" + private, 55665)[0] + b"\n" + b"0" * 64 + b"\ncleartomark\n"


def descriptor(pdf: Pdf, key: str, data: bytes, flags: int = 32, **entries: Any) -> Dictionary:
    stream = pdf.make_stream(data)
    for name, value in entries.items():
        stream[f"/{name}"] = value
    return Dictionary({"/Type": Name.FontDescriptor, "/FontName": Name.Squares, "/Flags": flags, f"/{key}": stream})


def simple(pdf: Pdf, kind: str, described: Dictionary, **entries: Any) -> dict[str, dict[str, Any]]:
    widths = Array([800] * 256)
    base = {"/Type": Name.Font, "/Subtype": Name(f"/{kind}"), "/BaseFont": Name("/ABCDEF+Squares"), "/FirstChar": 0}
    extra = {f"/{name}": value for name, value in entries.items()}
    return {"Font": {"F": Dictionary({**base, "/Widths": widths, "/FontDescriptor": described, **extra})}}


def composite(pdf: Pdf, kind: str, described: Dictionary, encoding: Any = HORIZONTAL, **entries: Any) -> Any:
    extra = {f"/{name}": value for name, value in entries.items()}
    inner = Dictionary(
        {
            "/Type": Name.Font,
            "/Subtype": Name(f"/{kind}"),
            "/BaseFont": Name.Squares,
            "/FontDescriptor": described,
            **extra,
        }
    )
    outer = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Squares, Encoding=encoding)
    outer.DescendantFonts = Array([pdf.make_indirect(inner)])
    return {"Font": {"F": outer}}


EMBEDDED = {
    "TrueType": lambda pdf: simple(pdf, "TrueType", descriptor(pdf, "FontFile2", sfnt("glyf")), Encoding=LATIN),
    "TrueType, symbolic": lambda pdf: simple(pdf, "TrueType", descriptor(pdf, "FontFile2", sfnt("glyf"), flags=4)),
    "Type 1": lambda pdf: simple(pdf, "Type1", descriptor(pdf, "FontFile", type1())),
    "Type 1 by names": lambda pdf: simple(pdf, "Type1", descriptor(pdf, "FontFile", type1()), Encoding=LATIN),
    "CFF": lambda pdf: simple(
        pdf, "Type1", descriptor(pdf, "FontFile3", bare_cff(), Subtype=Name.Type1C), Encoding=LATIN
    ),
    "OpenType": lambda pdf: simple(
        pdf, "Type1", descriptor(pdf, "FontFile3", sfnt("CFF "), Subtype=Name.OpenType), Encoding=LATIN
    ),
}


def boxes(page: PlacedPage) -> list[Box]:
    """The box of each square in points."""
    found = []
    for op in flat(page.ops):
        assert isinstance(op, FillPath | StrokePath)
        for outline in op.path.flattened():
            found.append(Box(*(round(value * MM, 4) for value in Box.around(outline))))
    return found


def square(at: float, size: float, name: str = "A", up: float = 0) -> Box:
    low, high = (value / EM * size for value in SQUARES[name])
    return Box(*(round(value, 4) for value in (at + low, up + low, at + high, up + high)))


@pytest.mark.parametrize("kind", list(EMBEDDED))
def test_embedded_fonts_are_drawn_from_their_programs(kind: str) -> None:
    page = read(b"BT /F 10 Tf 20 30 Td (AB\xc4) Tj ET", EMBEDDED[kind])
    accented = (
        [square(36, 10, "A", 30), square(42, 10, "B", 30)]
        if kind.startswith("Type 1")
        else [square(36, 10, "Adieresis", 30)]
    )
    assert boxes(page) == [square(20, 10, "A", 30), square(28, 10, "B", 30), *accented]
    (text,) = page.texts
    assert (text.font, text.embedded, text.size_pt, text.inks) == ("Squares", True, 10, (Cmyk(k=1),))
    assert not codes(page)


@pytest.mark.parametrize("kind", list(EMBEDDED))
def test_widths_that_are_not_stated_are_those_of_the_program(kind: str) -> None:
    def font(pdf: Pdf) -> Any:
        made = EMBEDDED[kind](pdf)
        del made["Font"]["F"]["/Widths"]
        return made

    assert [box.x0 for box in boxes(read(b"BT /F 10 Tf (AA) Tj ET", font))] == [0, 8]


COMPOSITE = {
    "TrueType": lambda pdf, **more: composite(pdf, "CIDFontType2", descriptor(pdf, "FontFile2", sfnt("glyf")), **more),
    "CFF": lambda pdf, **more: composite(
        pdf, "CIDFontType0", descriptor(pdf, "FontFile3", bare_cff(), Subtype=Name.CIDFontType0C), **more
    ),
}


@pytest.mark.parametrize("kind", list(COMPOSITE))
def test_fonts_of_character_identifiers(kind: str) -> None:
    widths = Array([1, Array([800]), 2, 3, 400])
    page = read(b"BT /F 10 Tf <000100020001> Tj ET", lambda pdf: COMPOSITE[kind](pdf, W=widths))
    assert boxes(page) == [square(0, 10, "A"), square(8, 10, "B"), square(12, 10, "A")]


def test_identifiers_are_mapped_to_glyphs() -> None:
    def font(pdf: Pdf) -> Any:
        return COMPOSITE["TrueType"](pdf, CIDToGIDMap=pdf.make_stream(bytes([0, 0, 0, 2])), DW=500)

    assert boxes(read(b"BT /F 10 Tf <00010000> Tj ET", font))[0] == square(0, 10, "B")


def test_an_embedded_cmap_says_what_bytes_mean() -> None:
    source = b"""/CIDInit /ProcSet findresource begin begincmap /WMode 0 def
    2 begincodespacerange <00> <7f> <8140> <ffff> endcodespacerange
    1 begincidrange <41> <42> 1 endcidrange 1 begincidchar <8141> 2 endcidchar endcmap end"""

    def font(pdf: Pdf) -> Any:
        return COMPOSITE["TrueType"](pdf, encoding=pdf.make_stream(source), DW=800)

    assert boxes(read(b"BT /F 10 Tf (A) Tj <8141> Tj (B) Tj ET", font)) == [
        square(0, 10, "A"),
        square(8, 10, "B"),
        square(16, 10, "B"),
    ]


def test_vertical_writing_goes_down_from_above_the_middle() -> None:
    def font(pdf: Pdf) -> Any:
        return COMPOSITE["TrueType"](pdf, encoding=Name("/Identity-V"), DW=800)

    first, second = boxes(read(b"BT /F 10 Tf 50 100 Td <00010001> Tj ET", font))
    assert first == square(46, 10, "A", 91.2)
    assert second == square(46, 10, "A", 81.2)


FONT = EMBEDDED["TrueType"]


def test_every_way_of_placing_text() -> None:
    content = b"""BT /F 10 Tf 12 TL 20 100 Td (A) Tj 0 -20 TD (A) Tj T* (A) Tj (A) ' 3 1 (A) " ET
    BT /F 10 Tf 2 0 0 2 5 5 Tm (A) Tj ET"""
    found = boxes(read(content, FONT))
    assert [box.y0 for box in found] == [100, 80, 60, 40, 20, 5]
    assert found[-1] == square(5, 20, "A", 5)


def test_spacing_scale_and_rise() -> None:
    content = b"BT /F 10 Tf 50 Tz 2 Tc 10 Tw 5 Ts (A A) Tj [(A) 1000 (A) -500 (A)] TJ ET"
    found = boxes(read(content, FONT))
    # 8 + 2 for a letter, 10 more for the blank, all at half the width.
    starts = [0, 5 + 10, 20, 25 - 5, 25 + 2.5]
    assert [box.x0 for box in found] == pytest.approx(starts)
    assert found[0].width == pytest.approx(2.5)
    assert found[0].y0 == 5


def test_text_may_be_stroked_or_clip_or_neither() -> None:
    content = b"1 0 0 0 K BT /F 10 Tf 1 Tr (A) Tj 2 Tr (A) Tj 3 Tr (A) Tj 7 Tr (A) Tj ET 0 0 99 99 re f"
    page = read(content, FONT)
    kinds = [type(op) for op in page.ops]
    assert kinds == [StrokePath, FillPath, StrokePath, Group]
    group = page.ops[-1]
    assert isinstance(group, Group)
    assert group.clip is not None
    assert group.clip.bounds.x0 * MM == pytest.approx(24)
    assert [text.inks for text in page.texts] == [(Cmyk(c=1),), (Cmyk(k=1),)]


def test_text_is_told_of_at_the_size_that_it_prints_in() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        spot = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, _tint()])
        return {**FONT(pdf), "ColorSpace": {"S": spot}, "ExtGState": {"O": Dictionary(op=True)}}

    content = b"/S cs .5 scn /O gs q .5 0 0 .5 10 10 cm BT /F 12 Tf 1 0 0 3 0 0 Tm (AB) Tj (A) Tj 0 -100 Td (A) Tj ET Q"
    first, second = read(content, resources).texts
    assert (first.size_pt, first.overprint) == (18, True)
    assert first.inks == (Spot("Gold", Cmyk(0, 0, 1, 0), 0.5),)
    assert first.box.width * MM == pytest.approx(12.6, abs=0.5)
    assert second.box.y0 < first.box.y0


def _tint() -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([0, 0, 1, 0]), N=1)


def test_a_font_that_is_not_embedded_is_replaced_at_its_widths() -> None:
    def font(_: Pdf) -> Any:
        return {"Font": {"F": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"))}}

    page = read(b"BT /F 100 Tf (HHH) Tj ET", font)
    found = boxes(page)
    assert codes(page) == {"font-missing"}
    assert "Helvetica-Bold" in page.notes[-1].text
    assert [box.x0 - found[0].x0 for box in found] == pytest.approx([0, 72.2, 144.4], abs=0.01)
    assert not page.texts[0].embedded


def test_a_composite_font_that_is_not_embedded_is_read_by_its_unicode() -> None:
    source = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0002> <0048> endbfrange"

    def font(pdf: Pdf) -> Any:
        made = composite(pdf, "CIDFontType2", Dictionary(Flags=32), DW=1000)
        made["Font"]["F"].ToUnicode = pdf.make_stream(source)
        return made

    page = read(b"BT /F 10 Tf <00010002> Tj ET", font)
    assert len(boxes(page)) == 2  # H and I
    assert codes(page) == {"font-missing"}


@pytest.mark.parametrize("key", ["FontFile", "FontFile2", "FontFile3"])
def test_a_damaged_program_is_replaced_and_told_of(key: str) -> None:
    def font(pdf: Pdf) -> Any:
        return simple(pdf, "Type1", descriptor(pdf, key, b"\x01\0junk"), Encoding=LATIN)

    page = read(b"BT /F 10 Tf (H) Tj ET", font)
    assert codes(page) == {"font-damaged"}
    assert len(boxes(page)) == 1


def test_differences_change_an_encoding() -> None:
    def font(pdf: Pdf) -> Any:
        encoding = Dictionary(BaseEncoding=LATIN, Differences=Array([1, Name.B, Name.A, 65, Name.Adieresis]))
        return simple(pdf, "Type1", descriptor(pdf, "FontFile3", bare_cff(), Subtype=Name.Type1C), Encoding=encoding)

    assert boxes(read(b"BT /F 10 Tf (\\001\\002A) Tj ET", font)) == [
        square(0, 10, "B"),
        square(8, 10, "A"),
        square(16, 10, "Adieresis"),
    ]


def drawn(pdf: Pdf, proc: bytes) -> Any:
    """A Type 3 font of one glyph."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 10, 10]))
    font.FontMatrix = Array([0.1, 0, 0, 0.1, 0, 0])
    font.CharProcs = Dictionary(a=pdf.make_stream(proc))
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a]))
    font.FirstChar, font.LastChar, font.Widths = 97, 97, Array([8])
    return {"Font": {"F": font}}


def test_glyphs_that_are_content_streams() -> None:
    plain = read(b"1 0 0 0 k BT /F 20 Tf (aa) Tj ET", lambda pdf: drawn(pdf, b"8 0 0 0 5 5 d1 0 1 0 0 k 0 0 5 5 re f"))
    assert [op.ink for op in flat(plain.ops)] == [Cmyk(c=1)] * 2  # type: ignore[union-attr]
    assert [box.x0 for box in boxes(plain)] == [0, 16]
    assert boxes(plain)[0].width == 10
    coloured = read(b"1 0 0 0 k BT /F 20 Tf (a) Tj ET", lambda pdf: drawn(pdf, b"8 0 d0 0 1 0 0 k 0 0 5 5 re f"))
    assert [op.ink for op in flat(coloured.ops)] == [Cmyk(m=1)]  # type: ignore[union-attr]


def test_a_glyph_that_sets_itself_is_left_out() -> None:
    def font(pdf: Pdf) -> Any:
        made = drawn(pdf, b"8 0 d0 BT /F 1 Tf (a) Tj ET 0 0 5 5 re f")
        made["Font"]["F"] = pdf.make_indirect(made["Font"]["F"])
        made["Font"]["F"].Resources = Dictionary(Font=Dictionary(F=made["Font"]["F"]))
        return made

    page = read(b"BT /F 20 Tf (a) Tj ET", font)
    assert len(flat(page.ops)) == 1
    assert codes(page) == {"deep"}


def test_text_in_a_form_uses_the_fonts_of_the_form() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        fonts = {f"/{name}": font for name, font in FONT(pdf)["Font"].items()}
        inner: Stream = form(pdf, b"BT /F 10 Tf (A) Tj ET", Resources=Dictionary(Font=Dictionary(fonts)))
        return {"XObject": {"X": inner}}

    assert len(boxes(read(b"/X Do", resources))) == 1


def test_text_without_a_font_is_left_out_and_told_of() -> None:
    page = read(b"BT (A) Tj /None 10 Tf (A) Tj 9 Tr ET 0 0 9 9 re f")
    assert len(page.ops) == 1
    assert codes(page) == {"font-damaged", "bad-operator"}
