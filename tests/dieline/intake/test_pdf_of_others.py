"""PDF and AI as Illustrator and structural design programs write them; the files are put together with pikepdf."""

from __future__ import annotations

import itertools
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from core.dieline.intake import Drawing, guess, read_drawing, template_from
from core.dieline.outline import LineType
from core.dieline.template import Template
from core.errors import DieloomError
from core.geometry import Arc

MM = 72 / 25.4


def spot(name: str) -> Array:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0]), N=1)
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def layer(name: str, group: str = "", type_: str = "") -> Dictionary:
    found = Dictionary(Type=Name.OCG, Name=String(name))
    if group:
        found.GTS_Metadata = Dictionary(GTS_ProcStepsGroup=Name(f"/{group}"))
        if type_:
            found.GTS_Metadata.GTS_ProcStepsType = Name(f"/{type_}")
    return found


def saved(content: str, folder: Path, name: str = "die.pdf", **page: Any) -> Path:
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(500, 500))
    made = pdf.pages[0].obj
    made.Contents = pdf.make_stream(content.encode("latin-1"))
    made.Resources = Dictionary(
        ColorSpace=Dictionary(CS0=spot("CutContour"), CS1=spot("Rill#20Linie"), CS2=spot("PANTONE 485 C")),
        Properties=Dictionary(
            MC0=layer("Dieline"),
            MC1=layer("Ebene 1", "Structural", "Creasing"),
            MC2=layer("Masse", "Dimensions"),
            MC3=Dictionary(Type=Name.OCMD, OCGs=Array([layer("Perforation")])),
        ),
    )
    for key, value in page.items():
        made[f"/{key}"] = value
    path = folder / name
    pdf.save(path)
    return path


def read(content: str, folder: Path, unit: str | None = None, **page: Any) -> Drawing:
    return read_drawing(saved(content, folder, **page), unit)


def test_spots_layers_and_processing_steps(tmp_path: Path) -> None:
    content = (
        "/CS0 CS 1 SCN 0 0 200 300 re S\n"
        "/OC /MC1 BDC 0 0 0 1 K [3 2] 0 d 0 100 m 200 100 l S EMC\n"
        "/OC /MC2 BDC 0 0 m 400 0 l S EMC\n"
        "q /OC /MC3 BDC 0 200 m 200 200 l S EMC Q\n"
        "/CS2 CS 1 SCN 10 10 m 20 20 l S"
    )
    found = [(g.source.layer, g.source.spot, g.type) for g in guess(read(content, tmp_path))]
    assert found[:4] == [
        ("", "CutContour", LineType.CUT),
        ("Ebene 1", "", LineType.CREASE),
        ("Masse", "", None),
        ("Perforation", "", LineType.PERFORATION),
    ]
    assert found[4][1] == "PANTONE 485 C"
    outline = Template(template_from(read(content, tmp_path), {"PANTONE 485 C": None})[0]).outline({})
    assert (outline.blank.width, outline.blank.height) == pytest.approx((200 / MM, 300 / MM))
    assert len(outline.panels) == 2


def test_maps_forms_and_units(tmp_path: Path) -> None:
    path = saved("2 0 0 2 10 20 cm /F0 Do 0 0 m 10 0 l S", tmp_path, UserUnit=2, MediaBox=Array([-100, -50, 400, 450]))
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        form = Stream(pdf, b"0 5 m 10 5 l S")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
        form.Matrix = Array([0, 1, -1, 0, 0, 0])
        pdf.pages[0].obj.Resources.XObject = Dictionary(F0=pdf.make_indirect(form))
        pdf.save(path)
    inner, own = (stroke.segment for stroke in read_drawing(path).strokes)
    assert (own.start, own.end) == (pytest.approx((220 / MM, 140 / MM)), pytest.approx((260 / MM, 140 / MM)))
    assert (inner.start, inner.end) == (pytest.approx((200 / MM, 140 / MM)), pytest.approx((200 / MM, 180 / MM)))


def test_rounded_corners_are_arcs(tmp_path: Path) -> None:
    k = 0.5523 * 200
    content = f"0 0 m 200 0 l {200 + k} 0 400 {200 - k} 400 200 c 400 400 l 0 400 l s"
    segments = [stroke.segment for stroke in read(content, tmp_path).strokes]
    (arc,) = [segment for segment in segments if isinstance(segment, Arc)]
    assert (arc.radius, arc.sweep_deg) == (pytest.approx(200 / MM, rel=1e-4), pytest.approx(90, rel=1e-3))
    assert len(segments) == 5


