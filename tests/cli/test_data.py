"""`dieloom data prepare`: a set and an account of every file, or one clear error and no file."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cli.main import main
from core.training.data import open_set
from tests.cli.spoken import refused, said
from tests.training.data.samples import encoded, folder, painting


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder(tmp_path / "shop" / "red", 5)
    folder(tmp_path / "shop" / "blue", 5, first=20)
    painting(60, mode="L").save(tmp_path / "shop" / "blue" / "grey.png")
    (tmp_path / "shop" / "notes.doc").write_bytes(b"x")
    return tmp_path / "shop"


def test_it_says_what_became_of_each_file(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, sheet = tmp_path / "set.zip", tmp_path / "sheet.png"
    told = said(capsys, "data", "prepare", str(shop), "--out", str(out), "--resolution", "32", "--sheet", str(sheet))
    assert told == {
        "file": str(out),
        "sheet": str(sheet),
        "resolution": 32,
        "tiles": False,
        "kept": 11,
        "left_out": 1,
        "labels": {"blue": 6, "red": 5},
        "mended": {"grey": 1},
        "dropped": {"not-a-picture": 1},
        "mended_files": [{"name": "grey.png", "mended": ["grey"]}],
        "dropped_files": [{"name": "notes.doc", "reason": "not-a-picture", "detail": ""}],
    }
    assert len(open_set(out)) == 11
    assert sheet.read_bytes().startswith(b"\x89PNG")


def test_it_speaks_to_a_person(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for index in range(25):
        (shop / f"bad-{index:02}.png").write_bytes(b"x")
    out = tmp_path / "set.zip"
    assert main(["data", "prepare", str(shop), "--out", str(out), "--resolution", "32"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        f"{out}: 11 of 37 files, for 32 px",
        "labels: blue (6), red (5)",
        "mended: grey (1)",
        "left out: bad-00.png: damaged",
    ]
    assert lines[-1] == "left out: 6 more; --json names all"


def test_options_reach_the_set(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    painting(3).save(shop / "again.jpg", quality=85)
    table = tmp_path / "names.csv"
    table.write_text("again.jpg,rose\ngrey.png,tulip\n", encoding="utf-8")
    options = ["--labels", str(table), "--tiles", "--keep-similar", "--resolution", "16"]
    told = said(capsys, "data", "prepare", str(shop), "--out", str(tmp_path / "set.zip"), *options)
    assert (told["kept"], told["tiles"], told["labels"]) == (12, True, {"rose": 1, "tulip": 1})


def test_several_sources(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.png").write_bytes(encoded(painting(77)))
    sources = [str(shop / "red"), str(shop / "blue"), str(tmp_path / "one.png")]
    told = said(capsys, "data", "prepare", *sources, "--out", str(tmp_path / "set.zip"), "--resolution", "32")
    assert (told["kept"], told["labels"]) == (12, {"blue": 6, "red": 5})


@pytest.mark.parametrize(
    ("source", "options", "message"),
    [
        ("shop", ["--out", "set.tar"], "ends in .zip"),
        ("shop", ["--out", "nowhere/set.zip"], "no folder"),
        ("shop", ["--out", "set.zip", "--sheet", "sheet.jpg"], "ends in .png"),
        ("shop", ["--out", "set.zip", "--resolution", "5"], "not a resolution"),
        ("shop", ["--out", "set.zip", "--labels", "no.csv"], "no.csv"),
        ("nothing", ["--out", "set.zip"], "nothing cannot be read"),
        ("empty", ["--out", "set.zip"], "There are no pictures"),
        ("three", ["--out", "set.zip"], "at least 8"),
    ],
)
def test_bad_words_leave_no_file(
    shop: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    source: str,
    options: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    folder(tmp_path / "three", 3)
    before = set(tmp_path.iterdir())
    assert message in refused(capsys, "data", "prepare", source, *options)
    assert set(tmp_path.iterdir()) == before
