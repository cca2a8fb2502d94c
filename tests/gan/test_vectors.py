"""Models against stored vectors: our own small ones here, and a folder of reference networks where there is one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import DieloomError
from core.gan.files import load_model
from core.gan.model import Model
from core.gan.setting import Setting
from core.gan.vectors import read_vectors, verify
from tests.gan.conftest import CONFIG, make_generator

FOLDER = os.environ.get("DIELOOM_VECTORS")
KINDS = (".pkl", ".safetensors")
NETWORKS = sorted(path for path in Path(FOLDER).iterdir() if path.suffix in KINDS) if FOLDER else []


@pytest.fixture(scope="module")
def noisy_model() -> Model:
    config = replace(CONFIG, noise=True, clamp=256.0, padding=("zero", "zero"))
    generator = make_generator(config)
    generator.mapping.w_avg.normal_()
    nothing = torch.zeros(0)
    return Model("noisy", "", config, generator, torch.zeros(2, 24), torch.zeros(0, 24), nothing, {})


@pytest.fixture(scope="module")
def vectors(noisy_model: Model) -> dict[str, np.ndarray]:
    """Made by the training network, which shares no synthesis code with what is verified."""
    generator = noisy_model.generator
    z, c = torch.randn(2, 16), torch.eye(2)
    with torch.no_grad():
        ws = generator.mapping(z, c)[:, None].repeat(1, CONFIG.w_layers, 1)
        average, cut = generator.mapping.w_avg, ws.clone()
        cut[:, :3] = average + 0.5 * (ws[:, :3] - average)
        mixed = torch.cat([ws[:1, :4], ws[1:, 4:]], 1)
        made = {
            "ws_psi1.0": ws,
            "ws_psi0.5_cutoff3": cut,
            "img_psi1.0": generator.synthesis(ws),
            "img_psi0.5_cutoff3": generator.synthesis(cut),
            "img_psi1.0_nonoise": generator.synthesis(ws, setting=Setting(noise="none")),
            "img_mix_0to4_1": generator.synthesis(mixed),
        }
    return {name: value.numpy() for name, value in ({"z": z, "c": c} | made).items()}


def test_a_model_agrees_with_its_vectors(noisy_model: Model, vectors: dict[str, np.ndarray]) -> None:
    checks = verify(noisy_model, vectors)
    assert {each.name for each in checks} == set(vectors) - {"z", "c"}
    for check in checks:
        assert check.error <= (1e-5 if check.name.startswith("ws") else 1e-4) * check.range, check


def test_a_changed_weight_shows(noisy_model: Model, vectors: dict[str, np.ndarray]) -> None:
    other = make_generator(noisy_model.config, seed=0)
    other.load_state_dict(noisy_model.generator.state_dict())
    other.synthesis.block(16).conv1.bias += 0.1
    checks = {each.name: each for each in verify(replace(noisy_model, generator=other), vectors)}
    assert checks["ws_psi1.0"].error < 1e-5
    assert checks["img_psi1.0"].error > 1e-3 * checks["img_psi1.0"].range


@pytest.mark.parametrize(
    "change",
    [
        {"z": np.zeros((2, 5), np.float32)},
        {"c": np.zeros((2, 7), np.float32)},
        {"ws_psi1.0": np.zeros((2, 3, 24), np.float32)},
        {"img_mix_0to4_9": np.zeros((1, 3, 32, 32), np.float32)},
        {"img_transformed": np.zeros((2, 3, 32, 32), np.float32)},
    ],
)
def test_vectors_of_another_model_are_refused(
    noisy_model: Model, vectors: dict[str, np.ndarray], change: dict[str, np.ndarray]
) -> None:
    with pytest.raises(DieloomError):
        verify(noisy_model, vectors | change)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_npz_is_one_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vectors.npz"
    path.write_bytes(content)
    if content.startswith(b"PK"):
        assert not read_vectors(path)  # an empty archive holds no arrays
    else:
        with pytest.raises(DieloomError):
            read_vectors(path)


def test_pickled_arrays_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    np.savez(path, z=np.array([{"an": "object"}], dtype=object))
    with pytest.raises(DieloomError):
        read_vectors(path)


@pytest.mark.skipif(not NETWORKS, reason="DIELOOM_VECTORS names no folder of reference networks")
@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.name)
def test_reference_networks(path: Path) -> None:
    for check in verify(load_model(path), read_vectors(path.with_suffix(".npz"))):
        assert check.error <= (1e-5 if check.name.startswith("ws") else 1e-4) * check.range, check
