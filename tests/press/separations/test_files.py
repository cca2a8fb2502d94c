"""`dieloom plates`: of a document and of its PDF."""

from __future__ import annotations

import json
from pathlib import Path as FilePath

import numpy as np
import pytest
from PIL import Image

from core.cli.main import main
from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import Drawing, FillPath
from core.document.file import save
from core.press.pdf import export_pdf
from core.press.settings import NO_MARKS, PressSettings
from tests.press.drawings import carton
from tests.press.separations.sheets import GOLD, TYPED, SheetPixels, box, page


def sheet_pdf(path: FilePath, *inks: Cmyk | Spot) -> FilePath:
    ops = tuple(FillPath(box(5 + 10 * i, 5, 12 + 10 * i, 20), ink) for i, ink in enumerate(inks))
    settings = PressSettings(profile="gracol2006", marks=NO_MARKS)
    export_pdf(Drawing("Sheet", (page(ops),)), SheetPixels(), path, settings)
    return path


def test_a_pdf_becomes_a_picture_of_each_plate(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    pdf, out, tac = sheet_pdf(tmp_path / "sheet.pdf", TYPED, GOLD), tmp_path / "plates", tmp_path / "tac.png"
    assert main(["plates", str(pdf), "--out", str(out), "--tac", str(tac), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data["plates"]) == {"Cyan", "Magenta", "Yellow", "Black", "Gold"}
    assert data["max_process"] == 170
    assert data["plates"]["Gold"]["mean"] == pytest.approx(100 * 7 * 15 / (50.8 * 25.4), abs=0.1)
    with Image.open(data["plates"]["Cyan"]["file"]) as plate:
        assert plate.size == (300, 150)
        assert plate.mode == "L"
        assert plate.info["dpi"] == pytest.approx((150, 150), abs=0.1)
        assert np.asarray(plate)[75, 50] == 255 - 153
    with Image.open(tac) as picture:
        assert picture.size == (300, 150)


def test_a_document_and_its_pdf_say_the_same(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    document, _ = carton()
    layers = tuple(layer for layer in document.design.layers if layer.id not in ("art", "inside"))
    document = document.with_design(document.design.model_copy(update={"layers": layers}))
    save(document, tmp_path / "tea.dieloom")
    assert main(["export", str(tmp_path / "tea.dieloom"), "--out", str(tmp_path / "tea.pdf")]) == 0
    capsys.readouterr()
    facts = []
    for name in ("tea.dieloom", "tea.pdf"):
        words = ["plates", str(tmp_path / name), "--out", str(tmp_path / name[-3:]), "--ppi", "60", "--json"]
        assert main(words) == 0
        facts.append(json.loads(capsys.readouterr().out))
    ours, theirs = facts
    assert set(ours["plates"]) == set(theirs["plates"])
    for name, plate in ours["plates"].items():
        assert plate["mean"] == pytest.approx(theirs["plates"][name]["mean"], abs=0.05), name


def test_it_says_what_there_is_in_words(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plates", str(sheet_pdf(tmp_path / "s.pdf", TYPED)), "--out", str(tmp_path / "p")]) == 0
    said = capsys.readouterr().out
    assert "Cyan: " in said
    assert "most process ink: 170 % (limit 300 %)" in said


def test_plates_of_any_name_get_files_of_their_own(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    inks = [Spot(name, Cmyk(m=0.1 * n)) for n, name in enumerate(("../Gold", "gold", "GOLD", "金"))]
    assert main(["plates", str(sheet_pdf(tmp_path / "s.pdf", *inks)), "--out", str(tmp_path / "p"), "--json"]) == 0
    plates = json.loads(capsys.readouterr().out)["plates"]
    files = [FilePath(plate["file"]) for plate in plates.values()]
    assert all(file.parent == tmp_path / "p" and file.is_file() for file in files)
    assert len({file.name.lower() for file in files}) == 8


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sheet.pdf", "--page", "2"], "page"),
        (["sheet.pdf", "--ppi", "0"], "ppi"),
        (["sheet.pdf", "--tac", "nowhere/tac.png"], "folder"),
        (["sheet.pdf", "--tac", "tac.jpg"], "tac.jpg"),
        (["missing.pdf"], "missing.pdf"),
        (["broken.pdf"], "cannot be read"),
        (["sheet.txt"], "sheet.txt"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str], said: str, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet_pdf(tmp_path / "sheet.pdf", TYPED)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.6\nnothing")
    assert main(["plates", *words, "--out", "plates"]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "plates").exists()


def test_the_output_intent_says_what_srgb_becomes(tmp_path: FilePath) -> None:
    from core.press.foreign import intended_condition

    data = sheet_pdf(tmp_path / "s.pdf", TYPED).read_bytes()
    assert "GRACoL" in intended_condition(data).profile.description
    assert intended_condition(b"no PDF").profile.name == "fogra39"
