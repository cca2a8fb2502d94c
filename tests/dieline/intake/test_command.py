"""`dieloom dieline import`: the words, the JSON, the file that the library reads again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ezdxf
import pytest

from core.cli.dieline import importing
from core.cli.main import main
from core.dieline import library
from core.dieline.formats.dxf import write_dxf
from core.dieline.formats.svg import write_svg
from core.dieline.intake import IGNORE, UNITS
from core.dieline.outline import LineType

CARTON = library.load("ECMA A20.20.01.01").outline({})


def imported(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["dieline", "import", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_its_words_are_those_of_the_engine() -> None:
    assert set(importing.UNITS) == set(UNITS)
    assert set(importing.TYPES) == {*(each.value for each in LineType), IGNORE}


@pytest.mark.parametrize("suffix", ["dxf", "svg"])
def test_an_imported_carton_is_a_template(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / f"tuck.{suffix}", tmp_path / "T.json"
    (write_dxf if suffix == "dxf" else write_svg)(CARTON, path)
    facts = imported(capsys, str(path), "--out", str(out), "--caliper", "0.5")
    assert (facts["code"], facts["format"], facts["unit"]) == ("OWN tuck", suffix.upper(), "mm")
    assert facts["counts"]["crease"] == len(CARTON.lines_of(LineType.CREASE))
    assert facts["blank"]["width"] == pytest.approx(CARTON.blank.width, abs=1e-3)
    assert (len(facts["panels"]), facts["folds"], facts["caliper"]) == (len(CARTON.panels), len(CARTON.folds), 0.5)
    assert {each["guess"] for each in facts["layers"]} == {"cut", "crease", "glue"}
    written = json.loads(out.read_text("utf-8"))
    assert written["lines"] == facts["lines"]
    again = library.load(str(out)).outline({})
    assert again.blank == pytest.approx(CARTON.blank, abs=1e-3)
    assert main(["dieline", "make", str(out), "--out", str(tmp_path / "again.dxf")]) == 0


def test_layers_can_be_named_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    dxf.modelspace().add_lwpolyline([(0, 0), (90, 0), (90, 50), (0, 50)], close=True, dxfattribs={"layer": "A-1"})
    dxf.modelspace().add_line((40, 0), (40, 50), dxfattribs={"layer": "B"})
    dxf.modelspace().add_line((0, 20), (90, 20), dxfattribs={"layer": "C"})
    dxf.saveas(tmp_path / "die.dxf")
    words = (str(tmp_path / "die.dxf"), "--out", str(tmp_path / "T.json"))
    named = ("--map", "a-1=cut", "--map", "B=reverse-crease", "--map", "C=ignore", "--code", "OWN BOOK")
    facts = imported(capsys, *words, *named)
    assert facts["code"] == "OWN BOOK"
    assert facts["counts"] == {"cut": 6, "reverse_crease": 1}
    assert len(facts["panels"]) == 2
    assert 'Left out 1 lines of "C", which is no line of the die.' in facts["notes"]


def test_units_and_gaps_can_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dxf = ezdxf.new(units=0)  # type: ignore[attr-defined]
    for start, end in (((0, 0), (3.98, 0)), ((4, 0), (4, 2)), ((4, 2), (0, 2)), ((0, 2), (0, 0))):
        dxf.modelspace().add_line(start, end, dxfattribs={"layer": "cut"})
    dxf.saveas(tmp_path / "die.dxf")
    words = (str(tmp_path / "die.dxf"), "--out", str(tmp_path / "T.json"), "--units", "in", "--gap", "0.6")
    facts = imported(capsys, *words)
    assert (facts["blank"]["width"], facts["unit"]) == (pytest.approx(101.6), "in")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.dxf", "--out", "T.json"], "There is no file"),
        (["die.dxf", "--out", "T.txt"], "Use a name that ends in .json"),
        (["die.dxf", "--out", "T.json", "--map", "cut"], "is not LAYER=TYPE"),
        (["die.dxf", "--out", "T.json", "--map", "cut=scribble"], "is not LAYER=TYPE"),
        (["die.dxf", "--out", "T.json", "--map", "gold=cut"], 'has no layer "gold"'),
        (["die.dxf", "--out", "T.json", "--units", "furlong"], "invalid choice"),
        (["die.dxf", "--out", "T.json", "--caliper", "-1"], "cannot be -1 mm thick"),
        (["die.dxf", "--out", "T.json", "--gap", "nan"], "nan mm apart"),
        (["die.dxf", "--out", "T.json", "--gap", "-1"], "-1 mm apart"),
        (["die.dxf", "--out", "T.json", "--code", "x" * 41], "makes no template. code:"),
    ],
)
def test_mistakes_are_said_in_one_line(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_dxf(CARTON, Path("die.dxf"))
    assert main(["dieline", "import", *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not Path("T.json").exists()


def test_a_person_reads_what_was_unsure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dxf = ezdxf.new(units=0)  # type: ignore[attr-defined]
    dxf.modelspace().add_lwpolyline([(0, 0), (90, 0), (90, 50), (0, 50)], close=True)
    dxf.saveas(tmp_path / "die.dxf")
    assert main(["dieline", "import", str(tmp_path / "die.dxf"), "--out", str(tmp_path / "T.json")]) == 0
    text = capsys.readouterr().out
    assert "blank 90 x 50 mm, 1 panels, 0 folds" in text
    assert "0 taken as cut (goes around everything)" in text
    assert "The file states no unit; its lengths are taken as mm." in text
