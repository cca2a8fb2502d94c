"""`dieloom classify` learns styles from folders and tells them, bad pictures and all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.training.judge import load_judge
from tests.cli.spoken import refused, said
from tests.training.classify.styles import speckle, stripes
from tests.training.judges import judged_model


def fill(folder: Path, count: int = 5) -> Path:
    for number in range(count):
        for style, picture in (("stripes", stripes(number)), ("speckle", speckle(number))):
            (folder / style).mkdir(parents=True, exist_ok=True)
            Image.fromarray(np.kron(picture, np.ones((2, 2, 1), np.uint8))).save(folder / style / f"{number}.png")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a judged model, pictures of two styles, and a few that were not learned from."""
    folder = tmp_path_factory.mktemp("classify")
    judged_model(folder)
    (fill(folder / "data") / "stripes" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    for name, picture in (("a", stripes(80)), ("b", speckle(80))):
        Image.fromarray(picture).resize((60, 40), Image.Resampling.NEAREST).save(folder / f"{name}.png")
    return folder


@pytest.fixture(scope="module")
def styles(made: Path) -> Path:
    from core.cli.main import main

    out = made / "C.safetensors"
    model = str(made / "small.safetensors")
    assert main(["classify", "fit", "--data", str(made / "data"), "--model", model, "--out", str(out)]) == 0
    return out


def test_what_was_learned_is_told(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = str(made / "small.safetensors")
    out = tmp_path / "C.safetensors"
    data = said(capsys, "classify", "fit", "--data", str(made / "data"), "--model", model, "--out", str(out))
    assert data["styles"] == {"speckle": 5, "stripes": 5}
    assert sum(map(sum, data["confusion"])) == 10
    assert data["accuracy"] == (data["confusion"][0][0] + data["confusion"][1][1]) / 10
    low, high = data["accuracy_interval"]
    assert low < data["accuracy"] <= high
    assert data["resolution"] == 16
    judge = load_judge(made / "small.judge.safetensors")
    assert data["judge_sha256"] == (judge.sha256 if "judge" in data["aspects"] else None)
    assert [each["name"] for each in data["dropped_files"]] == ["broken.png"]
    assert out.is_file()


def test_each_picture_is_told_with_its_runner_up(made: Path, styles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    images = [str(made / name) for name in ("a.png", "b.png")]
    told = said(capsys, "classify", "predict", *images, "--with", str(styles))["images"]
    assert [(each["style"], each["runner_up"]) for each in told] == [("stripes", "speckle"), ("speckle", "stripes")]
    for each in told:
        assert each["confidence"] + each["runner_up_confidence"] == pytest.approx(1.0, abs=1e-5)
        assert each["confidence"] > 0.5


def test_a_bad_picture_has_a_line_of_its_own(made: Path, styles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from core.cli.main import main

    bad = str(made / "data" / "stripes" / "broken.png")
    images = [bad, str(made / "a.png"), str(made / "none.png")]
    assert main(["classify", "predict", *images, "--with", str(styles)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1].split()[0] for line in lines] == ["cannot", "stripes", "cannot"]
    told = said(capsys, "classify", "predict", *images, "--with", str(styles))["images"]
    assert ["error" in each for each in told] == [True, False, True]
    assert "damaged" in refused(capsys, "classify", "predict", bad, "--with", str(styles))


def test_what_cannot_be_is_said_in_a_line(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "C.safetensors"

    def fit(data: Path, *words: str) -> str:
        model = () if words else ("--model", str(made / "small.safetensors"))
        return refused(capsys, "classify", "fit", "--data", str(data), "--out", str(out), *model, *words)

    one, few = tmp_path / "one", tmp_path / "few"
    fill(one, 9)
    (one / "speckle").rename(tmp_path / "away")
    assert "only one style" in fit(one)
    fill(few, 7)
    for number in range(4):
        (few / "speckle" / f"{number}.png").unlink()
    assert "'speckle' has 3" in fit(few)
    assert "no judge" in fit(made / "data", "--model", "loom")
    assert "nowhere" in fit(tmp_path / "nowhere")
    assert not out.exists()
    assert "no styles" in refused(
        capsys, "classify", "predict", str(made / "a.png"), "--with", str(made / "small.judge.safetensors")
    )
