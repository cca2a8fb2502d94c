"""Encoder files: what is saved comes back, and a bad or foreign one is no matter for who looks for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from core.errors import DieloomError
from core.gan.encoder import FORMAT, Encoder, EncoderConfig, find_encoder, load_encoder, place, save_encoder
from core.gan.model import Model
from core.gan.w_space import w_space
from core.jobs import Progress
from tests.gan.small import alias_free_model

CONFIG = EncoderConfig(32, 8, 24, ("torus", "torus"), 256, 16, 20)


def encoder_of(config: EncoderConfig = CONFIG) -> Encoder:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        encoder = Encoder(config)
        torch.nn.init.normal_(encoder.out.weight)
    return encoder.requires_grad_(False).eval()


@pytest.fixture
def beside(model_path: Path, tmp_path: Path) -> Path:
    """A copy of the model in a folder of its own."""
    path = tmp_path / "small.safetensors"
    path.write_bytes(model_path.read_bytes())
    return path


@pytest.mark.parametrize("resolution", [4, 8, 16, 64, 256])
def test_pictures_of_any_size_become_w_for_every_layer(resolution: int) -> None:
    encoder = encoder_of(replace(CONFIG, resolution=resolution))
    pictures = torch.rand(2, 3, resolution, resolution)
    ws = encoder(pictures)
    assert ws.shape == (2, 8, 24)
    assert not torch.allclose(ws[0], ws[1], atol=1e-3)
    assert torch.allclose(encoder(pictures[:1])[0], ws[0], atol=1e-4)


def test_a_flat_picture_has_a_slope() -> None:
    flat = torch.zeros(1, 3, 32, 32, requires_grad=True)
    encoder_of().units(flat).sum().backward()
    assert flat.grad is not None
    assert bool(torch.isfinite(flat.grad).all())


def test_on_the_torus_no_border_is_seen() -> None:
    """Rolled by whole places, the features roll along; with zeros around they do not."""
    picture = torch.rand(1, 3, 32, 32)
    for padding, same in ((("torus", "torus"), True), (("zero", "torus"), False)):
        encoder = encoder_of(replace(CONFIG, padding=padding))
        encoder.hidden.weight[:, :256] = 0  # what is known of each place
        made = [encoder.units(each) for each in (picture, picture.roll((8, 16), (2, 3)))]
        assert torch.allclose(*made, atol=1e-3) == same


def test_what_is_saved_comes_back(model: Model, beside: Path) -> None:
    config = EncoderConfig.of(model.config)
    encoder = Encoder(config, w_space(model, Progress())).half().float()
    save_encoder(encoder, place(beside), model.sha256, {"pictures": "0"})
    loaded, sha256 = load_encoder(place(beside))
    assert (loaded.config, sha256) == (config, model.sha256)
    assert all(torch.equal(value, loaded.state_dict()[name]) for name, value in encoder.state_dict().items())
    found = find_encoder(beside, model)
    assert found is not None
    mean = w_space(model, Progress()).centre
    assert torch.allclose(found(torch.rand(1, 3, 32, 32)), mean.expand(1, 8, -1), atol=1e-2)


def test_a_model_of_another_kind_has_one_too() -> None:
    model = alias_free_model()
    encoder = Encoder(EncoderConfig.of(model.config), w_space(model, Progress()))
    assert encoder(torch.rand(1, 3, 16, 16)).shape == (1, model.config.w_layers, model.config.w_dim)


def test_that_of_another_model_is_not_used(model: Model, beside: Path) -> None:
    notes = list[str]()
    assert find_encoder(beside, model, notes.append) is None
    assert notes == []
    save_encoder(encoder_of(), place(beside), "another", {})
    assert find_encoder(beside, model, notes.append) is None
    assert "another model" in notes[0]
    # Its name for the model can lie; its shape cannot.
    save_encoder(encoder_of(replace(CONFIG, w_dim=20)), place(beside), model.sha256, {})
    assert find_encoder(beside, model, notes.append) is None
    assert len(notes) == 2


def _config(**changes: object) -> Callable[[dict[str, torch.Tensor], dict[str, str]], None]:
    def change(tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        metadata["config"] = json.dumps(json.loads(metadata["config"]) | changes)

    return change


@pytest.mark.parametrize(
    "harm",
    [
        lambda tensors, metadata: metadata.pop("model"),
        lambda tensors, metadata: metadata.pop("config"),
        lambda tensors, metadata: metadata.update(config="{"),
        lambda tensors, metadata: metadata.update(format="dieloom-generator-1"),
        lambda tensors, metadata: tensors.pop("out.weight"),
        lambda tensors, metadata: tensors.update(more=torch.zeros(1)),
        lambda tensors, metadata: tensors.update({"out.bias": torch.full((192,), torch.nan)}),
        lambda tensors, metadata: tensors.update({"out.bias": torch.zeros(192, dtype=torch.int32)}),
        lambda tensors, metadata: tensors.update({"out.bias": torch.zeros(3)}),
        lambda tensors, metadata: tensors.update({"centre": torch.zeros(24, dtype=torch.complex64)}),
        _config(channel_max=4096, channel_base=1 << 20, w_layers=4096, w_dim=4096),
        _config(resolution=48),
        _config(resolution=10**9),
        _config(padding=["torus", "mirror"]),
        _config(w_dim="many"),
        _config(more=1),
    ],
)
def test_a_harmed_file_is_refused_and_not_used(
    model: Model, beside: Path, harm: Callable[[dict[str, torch.Tensor], dict[str, str]], object]
) -> None:
    path, notes = place(beside), list[str]()
    save_encoder(encoder_of(), path, model.sha256, {})
    assert find_encoder(beside, model) is not None
    tensors = load_file(path)
    config = json.dumps(
        {
            "resolution": 32,
            "w_layers": 8,
            "w_dim": 24,
            "padding": ["torus", "torus"],
            "channel_base": 256,
            "channel_max": 16,
            "hidden": 20,
        }
    )
    metadata = {"format": FORMAT, "model": model.sha256, "config": config}
    harm(tensors, metadata)
    save_file(tensors, path, metadata)
    with pytest.raises(DieloomError, match="no encoder"):
        load_encoder(path)
    assert find_encoder(beside, model, notes.append) is None
    assert "no encoder" in notes[0]


@pytest.mark.parametrize("data", [b"", b"\x08", b"\xff" * 64, b"\x02\0\0\0\0\0\0\0{}", b"\x89PNG\r\n\x1a\n"])
def test_bytes_that_are_no_encoder_are_not_used(model: Model, beside: Path, data: bytes) -> None:
    place(beside).write_bytes(data)
    with pytest.raises(DieloomError, match="no encoder"):
        load_encoder(place(beside))
    assert find_encoder(beside, model) is None
