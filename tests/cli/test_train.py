"""`dieloom train` from words to a model that opens, and on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.gan.files import load_model
from core.training.log import read_log
from core.training.run import read_order
from tests.cli.spoken import refused, said

TINY = ("--resolution", "8", "--data", "procedural:1:rings,waves", "--channel-max", "8", "--channel-base", "64")


def test_a_model_is_trained_and_trained_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = str(tmp_path / "run")
    first = said(capsys, "train", "--out", run, *TINY, "--kimg", "0.016", "--loss", "hinge", "--optimizer", "rmsprop")
    assert (first["images"], first["finished"]) == (16, True)
    assert load_model(Path(first["model"])).families == ("rings", "waves")
    plan = read_order(tmp_path / "run").plan
    assert (plan.loss, plan.optimizer) == ("hinge", "rmsprop")
    assert said(capsys, "train", "--resume", run)["images"] == 16
    assert said(capsys, "train", "--resume", run, "--kimg", "0.032")["images"] == 32


def test_rolling_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = str(tmp_path / "run")
    said(capsys, "train", "--out", run, *TINY, "--kimg", "0.016")
    said(capsys, "train", "--resume", run, "--kimg", "0.032")
    for path in (tmp_path / "run" / "snapshots").glob("000000000*"):
        path.unlink()
    assert "no snapshot before" in refused(capsys, "train", "--resume", run, "--roll-back", "0.008")
    back = said(capsys, "train", "--resume", run, "--roll-back", "0.016", "--kimg", "0.024")
    assert (back["images"], back["finished"]) == (24, True)


def test_the_lesson(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "train", "--out", str(tmp_path / "run"), "--preset", "classic-dcgan", "--kimg", "0.064")
    assert (told["resolution"], told["images"]) == (28, 64)
    sheet = str(tmp_path / "grid.png")
    said(capsys, "model", "samples", str(tmp_path / "run"), "--grid", "4x4", "--out", sheet)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ((), "needs a folder"),
        (("--out", "a", "--resume", "b"), "needs a folder"),
        (("--out", "a", "--data", "nowhere"), "no pictures at nowhere"),
        (("--out", "a", "--preset", "best"), "no training preset"),
        (("--out", "a", "--data", "procedural:1", "--resolution", "100"), "power of two"),
        (("--out", "a", "--data", "procedural:1", "--batch", "6"), "groups of four"),
        (("--resume", "a"), "no training run"),
        (("--resume", "a", "--loss", "hinge"), "keeps its loss"),
        (("--resume", "a", "--from", "loom", "--tiles", "--preset", "product-256"), "keeps its from, tiles, preset"),
        (("--out", "a", "--data", "procedural:1", "--roll-back", "2"), "nothing to roll back to"),
        (("--out", "a", "--data", "procedural:1", "--momentum", "2"), "no such training: momentum"),
        (("--out", "a", "--kimg", "-1"), "not a number above 0"),
        (("--out", "a", "--stages", "32"), "not a row of stages"),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    answer: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert answer in refused(capsys, "train", *words)


def test_two_processes_give_the_losses_of_one(tmp_path: Path) -> None:
    words = ["--data", "procedural:1:rings,waves", "--resolution", "8", "--channel-max", "8", "--channel-base", "64"]
    words += ["--batch", "8", "--kimg", "0.16", "--stages", "", "--no-half", "--json"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    single, double = [sys.executable, "-m", "core.cli.train"], [sys.executable, "-m", "torch.distributed.run"]
    double += ["--standalone", "--nproc-per-node", "2", "-m", "core.cli.train"]
    for command, name in ((single, "one"), (double, "two")):
        out = str(tmp_path / name)
        done = subprocess.run([*command, *words, "--out", out], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["processes"] == (1 if name == "one" else 2)  # told once
    one, two = (read_log(tmp_path / name / "log.jsonl") for name in ("one", "two"))
    assert [line["images"] for line in one] == [line["images"] for line in two] == [128]
    for name in ("loss_d", "loss_g", "real", "fake"):
        assert two[0][name] == pytest.approx(one[0][name], rel=1e-3), name
    assert json.loads((tmp_path / "two" / "plan.json").read_text())["plan"]["batch"] == 8
