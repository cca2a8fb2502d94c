"""Boxes, turns and units of a page, and what is refused."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from core.compose.drawlist import FillPath
from core.compose.placed.artwork import read_artwork
from core.compose.placed.pdf import page_count, read_page
from core.errors import Cancelled, DieloomError
from core.geometry import Box
from core.jobs import Progress
from core.units import POINTS_PER_MM
from tests.compose.placed.pages import codes, flat, make, read, saved

MM = POINTS_PER_MM
CORNER = b"0 0 10 5 re f"


def near(box: Box, wanted: tuple[float, ...]) -> bool:
    return list(box) == pytest.approx(wanted, abs=1e-6)


def test_boxes_are_mm_from_the_corner_of_the_media() -> None:
    page = read(
        b"",
        MediaBox=Array([10 * MM, 20 * MM, 110 * MM, 220 * MM]),
        TrimBox=Array([100 * MM, 210 * MM, 20 * MM, 30 * MM]),  # corners may come in any order
        BleedBox=Array([17 * MM, 27 * MM, 103 * MM, 213 * MM]),
    )
    assert near(page.media, (0, 0, 100, 200))
    assert near(page.trim, (10, 10, 90, 190))
    assert near(page.bleed, (7, 7, 93, 193))
    assert page.art is None
    assert not page.notes


def test_boxes_that_are_not_stated_are_those_around_them() -> None:
    page = read(b"", CropBox=Array([20, 20, 180, 180]), ArtBox=Array([30, 30, 170, 170]))
    assert page.trim == page.bleed
    assert near(page.trim, (20 / MM, 20 / MM, 180 / MM, 180 / MM))
    assert page.art is not None
    assert near(page.art, (30 / MM, 30 / MM, 170 / MM, 170 / MM))
    assert not codes(read(b""))
    assert [note.code for note in read(b"").notes] == ["no-trim"]


@pytest.mark.parametrize(
    ("turn", "wanted"),
    [
        (0, (0, 0, 10, 5)),
        (90, (0, 90, 5, 100)),
        (180, (190, 95, 200, 100)),
        (270, (95, 0, 100, 10)),
        (-90, (95, 0, 100, 10)),
        (450, (0, 90, 5, 100)),
    ],
)
def test_a_turned_page_is_read_as_it_is_shown(turn: int, wanted: tuple[float, ...]) -> None:
    wide = turn % 180 == 0
    page = read(CORNER, size=(200, 100), Rotate=turn)
    width, height = (200, 100) if wide else (100, 200)
    assert near(page.media, (0, 0, width / MM, height / MM))
    (op,) = page.ops
    assert isinstance(op, FillPath)
    x0, y0, x1, y1 = wanted
    if turn % 360 == 90:  # clockwise: what was at the lower left is at the upper left
        y0, y1 = 190, 200
    assert near(op.path.bounds, (x0 / MM, y0 / MM, x1 / MM, y1 / MM))


def test_a_user_unit_makes_all_larger() -> None:
    page = read(CORNER, UserUnit=2.5)
    assert near(page.media, (0, 0, 500 / MM, 500 / MM))
    (op,) = page.ops
    assert isinstance(op, FillPath)
    assert near(op.path.bounds, (0, 0, 25 / MM, 12.5 / MM))


def test_a_page_inherits_its_box_and_turn() -> None:
    pdf = Pdf.open(io.BytesIO(make(CORNER, size=(200, 100))))
    del pdf.pages[0].obj["/MediaBox"]
    pdf.Root.Pages.MediaBox = Array([0, 0, 300, 100])
    pdf.Root.Pages.Rotate = 90
    page = read_page(saved(pdf))
    assert near(page.media, (0, 0, 100 / MM, 300 / MM))


def test_contents_in_parts_are_one() -> None:
    pdf = Pdf.open(io.BytesIO(make(b"")))
    parts = (b"0 0 10", b"5 re", b"f")
    pdf.pages[0].obj.Contents = Array([pdf.make_stream(part) for part in parts])
    assert len(read_page(saved(pdf)).ops) == 1


def test_annotations_are_told_of_and_not_drawn() -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([10, 10, 50, 20]), F=4)
    mark = Dictionary(Type=Name.Annot, Subtype=Name.PrinterMark, Rect=Array([0, 0, 5, 5]), F=4)
    page = read(b"", Annots=Array([note, mark]))
    assert not page.ops
    (found,) = (each for each in page.notes if each.code == "annotation")
    assert found.box is not None
    assert near(found.box, (10 / MM, 10 / MM, 50 / MM, 20 / MM))
    assert found.text == "An annotation (Square) is left out (at 3.5, 3.5 mm)."


def test_what_is_said_more_than_once_is_counted() -> None:
    page = read(b"1 0 0 rg 0 0 10 10 re f 100 100 10 10 re f", TrimBox=Array([10 * MM, 0, 200, 200]))
    (note,) = (each for each in page.notes if each.code == "rgb")
    assert note.text == "Colour is given in DeviceRGB (2 times, first at -10.0, 0.0 mm)."
    assert note.box is not None
    assert near(note.box, (0, 0, 110 / MM, 110 / MM))


def test_pages_are_counted_and_found() -> None:
    pdf = Pdf.open(io.BytesIO(make(CORNER)))
    pdf.pages.append(pdf.pages[0])
    data = saved(pdf)
    assert page_count(data) == 2
    assert len(flat(read_page(data, 1).ops)) == 1
    for number in (-1, 2):
        with pytest.raises(DieloomError, match="has no page"):
            read_page(data, number)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"hello", b"%PDF-1.4\ntrailer << /Root 1 0 R >>\n%%EOF"])
def test_what_is_no_pdf_is_said_so(data: bytes) -> None:
    with pytest.raises(DieloomError, match=r"The PDF (cannot be read|has no page)"):
        read_page(data)


def test_a_password_is_asked_for_in_words() -> None:
    for user, needed in (("secret", True), ("", False)):
        file = io.BytesIO()
        with Pdf.open(io.BytesIO(make(CORNER))) as pdf:
            pdf.save(file, encryption=Encryption(owner="owner", user=user))
        if needed:
            with pytest.raises(DieloomError, match="needs a password"):
                read_page(file.getvalue())
        else:
            assert len(read_page(file.getvalue()).ops) == 1


def test_reading_stops_when_asked() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_page(make(b"q Q " * 5000), progress=progress)


def test_a_page_of_too_many_instructions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.compose.placed.run.MOST_OPERATORS", 1000)
    with pytest.raises(DieloomError, match="instructions"):
        read_page(make(b"q Q " * 1000))


def test_the_pdf_is_not_held_open() -> None:
    data = make(CORNER)
    first, second = read_page(data), read_page(data)
    assert first == second
    assert isinstance(pikepdf.Pdf.open(io.BytesIO(data)), Pdf)


def test_what_is_placed_needs_no_trim() -> None:
    data = make(CORNER)
    assert [note.code for note in read_page(data).notes] == ["no-trim"]
    assert read_artwork(data).notes == ()
    assert [note[:16] for note in read_artwork(make(CORNER + b" /Nowhere gs")).notes] == ["The instruction "]
