"""`dieloom model samples` and `evaluate`: sheets and figures of a model, or one clear error and no file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.cli.main import main
from core.gan.files import find_model
from core.training.patterns import FAMILIES


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["model", *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """24 pictures of noise, none like another, in two folders."""
    chance = np.random.default_rng(1)
    for number in range(24):
        folder = tmp_path / "photos" / "ab"[number % 2]
        folder.mkdir(parents=True, exist_ok=True)
        coarse = Image.fromarray(chance.integers(0, 256, (5, 5, 3), np.uint8))
        coarse.resize((70, 64)).save(folder / f"{number}.png")
    return tmp_path / "photos"


def test_samples_are_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheet.png"
    found = told(capsys, "samples", "loom", "--psi", "0.7", "--grid", "3x2", "--out", str(out))
    with Image.open(out) as image:
        assert image.size == (found["width"], found["height"])
    assert (found["psi"], found["columns"], found["rows"]) == (0.7, 3, 2)


def test_a_run_is_its_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run").mkdir()
    shutil.copy(find_model("loom"), tmp_path / "run" / "model.safetensors")
    sheets = [tmp_path / "a.png", tmp_path / "b.png"]
    for name, out in zip((str(tmp_path / "run"), "loom"), sheets, strict=True):
        told(capsys, "samples", name, "--grid", "2x1", "--out", str(out))
    assert sheets[0].read_bytes() == sheets[1].read_bytes()


def test_a_folder_of_pictures_may_stand_beside(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sheet.png"
    assert told(capsys, "samples", "loom", "--beside", str(photos), "--out", str(out))["psi"] == [0.7, 1.0]
    assert Image.open(out).width > 3 * 8 * 64


def test_evaluate_tells_the_figures_of_each_class(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "evaluate", "loom", "--data", "procedural:1", "--count", "40", "--copies", "0")
    overall, classes = found["overall"], found["classes"]
    assert isinstance(overall, dict)
    assert isinstance(classes, dict)
    assert overall["made"]["distance"]["value"] > overall["real"]["distance"]["value"]
    assert overall["made"]["overlap"]["coverage"] < overall["real"]["overlap"]["coverage"]
    assert 0.9 < overall["made"]["seamless"] <= 1.0
    assert set(classes) <= set(FAMILIES)
    assert len(classes) == 8


def test_the_nearest_picture_of_a_folder_is_told_by_its_name(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "evaluate", "loom", "--data", str(photos), "--copies", "3")["memorisation"]
    assert isinstance(found, dict)
    assert (found["made"], found["known"]) == (3, 24)
    assert {pair["nearest"] for pair in found["pairs"]} <= {f"{number}.png" for number in range(24)}


def test_evaluate_beside_pictures_of_a_folder_as_text_with_a_sheet(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pairs.png"
    assert main(["model", "evaluate", "loom", "--data", str(photos), "--copies", "2", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "kernel distance" in said
    assert "copies: 0 of 2 made pictures" in said
    assert Image.open(out).width > 256


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["samples", "loom", "--grid", "0x8", "--out", "s.png"], "not a number of pictures"),
        (["samples", "loom", "--psi", "3", "--out", "s.png"], "no truncation"),
        (["samples", "loom", "--out", "s.jpg"], "ends in .png"),
        (["samples", "nothing-there", "--out", "s.png"], "no model"),
        (["samples", ".", "--out", "s.png"], "no model"),
        (["samples", "loom", "--beside", "nowhere", "--out", "s.png"], "nowhere"),
        (["evaluate", "loom", "--data", "procedural:x"], "names no seed"),
        (["evaluate", "loom", "--data", "procedural:1", "--count", "5"], "not a number from 20"),
        (["evaluate", "loom", "--data", "procedural:1", "--copies", "-1"], "not a number from 0"),
        (["evaluate", "loom", "--data", "procedural:1", "--out", "nowhere/s.png"], "no folder"),
    ],
)
def test_bad_words_leave_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["model", *words]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_too_few_pictures_are_refused(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(photos.rglob("*.png"))[:8]:
        path.unlink()
    assert main(["model", "evaluate", "loom", "--data", str(photos)]) == 2
    assert "16 pictures are too few" in capsys.readouterr().err
