"""`dieloom image inpaint`: a filled picture, or one clear line and no file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.cli.main import main


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    pixels = np.full((30, 40, 3), (90, 140, 60), np.uint8)
    pixels[10:18, 12:22] = (255, 0, 0)
    Image.fromarray(pixels).save(path)
    return path


def masked(tmp_path: Path, kind: str) -> Path:
    """The red box, painted in white, or in black on clear ground."""
    hole = np.zeros((30, 40), np.uint8)
    hole[9:19, 11:23] = 255
    path = tmp_path / f"{kind}.png"
    if kind == "clear":
        Image.fromarray(np.dstack([np.zeros((30, 40, 3), np.uint8), hole])).save(path)
    else:
        Image.fromarray(hole).save(path)
    return path


@pytest.mark.parametrize("kind", ["white", "clear"])
def test_it_fills_what_is_masked(picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    out = tmp_path / "out.png"
    words = ["image", "inpaint", str(picture), "--mask", str(masked(tmp_path, kind)), "--out", str(out), "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["width"], told["height"], told["filled"], told["model"]) == (40, 30, 0.1, "mend")
    made = np.asarray(Image.open(out))
    assert made.shape == (30, 40, 3)
    assert np.abs(made.astype(int) - (90, 140, 60)).max() <= 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"--mask": "none.png"}, "none.png"),
        ({"--out": "out.txt"}, "out.txt"),
        ({"--model": "none.pth"}, "none.pth"),
        ({"--mask": "all.png"}, "covers the whole picture"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], said: str
) -> None:
    Image.new("L", (4, 4), 255).save(tmp_path / "all.png")
    options = {"--mask": str(masked(tmp_path, "white")), "--out": str(tmp_path / "out.png")}
    options |= {name: str(tmp_path / value) for name, value in change.items()}
    assert main(["image", "inpaint", str(picture), *(word for pair in options.items() for word in pair)]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert said in lines[-1]
    assert not (tmp_path / "out.png").exists()
