"""Files that mean harm: nothing in them runs, none takes long or much memory, and each gives one clear error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.errors import DieloomError
from core.gan.files import convert_model, load_model
from core.gan.reader import open_model, open_weights
from core.gan.reader.errors import Unreadable
from core.gan.reader.spans import File, Latin1, Span
from tests.gan.reader import hostile, official
from tests.gan.reader.networks import (
    SMALL,
    SMALL_ALIAS_FREE,
    arguments,
    stylegan2_tensors,
    stylegan3_tensors,
)
from tests.gan.reader.official import Style

# These are sound files of weights; only as models do they lie.
SOUND_WEIGHTS = ("safe-forged-", "safe-arguments-", "safe-undescribed", "safe-that-claims")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process of its own saw when it opened every file as a model and as weights."""
    folder, good = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("good")
    hostile.write(folder)
    net = official.stylegan2(stylegan2_tensors(), arguments(SMALL), 256)
    (good / "two.pkl").write_bytes(official.snapshot(net, Style(protocol=2)))
    net = official.stylegan3(stylegan3_tensors(), arguments(SMALL_ALIAS_FREE))
    (good / "three.pkl").write_bytes(official.snapshot(net, Style(protocol=5)))
    command = [sys.executable, "-m", "tests.gan.reader.judge", str(folder), str(good)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=240, env=os.environ | {"PYTHONPATH": "."})
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    found["left"] = [path.name for path in Path().iterdir() if path.name.startswith(hostile.CANARY)]
    return found


def test_the_corpus_is_large() -> None:
    assert len(hostile.corpus()) >= 200


def test_each_file_gives_one_error(judged: dict[str, Any]) -> None:
    for result in judged["results"]:
        sound = result["by"] == "open_weights" and result["file"].startswith(SOUND_WEIGHTS)
        assert result["kind"] == "DieloomError" or (sound and result["kind"] == "nothing"), result
        if result["said"]:
            assert result["said"].startswith(result["file"]), result
            assert "\n" not in result["said"]
            assert len(result["said"]) < 500


def test_nothing_in_them_runs(judged: dict[str, Any]) -> None:
    assert judged["events"] == []
    assert judged["left"] == []


def test_memory_stays_small(judged: dict[str, Any]) -> None:
    assert judged["peak"] < 1e9


def test_the_errors_say_what_is_wrong(judged: dict[str, Any]) -> None:
    said = {result["file"].removesuffix(".pkl"): result["said"] for result in judged["results"][::2]}
    for name, words in {
        "outer-os-system": "asks to run 'os.system'",
        "nested-os-system": "asks to run 'os.system'",
        "nested-twice": "asks to run 'torch.storage._load_from_bytes'",
        "builtins-exec": "asks to run 'builtins.exec'",
        "tensorflow": "TensorFlow",
        "tar": "tar archive",
        "gzip": "gzip",
        "web-page": "web page",
        "placeholder": "placeholder",
        "zip-program": "program",
        "zip-bomb": "packed",
        "zip-names-twice": "share a name",
        "safe-undescribed": ".json",
        "safe-that-claims-its-data-again-and-again": "more data than it has",
        "stride-behind-the-data": "beyond its data",
        "blob-count-lies": "lies about how much data",
        "modules-doubled": "more layers",
        "tuples-doubled-as-key": "key",
    }.items():
        assert words in said[name], said[name]


def test_source_in_a_good_model_is_not_run(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    source = f"open({str(canary)!r}, 'w').close()\n" * 200
    net = official.stylegan2(stylegan2_tensors(), arguments(SMALL), 256)
    path = tmp_path / "f.pkl"
    path.write_bytes(official.snapshot(net, Style(source=source)))
    load_model(path)
    assert not canary.exists()


@pytest.mark.parametrize("name", ["nested-os-system", "modules-doubled", "safe-forged-layers", "zip-os-system"])
def test_none_becomes_a_model(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.pkl"
    path.write_bytes(hostile.corpus()[name])
    with pytest.raises(DieloomError):
        load_model(path)
    with pytest.raises(DieloomError):
        convert_model(path, tmp_path / "out.safetensors")
    assert not (tmp_path / "out.safetensors").exists()


def test_no_endless_file_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pkl"
    os.mkfifo(pipe)
    for opening in (open_model, open_weights):
        with pytest.raises(DieloomError):
            opening(pipe)
        with pytest.raises(DieloomError):
            opening(tmp_path / "absent.pkl")
        with pytest.raises(DieloomError):
            opening(tmp_path)


def test_bytes_that_are_written_as_text_have_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "f"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    blob = Latin1(Span(File(path), 0, 3_000_000_000))
    assert blob.head(5) == bytes(5)
    with pytest.raises(Unreadable, match="too long"):
        blob.read(0, 5)
