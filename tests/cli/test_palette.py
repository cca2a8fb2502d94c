"""`dieloom palette`: what extract prints is what apply takes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.cli import main

FLAG = np.zeros((20, 30, 4), np.uint8)
FLAG[:, :15] = (200, 30, 40, 255)
FLAG[:, 15:25] = (240, 240, 230, 255)
FLAG[:, 25:] = (20, 40, 120, 0)
FLAG[:10, 25:, 3] = 128
SOIL = np.full((9, 9, 3), (80, 50, 20), np.uint8)
SOIL[:6] = (230, 200, 150)


def saved(folder: Path, name: str, pixels: np.ndarray) -> str:
    path = folder / name
    Image.fromarray(pixels).save(path)
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, object]:
    assert main([*argv, "--json"]) == 0
    facts: dict[str, object] = json.loads(capsys.readouterr().out)
    return facts


def failing(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(argv) == 2
    line = capsys.readouterr().err
    assert line.startswith("dieloom: ")
    assert line.count("\n") == 1
    return line


def test_what_extract_prints_apply_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flag, soil, out = saved(tmp_path, "flag.png", FLAG), saved(tmp_path, "soil.png", SOIL), tmp_path / "out.png"
    palette = said(capsys, "palette", "extract", soil, "--colours", "4")
    assert palette == {"colours": ["#e6c896", "#503214"], "shares": [0.666667, 0.333333]}
    file = tmp_path / "soil.json"
    file.write_text("\ufeff" + json.dumps(palette), encoding="utf-8")
    for given in (str(file), soil):
        facts = said(capsys, "palette", "apply", flag, "--palette", given, "--out", str(out))
        assert (facts["width"], facts["height"]) == (30, 20)
        made = np.asarray(Image.open(out))
        assert np.array_equal(made[..., 3], FLAG[..., 3])
        assert {tuple(colour) for colour in made[made[..., 3] > 0][:, :3].tolist()} == {(230, 200, 150), (80, 50, 20)}


def test_extract_tells_a_person_the_shares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["palette", "extract", saved(tmp_path, "soil.png", SOIL)]) == 0
    assert capsys.readouterr().out.splitlines() == ["#e6c896   66.7%", "#503214   33.3%"]


def test_no_strength_leaves_the_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flag, soil, out = saved(tmp_path, "flag.png", FLAG), saved(tmp_path, "soil.png", SOIL), tmp_path / "out.png"
    said(capsys, "palette", "apply", flag, "--palette", soil, "--strength", "0", "--out", str(out))
    assert np.array_equal(np.asarray(Image.open(out)), FLAG)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"colours": []}',
        '{"colours": ["red"]}',
        '{"colours": ["#ff0000"], "shares": [0]}',
        '{"colours": ["#ff0000"], "shares": [1, 2]}',
        '{"colours": ["#ff0000"], "shares": [NaN]}',
        '{"colours": ["#ff0000"], "strength": 7}',
        '{"colours": ["#ff0000"], "run": "rm"}',
        json.dumps({"colours": ["#ff0000"] * 17}),
        "[" * 100_000,
        "\x00\x1b[31m",
    ],
)
def test_a_hostile_palette_is_one_line(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "bad.json", tmp_path / "out.png"
    file.write_text(text, encoding="utf-8")
    argv = ("palette", "apply", saved(tmp_path, "soil.png", SOIL), "--palette", str(file), "--out", str(out))
    assert "bad.json" in failing(capsys, *argv)
    assert not out.exists()


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["extract", "none.png"], "none.png"),
        (["extract", "text.png"], "text.png"),
        (["extract", "clear.png"], "clear"),
        (["extract", "soil.png", "--colours", "0"], "0"),
        (["extract", "soil.png", "--colours", "17"], "17"),
        (["extract", "soil.png", "--colours", "many"], "many"),
        (["apply", "soil.png", "--out", "o.png"], "--palette"),
        (["apply", "soil.png", "--palette", "soil.png", "--out", "o.jpg"], "o.jpg"),
        (["apply", "soil.png", "--palette", "none.json", "--out", "o.png"], "none.json"),
        (["apply", "soil.png", "--palette", "text.png", "--out", "o.png"], "text.png"),
        (["apply", "soil.png", "--palette", "soil.png", "--strength", "nan", "--out", "o.png"], "nan"),
        (["apply", "soil.png", "--palette", "soil.png", "--out", "no/o.png"], "no"),
    ],
)
def test_bad_words_get_one_line(
    argv: list[str], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved(tmp_path, "soil.png", SOIL)
    saved(tmp_path, "clear.png", np.zeros((4, 4, 4), np.uint8))
    (tmp_path / "text.png").write_text("no picture")
    assert named in failing(capsys, "palette", *argv)
    assert not (tmp_path / "o.png").exists()
