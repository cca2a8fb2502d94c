"""Pickles as the official trainings wrote them over the years come back bit for bit, whoever wrote them how."""

from __future__ import annotations

import os
import pickletools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file
from torch import Tensor

from core.errors import DieloomError
from core.gan.files import convert_model, load_model, to_torch
from core.gan.reader import Stored, open_model
from tests.gan.reader import official
from tests.gan.reader.networks import (
    SMALL,
    SMALL_ALIAS_FREE,
    SMALL_TURNING,
    arguments,
    stylegan2_tensors,
    stylegan3_tensors,
)
from tests.gan.reader.official import Style

FOLDER = os.environ.get("DIELOOM_VECTORS")
REFERENCES = sorted(Path(FOLDER).glob("*.pkl")) if FOLDER else []

styles = st.builds(
    Style,
    protocol=st.sampled_from((2, 3, 4, 5)),
    numpy=st.sampled_from((1, 2)),
    ordered=st.booleans(),
    easy=st.sampled_from(("newobj", "reduce", "build")),
    tensors=st.sampled_from((1, 2)),
    parts=st.sampled_from((("G",), ("G", "D", "G_ema"), ("G_ema",))),
)
types = st.sampled_from((torch.float32, torch.float16, torch.bfloat16, torch.float64))


def equal(stored: Stored, tensors: dict[str, Tensor]) -> None:
    assert set(stored.tensors) == set(tensors)
    for name, wanted in tensors.items():
        got = to_torch(stored.tensors[name])
        assert (got.dtype, got.shape) == (wanted.dtype, wanted.shape), name
        assert torch.equal(got, wanted), name
        assert got.stride() == wanted.stride(), name


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(style=styles, dtype=types, channels_last=st.booleans(), nested=st.booleans())
def test_stylegan2_comes_back(
    tmp_path: Path, style: Style, dtype: torch.dtype, channels_last: bool, nested: bool
) -> None:
    tensors = {name: value.to(dtype) for name, value in stylegan2_tensors().items()}
    if channels_last:
        tensors = {
            name: value.contiguous(memory_format=torch.channels_last) if value.ndim == 4 else value
            for name, value in tensors.items()
        }
    path = tmp_path / "network-snapshot-000000.pkl"
    path.write_bytes(official.snapshot(official.stylegan2(tensors, arguments(SMALL, nested=nested), 256), style))
    stored = open_model(path)
    equal(stored, tensors)
    assert stored.config == SMALL
    assert stored.source == f"StyleGAN2 pickle, protocol {style.protocol}"
    assert bool(stored.warnings) == ("G_ema" not in style.parts)
    assert set(stored.networks) == set(style.parts)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(style=styles, config=st.sampled_from((SMALL_ALIAS_FREE, SMALL_TURNING)))
def test_stylegan3_comes_back(tmp_path: Path, style: Style, config: object) -> None:
    assert config in (SMALL_ALIAS_FREE, SMALL_TURNING)
    turning = config is SMALL_TURNING
    wanted = SMALL_TURNING if turning else SMALL_ALIAS_FREE
    tensors = stylegan3_tensors(wanted)
    path = tmp_path / "network.pkl"
    path.write_bytes(official.snapshot(official.stylegan3(tensors, arguments(wanted)), style))
    stored = open_model(path)
    equal(stored, tensors)
    assert stored.config == wanted
    assert stored.architecture == ("stylegan3-r" if turning else "stylegan3-t")


def small(path: Path, style: Style = Style(), **changes: object) -> Path:  # noqa: B008 (frozen)
    net = official.stylegan2(stylegan2_tensors(), arguments(SMALL) | changes, 256)
    path.write_bytes(official.snapshot(net, style))
    return path


def test_the_writer_writes_what_the_styles_say(tmp_path: Path) -> None:
    """The fixtures are worth something only if the opcodes and names of each release really occur."""

    def words(style: Style) -> set[str]:
        found: set[str] = set()
        for code, argument, _ in pickletools.genops(small(tmp_path / "f.pkl", style).read_bytes()):
            found |= {code.name, str(argument) if isinstance(argument, str) else ""}
        return found

    old = words(Style(protocol=2, numpy=1, ordered=True, easy="build", tensors=1))
    assert {"GLOBAL", "numpy.core.multiarray scalar", "_codecs encode", "__builtin__ set"} <= old
    assert {"torch._utils _rebuild_tensor", "BUILD", "torch_utils.persistence _reconstruct_persistent_obj"} <= old
    new = words(Style(protocol=4, easy="newobj"))
    assert {
        "STACK_GLOBAL",
        "NEWOBJ",
        "EMPTY_SET",
        "numpy._core.multiarray",
        "_rebuild_tensor_v2",
        official.SOURCE,
    } <= new
    assert "BYTEARRAY8" not in new


