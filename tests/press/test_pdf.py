"""The print PDF as a file: boxes, determinism, bad disks and inks, cancelling, and artwork without seams."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path as FilePath

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.artwork.recipe import Recipe
from core.colour.inks import Cmyk, Spot
from core.colour.profiles import load_profile
from core.compose.compose import compose
from core.compose.drawlist import ArtImage, Drawing, DrawPage, FillPath, FillTile, Group, Op, StrokePath
from core.dieline import library
from core.document.model import ArtworkLayer, Design, DielineChoice, Placement, TextLayer
from core.errors import Cancelled, DieloomError
from core.geometry import Affine, Box, Path
from core.jobs import Progress
from core.press import splice
from core.press.dieline_pdf import NoPixels, write_dieline_pdf
from core.press.pdf import export_pdf
from core.press.presets import Standard
from core.press.settings import PdfInfo, PressSettings
from core.units import MM_PER_INCH
from tests.press.drawings import QuarterPixels, carton, outline
from tests.press.gate import faults
from tests.programs import need

SHEET = Box(0, 0, 60, 40)
WHEN = PdfInfo(created=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), document_id="00000000-0000-4000-8000-000000000000")


def _drawing(*ops: Op) -> Drawing:
    return Drawing("Sheet", (DrawPage("outside", SHEET, SHEET.grown(3), ops),))


def _box(path: FilePath, name: str) -> list[float]:
    with pikepdf.open(path) as pdf:
        return [float(value) * MM_PER_INCH / 72 for value in pdf.pages[0].obj[f"/{name}"]]


def test_trim_is_the_blank(carton_pdf: FilePath) -> None:
    left, lower, right, upper = _box(carton_pdf, "TrimBox")
    blank = outline().blank
    assert (right - left, upper - lower) == pytest.approx((blank.width, blank.height), abs=0.01)
    bleed = _box(carton_pdf, "BleedBox")
    assert bleed == pytest.approx([left - 3, lower - 3, right + 3, upper + 3], abs=0.01)


def test_without_marks_the_page_ends_at_the_bleed(tmp_path: FilePath) -> None:
    out = tmp_path / "bare.pdf"
    export_pdf(_drawing(), NoPixels(), out, PressSettings(marks=False))
    assert _box(out, "MediaBox") == pytest.approx(_box(out, "BleedBox"), abs=0.001)
    assert faults(out) == []


@pytest.mark.parametrize("side", ["outside", "inside"])
def test_dieline_alone(side: str, tmp_path: FilePath) -> None:
    out = tmp_path / "die.pdf"
    write_dieline_pdf(outline(), out, side=side)  # type: ignore[arg-type]
    assert faults(out) == []
    left, lower, right, upper = _box(out, "TrimBox")
    assert (right - left, upper - lower) == pytest.approx((outline().blank.width, outline().blank.height), abs=0.01)


def test_the_same_drawing_gives_the_same_bytes(tmp_path: FilePath) -> None:
    document, drawing = carton()
    for name in ("one.pdf", "two.pdf"):
        export_pdf(drawing, QuarterPixels(document), tmp_path / name, PressSettings(ppi=72), WHEN)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_equal_pictures_are_written_once(tmp_path: FilePath) -> None:
    tile = FillTile(Path.rectangle(SHEET), ArtImage(Recipe()), Affine.scaling(10))
    out = tmp_path / "twice.pdf"
    export_pdf(_drawing(tile, Group((tile,))), QuarterPixels(carton()[0]), out)
    with pikepdf.open(out) as pdf:
        assert list(pdf.pages[0].Resources.XObject.keys()) == ["/Im0"]


def test_overlapping_parts_of_a_translucent_group_do_not_shine_through(tmp_path: FilePath) -> None:
    magenta, cyan = (FillPath(Path.rectangle(SHEET), ink) for ink in (Cmyk(m=1), Cmyk(c=1)))
    inner = Group((magenta, Group((cyan,), opacity=0.5)), opacity=0.5)
    out = tmp_path / "veil.pdf"
    export_pdf(_drawing(inner), NoPixels(), out, PressSettings(marks=False))
    assert faults(out) == []
    picture = _picture(out, 36, "-jpegcmyk", ".jpg")
    cyan_ink, magenta_ink, *_ = picture[10, 10].astype(int)
    assert cyan_ink == pytest.approx(64, abs=4)  # half of half
    assert magenta_ink == pytest.approx(64, abs=4)  # 128 if the lower part showed at its own opacity


@pytest.mark.parametrize("degrees", [0, 90, 17])
@pytest.mark.parametrize("program", ["pdftoppm", "mutool", "gs"])
def test_no_hairline_between_repeats(program: str, degrees: float, tmp_path: FilePath) -> None:
    """A tile of one colour, repeated, is one flat area in every renderer and at resolutions that fit nothing."""
    matrix = Affine.rotation(degrees) @ Affine.scaling(7.3)
    out = tmp_path / "flat.pdf"
    tile = FillTile(Path.rectangle(SHEET.grown(3)), ArtImage(Recipe()), matrix)
    export_pdf(_drawing(tile), _Flat(), out, PressSettings(marks=False))
    page = _rendered(program, out, 131)[4:-4, 4:-4].astype(int)
    assert np.ptp(page, axis=(0, 1)).max() <= 1  # poppler rounds some rows down when it scales


def test_two_inks_of_one_name_are_refused(tmp_path: FilePath) -> None:
    area = Path.rectangle(SHEET)
    clash = _drawing(FillPath(area, Spot("Gold", Cmyk(y=1))), FillPath(area, Spot("Gold", Cmyk(y=0.9))))
    with pytest.raises(DieloomError, match="Two different inks are called Gold"):
        export_pdf(clash, NoPixels(), tmp_path / "clash.pdf")
    renamed = _drawing(FillPath(area, Spot("Gold", Cmyk(y=1))), StrokePath(area, Spot("Cut", Cmyk(m=1)), 0.2))
    with pytest.raises(DieloomError, match="Two different inks are called Gold"):
        export_pdf(renamed, NoPixels(), tmp_path / "clash.pdf", PressSettings(spot_names={"Cut": "Gold"}))
    with pytest.raises(DieloomError, match="cannot be called Black"):
        export_pdf(renamed, NoPixels(), tmp_path / "clash.pdf", PressSettings(spot_names={"Cut": "Black"}))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["\0", "a\nb", " ", "漢" * 43])
def test_an_ink_that_no_pdf_can_name_is_refused(name: str, tmp_path: FilePath) -> None:
    nameless = _drawing(FillPath(Path.rectangle(SHEET), Spot(name, Cmyk(y=1))))
    with pytest.raises(DieloomError, match="visible letters"):
        export_pdf(nameless, NoPixels(), tmp_path / "x.pdf")
    assert not list(tmp_path.iterdir())


def test_a_title_that_xml_cannot_hold_is_the_same_in_both_places(tmp_path: FilePath) -> None:
    out = tmp_path / "odd.pdf"
    export_pdf(_drawing(), NoPixels(), out, info=PdfInfo(title="\x1bTea\0for\ntwo\uffff"))
    assert faults(out) == []
    with pikepdf.open(out) as pdf, pdf.open_metadata() as xmp:
        assert str(pdf.docinfo.Title) == xmp["dc:title"] == "Tea for two"


def test_a_full_disk_leaves_the_old_file(tmp_path: FilePath) -> None:
    resource = pytest.importorskip("resource", reason="this system cannot limit a file's size")
    document, drawing = carton()
    out = tmp_path / "old.pdf"
    out.write_bytes(b"what was there")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(DieloomError, match="Cannot save"):
            export_pdf(drawing, QuarterPixels(document), out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [each.name for each in tmp_path.iterdir()] == ["old.pdf"]
    assert out.read_bytes() == b"what was there"


def test_a_file_beyond_what_pdf_can_hold_is_refused(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splice, "_FARTHEST", 1000)
    tile = FillTile(Path.rectangle(SHEET), ArtImage(Recipe()), Affine.scaling(10))
    with pytest.raises(DieloomError, match="lower resolution"):
        export_pdf(_drawing(tile), _Flat(), tmp_path / "x.pdf", PressSettings(ppi=36))
    assert not list(tmp_path.iterdir())


def test_an_absurd_sheet_is_refused(tmp_path: FilePath) -> None:
    wide = Box(0, 0, 6000, 40)
    with pytest.raises(DieloomError, match="6020 x 60 mm"):
        export_pdf(Drawing("Wide", (DrawPage("outside", wide, wide.grown(3), ()),)), NoPixels(), tmp_path / "x.pdf")


@pytest.mark.parametrize("standard", ["x4", pytest.param("x1a", marks=pytest.mark.slow)])
@pytest.mark.parametrize("code", library.codes())
def test_every_template_passes_the_gate(code: str, standard: Standard, tmp_path: FilePath) -> None:
    text = TextLayer(id="name", text="Tea", size=24, opacity=0.5, place=Placement(width=40, height=20))
    design = Design(dieline=DielineChoice(code=code), layers=(ArtworkLayer(id="art"), text))
    drawing = compose(design, library.load(code).outline({}))
    out = tmp_path / "pack.pdf"
    export_pdf(drawing, QuarterPixels(carton()[0]), out, PressSettings(ppi=40, standard=standard))
    assert faults(out, standard) == []


def test_a_missing_folder_is_said(tmp_path: FilePath) -> None:
    with pytest.raises(DieloomError, match="Cannot save"):
        export_pdf(_drawing(), NoPixels(), tmp_path / "nowhere" / "x.pdf")


@pytest.mark.parametrize("stop_at", [0.0, 0.5])
def test_cancelling_stops_and_leaves_the_old_file(stop_at: float, tmp_path: FilePath) -> None:
    document, drawing = carton()
    out = tmp_path / "old.pdf"
    out.write_bytes(b"what was there")
    progress = Progress(lambda fraction, text: progress.cancel() if fraction >= stop_at else None)
    with pytest.raises(Cancelled):
        export_pdf(drawing, QuarterPixels(document), out, progress=progress)
    assert [each.name for each in tmp_path.iterdir()] == ["old.pdf"]
    assert out.read_bytes() == b"what was there"


def test_progress_only_rises_to_one(tmp_path: FilePath) -> None:
    document, drawing = carton()
    seen: list[float] = []
    export_pdf(
        drawing, QuarterPixels(document), tmp_path / "x.pdf", progress=Progress(lambda share, text: seen.append(share))
    )
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1)


def test_a_persons_own_profile_becomes_the_intent(tmp_path: FilePath) -> None:
    own = tmp_path / "own.icc"
    own.write_bytes(load_profile("fogra29").data)
    out = tmp_path / "own.pdf"
    export_pdf(_drawing(), NoPixels(), out, PressSettings(profile=str(own)))
    assert faults(out) == []
    with pikepdf.open(out) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert bytes(intent.DestOutputProfile.read_bytes()) == own.read_bytes()
        assert str(intent.OutputConditionIdentifier) == "Custom"


def test_a_repeat_without_area_draws_nothing(tmp_path: FilePath) -> None:
    flat = FillTile(Path.rectangle(SHEET), ArtImage(Recipe()), Affine(a=10, d=0))
    out = tmp_path / "nothing.pdf"
    export_pdf(_drawing(flat), NoPixels(), out)
    assert faults(out) == []


class _Flat(NoPixels):
    def tile(self, source: ArtImage, width_px: int, height_px: int) -> NDArray[np.uint8]:
        return np.full((height_px, width_px, 3), (90, 140, 60), np.uint8)


def _picture(pdf: FilePath, ppi: int, kind: str, suffix: str) -> NDArray[np.uint8]:
    subprocess.run(
        [need("pdftoppm"), "-r", str(ppi), kind, "-singlefile", str(pdf), str(pdf.with_suffix(""))], check=True
    )
    with Image.open(pdf.with_suffix(suffix)) as picture:
        return np.asarray(picture)


def _rendered(program: str, pdf: FilePath, ppi: int) -> NDArray[np.uint8]:
    if program == "pdftoppm":
        return _picture(pdf, ppi, "-png", ".png")
    out = pdf.with_suffix(".png")
    calls = {
        "mutool": ["draw", "-q", "-r", str(ppi), "-o", str(out), str(pdf)],
        "gs": ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=png16m", f"-r{ppi}", f"-sOutputFile={out}", str(pdf)],
    }
    subprocess.run([need(program), *calls[program]], check=True, capture_output=True)
    with Image.open(out) as picture:
        return np.asarray(picture.convert("RGB"))
