"""`dieloom dieline`: the words, the JSON that programs read, and the errors that people read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.cli.main import main
from core.dieline import library
from tests.cli.spoken import refused, said


def test_the_list_names_every_style(capsys: pytest.CaptureFixture[str]) -> None:
    styles = said(capsys, "dieline", "list")["styles"]
    assert [each["code"] for each in styles] == list(library.codes())
    by_code = {each["code"]: each for each in styles}
    assert by_code["FEFCO 0201"]["encloses"] is True
    assert by_code["WRAP LABEL"]["encloses"] is False
    assert by_code["FEFCO 0301 BASE"]["encloses"] is True
    assert by_code["FEFCO 0301 LID"]["encloses"] is False  # it holds the base, not the box of L x W x H
    assert by_code["GROUP SLEEVE"]["encloses"] is False
    assert all(each["name"] and each["group"] for each in styles)


def test_the_list_of_boards(capsys: pytest.CaptureFixture[str]) -> None:
    boards = said(capsys, "dieline", "list", "--boards")["boards"]
    assert {"name", "caliper", "flute", "grammage", "inside_loss", "outside_gain", "price"} <= set(boards[0])


@pytest.mark.parametrize("code", library.codes())
def test_show_tells_what_each_parameter_may_be(capsys: pytest.CaptureFixture[str], code: str) -> None:
    facts = said(capsys, "dieline", "show", code)
    for name, each in facts["parameters"].items():
        assert each["min"] <= each["default"] <= each["max"], name
        assert each["unit"] in ("mm", "deg")
        assert each["help"]
    assert facts["findings"] == []


def test_show_tells_the_relations_between_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    facts = said(capsys, "dieline", "show", "A20.20.01.01")
    assert "tongue <= min(60, 0.5 * H)" in facts["relations"]
    assert facts["formulas"]["top_lid"] == "W - tuck_play"


@pytest.mark.parametrize("suffix", ["dxf", "svg", "cf2", "pdf", "json"])
def test_make_writes_every_format(capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"case.{suffix}"
    facts = said(capsys, "dieline", "make", "0201", "--size", "300,200,150", "--out", str(path))
    assert path.stat().st_size > 500
    assert facts["inside"] == {"length": 300, "width": 200, "height": 150}


def test_a_blank_in_json_is_a_template_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    first = said(capsys, "dieline", "make", "0201", "--set", "slot=9", "--out", str(path))
    again = said(capsys, "dieline", "make", str(path), "--set", "slot=9", "--out", str(tmp_path / "again.json"))
    assert again["blank"] == first["blank"]
    assert json.loads(path.read_text())["lines"] == json.loads((tmp_path / "again.json").read_text())["lines"]


def test_the_three_modes_and_boards(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "a.svg"))
    flute = ("--board", "B flute")
    size = ("--size", "300,200,150")
    inside = said(capsys, "dieline", "make", "0201", *size, *flute, *out)["inside"]
    die = said(capsys, "dieline", "make", "0201", *size, *flute, "--mode", "die", *out)["inside"]
    outside = said(capsys, "dieline", "make", "0201", *size, *flute, "--mode", "outside", *out)["inside"]
    assert inside["length"] > die["length"] > outside["length"]
    assert said(capsys, "dieline", "make", "0201", "--caliper", "4", *out)["parameters"]["caliper"] == 4


def test_measures_of_the_usual_size_give_way_at_another_and_it_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("dieline", "make", "A20.20.01.01", "--size", "80,14,140", "--out", str(tmp_path / "a.svg"))
    facts = said(capsys, *words, "--set", "glue=15")
    assert facts["parameters"]["glue"] == facts["adjusted"]["glue"] == 12
    assert main([*words, "--set", "glue=15"]) == 0
    assert "glue is 12: this size takes no other" in capsys.readouterr().out
    assert "cannot be 500 mm" in refused(capsys, *words, "--set", "glue=500")  # which no usual pack has either
    assert said(capsys, *words, "--set", "glue=9")["adjusted"] == {}


def test_check_says_what_is_wrong_at_one_size_and_over_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "dieline", "check", "0201")["sound"] is True
    report = said(capsys, "dieline", "check", "0201", "--sweep", "12", "--seed", "3")
    assert (report["tried"], report["accepted"], report["invalid"]) == (12, 12, [])


def test_bad_words_are_refused_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "a.svg"))
    assert "no dieline template" in refused(capsys, "dieline", "make", "0202x", *out)
    assert "cannot be 1 mm" in refused(capsys, "dieline", "make", "0201", "--size", "1,1,1", *out)
    assert 'no board "Pizza"' in refused(capsys, "dieline", "make", "0201", "--board", "Pizza", *out)
    assert "not allowed with" in refused(
        capsys, "dieline", "make", "0201", "--board", "B flute", "--caliper", "3", *out
    )
    assert "Cannot write a.txt" in refused(capsys, "dieline", "make", "0201", "--out", str(tmp_path / "a.txt"))
    assert 'no preset "gold"' in refused(capsys, "dieline", "make", "0201", "--preset", "gold", *out)
    (tmp_path / "bad.json").write_text('{"formulas": {"a": "a"}}')
    assert "is not a dieline template" in refused(capsys, "dieline", "show", str(tmp_path / "bad.json"))
    assert "cannot be read" in refused(capsys, "dieline", "show", str(tmp_path / "none.json"))