def test_nothing_of_the_training_is_carried_over(tmp_path: Path) -> None:
    out = tmp_path / "g.safetensors"
    stored = convert_model(small(tmp_path / "f.pkl"), out)
    said = repr((stored.card, stored.name, stored.source, stored.config, stored.networks["D"].arguments))
    for secret in (b"secret", b"somebody", b"pictures.zip", b"x = 1"):
        assert secret.decode() not in said
        assert secret not in out.read_bytes()


def test_an_imported_model_draws_and_converts(tmp_path: Path) -> None:
    tensors = stylegan2_tensors()
    model = load_model(small(tmp_path / "mine.pkl"))
    assert (model.name, model.config, len(model.families), len(model.directions)) == ("mine", SMALL, 3, 0)
    assert model.card["licence"].startswith("not stated")
    for name, value in model.generator.state_dict().items():
        assert torch.equal(value, tensors[name]), name
    convert_model(tmp_path / "mine.pkl", tmp_path / "g.safetensors")
    again = load_file(tmp_path / "g.safetensors")
    assert set(again) == set(tensors)
    assert all(torch.equal(again[name], value) for name, value in tensors.items())
    assert load_model(tmp_path / "g.safetensors").config == model.config


def test_half_precision_is_kept_on_disk_and_widened_in_memory(tmp_path: Path) -> None:
    tensors = {name: value.half() for name, value in stylegan2_tensors().items()}
    path = tmp_path / "half.pkl"
    path.write_bytes(official.snapshot(official.stylegan2(tensors, arguments(SMALL), 256), Style()))
    model = load_model(path)
    assert {value.dtype for value in model.generator.state_dict().values()} == {torch.float32}
    convert_model(path, tmp_path / "g.safetensors")
    assert all(torch.equal(load_file(tmp_path / "g.safetensors")[name], value) for name, value in tensors.items())


@pytest.mark.parametrize(("nested", "clamp"), [(True, None), (False, 256.0)])
def test_what_a_class_had_by_default_depends_on_the_release(tmp_path: Path, nested: bool, clamp: float | None) -> None:
    net = official.tree("Generator", stylegan2_tensors())
    net = official._described(net, arguments(SMALL, nested=nested, said=False))
    path = tmp_path / "f.pkl"
    path.write_bytes(official.snapshot(net, Style()))
    assert open_model(path).config == replace(SMALL, clamp=clamp)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"architecture": "resnet"}, "architecture"),
        ({"activation": "relu"}, "activation"),
        ({"resample_filter": [1, 2, 1]}, "resample_filter"),
        ({"syn_layers": 10}, "syn_layers"),
        ({"mapping_kwargs": {"num_layers": 2, "lr_multiplier": 0.1}}, "lr_multiplier"),
        ({"mapping_kwargs": {"num_layers": 2, "layer_features": 99}}, "layer_features"),
        ({"mapping_kwargs": {"num_layers": 2, "embed_features": 99}}, "embed_features"),
        ({"mapping_kwargs": {"num_layers": 7}}, "mapping layers"),
        ({"conv_kernel": 1}, "conv_kernel"),
        ({"use_noise": False}, "noise"),
        ({"mapping_kwargs": 5}, "arguments"),
    ],
)
def test_options_that_our_networks_do_not_have_are_named(tmp_path: Path, change: dict, named: str) -> None:
    with pytest.raises(DieloomError, match=named):
        open_model(small(tmp_path / "f.pkl", **change))


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [
        ("mapping.fc1", "bias_gain", 0.1),
        ("mapping.fc0", "activation", "relu"),
        ("synthesis.b8", "architecture", "orig"),
        ("synthesis.b8.conv0", "activation", "linear"),
        ("synthesis.b8.conv0", "conv_clamp", 128),
        ("synthesis.b8.conv0.affine", "bias_gain", 2),
    ],
)
def test_odd_layers_are_named(tmp_path: Path, path: str, attribute: str, value: object) -> None:
    net = official.stylegan2(stylegan2_tensors(), arguments(SMALL), 256)
    dict(official.walk(net))[path].attributes[attribute] = value
    file = tmp_path / "f.pkl"
    file.write_bytes(official.snapshot(net, Style()))
    with pytest.raises(DieloomError, match=attribute):
        open_model(file)


