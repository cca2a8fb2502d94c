"""Model files: what is saved comes back, and what is not a model is told so."""

from __future__ import annotations

import contextlib
import json
import pickle
import struct
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from core.errors import DieloomError
from core.gan.files import FORMAT, find_model, load_model
from core.gan.model import Model
from tests.gan.conftest import CONFIG, make_generator


def test_a_model_comes_back(model: Model) -> None:
    saved = make_generator().state_dict()
    assert (model.name, model.config, model.card) == ("small", CONFIG, {"licence": "Apache-2.0"})
    assert model.direction_names == ("pc1", "pc2", "pc3", "pc4")
    for name, value in model.generator.state_dict().items():
        assert torch.equal(value, saved[name].half().float()), name


def test_the_bundled_model_loads_with_its_card() -> None:
    path = find_model("loom")
    model = load_model(path)
    assert path.stat().st_size < 10e6
    assert len(model.families) >= 8
    assert len(model.directions) >= 8
    assert model.card["licence"].startswith("Apache-2.0")
    assert path.with_suffix(".md").is_file()


def forged(path: Path, model_path: Path, tensors: dict[str, torch.Tensor], **config: object) -> Path:
    fields = json.loads(CONFIG.to_json()) | config
    metadata = {"format": FORMAT, "name": "forged", "config": json.dumps(fields), "card": "{}"}
    save_file(load_file(model_path) | tensors, path, metadata)
    return path


def test_weights_of_another_shape_are_refused(tmp_path: Path, model_path: Path) -> None:
    path = forged(tmp_path / "m.safetensors", model_path, {"synthesis.b8.conv0.bias": torch.zeros(5)})
    with pytest.raises(DieloomError, match="damaged"):
        load_model(path)


def test_weights_that_are_not_numbers_are_refused(tmp_path: Path, model_path: Path) -> None:
    path = forged(tmp_path / "m.safetensors", model_path, {"mapping.w_avg": torch.full((24,), torch.nan)})
    with pytest.raises(DieloomError, match="not numbers"):
        load_model(path)


@pytest.mark.parametrize(
    "config",
    [
        {"channel_max": 65536, "channel_base": 65536 * 4},
        {"w_dim": 65536},
        {"resolution": 33},
        {"mapping_layers": 60000},
        {"channel_base": 16},
        {"resolution": "large"},
        {"padding": ["torus"]},
        {"unknown": 1},
    ],
)
def test_a_forged_configuration_is_refused(tmp_path: Path, model_path: Path, config: dict[str, object]) -> None:
    with pytest.raises(DieloomError):
        load_model(forged(tmp_path / "m.safetensors", model_path, {}, **config))


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('code ran')",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a model",
        pickle.dumps(Evil()),
        struct.pack("<Q", 2**62),
        struct.pack("<Q", 2) + b"{}",
    ],
)
def test_foreign_files_are_refused_without_running_them(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(content)
    with pytest.raises(DieloomError):
        load_model(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 0.999), at=st.floats(0, 0.2), byte=st.integers(0, 255))
def test_damage_is_told_and_never_a_traceback(
    tmp_path: Path, model_path: Path, cut: float, at: float, byte: int
) -> None:
    data = bytearray(model_path.read_bytes())
    data[int(at * len(data))] = byte
    path = tmp_path / "m.safetensors"
    path.write_bytes(data)
    with contextlib.suppress(DieloomError):  # anything else is a defect
        load_model(path)
    path.write_bytes(data[: int(cut * len(data))])
    with pytest.raises(DieloomError):
        load_model(path)


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="no model"):
        find_model("nonesuch")
    with pytest.raises(DieloomError, match="no model"):
        find_model(str(tmp_path))


@pytest.mark.parametrize("name", ["//host/share/x.safetensors", r"\\host\share\x.safetensors", r"\/host/share/x"])
def test_a_documents_model_never_reaches_out_to_the_network(name: str) -> None:
    with pytest.raises(DieloomError, match="network share"):
        find_model(name)
