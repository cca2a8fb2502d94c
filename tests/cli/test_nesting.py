"""`dieloom dieline nest`: the facts, the files, and the errors that people read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.spoken import refused, said

CARTON = ("dieline", "nest", "A20.20.03.01", "--size", "60,30,90", "--sheet", "500x350", "--gap", "5")


def test_the_count_the_waste_and_the_places_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    facts = said(capsys, *CARTON, "--gripper", "8", "--margin", "2", "--grain", "x")
    assert facts["sheet"] == {"width": 500, "height": 350, "gripper": 8, "margin": 2, "grain": "x"}
    assert facts["count"] == len(facts["placements"]) >= facts["grid_count"] > 0
    assert {place["turn_deg"] for place in facts["placements"]} <= {0, 180}
    assert facts["waste"] == pytest.approx(1 - facts["used_area"] / (500 * 350), abs=1e-5)
    assert facts["gain"] == pytest.approx(facts["count"] / facts["grid_count"] - 1, abs=1e-5)


def test_turns_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    facts = said(capsys, *CARTON, "--turns", "90,270")
    assert {place["turn_deg"] for place in facts["placements"]} <= {90, 270}


@pytest.mark.parametrize("suffix", ["pdf", "cf2", "dxf", "svg"])
def test_the_layout_is_written(suffix: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / f"sheet.{suffix}"
    assert said(capsys, *CARTON, "--out", str(out))["file"] == str(out)
    assert out.stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--sheet", "1000"), "not a sheet in mm"),
        (("--sheet", "150x150"), "does not fit on this sheet"),
        (("--gap", "-1"), "cannot lie -1 mm apart"),
        (("--gap", "nan"), "cannot lie nan mm apart"),
        (("--gripper", "400"), "leave nothing of the sheet"),
        (("--turns", "45"), "0, 90, 180 or 270"),
        (("--turns", "left"), "not a list of turns"),
        (("--out", "sheet.docx"), "ends in .pdf"),
        (("--out", "nowhere/sheet.pdf"), "no folder"),
        (("--preset", "nobody", "--out", "sheet.pdf"), "nobody"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    words: tuple[str, ...],
    what: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert what in refused(capsys, *CARTON, *words)
