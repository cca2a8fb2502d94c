"""State dicts under the official names, described in their metadata or in a file beside them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from core.errors import DieloomError
from core.gan.config import AliasFreeConfig, GeneratorConfig
from core.gan.files import convert_model, load_model
from core.gan.reader import open_model
from tests.gan.reader.networks import (
    SMALL,
    SMALL_ALIAS_FREE,
    SMALL_TURNING,
    arguments,
    stylegan2_tensors,
    stylegan3_tensors,
)

BOTH = pytest.mark.parametrize("config", [SMALL, SMALL_ALIAS_FREE, SMALL_TURNING])


def tensors_of(config: GeneratorConfig | AliasFreeConfig) -> dict[str, Tensor]:
    return stylegan2_tensors(config) if isinstance(config, GeneratorConfig) else stylegan3_tensors(config)


@BOTH
@pytest.mark.parametrize("where", ["one key", "flat keys", "our config", "beside", "nested beside"])
def test_every_place_for_the_arguments(tmp_path: Path, config: GeneratorConfig | AliasFreeConfig, where: str) -> None:
    path, given = tmp_path / "g.safetensors", arguments(config, nested=where == "nested beside")
    metadata = {
        "one key": {"init_kwargs": json.dumps(given), "note": "no JSON"},
        "flat keys": {key: json.dumps(value) for key, value in given.items()},
        "our config": {"config": config.to_json()},
    }.get(where)
    save_file(tensors_of(config), path, metadata)
    if metadata is None:
        path.with_suffix(".json").write_text(json.dumps(given | {"arch": config.kind}))
    stored = open_model(path)
    if where == "nested beside" and isinstance(config, AliasFreeConfig):
        assert stored.config == config  # StyleGAN3 has its clamp by default, wherever its arguments are
    else:
        assert stored.config == config
    assert ("json" if metadata is None else "metadata") in stored.source
    state = load_model(path).generator.state_dict()
    assert all(torch.equal(value, tensors_of(config)[name]) for name, value in state.items())


def printed(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


WAYS = {
    "printed by Python": lambda given: {"init_kwargs": repr(given)},
    "flat, printed by Python": lambda given: {key: str(value) for key, value in given.items()},
    "flat, with dots": lambda given: {
        **{key: printed(value) for key, value in given.items() if key != "mapping_kwargs"},
        "mapping_kwargs.num_layers": "2",
    },
    "flat, among notes": lambda given: {
        **{key: printed(value) for key, value in given.items()},
        **{"format": "pt", "author": "somebody", "architecture": "stylegan2", "title": "{"},
    },
    "with the class": lambda given: {
        "config": json.dumps({"class_name": "a.B", "init_args": [], "init_kwargs": given})
    },
}


@BOTH
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_way_to_write_them_down(tmp_path: Path, config: GeneratorConfig | AliasFreeConfig, way: Any) -> None:
    path = tmp_path / "g.safetensors"
    save_file(tensors_of(config), path, way(arguments(config)))
    assert open_model(path).config == config
    save_file(tensors_of(config), path)
    path.with_suffix(".json").write_text(json.dumps({"G_ema": {"init_kwargs": arguments(config)}}))
    assert open_model(path).config == config


@pytest.mark.parametrize(
    "text", ["{" * 90 + "}" * 90, "{'z_dim': " + "-" * 99 + "1}", "{'z_dim': __import__('os')}", "{'z_dim': 8"]
)
def test_what_is_printed_may_be_anything(tmp_path: Path, text: str) -> None:
    path = tmp_path / "g.safetensors"
    save_file(stylegan2_tensors(), path, {"init_kwargs": text})
    with pytest.raises(DieloomError):
        open_model(path)


@BOTH
def test_a_converted_file_needs_nothing_beside_it(tmp_path: Path, config: GeneratorConfig | AliasFreeConfig) -> None:
    path, out = tmp_path / "g.safetensors", tmp_path / "new" / "h.safetensors"
    out.parent.mkdir()
    save_file(tensors_of(config), path, {"a": json.dumps(arguments(config))})
    convert_model(path, out)
    assert open_model(out).config == config
    again = load_file(out)
    assert set(again) == set(tensors_of(config))
    save_file(again, path, {"config": config.to_json()})  # as a bare state dict, without our mark
    assert open_model(path).config == config


@pytest.mark.parametrize("legacy", [False, True])
def test_torchs_own_files_open_as_models(tmp_path: Path, legacy: bool) -> None:
    path = tmp_path / "g.pth"
    torch.save({"g_ema": stylegan2_tensors(), "step": 3}, path, _use_new_zipfile_serialization=not legacy)
    with pytest.raises(DieloomError, match=r"g\.json"):
        open_model(path)
    path.with_suffix(".json").write_text(json.dumps(arguments(SMALL)))
    assert load_model(path).config == SMALL


def test_networks_of_others_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.safetensors"
    save_file({"style.1.weight": torch.ones(3)}, path)
    with pytest.raises(DieloomError, match="another network"):
        open_model(path)


@pytest.mark.parametrize(
    "change",
    [
        {"img_resolution": 32},
        {"img_resolution": "16"},
        {"img_resolution": 17},
        {"z_dim": 9},
        {"c_dim": -1},
        {"c_dim": 2},
        {"channel_base": 32},
        {"conv_clamp": -1},
        {"conv_clamp": "256"},
        {"conv_clamp": float("nan")},
        {"mapping_kwargs": {"num_layers": 3}},
    ],
)
def test_arguments_that_do_not_fit_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "g.safetensors"
    save_file(stylegan2_tensors(), path)
    path.with_suffix(".json").write_text(json.dumps(arguments(SMALL) | change))
    with pytest.raises(DieloomError):
        load_model(path)


@pytest.mark.parametrize("text", ["", "[]", "{", "5", '{"z_dim": 8}'])
def test_what_lies_beside_may_be_anything(tmp_path: Path, text: str) -> None:
    path = tmp_path / "g.safetensors"
    save_file(stylegan2_tensors(), path)
    path.with_suffix(".json").write_text(text)
    with pytest.raises(DieloomError):
        open_model(path)


def test_without_noise(tmp_path: Path) -> None:
    quiet = replace(SMALL, noise=False)
    path = tmp_path / "g.safetensors"
    save_file(stylegan2_tensors(quiet), path)
    path.with_suffix(".json").write_text(json.dumps(arguments(quiet) | {"use_noise": False}))
    assert load_model(path).config == quiet