def test_curves_of_every_operator(tmp_path: Path) -> None:
    content = "0 0 m 10 100 90 100 100 0 c 150 80 200 0 v 250 90 300 0 y S"
    segments = [stroke.segment for stroke in read(content, tmp_path).strokes]
    for one, other in itertools.pairwise(segments):
        assert one.end.distance(other.start) < 1e-6
    assert segments[-1].end == pytest.approx((300 / MM, 0))


def test_artwork_is_left_out_and_said(tmp_path: Path) -> None:
    content = "BT (x) Tj ET 0 0 9 9 re f /Im0 Do 0 0 m 99 0 l S 5 5 m 9 9 l n"
    drawing = read(content, tmp_path)
    assert len(drawing.strokes) == 1
    assert drawing.notes == ("Left out: 1 × filled shape, 1 × picture, 1 × text.",)
    drawing = read("0 0 50 50 re f", tmp_path)
    assert len(drawing.strokes) == 4
    assert "Nothing has a stroke; the outlines of filled shapes are taken." in drawing.notes


def test_an_ai_file_is_read_when_it_holds_a_pdf(tmp_path: Path) -> None:
    path = saved("/OC /MC0 BDC 0 0 100 100 re S EMC", tmp_path, "die.ai")
    assert {each.type for each in guess(read_drawing(path))} == {LineType.CUT}
    old = tmp_path / "old.ai"
    old.write_bytes(b"%!PS-Adobe-3.0\n%%Creator: Adobe Illustrator\n")
    with pytest.raises(DieloomError, match=r"old Illustrator or PostScript file.*PDF Compatible"):
        read_drawing(old)
    bare = saved("BT (This is an Adobe Illustrator File that was saved without PDF Content.) Tj ET", tmp_path, "b.ai")
    with pytest.raises(DieloomError, match="has no lines"):
        read_drawing(bare)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("0 0 m 5 l S", r"instruction 2 of its page \(l\) makes no sense"),
        ("0 0 m (x) 5 l S", r"instruction 2 of its page \(l\) makes no sense"),
        ("1 0 cm 0 0 m 9 0 l S", r"instruction 1 of its page \(cm\) makes no sense"),
        ("0 0 m 9999999999999 0 l S", r"instruction 3 of its page \(S\) makes no sense"),
        ("", "has no lines"),
    ],
)
def test_bad_pages_are_refused_by_their_instruction(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=said) as caught:
        read(content, tmp_path)
    assert caught.value.message.startswith("die.pdf")


def test_files_that_are_damaged_locked_or_no_pdf(tmp_path: Path) -> None:
    path = saved("0 0 100 100 re S", tmp_path)
    whole = path.read_bytes()
    for end in (len(whole) // 4, len(whole) // 2, len(whole) - 40):
        path.write_bytes(whole[:end])
        with pytest.raises(DieloomError, match=r"die\.pdf (is|has)"):
            read_drawing(path)
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(DieloomError, match="is no PDF"):
        read_drawing(path)
    path.write_bytes(whole)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(DieloomError, match="needs a password"):
        read_drawing(path)


def test_pages_that_unpack_without_end_are_refused(tmp_path: Path) -> None:
    path = saved("0 0 9 9 re S", tmp_path)
    bomb = zlib.compress(b"0 0 9 9 re S\n" * 20_000_000, 9)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Contents.write(bomb, filter=Name.FlateDecode)
        pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pytest.raises(DieloomError, match="more than 6 MB of instructions"):
        read_drawing(path)


def test_forms_that_call_themselves_end_soon(tmp_path: Path) -> None:
    path = saved("/F0 Do", tmp_path)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        form = pdf.make_indirect(Stream(pdf, b"0 0 m 9 0 l S /F0 Do"))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(F0=form))
        pdf.pages[0].obj.Resources.XObject = Dictionary(F0=form)
        pdf.save(path)
    with pytest.raises(DieloomError, match="calls /F0 within itself"):
        read_drawing(path)


def test_more_than_one_page_is_said(tmp_path: Path) -> None:
    path = saved("0 0 99 99 re S", tmp_path)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    assert "The file has 2 pages; the first is read." in read_drawing(path).notes