def test_another_filter_is_refused(tmp_path: Path) -> None:
    tensors = stylegan2_tensors()
    tensors["synthesis.b8.conv0.resample_filter"] = torch.full((4, 4), 1 / 16)
    path = tmp_path / "f.pkl"
    path.write_bytes(official.snapshot(official.stylegan2(tensors, arguments(SMALL), 256), Style()))
    with pytest.raises(DieloomError, match="filter"):
        load_model(path)


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="does not fit"):
        load_model(small(tmp_path / "f.pkl", channel_max=4))


def test_a_file_that_changes_is_not_mixed_with_its_successor(tmp_path: Path) -> None:
    out = tmp_path / "g.safetensors"
    convert_model(small(tmp_path / "f.pkl"), out)
    stored = open_model(out)
    out.write_bytes(b"\0" * 2 * out.stat().st_size)
    with pytest.raises(DieloomError, match="changed"):
        stored.tensors["mapping.w_avg"].numpy()


def test_hidden_and_missing_buffers_are_no_weights(tmp_path: Path) -> None:
    net = official.stylegan2(stylegan2_tensors(), arguments(SMALL), 256)
    net.children["mapping"].buffers |= {"scratch": torch.zeros(3), "absent": None}
    net.children["mapping"].hidden = {"scratch"}
    path = tmp_path / "f.pkl"
    path.write_bytes(official.snapshot(net, Style()))
    assert set(open_model(path).tensors) == set(stylegan2_tensors())


def test_a_generator_saved_alone_opens(tmp_path: Path) -> None:
    path = tmp_path / "f.pkl"
    path.write_bytes(official.dumps(official.stylegan2(stylegan2_tensors(), arguments(SMALL), 256), Style()))
    assert open_model(path).config == SMALL
    path.write_bytes(official.dumps(official.tree("Discriminator", {"b8.conv0.weight": torch.ones(3)}), Style()))
    with pytest.raises(DieloomError, match="another network"):
        open_model(path)


def test_a_discriminator_of_another_kind_does_not_matter(tmp_path: Path) -> None:
    net = official.stylegan2(stylegan2_tensors(), arguments(SMALL), 256)
    other = official.tree("Discriminator", {"b8.conv0.weight": torch.ones(3)})
    path = tmp_path / "f.pkl"
    parts = {"D": other, "G_ema": net}
    path.write_bytes(official.dumps(parts, Style()))
    stored = open_model(path)
    assert to_torch(stored.networks["D"].tensors["b8.conv0.weight"]).tolist() == [1, 1, 1]
    other.attributes["_init_kwargs"] = {str(number): 0 for number in range(2000)}
    path.write_bytes(official.dumps(parts, Style()))
    assert set(open_model(path).networks) == {"G_ema"}
    assert open_model(path).config == SMALL


@pytest.mark.skipif(not REFERENCES, reason="DIELOOM_VECTORS names no folder of reference networks")
@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.name)
def test_reference_networks(path: Path, tmp_path: Path) -> None:
    wanted = load_file(path.with_suffix(".safetensors"))
    for source in (path, path.with_suffix(".safetensors")):
        stored = open_model(source)
        equal(stored, wanted)
        convert_model(source, tmp_path / "g.safetensors")
        again = load_file(tmp_path / "g.safetensors")
        assert set(again) == set(wanted)
        for name, value in wanted.items():
            assert again[name].dtype == value.dtype
            assert torch.equal(again[name], value)
        assert open_model(tmp_path / "g.safetensors").config == stored.config
        state = load_model(source).generator.state_dict()
        assert all(torch.equal(value, wanted[name]) for name, value in state.items())
        left = {name.rpartition(".")[2] for name in wanted.keys() - state.keys()}
        assert left <= {"resample_filter"}
    assert np.isfinite(stored.parameters)
