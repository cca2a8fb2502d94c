"""A model that is used stays as it was, whatever the run learns later."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from core.errors import DieloomError
from core.jobs import Progress
from desktop.training.kept import keep_model


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "model.safetensors").write_bytes(b"first")
    (tmp_path / "judge.safetensors").write_bytes(b"judge")
    save_file({"x": np.zeros(1)}, tmp_path / "state.safetensors", {"run": json.dumps({"images": 3300})})
    return tmp_path


def test_the_copy_is_named_after_the_run_and_stays(run: Path) -> None:
    kept = Path(keep_model(run, "Rose / bud", Progress()))
    assert kept.name == "Rose   bud 3.3 kimg.safetensors"
    assert kept.with_suffix(".judge.safetensors").read_bytes() == b"judge"
    (run / "model.safetensors").write_bytes(b"second")
    assert kept.read_bytes() == b"first"


def test_the_same_model_is_kept_once_and_another_of_that_moment_beside_it(run: Path) -> None:
    first = keep_model(run, "Rosebud", Progress())
    assert keep_model(run, "Rosebud", Progress()) == first
    (run / "model.safetensors").write_bytes(b"other")
    assert Path(keep_model(run, "Rosebud", Progress())).name == "Rosebud 3.3 kimg (2).safetensors"


def test_a_run_without_a_model_is_explained(run: Path) -> None:
    (run / "model.safetensors").unlink()
    with pytest.raises(DieloomError, match="cannot be read"):
        keep_model(run, "Rosebud", Progress())
