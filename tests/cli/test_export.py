"""`dieloom export`: the print PDF by standard, profile and preset, and packs on a press sheet."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from core import resources
from core.document.document import Document
from core.document.file import save
from core.document.model import CmykPaint, Design, DielineChoice, Placement, ShapeLayer, SpotColour, SpotPaint
from tests.cli.spoken import refused, said
from tests.press.gate import faults

HOUSE = """
[press]
standard = "x1a"
profile = "gracol2006"
ppi = 100
bleed = 4.5
marks = { colour_bar = true }
"""


@pytest.fixture
def house(tmp_path: Path) -> str:
    """A printer who calls the knife CutContour and wants PDF/X-1a."""
    path = tmp_path / "house.toml"
    path.write_text(resources.path("presets", "cutcontour.toml").read_text(encoding="utf-8") + HOUSE, encoding="utf-8")
    return str(path)


@pytest.fixture
def document(tmp_path: Path) -> str:
    path = tmp_path / "tea.dieloom"
    layers = (
        ShapeLayer(id="ground", fill=CmykPaint(c=0.4)),
        ShapeLayer(
            id="veil", opacity=0.5, fill=SpotPaint(name="Gold"), place=Placement(x=10, y=10, width=90, height=80)
        ),
    )
    spots = (SpotColour(name="Gold", alternate=CmykPaint(y=1), lab=(80, 5, 60)),)
    choice = DielineChoice(code="A20.20.01.01", parameters={"L": 60, "W": 30, "H": 90})
    save(Document(Design(title="Tea", dieline=choice, spots=spots, layers=layers)), path)
    return str(path)


def test_what_was_written_is_told(document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "tea.pdf"
    told = said(capsys, "export", document, "--out", str(out), "--ppi", "100")
    assert faults(out) == []
    assert told["file"] == str(out)
    assert (told["standard"], told["profile"], told["preset"], told["pages"]) == ("PDF/X-4", "fogra39", "standard", 1)
    assert told["spots"][0] == "Gold"
    assert "Cut" in told["spots"]
    assert told["bytes"] == out.stat().st_size


def test_a_preset_names_the_standard_the_profile_the_spots_and_the_bleed(
    document: str, house: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tea.pdf"
    told = said(capsys, "export", document, "--out", str(out), "--preset", house)
    assert faults(out, "x1a") == []
    assert (told["standard"], told["profile"]) == ("PDF/X-1a:2003", "gracol2006")
    assert "CutContour" in told["spots"]
    with pikepdf.open(out) as pdf:
        bleed, trim = (pdf.pages[0].obj[key] for key in ("/BleedBox", "/TrimBox"))
        assert float(trim[0] - bleed[0]) * 25.4 / 72 == pytest.approx(4.5, abs=0.01)


def test_what_is_asked_goes_before_the_preset(
    document: str, house: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tea.pdf"
    asked = ("--preset", house, "--standard", "x4", "--profile", "fogra29")
    told = said(capsys, "export", document, "--out", str(out), *asked)
    assert faults(out) == []
    assert (told["standard"], told["profile"]) == ("PDF/X-4", "fogra29")


@pytest.mark.parametrize("standard", ["x4", "x1a"])
def test_a_sheet_holds_many_packs(
    standard: str, document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.pdf"
    told = said(
        capsys, "export", document, "--out", str(out), "--sheet", "700x500", "--standard", standard, "--ppi", "50"
    )
    assert faults(out, standard) == []  # type: ignore[arg-type]
    assert told["sheet"] == "700 x 500 mm"
    assert told["packs"] > 4
    with pikepdf.open(out) as pdf:
        x0, y0, x1, y1 = (float(value) * 25.4 / 72 for value in pdf.pages[0].obj.TrimBox)
        assert (x1 - x0, y1 - y0) == pytest.approx((700, 500), abs=0.01)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--standard", "x4"), "--standard"),
        (("--sheet",), "--sheet"),
        (("--profile", "fogra39"), "--profile"),
    ],
)
def test_a_picture_takes_nothing_of_print(
    asked: tuple[str, ...], words: str, document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(capsys, "export", document, "--out", str(tmp_path / "x.png"), *asked)


def test_a_sheet_that_holds_no_pack_is_said(document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = refused(capsys, "export", document, "--out", str(tmp_path / "x.pdf"), "--sheet", "100x100")
    assert "does not fit" in words
    assert not (tmp_path / "x.pdf").exists()


def test_an_unknown_preset_is_said(document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nobody" in refused(capsys, "export", document, "--out", str(tmp_path / "x.pdf"), "--preset", "nobody")
