"""`dieloom model inspect` and `convert`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from core.cli import main
from tests.gan.reader import hostile, official
from tests.gan.reader.networks import (
    SMALL,
    SMALL_TURNING,
    arguments,
    stylegan2_tensors,
    stylegan3_tensors,
)
from tests.gan.reader.official import Style


@pytest.fixture
def pickled(tmp_path: Path) -> Path:
    path = tmp_path / "cats.pkl"
    net = official.stylegan2(stylegan2_tensors(), arguments(SMALL), 256)
    path.write_bytes(official.snapshot(net, Style()))
    return path


def facts(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, Any]:
    assert main(["model", *argv, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_bundled_models_go_by_their_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "g.safetensors")
    assert facts(capsys, "inspect", "loom")["name"] == facts(capsys, "convert", "loom", "--out", out)["name"] == "loom"
    assert facts(capsys, "inspect", out)["num_ws"] == facts(capsys, "inspect", "loom")["num_ws"]
    assert main(["model", "inspect", "nonesuch"]) == 2
    assert "bundled" in capsys.readouterr().err


def test_inspect_says_what_it_is(pickled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = facts(capsys, "inspect", str(pickled))
    sizes = ("architecture", "resolution", "z_dim", "w_dim", "c_dim", "num_ws", "img_channels", "mapping_layers")
    assert [found[key] for key in sizes] == ["stylegan2", 16, 8, 12, 3, 6, 3, 2]
    learned = {name: t for name, t in stylegan2_tensors().items() if not name.endswith(("const", "filter", "w_avg"))}
    learned["synthesis.b4.const"] = stylegan2_tensors()["synthesis.b4.const"]
    assert found["parameters"] == sum(tensor.numel() for tensor in learned.values())
    assert (found["dtype"], found["format"], found["name"]) == ("float32", "StyleGAN2 pickle, protocol 4", "cats")
    assert "non-commercial" in found["licence"]
    assert found["warnings"] == []
    assert main(["model", "inspect", str(pickled)]) == 0
    assert "architecture: stylegan2" in capsys.readouterr().out


def test_inspect_of_a_stylegan3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "turning.pkl"
    net = official.stylegan3(stylegan3_tensors(SMALL_TURNING), arguments(SMALL_TURNING))
    path.write_bytes(official.snapshot(net, Style(parts=("G",))))
    found = facts(capsys, "inspect", str(path))
    assert (found["architecture"], found["c_dim"], found["num_ws"]) == ("stylegan3-r", 2, 16)
    assert "G_ema" in found["warnings"][0]


def test_inspect_needs_no_torch(pickled: Path) -> None:
    code = (
        "import sys; from core.cli import main; status = main(['model', 'inspect', sys.argv[1]]);"
        "assert not {'torch', 'PySide6'} & set(sys.modules), 'too much'; sys.exit(status)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(pickled)], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert "stylegan2" in run.stdout


def test_convert_writes_what_was_learned(tmp_path: Path, pickled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "cats.safetensors"
    found = facts(capsys, "convert", str(pickled), "--out", str(out))
    assert (found["out"], found["out_bytes"]) == (str(out), out.stat().st_size)
    wanted, got = stylegan2_tensors(), load_file(out)
    assert set(got) == set(wanted)
    assert all(torch.equal(got[name], tensor) for name, tensor in wanted.items())
    again = facts(capsys, "inspect", str(out))
    assert {key: again[key] for key in ("architecture", "resolution", "c_dim", "parameters", "licence", "name")} == {
        key: found[key] for key in ("architecture", "resolution", "c_dim", "parameters", "licence", "name")
    }


@pytest.mark.parametrize("name", ["outer-os-system", "tensorflow", "tar", "empty"])
@pytest.mark.parametrize("action", ["inspect", "convert"])
def test_one_clear_line_for_what_is_no_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, action: str
) -> None:
    path, out = tmp_path / "f.pkl", tmp_path / "out.safetensors"
    path.write_bytes(hostile.corpus()[name])
    assert main(["model", action, str(path), *(["--out", str(out)] if action == "convert" else [])]) == 2
    said = capsys.readouterr().err
    assert said.startswith("dieloom: f.pkl cannot be read: ")
    assert said.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize(
    "argv",
    [
        ["inspect", "absent.pkl"],
        ["convert", "absent.pkl", "--out", "g.safetensors"],
        ["convert", "absent.pkl", "--out", "g.pkl"],
        ["convert", "absent.pkl", "--out", "no/such/folder/g.safetensors"],
    ],
)
def test_what_is_not_there(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", *argv]) == 2
    assert capsys.readouterr().err.count("\n") == 1
