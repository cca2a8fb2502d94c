"""`dieloom art --gate`: what passed, with its score, or one line that says that nothing did."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.artwork.png import read_recipe
from core.training.judge import load_judge
from tests.cli.spoken import refused, said
from tests.training.judges import judged_model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged_model(tmp_path_factory.mktemp("judged"))


def art(model: Path, *words: str) -> list[str]:
    return ["art", "--model", str(model), "--out", str(model.with_name("out.png")), *words]


def test_the_first_that_passes_is_drawn(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = said(capsys, *art(model, "--seed", "3", "--gate", "0.0"))
    assert (data["seed"], data["tries"], data["threshold"]) == (3, 1, 0.0)
    recipe = read_recipe(model.with_name("out.png"))
    assert recipe.score == pytest.approx(data["score"], abs=1e-6)
    assert 0 < data["score"] < 1


def test_the_seed_that_passed_is_told(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = said(capsys, *art(model, "--seed", "3", "--gate", "0"))["score"]
    data = said(capsys, *art(model, "--seed", "3", "--gate", str(first + 1e-6), "--tries", "200"))
    assert data["tries"] > 1
    assert data["seed"] == data["recipe"]["seed"] != 3
    assert data["score"] > first
    again = said(capsys, *art(model, "--seed", str(data["seed"]), "--family", "waves", "--gate", "0"))
    assert (again["score"], again["tries"]) == (data["score"], 1)


def test_a_share_of_real_pictures_is_a_threshold(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judge = load_judge(model.with_name("small.judge.safetensors"))
    data = said(capsys, *art(model, "--gate", "95%", "--tries", "500"))
    assert data["threshold"] == judge.calibration.threshold(0.95)
    assert data["real_share"] == pytest.approx(0.95)
    assert data["score"] >= data["threshold"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("--gate 1 --tries 3", "None of 3"),
        ("--gate 2", "'2'"),
        ("--gate=-0.1%", "-0.1%"),
        ("--gate nan", "nan"),
        ("--tries 4", "--gate"),
        ("--model loom --gate 0.5", "no judge"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(
    model: Path, capsys: pytest.CaptureFixture[str], words: str, named: str
) -> None:
    model.with_name("out.png").unlink(missing_ok=True)
    assert named in refused(capsys, *art(model, *words.split()))
    assert not model.with_name("out.png").exists()
